import { describe, expect, it } from "vitest";
import { MsadsError, type MsadsErrorFields } from "../../provider/service/errors";
import { type CallKind, type Decision, nextStep } from "../../provider/service/retryPolicy";

const MIN = 60_000;

function error(fields: Partial<MsadsErrorFields>): MsadsError {
  return new MsadsError("x", { outcome: "refused", ...fields });
}

interface Row {
  readonly what: string;
  readonly kind: CallKind;
  readonly fields: Partial<MsadsErrorFields>;
  readonly attempt?: number;
  readonly elapsed?: number;
  readonly paused?: number;
  readonly renewed?: boolean;
  readonly expected: Decision;
}

const throttled = (wait: number): Decision => ({ wait, why: "throttled" });
const trouble = (wait: number): Decision => ({ wait, why: "trouble" });
const fail: Decision = { fail: true };
const COURSE = { attempt: 1, elapsedMs: 0, pausedMs: 0, isRenewed: false };

// random = 0.5: half the jitter of 5 s, half of a quarter of a back-off.
const rows: readonly Row[] = [
  { what: "117", kind: "read", fields: { code: 117 }, expected: throttled(62_500) },
  { what: "117 on a write", kind: "write", fields: { code: 117 }, expected: throttled(62_500) },
  { what: "4204", kind: "write", fields: { code: 4204 }, expected: throttled(62_500) },
  { what: "429", kind: "write", fields: { httpStatus: 429 }, expected: throttled(62_500) },
  ...[0, 100, 105, 109, 1010, 5317].map(
    (code): Row => ({
      what: `429 with code ${code}`,
      kind: "write",
      fields: { httpStatus: 429, code },
      expected: throttled(62_500),
    }),
  ),
  ...[117, 109].map(
    (code): Row => ({
      what: `${code} beside an error that leaves open what was done`,
      kind: "write",
      fields: { code, outcome: "unknown" },
      expected: { unknown: true },
    }),
  ),
  {
    what: "Retry-After",
    kind: "read",
    fields: { httpStatus: 429, retryAfterMs: 7_000 },
    expected: throttled(9_500),
  },
  {
    what: "Retry-After of nothing",
    kind: "read",
    fields: { httpStatus: 429, retryAfterMs: 0 },
    expected: throttled(3_500),
  },
  {
    what: "117 late: the last wait is cut",
    kind: "read",
    fields: { code: 117 },
    attempt: 40,
    elapsed: 9 * MIN + 30_000,
    expected: throttled(30_000),
  },
  {
    what: "Retry-After beyond what is left",
    kind: "read",
    fields: { code: 117, retryAfterMs: 40_000 },
    elapsed: 9 * MIN + 30_000,
    expected: fail,
  },
  {
    what: "Retry-After just within what is left",
    kind: "read",
    fields: { code: 117, retryAfterMs: 29_000 },
    elapsed: 9 * MIN + 30_000,
    expected: throttled(30_000),
  },
  { what: "117 too late", kind: "read", fields: { code: 117 }, elapsed: 10 * MIN, expected: fail },
  {
    what: "Retry-After of an hour",
    kind: "read",
    fields: { code: 117, retryAfterMs: 60 * MIN },
    expected: fail,
  },
  { what: "109", kind: "write", fields: { code: 109 }, expected: { wait: 0, why: "renew" } },
  {
    what: "401",
    kind: "read",
    fields: { symbol: "HTTP401", httpStatus: 401 },
    expected: { wait: 0, why: "renew" },
  },
  {
    what: "401 with a fault of no known code",
    kind: "write",
    fields: { symbol: "Odd", httpStatus: 401 },
    expected: { wait: 0, why: "renew" },
  },
  { what: "401 with 105", kind: "read", fields: { code: 105, httpStatus: 401 }, expected: fail },
  {
    what: "109 at once after a renewal",
    kind: "write",
    fields: { code: 109 },
    renewed: true,
    expected: fail,
  },
  {
    what: "109 at the fourth attempt",
    kind: "read",
    fields: { code: 109 },
    attempt: 4,
    expected: { wait: 0, why: "renew" },
  },
  { what: "0 on a read", kind: "read", fields: { code: 0 }, expected: trouble(562.5) },
  {
    what: "0 on a read, third time",
    kind: "read",
    fields: { code: 0 },
    attempt: 3,
    expected: trouble(2_250),
  },
  {
    what: "0 on a read, fourth time",
    kind: "read",
    fields: { code: 0 },
    attempt: 4,
    expected: trouble(4_500),
  },
  { what: "0 on a read, fifth time", kind: "read", fields: { code: 0 }, attempt: 5, expected: fail },
  {
    what: "0 on a write",
    kind: "write",
    fields: { code: 0, outcome: "unknown" },
    expected: { unknown: true },
  },
  { what: "202 on a read", kind: "read", fields: { code: 202 }, expected: trouble(562.5) },
  {
    what: "500 with a fault of no known code on a read",
    kind: "read",
    fields: { symbol: "Odd", httpStatus: 500 },
    expected: trouble(562.5),
  },
  {
    what: "400 with a fault of no known code on a read",
    kind: "read",
    fields: { symbol: "Odd", httpStatus: 400 },
    expected: fail,
  },
  {
    what: "503 on a read after a pause",
    kind: "read",
    fields: { symbol: "HTTP503" },
    elapsed: 70_000,
    paused: 65_000,
    expected: trouble(562.5),
  },
  {
    what: "503 on a read long after a pause",
    kind: "read",
    fields: { symbol: "HTTP503" },
    elapsed: 90_000,
    paused: 65_000,
    expected: fail,
  },
  { what: "503 on a read", kind: "read", fields: { symbol: "HTTP503" }, expected: trouble(562.5) },
  {
    what: "503 on a write",
    kind: "write",
    fields: { symbol: "HTTP503", outcome: "unknown" },
    expected: { unknown: true },
  },
  {
    what: "reset on a read",
    kind: "read",
    fields: { symbol: "ECONNRESET", outcome: "unknown" },
    expected: trouble(562.5),
  },
  {
    what: "reset on a write",
    kind: "write",
    fields: { symbol: "ECONNRESET", outcome: "unknown" },
    expected: { unknown: true },
  },
  {
    what: "time-out of 60 s on a read",
    kind: "read",
    fields: { symbol: "Timeout", outcome: "unknown" },
    elapsed: MIN,
    expected: fail,
  },
  {
    what: "refused connection",
    kind: "read",
    fields: { symbol: "ECONNREFUSED", outcome: "unreachable" },
    expected: fail,
  },
  {
    what: "unknown host",
    kind: "write",
    fields: { symbol: "ENOTFOUND", outcome: "unreachable" },
    expected: fail,
  },
  { what: "a web page", kind: "read", fields: { symbol: "NotTheApi" }, expected: fail },
  { what: "404", kind: "read", fields: { symbol: "HTTP404" }, expected: fail },
  ...[105, 106, 116, 303, 3601, 5317].flatMap((code): readonly Row[] => [
    { what: String(code), kind: "read", fields: { code }, expected: fail },
    { what: `${code} on a write`, kind: "write", fields: { code }, expected: fail },
  ]),
];

describe("nextStep", () => {
  it.each(rows)(
    "$what ($kind)",
    ({ kind, fields, attempt = 1, elapsed = 0, paused = 0, renewed = false, expected }) => {
      const limits = { random: () => 0.5, maxWaitMs: 10 * MIN };
      const course = { attempt, elapsedMs: elapsed, pausedMs: paused, isRenewed: renewed };
      expect(nextStep(kind, error(fields), course, limits)).toEqual(expected);
    },
  );

  it("spreads the wait by at most 5 s", () => {
    const at = (random: number) =>
      nextStep("read", error({ code: 117 }), COURSE, { random: () => random, maxWaitMs: 10 * MIN });
    expect([at(0), at(1)]).toEqual([throttled(60_000), throttled(65_000)]);
  });
});
