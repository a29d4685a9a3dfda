import { describe, expect, it } from "vitest";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { MsadsError, type MsadsErrorFields } from "../../provider/service/errors";
import { type Patience, withRetry } from "../../provider/service/patient";

/** A port whose calls fail as listed, one after the other, and then answer with nothing. */
function failing(...failures: readonly Partial<MsadsErrorFields>[]) {
  const calls: string[] = [];
  const left = [...failures];
  const call = (name: string) => async () => {
    calls.push(name);
    const fields = left.shift();
    if (fields !== undefined) throw new MsadsError(name, { outcome: "refused", ...fields });
    return name.startsWith("get") ? [] : { trackingId: undefined, items: [] };
  };
  const names = [
    "addUetTags",
    "updateUetTags",
    "getUetTags",
    "addConversionGoals",
    "updateConversionGoals",
    "getConversionGoals",
  ];
  const port = Object.fromEntries(names.map((name) => [name, call(name)])) as unknown as CampaignManagement;
  return { port, calls };
}

/** A clock that moves only while everybody sleeps. */
function patience(overrides: Partial<Patience> = {}) {
  let now = 1_000_000;
  const notices: string[] = [];
  const sleeps: number[] = [];
  const sleep = async (ms: number) => {
    const until = now + ms;
    sleeps.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
    now = Math.max(now, until);
  };
  return {
    notices,
    sleeps,
    now: () => now,
    with: {
      clock: () => now,
      sleep,
      random: () => 0,
      maxWaitMs: 600_000,
      notify: (text: string) => notices.push(text),
      ...overrides,
    },
  };
}

describe("withRetry", () => {
  it("waits out a throttle and says how long it still takes, every ten seconds", async () => {
    const { port, calls } = failing({ code: 117 }, { code: 117 });
    const { with: options, notices, now } = patience();
    const began = now();
    await withRetry(port, options).updateConversionGoals([]);
    expect(calls).toHaveLength(3);
    expect(now() - began).toBe(120_000);
    const window = [60, 50, 40, 30, 20, 10].map(
      (left) => `Microsoft Advertising limits the rate of calls: waiting ${left} s.`,
    );
    expect(notices).toEqual([...window, ...window]);
  });

  it("pauses all calls of the session for one window, with one countdown", async () => {
    const { port, calls } = failing(...Array(8).fill({ code: 117 }));
    const { with: options, notices, now } = patience();
    const patient = withRetry(port, options);
    const began = now();
    await Promise.all(Array.from({ length: 8 }, () => patient.getUetTags("all")));
    expect(calls).toHaveLength(16);
    expect(notices).toHaveLength(6);
    expect(now() - began).toBe(60_000);
  });

  it("holds back calls that come during a pause", async () => {
    const { port, calls } = failing({ code: 117 });
    const { with: options, now } = patience();
    const patient = withRetry(port, options);
    const began = now();
    const first = patient.getUetTags("all");
    await Promise.resolve();
    await Promise.resolve();
    expect(calls).toEqual(["getUetTags"]);
    const second = patient.addUetTags([]);
    expect(calls).toEqual(["getUetTags"]);
    await Promise.all([first, second]);
    expect(calls).toEqual(["getUetTags", "getUetTags", "addUetTags"]);
    expect(now() - began).toBe(60_000);
  });

  it("gives up a throttle after maxWait", async () => {
    const { port, calls } = failing(...Array(20).fill({ code: 117 }));
    const { with: options } = patience({ maxWaitMs: 180_000 });
    await expect(withRetry(port, options).getUetTags("all")).rejects.toMatchObject({ code: 117 });
    expect(calls).toHaveLength(4);
  });

  it("renews the token once, then fails", async () => {
    const renewals: number[] = [];
    const renew = async () => void renewals.push(1);
    const once = failing({ code: 109 });
    await withRetry(once.port, patience({ renew }).with).addConversionGoals([]);
    expect([once.calls.length, renewals.length]).toEqual([2, 1]);
    const twice = failing({ code: 109 }, { code: 109 });
    await expect(withRetry(twice.port, patience({ renew }).with).getUetTags("all")).rejects.toMatchObject({
      code: 109,
    });
    expect(twice.calls).toHaveLength(2);
  });

  it("renews a token that ran out during a pause", async () => {
    const { port, calls } = failing({ code: 117 }, { code: 109 });
    await withRetry(port, patience({ renew: async () => undefined }).with).getUetTags("all");
    expect(calls).toHaveLength(3);
  });

  it("fails at once on an expired token that nobody can renew", async () => {
    const { port, calls } = failing({ code: 109 });
    await expect(withRetry(port, patience().with).getUetTags("all")).rejects.toMatchObject({ code: 109 });
    expect(calls).toHaveLength(1);
  });

  it("backs off reads five times", async () => {
    const { port, calls } = failing(...Array(9).fill({ code: 0 }));
    const { with: options, sleeps } = patience();
    await expect(withRetry(port, options).getConversionGoals("all")).rejects.toMatchObject({ code: 0 });
    expect(calls).toHaveLength(5);
    expect(sleeps).toEqual([500, 1_000, 2_000, 4_000]);
  });

  it("spends no more than 20 s of a session on a service that does not answer", async () => {
    const { port, calls } = failing(...Array(99).fill({ outcome: "unknown", symbol: "ECONNRESET" }));
    const { with: options, sleeps } = patience();
    const patient = withRetry(port, options);
    for (let call = 0; call < 6; call += 1) await patient.getUetTags("all").catch(() => undefined);
    expect(sleeps.reduce((sum, ms) => sum + ms, 0)).toBeLessThanOrEqual(20_000);
    expect(calls.length).toBeLessThan(20);
  });

  it("never sends a write of unknown outcome twice", async () => {
    const { port, calls } = failing({ outcome: "unknown", symbol: "ECONNRESET" });
    const error = withRetry(port, patience().with).addConversionGoals([]);
    await expect(error).rejects.toMatchObject({ outcome: "unknown" });
    expect(calls).toEqual(["addConversionGoals"]);
  });

  it("lets other errors pass as they are", async () => {
    const { port } = failing();
    const odd = new TypeError("odd");
    const broken = { ...port, getUetTags: () => Promise.reject(odd) };
    await expect(withRetry(broken, patience().with).getUetTags("all")).rejects.toBe(odd);
  });
});
