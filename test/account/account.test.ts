import { describe, expect, it } from "vitest";
import { Account } from "../../provider/account/account";
import { Accounts } from "../../provider/account/accounts";
import { RunProgress } from "../../provider/account/batch/runProgress";
import { Claims, claimsOf } from "../../provider/account/claims";
import type { AccountEnvironment } from "../../provider/account/entities";
import type { GoalRequest, TagRequest } from "../../provider/account/plan/requests";
import { RunChanges } from "../../provider/account/runChanges";
import { wantedGoal } from "../../provider/goals/wanted";
import { type FakeCall, type FakeOptions, fakeService } from "../support/fakeService";
import { settle, VirtualClock } from "../support/virtualClock";
import { failure, goalFields } from "./write/writing";

const REF = { customerId: "111", accountId: "222" };

function open(options: Omit<FakeOptions, "clock"> = {}, more: Partial<AccountEnvironment> = {}) {
  const clock = new VirtualClock();
  const fake = fakeService({ ...options, clock });
  const claims = claimsOf("111");
  const progress = new RunProgress(() => clock.now());
  const environment = {
    clock,
    progress,
    audit: () => {},
    changes: new RunChanges(undefined),
    readOnly: false,
    ...more,
  };
  const account = new Account(REF, claims, fake.service, environment);
  const lists = (operation: string) =>
    fake.calls.filter((call) => call.operation === operation && call.items.length === 0).length;
  return { account, clock, claims, lists, ...fake };
}

const create = (name: string, more = {}): Extract<GoalRequest, { op: "create" }> => ({
  op: "create",
  resource: `res-${name}`,
  wanted: wantedGoal("Url", { ...goalFields(name), ...more }),
  adopt: undefined,
  adoptEqual: false,
});
const update = (id: string, name: string, more = {}): GoalRequest => ({
  op: "update",
  resource: `res-${id}`,
  id,
  wanted: wantedGoal("Url", { ...goalFields(name), ...more }),
});
const tag = (name: string): TagRequest => ({
  op: "create",
  resource: `tag-${name}`,
  fields: { name },
  adopt: undefined,
});

