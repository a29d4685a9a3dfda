import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import type { MsadsError, MsadsErrorFields } from "../../provider/service/errors";
import { type RetryOptions, withRetry } from "../../provider/service/withRetry";
import { patienceIn } from "../support/patience";
import { type Reply, type Stub, startStub } from "./stub";
import { TRANSPORTS, type Transport } from "./transports";

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const PAGE = "<!doctype html><html><body>Try again later</body></html>";
const html = { "content-type": "text/html; charset=utf-8" };
/** A fault in the service's own shape, under whatever status. */
const fault =
  (status: number, code: number | string) =>
  ({ fault: make }: Transport): Reply =>
    make("AdApiFaultDetail", { TrackingId: "t", Errors: [{ Code: code, Message: "No." }] }, status);

interface Row {
  readonly what: string;
  readonly reply: Reply | ((transport: Transport) => Reply);
  /** What is known after a write, and after a read. */
  readonly write: Partial<MsadsErrorFields>;
  readonly read: Partial<MsadsErrorFields>;
  /** How many requests a patient read makes, of a service that goes on like this. */
  readonly reads: number;
  /** Whether a patient write waits and is sent again: only where nothing can have been done. */
  readonly waits?: boolean;
}

const gateway = (status: number): Row => ({
  what: `${status} with a web page`,
  reply: { status, headers: html, body: PAGE },
  write: { outcome: "unknown", symbol: `HTTP${status}` },
  read: { outcome: "refused", symbol: `HTTP${status}` },
  reads: 5,
});
const throttle = (what: string, reply: Row["reply"]): Row => ({
  what,
  reply,
  write: { outcome: "refused", httpStatus: 429 },
  read: { outcome: "refused", httpStatus: 429 },
  reads: 3,
  waits: true,
});
/** What comes after some bytes is no gzip any more. */
const broken = (status: number): Reply => ({
  status,
  headers: { "content-encoding": "gzip" },
  body: Buffer.concat([gzipSync(PAGE.repeat(100)).subarray(0, 40), Buffer.alloc(400, 0xff)]),
});

const rows: readonly Row[] = [
  ...[500, 502, 503, 504].map(gateway),
  { ...gateway(503), what: "503 without a body", reply: { status: 503 } },
  { ...gateway(502), what: "502 that breaks off", reply: broken(502) },
  {
    what: "503 with a fault of no known code",
    reply: fault(503, "Busy"),
    write: { outcome: "unknown" },
    read: { outcome: "refused" },
    reads: 5,
  },
  {
    what: "500 with 202, which may have begun",
    reply: fault(500, 202),
    write: { outcome: "unknown", code: 202 },
    read: { outcome: "refused", code: 202 },
    reads: 5,
  },
  {
    what: "200 without a body",
    reply: {},
    write: { outcome: "unknown", symbol: "EmptyAnswer" },
    read: { outcome: "unknown", symbol: "EmptyAnswer" },
    reads: 5,
  },
  {
    what: "200 of blanks",
    reply: { body: " \r\n " },
    write: { outcome: "unknown", symbol: "EmptyAnswer" },
    read: { outcome: "unknown", symbol: "EmptyAnswer" },
    reads: 5,
  },
  {
    what: "200 with a web page",
    reply: { headers: html, body: PAGE },
    write: { outcome: "unknown", symbol: "NotTheApi" },
    read: { outcome: "refused", symbol: "NotTheApi" },
    reads: 1,
  },
  {
    what: "408",
    reply: { status: 408, headers: html, body: PAGE },
    write: { outcome: "unknown", symbol: "HTTP408" },
    read: { outcome: "refused", symbol: "HTTP408" },
    reads: 5,
  },
  {
    what: "403 with a web page",
    reply: { status: 403, headers: html, body: PAGE },
    write: { outcome: "refused", symbol: "HTTP403" },
    read: { outcome: "refused", symbol: "HTTP403" },
    reads: 1,
  },
  throttle("429 without a body", { status: 429 }),
  throttle("429 with a web page", { status: 429, headers: html, body: PAGE }),
  throttle("429 that breaks off", broken(429)),
  ...[117, 0, 100, 105, 5317, "Busy"].map((code) =>
    throttle(`429 with a fault of ${code}`, fault(429, code)),
  ),
];

