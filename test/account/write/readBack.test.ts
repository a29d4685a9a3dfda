import { describe, expect, it } from "vitest";
import { goalApi, tagApi } from "../../../provider/account/entityApi";
import type { LiveGoal } from "../../../provider/goals/goal";
import { fakeService } from "../../support/fakeService";
import { VirtualClock } from "../../support/virtualClock";
import { account, addStep, failure, updateStep } from "./writing";

describe("what was written is read back", () => {
  it.each([0, 400, 3_000, 7_900, 10_000])("from a service that lags %i ms", async (lagMs) => {
    const { write, goals, clock } = account({ lagMs });
    const id = goals.seed("Url", { name: "Old", urlExpression: "/" });
    const results = await write([addStep("New"), updateStep(id, "Old", { status: "Paused" })]);
    expect(results).toMatchObject([
      { ok: true, live: { name: "New" } },
      { ok: true, live: { fields: { status: "Paused" } } },
    ]);
    expect(clock.now()).toBeLessThanOrEqual(10_000);
  });

  it("and what does not show within 10 s is an error with the id", async () => {
    const { write, clock, count } = account({ lagMs: 60_000 });
    const [result] = await write([addStep("New")]);
    expect(result).toMatchObject({ ok: false, id: "1001" });
    if (result?.ok === false)
      expect(result.error.message).toMatch(/"New" \(id 1001\) was written.*does not show/);
    expect(clock.now()).toBe(10_000);
    expect(count("getGoals")).toBeLessThan(10);
  });

  it("and what cannot be read keeps its id, and the message says what was wrong", async () => {
    const { write } = account({
      fault: ({ operation }) =>
        operation === "getGoals" ? { before: failure({ outcome: "refused", code: 106 }) } : undefined,
    });
    const [result] = await write([addStep("New")]);
    expect(result).toMatchObject({ ok: false, id: "1001" });
    if (result?.ok === false) expect(result.error.message).toMatch(/could not be read back: failed: 106/);
  });

  it("and only what is not settled is read again", async () => {
    const { write, calls, goals } = account({
      fault: ({ operation }) => {
        if (operation === "getGoals") goals.edit("1002", { conversionWindowInMinutes: 1 });
        return undefined;
      },
    });
    const more = { conversionWindowInMinutes: 60 };
    const [first, second] = await write([addStep("A", more), addStep("B", more)]);
    expect(first?.ok).toBe(true);
    expect(second).toMatchObject({
      ok: false,
      id: "1002",
      live: { fields: { conversionWindowInMinutes: 1 } },
    });
    if (second?.ok === false)
      expect(second.error.message).toContain("did not apply conversionWindowInMinutes (sent 60, it is 1)");
    const reads = calls.filter((call) => call.operation === "getGoals").map((call) => call.items);
    expect(reads[0]).toEqual(["1001", "1002"]);
    for (const ids of reads.slice(1)) expect(ids).toEqual(["1002"]);
  });
});

describe("fields that did not take", () => {
  const goals = goalApi(fakeService({ clock: new VirtualClock() }).service);
  const notTaken = (...[payload, live]: Parameters<typeof goals.notTaken>) =>
    goals.notTaken(payload, live).map(({ path }) => path);
  const seen = (type: LiveGoal["type"], fields: Readonly<Record<string, unknown>>): LiveGoal => ({
    id: "1",
    type,
    name: "N",
    fields,
  });

  it.each<[string, Readonly<Record<string, unknown>>, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      "a pilot that is off",
      { excludeFromBidding: true },
      { excludeFromBidding: null },
      ["excludeFromBidding"],
    ],
    ["a default shown as unset", { excludeFromBidding: false }, { excludeFromBidding: null }, []],
    ["a flag that is off, not shown", { isEnhancedConversionsEnabled: false }, {}, []],
    [
      "a flag that is on, not shown",
      { isEnhancedConversionsEnabled: true },
      {},
      ["isEnhancedConversionsEnabled"],
    ],
    [
      "a field that is not shown",
      { viewThroughConversionWindowInMinutes: 5 },
      {},
      ["viewThroughConversionWindowInMinutes"],
    ],
    ["the documented default, not shown", { attributionModelType: "LastClick" }, {}, []],
    [
      "another form of a decimal",
      { revenue: { type: "FixedValue", value: "5.1" } },
      { revenue: { type: "FixedValue", value: "5.1000", currencyCode: "EUR" } },
      [],
    ],
    [
      "another value",
      { revenue: { type: "FixedValue", value: "5" } },
      { revenue: { type: "FixedValue", value: "6" } },
      ["revenue.value"],
    ],
    [
      "another currency",
      { revenue: { type: "FixedValue", value: "5", currencyCode: "EUR" } },
      { revenue: { type: "FixedValue", value: "5", currencyCode: "USD" } },
      ["revenue.currencyCode"],
    ],
    [
      "a currency that is missing",
      { revenue: { type: "FixedValue", value: "5", currencyCode: "EUR" } },
      { revenue: { type: "FixedValue", value: "5", currencyCode: null } },
      ["revenue.currencyCode"],
    ],
    [
      "no revenue",
      { revenue: { type: "NoValue" } },
      { revenue: { type: "NoValue", value: null, currencyCode: null } },
      [],
    ],
    ["no revenue, not shown", { revenue: { type: "NoValue" } }, { revenue: null }, []],
    ["a name of another case", { name: "Order" }, { name: "order" }, ["name"]],
  ])("%s", (_, sent, shown, expected) => {
    expect(notTaken({ type: "Url", fields: sent }, seen("Url", shown))).toEqual(expected);
  });

  it("the type, and a pair that an update left out", () => {
    expect(notTaken({ type: "Url", fields: {} }, seen("Duration", {}))).toEqual(["type"]);
    const sent = { type: "Event", fields: { actionExpression: "a", actionOperator: "Equals" } } as const;
    const pair = { labelExpression: "L", labelOperator: "Equals" };
    expect(notTaken(sent, seen("Event", { ...sent.fields, ...pair }))).toEqual([
      "labelExpression",
      "labelOperator",
    ]);
    expect(
      notTaken(sent, seen("Event", { ...sent.fields, labelExpression: "", labelOperator: null })),
    ).toEqual([]);
    expect(
      notTaken({ type: "Event", fields: { status: "Paused" } }, seen("Event", { status: "Paused", ...pair })),
    ).toEqual([]);
  });

  it("of a tag", () => {
    const tags = tagApi(fakeService({ clock: new VirtualClock() }).service);
    const tag = { id: "1", name: "N", description: null };
    expect(tags.notTaken({ fields: { name: "N", description: "" } }, tag)).toEqual([]);
    const changed = { fields: { name: "M", description: "x", industry: "Retail" } };
    expect(tags.notTaken(changed, tag).map(({ path }) => path)).toEqual(["name", "description", "industry"]);
  });
});