describe("an account", () => {
  it("is listed once for any number of diffs, goals and tags apart", async () => {
    const { account, clock, lists } = open({ latencyMs: 50 });
    const asked = Array.from({ length: 300 }, () => account.goalSnapshot());
    asked.push(...Array.from({ length: 5 }, () => account.goalSnapshot()));
    const snapshots = await clock.until(Promise.all([...asked, account.goalSnapshot()]));
    await clock.until(Promise.all([account.tagSnapshot(), account.tagSnapshot()]));
    expect(new Set(snapshots).size).toBe(1);
    expect([lists("getGoals"), lists("getTags")]).toEqual([1, 1]);
  });

  it("reports a first list that failed to everybody, and writes nothing on top of it", async () => {
    const error = failure({ outcome: "refused", code: 106 });
    const { account, clock, calls } = open({
      fault: ({ operation }) => (operation === "getGoals" ? { before: error } : undefined),
    });
    const asked = await Promise.allSettled([account.goalSnapshot(), account.goalSnapshot()]);
    expect(asked.map((each) => each.status === "rejected" && each.reason)).toEqual([error, error]);
    const written = clock.until(account.goals.submit(create("A")));
    await expect(written).rejects.toBe(error);
    expect(calls.map((call) => call.operation)).toEqual(["getGoals"]);
  });

  it("tells what kept the sets small only where they were sent: goals that are taken over as they are send nothing", async () => {
    for (const [live, expected] of [
      ["/thanks", 0],
      ["/old", 1],
    ] as const) {
      const told: string[] = [];
      const { account, clock, goals, calls } = open({}, { tell: (message) => told.push(message) });
      const names = Array.from({ length: 40 }, (_, at) => `Goal ${at}`);
      for (const name of names) goals.seed("Url", { ...goalFields(name), urlExpression: live });
      for (const name of names) account.goals.announce(name);
      for (let at = 0; at < names.length; at += 8) {
        const set = names.slice(at, at + 8).map((name) => {
          const request = { ...create(name, { urlExpression: "/thanks" }), adopt: true as const };
          return account.goals.submit(request, { key: name });
        });
        const outcomes = await clock.until(Promise.all(set));
        expect(outcomes.every(({ ok }) => ok)).toBe(true);
      }
      expect(calls.filter(({ operation }) => operation === "updateGoals")).toHaveLength(5 * expected);
      expect(told.filter((message) => message.includes("were sent in 5 batches"))).toHaveLength(expected);
    }
  });

  it("decides about a write by a list of at most 10 s ago", async () => {
    for (const [age, expected] of [
      [9_000, 1],
      [10_001, 2],
    ] as const) {
      const { account, clock, lists, goals } = open();
      const id = goals.seed("Url", { ...goalFields("A"), urlExpression: "/old" });
      await clock.until(account.goalSnapshot());
      await clock.advance(age);
      await clock.until(account.goals.submit(update(id, "A")));
      expect(lists("getGoals")).toBe(expected);
    }
  });

  describe("whose list is old while more is to come is read back by a list, which then serves the next set", () => {
    const many = Array.from({ length: 700 }, (_, at) => `Goal ${at}`);
    const read = (calls: readonly FakeCall[]) =>
      calls.flatMap(({ operation, items }) => (operation === "getGoals" ? [items.length] : []));

    it("so that 700 goals in 14 s take no more calls than in one", async () => {
      const { account, clock, calls } = open({ latencyMs: 1_000 });
      const asked = many.map((name) => account.goals.submit(create(name)));
      const outcomes = await clock.until(Promise.all(asked));
      expect(outcomes.every(({ ok }) => ok)).toBe(true);
      expect(clock.now()).toBeGreaterThan(14_000);
      // Listed first, and with the third set and the fifth or sixth; the last set is no reason to list.
      expect(read(calls)).toEqual([0, 100, 100, 0, 100, 100, 0, 100]);
    });

    it("and shows what somebody else has changed meanwhile", async () => {
      const { account, clock, calls, goals } = open();
      const id = goals.seed("Url", { ...goalFields("A"), urlExpression: "/old" });
      await clock.until(account.goalSnapshot());
      await clock.advance(6_000);
      goals.edit(id, { urlExpression: "/thanks" });
      account.goals.announce("A");
      await clock.until(account.goals.submit(create("B")));
      await clock.advance(5_000);
      const outcome = await clock.until(account.goals.submit(update(id, "A"), { key: "A" }));
      expect(outcome).toMatchObject({ ok: true, live: { fields: { urlExpression: "/thanks" } } });
      expect(calls.map(({ operation }) => operation)).toEqual(["getGoals", "addGoals", "getGoals"]);
    });

    it("unless it lags behind the write: then only what is missing is read again, and the next set lists", async () => {
      const { account, clock, calls } = open({ lagMs: 5_000 });
      await clock.until(account.goalSnapshot());
      await clock.advance(6_000);
      account.goals.announce("B");
      expect(await clock.until(account.goals.submit(create("A")))).toMatchObject({ ok: true });
      expect(await clock.until(account.goals.submit(create("B"), { key: "B" }))).toMatchObject({ ok: true });
      const last = calls.findLastIndex(({ operation }) => operation === "addGoals");
      const reads = read(calls.slice(0, last));
      expect(reads.slice(0, 3)).toEqual([0, 0, 1]);
      expect([reads.lastIndexOf(0), reads.at(-1)]).toEqual([reads.length - 1, 0]);
    });

    it("unless it cannot be had: then what was written is read alone", async () => {
      const { account, clock, calls } = open({
        fault: ({ operation, items }, nth) =>
          operation === "getGoals" && items.length === 0 && nth === 1
            ? { before: failure({ outcome: "refused", symbol: "AnswerTooLarge" }) }
            : undefined,
      });
      await clock.until(account.goalSnapshot());
      await clock.advance(6_000);
      account.goals.announce("B");
      expect(await clock.until(account.goals.submit(create("A")))).toMatchObject({ ok: true });
      expect(read(calls)).toEqual([0, 0, 1]);
    });
  });

  it("sends nothing where somebody else made the same change meanwhile", async () => {
    const { account, clock, calls, goals } = open();
    const id = goals.seed("Url", { ...goalFields("A"), urlExpression: "/old" });
    await clock.until(account.goalSnapshot());
    await clock.advance(20_000);
    goals.edit(id, { urlExpression: "/thanks" });
    const outcome = await clock.until(account.goals.submit(update(id, "A")));
    expect(outcome).toMatchObject({ ok: true, live: { id, fields: { urlExpression: "/thanks" } } });
    expect(calls.map((call) => call.operation)).toEqual(["getGoals", "getGoals"]);
  });

  it("keeps the snapshot up with its own writes, also with those that failed in part", async () => {
    const { account, clock, lists, goals } = open();
    const id = goals.seed("Url", goalFields("Old"));
    await clock.until(
      Promise.all([account.goals.submit(create("A")), account.goals.submit(update(id, "New"))]),
    );
    const snapshot = await account.goalSnapshot();
    expect([...snapshot.byName.keys()].sort()).toEqual(["A", "New"]);
    expect(lists("getGoals")).toBe(1);
    const again = await clock.until(account.goals.submit(create("A")));
    expect(again).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining("is what this resource manages") },
    });
  });

  it("claims what was written before the next set is planned", async () => {
    const { account, clock, claims, goals } = open({ latencyMs: 100 });
    const id = goals.seed("Url", { ...goalFields("A"), status: "Paused" });
    const first = account.goals.submit(create("A"));
    await clock.advance(120);
    const second = account.goals.submit({ ...create("B"), resource: "thief", adopt: id });
    expect(await clock.until(first)).toMatchObject({ ok: true, live: { id } });
    expect(await clock.until(second)).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('"res-A"') },
    });
    expect(claims.goals.holderOf(id)).toBe("res-A");
  });

  it("answers each request with its own outcome, refusals among them", async () => {
    const { account, clock, goals } = open();
    const taken = goals.seed("Url", { ...goalFields("Taken"), urlExpression: "/theirs" });
    const names = ["A", "Taken", "B"];
    const outcomes = await clock.until(Promise.all(names.map((name) => account.goals.submit(create(name)))));
    expect(outcomes).toMatchObject([
      { ok: true, live: { name: "A" } },
      { ok: false, error: { message: expect.stringContaining(`adopt: "${taken}"`) } },
      { ok: true, live: { name: "B" } },
    ]);
  });

  it("never writes goals and tags at the same time", async () => {
    const { account, clock, calls } = open({ latencyMs: 300 });
    const goalsAndTags = [
      ...["A", "B"].map((name) => account.goals.submit(create(name))),
      account.tags.submit(tag("T")),
    ];
    await clock.advance(400);
    goalsAndTags.push(account.tags.submit(tag("U")), account.goals.submit(create("C")));
    await clock.until(Promise.all<unknown>(goalsAndTags));
    const writes = calls.filter((call) => !call.operation.startsWith("get"));
    expect(writes.length).toBeGreaterThanOrEqual(3);
    writes.forEach((write, index) => {
      if (index > 0) expect(write.at).toBeGreaterThanOrEqual(writes[index - 1]?.endedAt ?? Number.NaN);
    });
  });

  it("refuses every write under readOnly, and says how that was set", async () => {
    const { account, clock, calls, goals } = open({}, { readOnly: true });
    const id = goals.seed("Url", { ...goalFields("A"), urlExpression: "/old" });
    const same = goals.seed("Url", goalFields("Same"));
    const left = goals.seed("Url", goalFields("Left"));
    const requests: GoalRequest[] = [create("New"), update(id, "A")];
    const outcomes = await clock.until(Promise.all(requests.map((each) => account.goals.submit(each))));
    const paused = await clock.until(account.goals.submit({ op: "pause", resource: "gone", id: left }));
    const unchanged = await clock.until(account.goals.submit(update(same, "Same")));
    const tagged = await clock.until(account.tags.submit(tag("T")));
    for (const outcome of [...outcomes, paused, tagged])
      expect(outcome).toMatchObject({
        ok: false,
        error: { message: expect.stringMatching(/msads:readOnly.*MSADS_READ_ONLY/) },
      });
    expect(unchanged).toMatchObject({ ok: true, live: { id: same } });
    expect(calls.every((call) => call.operation.startsWith("get"))).toBe(true);
  });

  it("knows of any number of goals that came after its list", async () => {
    const { account, clock, goals } = open();
    await clock.until(account.goalSnapshot());
    const since = Array.from({ length: 120 }, (_, at) => goals.seed("Url", goalFields(`Since ${at}`)));
    expect(await clock.until(account.unknownGoals([...since, "9"]))).toEqual(["9"]);
  });

  it("stops: what waits fails, the write under way is finished", async () => {
    const { account, clock, goals } = open({ latencyMs: 300 });
    const first = account.goals.submit(create("A"));
    await clock.advance(500);
    const [second, third] = [account.goals.submit(create("B")), account.tags.submit(tag("T"))];
    account.stop(new Error("interrupted"));
    const rejected = Promise.allSettled([second, third]);
    expect(account.busy).toBe(true);
    expect(await clock.until(first)).toMatchObject({ ok: true });
    expect((await rejected).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect(goals.things.map((thing) => thing.fields.name)).toEqual(["A"]);
    await settle();
    expect(account.busy).toBe(false);
  });

  it("stops: a set that waits for the write under way, or has only looked, is not sent after it", async () => {
    for (const [ms, sent] of [
      [1_200, ["A"]],
      [200, []],
    ] as const) {
      const { account, clock, goals, tags } = open({ latencyMs: 1_000 });
      const both = [account.goals.submit(create("A")), account.tags.submit(tag("T"))] as const;
      await clock.advance(ms);
      account.stop(new Error("interrupted"));
      const outcomes = await clock.until(Promise.allSettled(both));
      expect(
        outcomes.map((each) => (each.status === "rejected" ? each.reason.message : each.value.ok)),
      ).toEqual([sent.length > 0 ? true : "interrupted", "interrupted"]);
      expect([goals.things.map(({ fields }) => fields.name), tags.things]).toEqual([sent, []]);
      await settle();
      expect(account.busy).toBe(false);
    }
  });
});