const table = TRANSPORTS.flatMap((transport) => rows.map((row) => ({ ...row, transport })));

const write = (port: CampaignManagement) =>
  port.addConversionGoals([{ type: "OfflineConversion", fields: { name: "n" } }]);

/** What an answer like this leaves of a call, and how many requests it made. */
async function failing(row: Row & { readonly transport: Transport }, call: () => Promise<unknown>) {
  const { reply, transport } = row;
  const made = typeof reply === "function" ? reply(transport) : reply;
  stub.answer({ ...made, headers: { "content-type": transport.contentType, ...made.headers } });
  const before = stub.got.length;
  const error: MsadsError = await call().then(
    () => expect.unreachable("it went well"),
    (thrown) => thrown,
  );
  return { error, requests: stub.got.length - before };
}

/** RetryOptions whose time passes only in sleep: two windows of a throttle, then it gives up. */
function patience(): RetryOptions & { readonly slept: number[] } {
  let now = 0;
  const slept: number[] = [];
  const sleep = async (ms: number) => {
    slept.push(ms);
    now += ms;
  };
  return { slept, ...patienceIn({ clock: () => now, sleep }, { maxWaitMs: 120_000 }) };
}

describe.each(table)("over $transport.name, $what", (row) => {
  const { transport, waits = false } = row;

  it("a write: what is known, and no second one blindly", async () => {
    const port = transport.port(stub.url);
    expect((await failing(row, () => write(port))).error).toMatchObject(row.write);
    const patient = withRetry(port, patience());
    expect((await failing(row, () => write(patient))).requests).toBe(waits ? 3 : 1);
  });

  it("a read: what is known, and how often it is made", async () => {
    const port = transport.port(stub.url);
    expect((await failing(row, () => port.getUetTags("all"))).error).toMatchObject(row.read);
    const patient = withRetry(port, patience());
    expect((await failing(row, () => patient.getUetTags("all"))).requests).toBe(row.reads);
  });
});

describe.each(TRANSPORTS)("429 over $name", (transport) => {
  it.each([
    ["7", 7_000],
    ["0", 1_000],
    ["a while", 60_000],
    ["Thu, 01 Jan 2026 00:00:30 GMT", 30_000],
    ["Wed, 31 Dec 2025 23:00:00 GMT", 1_000],
  ])("Retry-After %s: so long it waits, then it goes on", async (retryAfter, slept) => {
    const headers = { ...html, "retry-after": retryAfter, date: "Thu, 01 Jan 2026 00:00:00 GMT" };
    let turn = 0;
    const ids = transport.answer("AddConversionGoals", { ConversionGoalIds: ["7"], PartialErrors: [] });
    stub.answer(() => (turn++ === 0 ? { status: 429, headers, body: PAGE } : ids));
    const patient = patience();
    const { items } = await write(withRetry(transport.port(stub.url), patient));
    expect(items).toEqual([{ ok: true, value: "7" }]);
    expect(patient.slept.reduce((sum, ms) => sum + ms, 0)).toBe(slept);
  });

  it("Retry-After beyond maxWait: it fails at once", async () => {
    stub.answer({ status: 429, headers: { ...html, "retry-after": "121" }, body: PAGE });
    const patient = patience();
    await expect(write(withRetry(transport.port(stub.url), patient))).rejects.toMatchObject({
      httpStatus: 429,
      hint: expect.stringContaining("wait a minute"),
    });
    expect(patient.slept).toEqual([]);
  });
});

describe.each(TRANSPORTS)("a port that fetch never calls, over $name", (transport) => {
  it.each([1, 9, 25, 6000])("%i: nothing was sent, and it says what to do", async (port) => {
    await expect(write(transport.port(`http://127.0.0.1:${port}`))).rejects.toMatchObject({
      outcome: "unreachable",
      symbol: "BadPort",
      message: expect.stringContaining("Give the server another port"),
    });
  });
});
