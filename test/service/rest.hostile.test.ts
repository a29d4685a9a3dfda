import { inspect } from "node:util";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MsadsError } from "../../provider/service/errors";
import { processorTime } from "../support/cpuTime";
import { type Reply, type Stub, startStub } from "./stub";
import { rest } from "./transports";

const MB = 1024 * 1024;
const GOOD = '{"PartialErrors":[]}';
const html = { "content-type": "text/html; charset=utf-8" };
const json = { "content-type": "application/json" };

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

interface Hostile {
  readonly what: string;
  readonly reply: Reply | (() => Reply);
  /** "" = it may be taken for a success, or fail in any way. */
  readonly symbol: string;
  readonly outcome?: "refused";
}

const bad = (
  what: string,
  body: Reply["body"] | (() => Reply["body"]),
  symbol = "MalformedAnswer",
): Hostile => ({
  what,
  reply: () => ({ headers: json, body: (typeof body === "function" ? body() : body) ?? "" }),
  symbol,
});

/** Answers to a write; its outcome is unknown unless said otherwise. */
const rows: readonly Hostile[] = [
  bad("a body of 64 MB", () => " ".repeat(64 * MB), "AnswerTooLarge"),
  bad("30 MB of zeros", () => `{"PartialErrors":[${"0,".repeat(15 * MB)}0]}`, "AnswerTooLarge"),
  bad("30 MB of a text", () => `{"PartialErrors":"${"x".repeat(30 * MB)}"}`),
  bad("30 MB of backslashes", () => `{"PartialErrors":"${"\\".repeat(30 * MB)}`),
  bad("30 MB of quotes", () => '"'.repeat(30 * MB)),
  bad("30 MB of digits", () => `{"PartialErrors":[{"Code":${"1".repeat(30 * MB)}}]}`),
  bad("a million levels", () => `{"PartialErrors":${"[".repeat(1_000_000)}`),
  bad("a million levels that are closed", () => "[".repeat(1_000_000) + "]".repeat(1_000_000)),
  {
    what: "a gzip bomb of 200 MB",
    reply: () => ({
      headers: { ...json, "content-encoding": "gzip" },
      body: gzipSync(Buffer.alloc(200 * MB, " ")),
    }),
    symbol: "AnswerTooLarge",
  },
  {
    what: "a broken gzip",
    reply: { headers: { ...json, "content-encoding": "gzip" }, body: "no gzip" },
    symbol: "",
  },
  bad("half an object", '{"PartialErrors":[{"Co'),
  bad("two objects", `${GOOD}${GOOD}`),
  bad("a byte that is no UTF-8", Buffer.from([0x22, 0xff, 0x22])),
  bad("a list", "[]"),
  bad("null", "null"),
  bad("a text", '"done"'),
  bad("a number", "200"),
  bad("errors that are no list", '{"PartialErrors":{"0":{"Code":1}}}'),
  bad("an error that is a text", '{"PartialErrors":["no"]}', ""),
  bad("a code that is a list", '{"PartialErrors":[{"Code":[1],"Index":0}]}'),
  bad("an index of another kind", '{"PartialErrors":[{"Code":1,"Index":1e30}]}'),
  bad("nothing", "", "EmptyAnswer"),
  bad("blanks", " \n", "EmptyAnswer"),
  bad("a web page that says it is JSON", "<!doctype html><p>Hello", "NotTheApi"),
  { what: "a web page", reply: { headers: html, body: "<p>Hello" }, symbol: "NotTheApi" },
  { what: "XML", reply: { headers: { "content-type": "text/xml" }, body: "<a/>" }, symbol: "NotTheApi" },
  {
    what: "JSON that says it is text",
    reply: { headers: { "content-type": "text/plain" }, body: GOOD },
    symbol: "NotTheApi",
  },
  { what: "204", reply: { status: 204, headers: json }, symbol: "HTTP204" },
  { what: "202 with a success", reply: { status: 202, headers: json, body: GOOD }, symbol: "HTTP202" },
  { what: "500 with a success", reply: { status: 500, headers: json, body: GOOD }, symbol: "HTTP500" },
  {
    what: "400 with a success",
    reply: { status: 400, headers: json, body: GOOD },
    symbol: "HTTP400",
    outcome: "refused",
  },
  {
    what: "404 with JSON of somebody else",
    reply: { status: 404, headers: json, body: '{"message":"no route"}' },
    symbol: "HTTP404",
    outcome: "refused",
  },
  ...[301, 302, 303, 307, 308].map((status) => ({
    what: `a redirect (${status})`,
    reply: { status, headers: { location: "http://127.0.0.1:9/x" } },
    symbol: `HTTP${status}`,
    outcome: "refused" as const,
  })),
  bad("__proto__ among the members", '{"__proto__":{"polluted":1},"PartialErrors":[]}', ""),
  bad("__proto__ of an error", '{"PartialErrors":[{"__proto__":{"polluted":1,"Code":5},"Index":0}]}', ""),
  bad("constructor and friends", '{"constructor":{"prototype":{"polluted":1}},"toString":"x"}', ""),
];