describe("the accounts of a process", () => {
  it("are opened once each, and those of one customer share their claims", () => {
    const opened: string[] = [];
    const clock = new VirtualClock();
    const accounts = new Accounts(
      ({ customerId, accountId }) => {
        opened.push(`${customerId}/${accountId}`);
        return fakeService({ clock }).service;
      },
      {
        clock,
        progress: new RunProgress(() => clock.now()),
        changes: new RunChanges(undefined),
        audit: () => {},
        readOnly: false,
      },
    );
    const [first, sister, stranger] = ["1/1", "1/2", "2/1"].map((both) => {
      const [customerId = "", accountId = ""] = both.split("/");
      return accounts.of({ customerId, accountId });
    });
    expect(accounts.of({ customerId: "1", accountId: "1" })).toBe(first);
    expect(opened).toEqual(["1/1", "1/2", "2/1"]);
    first?.claims.goals.claimName("N", "a");
    expect(sister?.claims.goals.claimName("n", "b")).toEqual({ resource: "a", name: "N" });
    expect(stranger?.claims.goals.claimName("N", "c")).toBeUndefined();
  });
});

describe("claims", () => {
  it("give a name and an id to one resource, which may ask again", () => {
    const claims = new Claims();
    expect(claims.claimId("1", "a")).toBeUndefined();
    expect(claims.claimId("1", "a")).toBeUndefined();
    expect(claims.claimId("1", "b")).toBe("a");
    expect(claims.holderOf("1")).toBe("a");
    expect(claims.holderOf("2")).toBeUndefined();
    expect(claims.claimName("1", "b")).toBeUndefined();
  });
});
