import { describe, expect, it } from "vitest";
import { itemErrorOf } from "../../support/fakeService";
import { account, addStep, failure, updateStep } from "./writing";

const NAMES = ["A", "B", "C", "D", "E", "F"];

describe("items that the service refuses", () => {
  it("fail alone, each with its own code, for all 64 subsets of six adds", async () => {
    for (let subset = 0; subset < 64; subset += 1) {
      const refused = NAMES.flatMap((_, index) => ((subset & (1 << index)) === 0 ? [] : [index]));
      const items = Object.fromEntries(refused.map((index) => [index, 5300 + index]));
      const { write, goals, count } = account({
        fault: (call) => (call.operation === "addGoals" ? { items } : undefined),
      });
      const results = await write(NAMES.map((name) => addStep(name)));
      results.forEach((result, index) => {
        const there = goals.things.find((thing) => thing.fields.name === NAMES[index]);
        if (refused.includes(index)) {
          expect(there).toBeUndefined();
          expect(result).toMatchObject({ ok: false, error: { code: 5300 + index, outcome: "refused" } });
          expect(result).not.toHaveProperty("id");
          if (!result.ok) expect(result.error.message).toContain(`"${NAMES[index]}"`);
        } else expect(result).toMatchObject({ ok: true, id: there?.id, live: { name: NAMES[index] } });
      });
      expect(count("addGoals")).toBe(1);
    }
  });

  it("fail alone among updates too, and the others are as wanted", async () => {
    for (let subset = 0; subset < 64; subset += 1) {
      const refused = NAMES.flatMap((_, index) => ((subset & (1 << index)) === 0 ? [] : [index]));
      const items = Object.fromEntries(refused.map((index) => [index, 5337]));
      const { write, goals } = account({
        fault: (call) => (call.operation === "updateGoals" ? { items } : undefined),
      });
      const ids = NAMES.map((name) => goals.seed("Url", { name }));
      const steps = ids.map((id, index) => updateStep(id, NAMES[index] ?? "", { status: "Paused" }));
      const results = await write(steps);
      results.forEach((result, index) => {
        expect(result.ok).toBe(!refused.includes(index));
        const status = goals.one(ids[index] ?? "")?.fields.status;
        expect(status).toBe(refused.includes(index) ? "Active" : "Paused");
      });
    }
  });

  it("with neither an id nor a reason are told so", async () => {
    const { write } = account({
      fault: (call) => (call.operation === "addGoals" ? { items: { 1: "nil" } } : undefined),
    });
    const [first, hole] = await write([addStep("A"), addStep("B")]);
    expect(first?.ok).toBe(true);
    expect(hole).toMatchObject({ ok: false });
    if (hole?.ok === false) expect(hole.error.message).toMatch(/"B".*neither an id nor a reason/);
  });
});

