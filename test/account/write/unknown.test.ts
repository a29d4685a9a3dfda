import { describe, expect, it } from "vitest";
import { itemErrorOf } from "../../support/fakeService";
import { account, addStep, failure, updateStep } from "./writing";

const timeout = failure({ outcome: "unknown", symbol: "Timeout" });
const NAMES = ["A", "B", "C"];

describe("an add whose outcome is unknown", () => {
  it("and that was done is found, not added again", async () => {
    const { write, names, count } = account({
      fault: ({ operation }) => (operation === "addGoals" ? { after: timeout } : undefined),
    });
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, live: { name } })));
    expect(names()).toEqual(NAMES);
    expect(count("addGoals")).toBe(1);
  });

  it("and that was not done is added once more", async () => {
    const { write, names, count } = account({
      fault: ({ operation }, nth) =>
        operation === "addGoals" && nth === 0 ? { before: timeout } : undefined,
    });
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(names()).toEqual(NAMES);
    expect(count("addGoals")).toBe(2);
  });

  it("and that was done in part: only what is missing is added", async () => {
    const { write, calls, names, goals } = account({
      fault: ({ operation }, nth) => {
        if (operation !== "addGoals" || nth > 0) return undefined;
        goals.add("Url", { name: "B", tagId: "501", goalCategory: "Purchase", urlExpression: "/thanks" });
        return { before: timeout };
      },
    });
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(names().sort()).toEqual(NAMES);
    const added = calls.filter((call) => call.operation === "addGoals").map((call) => call.items);
    expect(added).toEqual([NAMES, ["A", "C"]]);
  });

  it.each([1, 2, 3, 4])(
    "and that is done late, after list %i: one goal each, and all are found",
    async (lists) => {
      const { write, names, goals } = account({
        fault: ({ operation }, nth) =>
          operation === "addGoals" && nth === 0 ? { late: timeout, lists } : undefined,
      });
      const results = await write(NAMES.map((name) => addStep(name)));
      expect(names().sort()).toEqual(NAMES);
      results.forEach((result, index) => {
        const there = goals.things.find((thing) => thing.fields.name === NAMES[index]);
        expect(result).toMatchObject({ ok: true, id: there?.id });
      });
    },
  );

  it.each([1_000, 4_000, 9_000])(
    "and that the lists show %i ms late is found all the same",
    async (lagMs) => {
      const { write, names, count } = account({
        lagMs,
        fault: ({ operation }, nth) =>
          operation === "addGoals" && nth === 0 ? { after: timeout } : undefined,
      });
      const results = await write(NAMES.map((name) => addStep(name)));
      expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, live: { name } })));
      expect(names()).toEqual(NAMES);
      expect(count("addGoals")).toBeLessThanOrEqual(3);
    },
  );

  it("again and again ends after three calls, with the error and no id", async () => {
    const { write, names, count } = account({
      fault: ({ operation }) => (operation === "addGoals" ? { before: timeout } : undefined),
    });
    const results = await write([addStep("A")]);
    expect(results).toEqual([{ ok: false, error: timeout }]);
    expect([count("addGoals"), names()]).toEqual([3, []]);
  });

  it("is not added again when the account cannot be listed", async () => {
    const { write, count } = account({
      fault: ({ operation }) => ({
        before: operation === "addGoals" ? timeout : failure({ outcome: "refused", code: 0 }),
      }),
    });
    expect(await write([addStep("A")])).toEqual([{ ok: false, error: timeout }]);
    expect(count("addGoals")).toBe(1);
  });

  it("whose name another account has fails in the end, and nothing is taken", async () => {
    const { write, goals, count } = account({
      fault: ({ operation }, nth) =>
        operation === "addGoals" && nth === 0 ? { before: timeout } : undefined,
    });
    // The name was used before, and is not listed any more.
    goals.remove(goals.seed("Url", { name: "A" }));
    const [result] = await write([addStep("A")]);
    expect(result).toMatchObject({ ok: false, error: { outcome: "unknown" } });
    expect(result).not.toHaveProperty("id");
    expect(count("addGoals")).toBe(2);
  });

  it.each(["names the items", "names none"])(
    "and whose names a fault calls taken that %s is found, however late it shows",
    async (how) => {
      const taken = { code: 5317, symbol: "ConversionGoalNameAlreadyExists" };
      const { write, names } = account({
        lagMs: 4_000,
        fault: ({ operation, items }, nth) => {
          if (operation !== "addGoals" || nth === 0)
            return operation === "addGoals" ? { after: timeout } : undefined;
          const named = how === "names none" ? [] : items.map((_, index) => itemErrorOf(index, taken));
          return { before: failure({ ...taken, outcome: "refused", items: named }) };
        },
      });
      const results = await write(NAMES.map((name) => addStep(name)));
      expect(results).toMatchObject(NAMES.map((name) => ({ ok: true, live: { name } })));
      expect(names()).toEqual(NAMES);
    },
  );

  it("counts an error of our own as unknown too", async () => {
    const { write, names } = account({
      fault: ({ operation }, nth) =>
        operation === "addGoals" && nth === 0 ? { after: new TypeError("our bug") } : undefined,
    });
    expect(await write([addStep("A")])).toMatchObject([{ ok: true, live: { name: "A" } }]);
    expect(names()).toEqual(["A"]);
  });
});

describe("a first add of a name that is taken", () => {
  it("fails at once: what was there before is not ours", async () => {
    const { write, goals, count } = account();
    goals.seed("Url", { name: "a" });
    const [result] = await write([addStep("A")]);
    expect(result).toMatchObject({ ok: false, error: { code: 5317 } });
    expect([count("addGoals"), count("getGoals")]).toEqual([1, 0]);
  });
});

describe("an update whose outcome is unknown", () => {
  it.each(["before", "after"] as const)("%s it was done is sent again, and done once", async (when) => {
    const { write, goals, calls } = account({
      fault: ({ operation }, nth) =>
        operation === "updateGoals" && nth === 0
          ? when === "before"
            ? { before: timeout }
            : { after: timeout }
          : undefined,
    });
    const id = goals.seed("Url", { name: "Old", urlExpression: "/" });
    const [result] = await write([updateStep(id, "Old", { name: "New", status: "Paused" })]);
    expect(result).toMatchObject({ ok: true, live: { name: "New", fields: { status: "Paused" } } });
    const sent = calls.filter((call) => call.operation === "updateGoals");
    expect(sent.map((call) => call.payloads)).toEqual([sent[0]?.payloads, sent[0]?.payloads]);
    expect(goals.things).toHaveLength(1);
  });

  it("is done when the account shows it, however often the answer was lost", async () => {
    const { write, goals, count } = account({
      fault: ({ operation }) => (operation === "updateGoals" ? { after: timeout } : undefined),
    });
    const id = goals.seed("Url", { name: "A" });
    expect(await write([updateStep(id, "A", { status: "Paused" })])).toMatchObject([{ ok: true, id }]);
    expect(count("updateGoals")).toBe(3);
  });

  it("fails with its id when the account does not show it", async () => {
    const { write, goals } = account({
      fault: ({ operation }) => (operation === "updateGoals" ? { before: timeout } : undefined),
    });
    const id = goals.seed("Url", { name: "A" });
    const [result] = await write([updateStep(id, "A", { status: "Paused" })]);
    expect(result).toMatchObject({ ok: false, id, error: timeout, live: { fields: { status: "Active" } } });
  });
});
