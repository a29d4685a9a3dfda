import { request } from "node:http";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { accessToken, startEmulator } from "../../provider/emulator";
import { CallLog } from "../../provider/emulator/http/calls";
import { SignIns } from "../../provider/emulator/signIn/signIns";
import { processorTime } from "../support/cpuTime";
import { useEmulator } from "../support/e2eEmulator";
import { envelopeOf, pathOf } from "./soapClient";

const MB = 1024 * 1024;
const complaints: string[] = [];
const emulator = useEmulator({ complain: (text) => complaints.push(text) });

const xml = { "content-type": "text/xml", soapaction: "GetUetTagsByIds" };
const json = {
  "content-type": "application/json",
  authorization: `Bearer ${accessToken}`,
  customerid: "111",
  customeraccountid: "222",
  developertoken: "any",
};
const form = { "content-type": "application/x-www-form-urlencoded" };
const TAGS = "/CampaignManagement/v13/UetTags";
const TOKEN = "/common/oauth2/v2.0/token";
const good = envelopeOf({ base: "", operation: "GetUetTagsByIds", body: "" });
const packed = gzipSync(Buffer.alloc(100 * MB, " "));
const bomb = () => packed;
const entities = Array.from(
  { length: 9 },
  (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
).join("");
const dtd = `<!DOCTYPE x [<!ENTITY e0 "ha">${entities}<!ENTITY f SYSTEM "file:///etc/passwd">]>`;

interface Row {
  readonly what: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: () => string | Buffer;
  readonly status: number;
}
const soapRow = (what: string, body: Row["body"], status = 400, headers = {}): Row => ({
  what: `SOAP: ${what}`,
  path: pathOf(13),
  headers: { ...xml, ...headers },
  body,
  status,
});
const restRow = (what: string, body: Row["body"], status = 400, headers = {}): Row => ({
  what: `REST: ${what}`,
  path: TAGS,
  headers: { ...json, ...headers },
  body,
  status,
});
const tokenRow = (what: string, body: Row["body"], status = 400, headers = {}): Row => ({
  what: `sign-in: ${what}`,
  path: TOKEN,
  headers: { ...form, ...headers },
  body,
  status,
});
const gzip = { "content-encoding": "gzip" };

const rows: readonly Row[] = [
  soapRow("entities that multiply", () => good.replace("?>", `?>${dtd}`).replace("any<", "&e9;<")),
  soapRow("an entity that reads a file", () => good.replace("?>", `?>${dtd}`).replace("any<", "&f;<")),
  soapRow("a million levels", () => good.replace("</e:Body>", "<a>".repeat(1_000_000))),
  soapRow("a million levels that are closed", () =>
    good.replace("</e:Body>", `${"<a>".repeat(1_000_000)}${"</a>".repeat(1_000_000)}</e:Body>`),
  ),
  soapRow("300,000 attributes", () => good.replace("<e:Body>", `<e:Body ${attributes(300_000)}>`), 200),
  soapRow("20 MB of brackets", () => "<".repeat(20 * MB)),
  soapRow("7 MB of comments", () => "<!---->".repeat(MB)),
  soapRow("33 MB", () => " ".repeat(33 * MB), 413),
  soapRow("a gzip bomb", bomb, 413, gzip),
  soapRow("gzip that breaks off", () => gzipSync(good).subarray(0, 50), 400, gzip),
  soapRow("gzip that is none", () => good, 400, gzip),
  soapRow("an unknown packing", () => good, 415, { "content-encoding": "br" }),
  soapRow("JSON", () => "{}", 415, { "content-type": "application/json" }),
  soapRow("nothing", () => ""),
  restRow("a gzip bomb", bomb, 413, gzip),
  restRow("gzip that breaks off", () => gzipSync('{"UetTags":[]}').subarray(0, 15), 400, gzip),
  restRow("33 MB", () => " ".repeat(33 * MB), 413),
  restRow("XML", () => "<a/>", 415, { "content-type": "text/xml" }),
  restRow(
    "__proto__",
    () => '{"__proto__":{"polluted":1},"UetTags":[{"__proto__":{"polluted":1},"Name":"a"}]}',
  ),
  restRow("constructor", () => '{"constructor":{"prototype":{"polluted":1}}}'),
  restRow("a list", () => "[]"),
  restRow("nothing", () => ""),
  tokenRow("33 MB", () => "a=".repeat(17 * MB), 413),
  tokenRow("a megabyte of fields", () => "a&".repeat(MB / 2), 413),
  tokenRow("60 kB of fields", () => "a&".repeat(30_000)),
  tokenRow("__proto__", () => "__proto__[polluted]=1&client_id=a"),
  tokenRow("JSON", () => '{"grant_type":"refresh_token","__proto__":{"polluted":1}}', 400, {
    "content-type": "application/json",
  }),
  { what: "a path of 14 kB", path: `/${"a/".repeat(7_000)}`, headers: xml, body: () => good, status: 404 },
  { what: "a path of another encoding", path: "/%ff%00/%2e%2e", headers: xml, body: () => good, status: 400 },
];

function attributes(count: number): string {
  return Array.from({ length: count }, (_, index) => `a${index}="1"`).join(" ");
}

interface Answer {
  readonly status: number;
  readonly bytes: number;
}

/** One request over a connection of its own. */
function ask(path: string, headers: Row["headers"], body: string | Buffer): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(emulator.now.url);
    const sent = request({ hostname, port, path, headers, method: "POST", agent: false }, (response) => {
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, bytes }));
      response.on("error", reject);
    });
    // A body that is too large is answered before it was sent to its end.
    sent.on("error", (error: NodeJS.ErrnoException) =>
      /EPIPE|ECONNRESET/.test(error.code ?? "") ? resolve({ status: 413, bytes: 0 }) : reject(error),
    );
    sent.end(body);
  });
}

