import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import type { Client } from "soap";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serviceAddress } from "../../provider/service/endpoint";
import type { MsadsError } from "../../provider/service/errors";
import { campaignManagement } from "../../provider/service/soap/client";
import { soapDialect } from "../../provider/service/soap/soapDialect";
import { processorTime } from "../support/cpuTime";
import { account, credentials, portTo } from "./samples";
import { answerOf, faultOf, type Reply, type Stub, startStub } from "./stub";

const GOOD = answerOf("UpdateConversionGoals", "<PartialErrors/>");
const MB = 1024 * 1024;
const ENTITIES = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join("");

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

interface Hostile {
  readonly what: string;
  readonly reply: Reply | (() => Reply | undefined);
  readonly symbol: string;
  /** Of a write; a read of the same answer is at most "unknown". */
  readonly outcome: "refused" | "unknown";
}

const html = { "content-type": "text/html; charset=utf-8" };
const rows: readonly Hostile[] = [
  {
    what: "a body of 64 MB",
    reply: () => ({ body: " ".repeat(64 * MB) }),
    symbol: "AnswerTooLarge",
    outcome: "unknown",
  },
  {
    what: "a gzip bomb of 200 MB",
    reply: () => ({ headers: { "content-encoding": "gzip" }, body: bomb(200) }),
    symbol: "AnswerTooLarge",
    outcome: "unknown",
  },
  {
    what: "a broken gzip",
    reply: { headers: { "content-encoding": "gzip" }, body: "no gzip" },
    symbol: "",
    outcome: "unknown",
  },
  {
    what: "entities that multiply",
    reply: { body: `<!DOCTYPE x [<!ENTITY e0 "ha">${ENTITIES}]>${GOOD.replace("<PartialErrors/>", "&e9;")}` },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "an entity that reads a file",
    reply: {
      body: `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${GOOD.replace("<PartialErrors/>", "&e;")}`,
    },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "an entity without a DTD",
    reply: { body: GOOD.replace("<PartialErrors/>", "&e;") },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "a million levels",
    reply: () => ({ body: GOOD.replace("<PartialErrors/>", "<a>".repeat(1_000_000)) }),
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "900 kB of brackets",
    reply: () => ({ body: "<".repeat(900_000) }),
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "900 kB of open quotes",
    reply: () => ({ body: `<a ${'b="'.repeat(300_000)}` }),
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "bytes that are no UTF-8",
    reply: { body: Buffer.concat([Buffer.from("<a>"), Buffer.from([0xff, 0xfe])]) },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "an envelope as JSON",
    reply: { headers: { "content-type": "application/json" }, body: GOOD },
    symbol: "NotTheApi",
    outcome: "unknown",
  },
  {
    what: "a web page",
    reply: { headers: html, body: "<!doctype html><p>Hello" },
    symbol: "NotTheApi",
    outcome: "unknown",
  },
  {
    what: "a web page as XML",
    reply: { body: "<html><body/></html>" },
    symbol: "NotTheApi",
    outcome: "unknown",
  },
  {
    what: "a SOAP 1.2 envelope",
    reply: {
      body: GOOD.replace(
        "http://schemas.xmlsoap.org/soap/envelope/",
        "http://www.w3.org/2003/05/soap-envelope",
      ),
    },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  {
    what: "another operation's answer",
    reply: { body: answerOf("UpdateUetTags", "<PartialErrors/>") },
    symbol: "MalformedAnswer",
    outcome: "unknown",
  },
  { what: "400 with an envelope", reply: { status: 400, body: GOOD }, symbol: "HTTP400", outcome: "refused" },
  {
    what: "404",
    reply: { status: 404, headers: html, body: "<html/>" },
    symbol: "HTTP404",
    outcome: "refused",
  },
  {
    what: "500 with a web page",
    reply: { status: 500, headers: html, body: "<html/>" },
    symbol: "HTTP500",
    outcome: "unknown",
  },
  { what: "500 with a success", reply: { status: 500, body: GOOD }, symbol: "HTTP500", outcome: "unknown" },
  { what: "502", reply: { status: 502, body: "" }, symbol: "HTTP502", outcome: "unknown" },
  { what: "204", reply: { status: 204 }, symbol: "HTTP204", outcome: "unknown" },
  {
    what: "__proto__ among the members",
    reply: { body: GOOD.replace("<PartialErrors/>", "<__proto__><polluted>1</polluted></__proto__>") },
    symbol: "",
    outcome: "unknown",
  },
];

describe("hostile answers to a write", () => {
  it.each(rows)("$what", async ({ reply, symbol, outcome }) => {
    stub.answer(typeof reply === "function" ? (reply() ?? {}) : reply);
    const spent = processorTime();
    const error: MsadsError | undefined = await portTo(stub.url)
      .updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }])
      .then(
        () => undefined,
        (thrown) => thrown,
      );
    expect(spent()).toBeLessThan(10_000);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    if (error === undefined) return expect(symbol).toBe("");
    expect(error).toMatchObject({ name: "MsadsError", outcome, operation: "UpdateConversionGoals" });
    if (symbol !== "") expect(error.symbol).toBe(symbol);
  });
});