describe("a call that is refused as a whole", () => {
  it("with named items: these fail, the rest is sent again without them", async () => {
    const errors = [itemErrorOf(1, { code: 5334, symbol: "X" }), itemErrorOf(3, { code: 5300, symbol: "Y" })];
    const { write, names, count } = account({
      fault: (call, nth) =>
        call.operation === "addGoals" && nth === 0
          ? { before: failure({ outcome: "refused", items: errors }) }
          : undefined,
    });
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results.map((result) => result.ok || result.error.code)).toEqual([
      true,
      5334,
      true,
      5300,
      true,
      true,
    ]);
    expect(names()).toEqual(["A", "C", "E", "F"]);
    expect(count("addGoals")).toBe(2);
  });

  it.each([
    ["a body that could not be read", { outcome: "refused", symbol: "DeserializationFailed" }],
    ["a fault of validation", { outcome: "refused", code: 5334 }],
    ["a goal that could not be put into words", { outcome: "unreachable", symbol: "NotSent" }],
  ] as const)("for %s is halved until the bad item stands alone", async (_, fields) => {
    const { write, names, count } = account({
      fault: ({ operation, items }) =>
        operation === "addGoals" && items.includes("C") ? { before: failure(fields) } : undefined,
    });
    const results = await write(NAMES.map((name) => addStep(name)));
    expect(results.map(({ ok }) => ok)).toEqual([true, true, false, true, true, true]);
    expect(names().sort()).toEqual(["A", "B", "D", "E", "F"]);
    expect(count("addGoals")).toBeLessThanOrEqual(7);
  });

  it("is not halved without end when every item is bad", async () => {
    const many = Array.from({ length: 100 }, (_, index) => addStep(`N${index}`));
    const { write, count } = account({
      fault: ({ operation }) =>
        operation === "addGoals"
          ? { before: failure({ outcome: "refused", symbol: "DeserializationFailed" }) }
          : undefined,
    });
    const results = await write(many);
    expect(results.every(({ ok }) => !ok)).toBe(true);
    expect(count("addGoals")).toBeLessThan(30);
  });

  it("is halved for each of several bad items, first, last and in a row", async () => {
    const bad = ["N0", "N1", "N2", "N40", "N98", "N99"];
    const names = Array.from({ length: 100 }, (_, index) => `N${index}`);
    const account100 = account({
      fault: ({ operation, items }) =>
        operation === "addGoals" && items.some((item) => bad.includes(item))
          ? { before: failure({ outcome: "refused", symbol: "DeserializationFailed" }) }
          : undefined,
    });
    const results = await account100.write(names.map((name) => addStep(name)));
    expect(names.filter((_, index) => results[index]?.ok === false)).toEqual(bad);
    expect(account100.names()).toHaveLength(94);
  });

  it.each([0, 100, 105, 106, 109, 116, 117, 207, 5322, 5326, 5327])(
    "with code %i, which is about the call, is never sent again",
    async (code) => {
      const { write, goals, count } = account({
        fault: ({ operation }) =>
          operation.startsWith("get") ? undefined : { before: failure({ outcome: "refused", code }) },
      });
      const id = goals.seed("Url", { name: "There" });
      const steps = [...NAMES.map((name) => addStep(name)), updateStep(id, "There", { status: "Paused" })];
      const results = await write(steps);
      for (const result of results) expect(result).toMatchObject({ ok: false, error: { code } });
      for (const result of results) expect(result).not.toHaveProperty("id");
      expect([count("addGoals"), count("updateGoals"), count("getGoals")]).toEqual([1, 1, 0]);
    },
  );

  it("because nobody was there did nothing", async () => {
    const { write, count } = account({
      fault: () => ({ before: failure({ outcome: "unreachable", symbol: "ECONNREFUSED" }) }),
    });
    expect(await write([addStep("A"), addStep("B")])).toMatchObject([{ ok: false }, { ok: false }]);
    expect(count("addGoals")).toBe(1);
  });
});

describe("a set of 100 adds and 100 updates", () => {
  it("is one call each and one read, and leaves a line each in the audit", async () => {
    const { write, goals, calls, audit } = account();
    const adds = Array.from({ length: 100 }, (_, index) => addStep(`New ${index}`));
    const updates = Array.from({ length: 100 }, (_, index) => {
      const name = `Old ${index}`;
      return updateStep(goals.seed("Url", { name }), name, { status: "Paused" });
    });
    const results = await write(adds.flatMap((add, index) => [add, updates[index] ?? add]));
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(calls.map((call) => [call.operation, call.items.length])).toEqual([
      ["addGoals", 100],
      ["updateGoals", 100],
      ["getGoals", 100],
      ["getGoals", 100],
    ]);
    expect(audit.map(({ phase, operation, items }) => [phase, operation, items.length])).toEqual([
      ["sending", "AddConversionGoals", 100],
      ["done", "AddConversionGoals", 100],
      ["sending", "UpdateConversionGoals", 100],
      ["done", "UpdateConversionGoals", 100],
    ]);
    expect(audit[1]?.trackingId).toBe("tracking-0");
    expect(audit[1]?.items[99]).toMatchObject({
      name: "New 99",
      isNew: true,
      fields: { status: { after: "Active" } },
    });
  });
});