/** Some bytes on a connection of their own, which is then cut, or left to the other side. */
function raw(bytes: string, cut: boolean): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(emulator.now.url);
    let answer = "";
    const socket = connect(Number(port), hostname, () => {
      socket.write(bytes, () => {
        if (cut) socket.destroy();
      });
    });
    socket.on("data", (chunk) => {
      answer += chunk;
      socket.end();
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
  });
}

async function isWell(): Promise<boolean> {
  const { status } = await ask(pathOf(13), xml, good);
  return status === 200 && complaints.length === 0 && !("polluted" in {});
}

describe("a hostile request", () => {
  it.each(rows)(
    "$what: answered in no time, and the emulator is well",
    async ({ path, headers, body, status }) => {
      const made = body();
      const spent = processorTime();
      const answer = await ask(path, headers, made);
      expect(answer.status).toBe(status);
      expect(answer.bytes).toBeLessThan(20_000);
      expect(spent()).toBeLessThan(5_000);
      expect(await isWell()).toBe(true);
    },
  );

  it.each([
    ["no HTTP", "hello\r\n\r\n", false],
    [
      "a body of two lengths",
      `POST ${TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab`,
      false,
    ],
    [
      "a length and chunks",
      `POST ${TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n`,
      false,
    ],
    ["headers of 20 kB", `POST ${TOKEN} HTTP/1.1\r\nhost: x\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, false],
    ["a cut in the headers", `POST ${TOKEN} HTTP/1.1\r\nhost`, true],
    ["a cut in the body", `POST ${TOKEN} HTTP/1.1\r\nhost: x\r\ncontent-length: 999\r\n\r\nabc`, true],
  ])("%s: does no harm", async (_what, bytes, cut) => {
    const answer = await raw(bytes, cut);
    if (!cut) expect(answer).toMatch(/^HTTP\/1.1 4(00|31) /);
    expect(await isWell()).toBe(true);
  });
});

describe("what the emulator keeps is bounded", () => {
  const call = (items: number) => ({
    startedAt: 0,
    endedAt: 0,
    time: "",
    version: 13,
    transport: "rest" as const,
    items,
    sent: Array.from({ length: items }, () => ({ fields: ["Name"] })),
    ids: [],
    bytes: 0,
    status: 200,
    outcome: "ok" as const,
    codes: [],
    refusedBy: [],
    trackingId: "",
  });

  it("calls by their number and by their items, the last ones first", () => {
    const log = new CallLog(undefined, 5, 10);
    for (let n = 0; n < 7; n += 1) log.add(call(1));
    expect(log.all().map(({ n }) => n)).toEqual([3, 4, 5, 6, 7]);
    log.add(call(7));
    expect(log.all().map(({ n }) => n)).toEqual([5, 6, 7, 8]);
    log.add(call(30));
    expect(log.all().map(({ n }) => n)).toEqual([9]);
    log.clear();
    for (let n = 0; n < 3; n += 1) log.add(call(3));
    expect(log.all().map(({ n }) => n)).toEqual([1, 2, 3]);
  });

  it("texts of calls and sign-ins by their length", async () => {
    emulator.now.reset();
    const long = "x".repeat(MB);
    await ask(
      TAGS,
      { ...json, customerid: "9".repeat(10_000) },
      JSON.stringify({ UetTags: [{ Name: long }] }),
    );
    const most = "x".repeat(20_000);
    await ask(TOKEN, form, `client_id=${most}&scope=${most}&grant_type=${most}`);
    const kept = JSON.stringify([emulator.now.calls(), emulator.now.signIns()]);
    expect(kept).toContain("xxx");
    expect(kept.length).toBeLessThan(3_000);
  });

  it("sign-ins that nobody finishes", () => {
    const signIns = new SignIns();
    const device = { userCode: "A", clientId: "a", endsAt: 0, state: "pending" as const };
    for (let n = 0; n < 3_000; n += 1) signIns.devices.set(String(n), { ...device });
    expect([signIns.devices.size, signIns.devices.has("2999"), signIns.devices.has("1999")]).toEqual([
      1_000,
      true,
      false,
    ]);
    expect(signIns.takeRefreshToken(`emulator-refresh-token${"x".repeat(MB)}`, true)).toBe(false);
  });
});

describe("where the emulator listens", () => {
  it("is this machine only, unless more is asked for by two words", async () => {
    for (const host of ["0.0.0.0", "::", "192.168.0.1", "example.com", "127.0.0.1.example", ""])
      await expect(startEmulator({ host }), host).rejects.toThrow(/open to other machines.*--allow-remote/);
    expect(new URL(emulator.now.url).hostname).toBe("127.0.0.1");
  });

  it("may be any address of this machine, and is told as one that can be called", async () => {
    for (const options of [
      { host: "localhost" },
      { host: "127.0.0.2" },
      { host: "0.0.0.0", allowRemote: true },
    ]) {
      const there = await startEmulator(options);
      expect(there.url).toMatch(/^http:\/\/(127\.0\.0\.[12]|\[::1\]|localhost):\d+$/);
      expect((await fetch(`${there.admin}/calls`)).status).toBe(200);
      await there.close();
    }
  });
});
