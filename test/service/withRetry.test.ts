import { describe, expect, it } from "vitest";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { MsadsError, type MsadsErrorFields } from "../../provider/service/errors";
import { type RetryOptions, withRetry } from "../../provider/service/withRetry";
import { patienceIn } from "../support/patience";

type Failures = readonly (Partial<MsadsErrorFields> | undefined)[];

/** A port whose calls fail as listed, one after the other (undefined: this one does not), and then answer with nothing. */
function failing(...failures: Failures) {
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

/** A clock that moves only while everybody sleeps, or a call takes its time. */
function patience(overrides: Partial<RetryOptions> = {}) {
  let now = 1_000_000;
  const notices: string[] = [];
  const lasting: string[] = [];
  const sleeps: number[] = [];
  const pass = (ms: number) => {
    now += ms;
  };
  const sleep = async (ms: number) => {
    const until = now + ms;
    sleeps.push(ms);
    await new Promise((resolve) => setImmediate(resolve));
    now = Math.max(now, until);
  };
  const tell = (text: string, isFirst: boolean) => {
    notices.push(text);
    if (isFirst) lasting.push(text);
  };
  const options = patienceIn({ clock: () => now, sleep }, { tell, ...overrides });
  return { notices, lasting, sleeps, pass, now: () => now, with: options };
}

/** A port whose calls take so long and then fail. */
function slowly(pass: (ms: number) => void, ms: number, failures: Failures) {
  const { port, calls } = failing(...failures);
  const slow = Object.entries(port).map(([name, call]) => [
    name,
    (...given: unknown[]) => {
      pass(ms);
      return (call as (...given: unknown[]) => Promise<unknown>)(...given);
    },
  ]);
  return { port: Object.fromEntries(slow) as CampaignManagement, calls };
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

  it("leaves one word of it in the run's log, however many windows there are", async () => {
    const { port } = failing({ code: 117 }, { code: 117 }, { code: 117 });
    const { with: options, lasting } = patience();
    await withRetry(port, options).updateConversionGoals([]);
    expect(lasting).toEqual(["Microsoft Advertising limits the rate of calls: waiting 60 s."]);
  });

  it("holds back the other accounts of the customer, with one countdown for all", async () => {
    const one = failing({ code: 117 }, { code: 117 });
    const other = failing({ code: 4204 });
    const third = failing();
    const { with: options, notices, lasting, now } = patience();
    const [a, b, c] = [one, other, third].map(({ port }) => withRetry(port, options));
    const began = now();
    await Promise.all([a?.getUetTags("all"), b?.getUetTags("all")]);
    expect(now() - began).toBe(2 * 60_000);
    expect([notices.length, lasting.length]).toEqual([12, 1]);
    const throttled = failing({ code: 117 });
    const first = withRetry(throttled.port, options).getUetTags("all");
    await new Promise((resolve) => setImmediate(resolve));
    const late = c?.addConversionGoals([]);
    await Promise.resolve();
    expect([throttled.calls.length, third.calls.length]).toEqual([1, 0]);
    await Promise.all([first, late]);
    expect([throttled.calls.length, third.calls.length, now() - began]).toEqual([2, 1, 3 * 60_000]);
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

  it.each([
    ["a stumbling service", { code: 0 }],
    ["another pause", { code: 117 }],
  ])("renews again what runs out after %s", async (_what, between) => {
    let renewals = 0;
    const renew = async () => {
      renewals += 1;
    };
    const { port, calls } = failing(between, { code: 109 }, between, { httpStatus: 401 });
    await withRetry(port, patience({ renew }).with).getUetTags("all");
    expect([calls.length, renewals]).toEqual([5, 2]);
  });

  it("comes to an end though tokens run out all the time", async () => {
    const renew = async () => undefined;
    const turns = (fields: Partial<MsadsErrorFields>) =>
      failing(
        ...Array(50)
          .fill([{ code: 109 }, fields])
          .flat(),
      );
    const stumbling = turns({ code: 0 });
    await expect(withRetry(stumbling.port, patience({ renew }).with).getUetTags("all")).rejects.toMatchObject(
      { code: 0 },
    );
    expect(stumbling.calls).toHaveLength(10);
    const throttling = turns({ code: 117 });
    await expect(
      withRetry(throttling.port, patience({ renew }).with).getUetTags("all"),
    ).rejects.toMatchObject({ code: 117 });
    expect(throttling.calls).toHaveLength(22);
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

  it("gives a service that does not answer 20 s for the whole run, whatever the accounts", async () => {
    const { with: options, now, pass } = patience();
    const hanging = { outcome: "unknown", symbol: "Timeout" } as const;
    const began = now();
    // A call takes no longer than there is patience.
    const wait = (ms: number) => pass(Math.min(ms, options.budget.leftMs));
    const ports = Array.from({ length: 5 }, () => slowly(wait, 3_000, Array(99).fill(hanging)));
    const errors = [];
    for (const { port } of ports)
      errors.push(
        await withRetry(port, options)
          .getUetTags("all")
          .catch((error: unknown) => error),
      );
    const calls = ports.map((each) => each.calls.length);
    expect(now() - began).toBeLessThanOrEqual(20_000);
    expect([calls[0], calls.at(-1)]).toEqual([5, 0]);
    expect(errors.at(-1)).toMatchObject(hanging);
  });

  it("counts time that several calls spend waiting side by side once", async () => {
    const ports = Array.from({ length: 40 }, () => failing({ code: 0 }, { code: 0 }, { code: 0 }));
    const { with: options } = patience();
    await Promise.all(ports.map(({ port }) => withRetry(port, options).getUetTags("all")));
    expect(ports.map(({ calls }) => calls.length)).toEqual(Array(40).fill(4));
  });

  it("has all its patience again once the service has answered: 100 reads a minute apart, each with one 503 before it", async () => {
    const { port, calls } = failing(
      ...Array(100)
        .fill([{ symbol: "HTTP503" }, undefined])
        .flat(),
    );
    const { with: options, pass } = patience();
    const patient = withRetry(port, options);
    for (let read = 0; read < 100; read += 1) {
      await patient.getConversionGoals("all");
      pass(60_000);
    }
    expect(calls).toHaveLength(200);
  });

  it("asks anew after half a minute what has become of a service that it gave up", async () => {
    const hanging = { outcome: "unknown", symbol: "Timeout" } as const;
    const { with: options, pass } = patience();
    const { port, calls } = slowly(pass, 20_000, [hanging]);
    const patient = withRetry(port, options);
    await expect(patient.getUetTags("all")).rejects.toMatchObject(hanging);
    await expect(patient.getConversionGoals("all")).rejects.toMatchObject(hanging);
    expect(calls).toHaveLength(1);
    pass(30_000);
    expect(await patient.getConversionGoals("all")).toEqual([]);
  });

  it("looks at the account after a write of unknown outcome, though other reads have used up all patience", async () => {
    const hanging = { outcome: "unknown", symbol: "Timeout" } as const;
    const { with: options, pass } = patience();
    const other = slowly(pass, 20_000, [hanging]);
    const { port, calls } = failing(hanging, { code: 0 });
    await expect(withRetry(other.port, options).getUetTags("all")).rejects.toMatchObject(hanging);
    const patient = withRetry(port, options);
    await expect(patient.addConversionGoals([])).rejects.toMatchObject(hanging);
    expect(await patient.getConversionGoals("all")).toEqual([]);
    expect(calls).toEqual(["addConversionGoals", "getConversionGoals", "getConversionGoals"]);
  });

  it.each(["ECONNREFUSED", "ENOTFOUND"])("fails at once on %s", async (symbol) => {
    const { port, calls } = failing({ outcome: "unreachable", symbol });
    const { with: options, sleeps } = patience();
    await expect(withRetry(port, options).getUetTags("all")).rejects.toMatchObject({ symbol });
    expect([calls.length, sleeps]).toEqual([1, []]);
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