describe("secrets", () => {
  const echo = (body: string): Reply => ({
    status: 500,
    body: faultOf("", body.match(/<AuthenticationToken>([^<]*)</)?.[1] ?? ""),
  });
  const cases: readonly (readonly [string, Parameters<Stub["answer"]>[0]])[] = [
    ["a success", { body: GOOD }],
    ["a fault", { status: 500, body: faultOf("<a/>") }],
    ["a fault that repeats the token", (got) => echo(got.body)],
    [
      "an error of an item that repeats the request",
      (got) => ({
        body: answerOf(
          "UpdateConversionGoals",
          `<PartialErrors><BatchError><Code>1</Code><Index>0</Index><Message>${got.body.replaceAll(/[<>&]/g, " ")}</Message></BatchError></PartialErrors>`,
        ),
      }),
    ],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:9/x" } }],
    ["a reset", (_got, response) => void response.socket?.destroy()],
    [
      "half an answer",
      (_got, response) =>
        void response.writeHead(200, { "content-length": "999", "content-type": "text/xml" }).end("<s:Env"),
    ],
    ["no answer", () => undefined],
    ["an empty answer", { body: "" }],
    ["a web page", { headers: html, body: "<html/>" }],
    ["truncated XML", { body: GOOD.slice(0, 300) }],
  ];

  it.each(cases)("stay out of everything after %s", async (_what, reply) => {
    stub.answer(reply);
    let heard: unknown[] = [];
    let clients: Client[] = [];
    const watch = (client: Client) => {
      clients.push(client);
      for (const event of ["request", "message", "response", "soapError"] as const)
        client.on(event as "request", (...values: unknown[]) => void heard.push(values));
    };
    const session = {
      url: serviceAddress(stub.url, 13),
      version: 13,
      account,
      credentials,
      fetch,
      timeLimit: () => 300,
      dialect: soapDialect,
      watch,
    } as const;
    const before = stub.got.length;
    let outcome: unknown;
    // On a slow machine a call may be given up before it is sent.
    while (stub.got.length === before) {
      [heard, clients] = [[], []];
      outcome = await campaignManagement(session)
        .updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }])
        .catch((error: unknown) => error);
    }
    expect(stub.got.at(-1)?.body).toContain("sentinel-access-token");
    expect(stub.got.at(-1)?.body).toContain("sentinel-developer-token");
    expect(clients).toHaveLength(1);
    const everything = inspect([outcome, (outcome as Error).stack, heard, clients], {
      depth: 20,
      maxStringLength: null,
      maxArrayLength: null,
      showHidden: true,
    });
    expect(everything.includes("sentinel")).toBe(false);
    expect(JSON.stringify(outcome)).not.toContain("sentinel");
  });

  it("are escaped, and never mixed up with a goal that is named like their stand-in", async () => {
    stub.answer({ body: GOOD });
    const session = {
      url: serviceAddress(stub.url, 13),
      version: 13,
      account,
      credentials: async () => ({ accessToken: "a<b&c$&$1", developerToken: "d" }),
      fetch,
      timeLimit: () => 240_000,
      dialect: soapDialect,
    } as const;
    await campaignManagement(session).updateConversionGoals([
      { type: "Url", id: "1", fields: { name: "secret-" } },
    ]);
    expect(stub.got.at(-1)?.body).toContain(
      "<AuthenticationToken>a&#60;b&#38;c$&#38;$1</AuthenticationToken>",
    );
    expect(stub.got.at(-1)?.body).toContain("<Name>secret-</Name>");
  });
});

/** So many megabytes of blanks, small on the wire. */
function bomb(megabytes: number): Uint8Array {
  return gzipSync(Buffer.alloc(megabytes * MB, " "));
}