const update = () =>
  rest.port(stub.url).updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }]);

describe("hostile answers to a write over rest", () => {
  it.each(rows)("$what", async ({ reply, symbol, outcome = "unknown" }) => {
    stub.answer(typeof reply === "function" ? reply() : reply);
    const before = stub.got.length;
    const spent = processorTime();
    const error: MsadsError | undefined = await update().then(
      () => undefined,
      (thrown) => thrown,
    );
    expect(spent()).toBeLessThan(10_000);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(stub.got.length).toBe(before + 1);
    if (error === undefined) return expect(symbol).toBe("");
    expect(error).toMatchObject({ name: "MsadsError", outcome, operation: "UpdateConversionGoals" });
    expect(error.message.length).toBeLessThan(1_000);
    if (symbol !== "") expect(error.symbol).toBe(symbol);
  });

  it("names of goals that JavaScript has by itself are names", async () => {
    const name = "__proto__";
    const goal = `{"Type":"Url","Id":"1","Name":"${name}","Revenue":{"__proto__":{"Value":5}}}`;
    stub.answer({ headers: json, body: `{"ConversionGoals":[${goal}],"PartialErrors":[]}` });
    expect(await rest.port(stub.url).getConversionGoals("all")).toEqual([
      { id: "1", type: "Url", name, fields: { name, revenue: {} } },
    ]);
  });
});

describe("secrets over rest", () => {
  const token = (headers: Readonly<Record<string, unknown>>) => String(headers.authorization);
  const cases: readonly (readonly [string, Parameters<Stub["answer"]>[0]])[] = [
    ["a success", { headers: json, body: GOOD }],
    [
      "a fault that repeats the token",
      (got) => ({
        status: 401,
        headers: json,
        body: JSON.stringify({ Errors: [{ Code: 105, Message: `no ${token(got.headers)}` }] }),
      }),
    ],
    [
      "a fault that repeats the token in escapes",
      (got) => ({
        status: 401,
        headers: json,
        body: `{"Errors":[{"Code":105,"Message":"${escapes(token(got.headers))}"}]}`,
      }),
    ],
    [
      "an error of an item that repeats the request's headers",
      (got) => ({
        headers: json,
        body: JSON.stringify({
          PartialErrors: [{ Code: 1, Index: 0, Message: JSON.stringify(got.headers), ErrorCode: "E" }],
        }),
      }),
    ],
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:9/x" } }],
    ["a reset", (_got, response) => void response.socket?.destroy()],
    ["no answer", () => undefined],
    ["a web page", { headers: html, body: "<html/>" }],
  ];

  it.each(cases)("stay out of everything after %s", async (_what, reply) => {
    stub.answer(reply);
    const before = stub.got.length;
    let outcome: unknown;
    // On a slow machine a call may be given up before it is sent.
    while (stub.got.length === before)
      outcome = await rest
        .port(stub.url, { timeoutMs: 300 })
        .updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }])
        .catch((error: unknown) => error);
    expect(stub.got.at(-1)?.headers).toMatchObject({
      authorization: "Bearer sentinel-access-token",
      developertoken: "sentinel-developer-token",
    });
    expect(stub.got.at(-1)?.url).not.toContain("sentinel");
    const everything = inspect([outcome, (outcome as Error).stack], { depth: 20, showHidden: true });
    expect(everything + JSON.stringify(outcome)).not.toContain("sentinel");
  });

  it.each(["hunter22\r\nx: y", "hunter22 ", "hunter22é", "hunter22\u0000", ""])(
    "that no header can carry are refused, unread: %j",
    async (accessToken) => {
      const credentials = async () => ({ accessToken, developerToken: "d" });
      const before = stub.got.length;
      const call = rest.port(stub.url, { credentials }).getUetTags("all");
      await expect(call).rejects.toMatchObject({ outcome: "unreachable", symbol: "NotSent" });
      await expect(call).rejects.not.toThrow("hunter22");
      expect(stub.got.length).toBe(before);
    },
  );
});

function escapes(text: string): string {
  return [...text].map((each) => `\\u${each.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}
