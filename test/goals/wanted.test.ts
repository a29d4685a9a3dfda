import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesIn, compareGoal } from "../../provider/goals/compare";
import { GOAL_TYPES, type GoalType } from "../../provider/goals/definition";
import type { LiveGoal } from "../../provider/goals/goal";
import { patchOf as patch } from "../../provider/goals/patch";
import type { Inputs } from "../../provider/goals/problem";
import { abandonedFields, managedFields, type WantedGoal, wantedGoal } from "../../provider/goals/wanted";
import { writtenDefaults } from "../../provider/goals/writtenDefaults";
import { mergedGoal, newGoal } from "../support/fakeRules";
import { anyGoal, LEAST, without } from "./samples";

const differences = (wanted: WantedGoal, live: LiveGoal) => changesIn(compareGoal(wanted, live));
const patchOf = (wanted: WantedGoal, live: LiveGoal) => patch(compareGoal(wanted, live));

function live(type: GoalType, inputs: Inputs): LiveGoal {
  return { id: "1", type, name: String(inputs.name), fields: newGoal(type, without(inputs, "type")) };
}

/** What a program said that set all of this. */
function saidIn(type: GoalType, values: Inputs) {
  return { managed: managedFields(type, values), values };
}

describe("writtenDefaults", () => {
  it.each<[GoalType, Inputs]>([
    ["Url", { status: "Active", countType: "All", scope: "Customer" }],
    ["OfflineConversion", { status: "Active", countType: "All", scope: "Account" }],
    ["AppInstall", { status: "Active", scope: "Customer" }],
    ["InStoreTransaction", { status: "Active", countType: "All", scope: "Customer" }],
  ])("of %s are %o", (type, expected) => {
    expect(writtenDefaults(type)).toEqual(expected);
  });
});

describe("a field that leaves the program", () => {
  it.each<[GoalType, string, unknown, unknown]>([
    ["Url", "revenue", { type: "FixedValue", value: 1, currencyCode: "EUR" }, { type: "NoValue" }],
    ["Url", "urlOperator", "Contains", "Equals"],
    ["Url", "attributionModelType", "LastTouch", "LastClick"],
    ["Url", "excludeFromBidding", true, false],
    ["Duration", "minimumDurationInSeconds", 60, 0],
    ...GOAL_TYPES.map((type): [GoalType, string, unknown, unknown] => [
      type,
      "conversionWindowInMinutes",
      60,
      43_200,
    ]),
    ["Url", "viewThroughConversionWindowInMinutes", 60, 1_440],
    ["Duration", "viewThroughConversionWindowInMinutes", 60, 1_440],
    ["PagesViewedPerVisit", "viewThroughConversionWindowInMinutes", 60, 1_440],
    ["Event", "viewThroughConversionWindowInMinutes", 60, 1_440],
  ])("%s.%s goes to its documented default", (type, name, value, fallback) => {
    const before = { ...LEAST[type], [name]: value };
    const wanted = wantedGoal(type, LEAST[type], saidIn(type, before));
    expect(wanted.fields[name]).toEqual(fallback);
    expect(patchOf(wanted, live(type, before))).toMatchObject({ [name]: fallback });
    expect(abandonedFields(wanted)).toEqual([]);
  });

  it.each<[GoalType, string, unknown]>([
    ["Url", "isEnhancedConversionsEnabled", true],
    ["OfflineConversion", "isExternallyAttributed", true],
  ])("%s.%s has none: it stays, and is told", (type, name, value) => {
    const before = { ...LEAST[type], [name]: value };
    const wanted = wantedGoal(type, LEAST[type], saidIn(type, before));
    expect(differences(wanted, live(type, before))).toEqual([]);
    expect(abandonedFields(wanted)).toEqual([name]);
  });

  it("event pairs go, and are no news", () => {
    const before = { ...LEAST.Event, labelExpression: "L", labelOperator: "Equals" };
    expect(abandonedFields(wantedGoal("Event", LEAST.Event, saidIn("Event", before)))).toEqual([]);
  });

  it("with a new type, only what the new type has goes to a default", () => {
    const before = { ...LEAST.Url, goalCategory: "Purchase", urlOperator: "Contains" };
    const wanted = wantedGoal("Duration", LEAST.Duration, saidIn("Url", before));
    expect(wanted.fields.goalCategory).toBe("Other");
    expect(wanted.fields).not.toHaveProperty("urlOperator");
  });
});

describe("a member that leaves the program", () => {
  const managed = managedFields("Url", { ...LEAST.Url, revenue: {} });
  const fixed = { type: "FixedValue", value: 5, currencyCode: "USD" };
  const wantedAfter = (revenue: unknown, before: unknown) =>
    wantedGoal("Url", { ...LEAST.Url, revenue }, { managed, values: { ...LEAST.Url, revenue: before } });
  const patched = (revenue: unknown, before: unknown) =>
    patchOf(wantedAfter(revenue, before), live("Url", { ...LEAST.Url, revenue: before }))?.revenue;

  it("is not filled from the live goal, one that was never set is", () => {
    expect(patched({ type: "FixedValue", value: 5 }, fixed)).toEqual({ type: "FixedValue", value: "5" });
    expect(patched({ type: "VariableValue" }, { ...fixed, type: "VariableValue" })).toEqual({
      type: "VariableValue",
    });
    const silent = wantedGoal(
      "Url",
      { ...LEAST.Url, revenue: { type: "FixedValue", value: 6 } },
      {
        managed,
        values: { ...LEAST.Url, revenue: { type: "FixedValue", value: 5 } },
      },
    );
    expect(patchOf(silent, live("Url", { ...LEAST.Url, revenue: fixed }))).toEqual({
      revenue: { ...fixed, value: "6" },
    });
  });

  it("is a difference by its own path", () => {
    const wanted = wantedAfter({ type: "FixedValue", value: 5 }, fixed);
    const found = differences(wanted, live("Url", { ...LEAST.Url, revenue: fixed }));
    expect(found.map(({ path, live: have }) => [path, have])).toEqual([["revenue.currencyCode", "USD"]]);
  });

  it("costs no write where a value of 0 left, which is what the service makes of none", () => {
    const zero = { type: "VariableValue", value: 0, currencyCode: "EUR" };
    expect(patched({ type: "VariableValue", currencyCode: "EUR" }, zero)).toBeUndefined();
  });

  it("is none where the whole field was not managed before", () => {
    const wanted = wantedGoal(
      "Url",
      { ...LEAST.Url, revenue: { type: "FixedValue", value: 5 } },
      {
        managed: ["name"],
        values: { ...LEAST.Url, revenue: fixed },
      },
    );
    expect(wanted.left).toEqual([]);
  });
});

describe("managedFields", () => {
  it("are what the program sets, whatever else stands in the inputs", () => {
    const inputs = { ...LEAST.Url, status: null, id: "1", trackingStatus: "x", stranger: 1 };
    expect([...managedFields("Url", inputs)].sort()).toEqual([
      "goalCategory",
      "name",
      "tagId",
      "urlExpression",
    ]);
  });
});

describe("ignoreChanges", () => {
  const both: Inputs = { ...LEAST.Event, labelExpression: "L", labelOperator: "Contains" };
  const fixed = { type: "FixedValue", value: 10, currencyCode: "EUR" };
  const found = (inputs: Inputs, goal: LiveGoal, ignored: readonly string[]) => {
    const wanted = wantedGoal(inputs.type as GoalType, inputs, undefined, { ignored });
    return { names: differences(wanted, goal).map(({ name }) => name), patch: patchOf(wanted, goal) };
  };

  it("of all that differs leaves no difference, for any two goals of a type", () => {
    fc.assert(
      fc.property(anyGoal, anyGoal, (program, other) => {
        const type = program.type as GoalType;
        const goal = live(type, { ...program, ...(other.type === type ? other : {}) });
        const wanted = wantedGoal(type, program);
        const differing = differences(wanted, goal).map(({ name }) => name);
        expect(differences({ ...wanted, ignored: differing }, goal)).toEqual([]);
        expect(differences({ ...wanted, ignored: ["*"] }, goal)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it("of one field neither compares nor sends it", () => {
    const goal = live("Url", { ...LEAST.Url, status: "Paused", name: "Live" });
    expect(found({ ...LEAST.Url, status: "Active" }, goal, ["status"])).toEqual({
      names: ["name"],
      patch: { name: "N" },
    });
  });

  it("of an event pair keeps the live pair, and sends it with every update", () => {
    const goal = live("Event", both);
    const ignored = ["labelExpression", "labelOperator"];
    expect(found(LEAST.Event, goal, ignored).patch).toBeUndefined();
    expect(found({ ...LEAST.Event, name: "New" }, goal, ignored).patch).toEqual({
      name: "New",
      actionExpression: "go",
      actionOperator: "Equals",
      labelExpression: "L",
      labelOperator: "Contains",
    });
    const changed = { ...LEAST.Event, labelExpression: "mine", labelOperator: "Equals" };
    expect(found(changed, goal, ignored).patch).toBeUndefined();
  });

  it("of url.operator sends the live one along with a new expression", () => {
    const goal = live("Url", { ...LEAST.Url, urlOperator: "Contains" });
    const program = { ...LEAST.Url, urlExpression: "/new", urlOperator: "Equals" };
    expect(found(program, goal, ["urlOperator"]).patch).toEqual({
      urlExpression: "/new",
      urlOperator: "Contains",
    });
  });

  it.each(["revenue.value", 'revenue["value"]'])("of %s leaves the live value, in updates too", (path) => {
    const goal = live("Url", { ...LEAST.Url, revenue: fixed });
    const program = (currencyCode: string) => ({
      ...LEAST.Url,
      revenue: { ...fixed, value: 99, currencyCode },
    });
    expect(found(program("EUR"), goal, [path]).patch).toBeUndefined();
    expect(found(program("USD"), goal, [path]).patch).toEqual({
      revenue: { type: "FixedValue", value: "10", currencyCode: "USD" },
    });
  });

  it("of a member that the live goal lacks writes the program's, since the unit needs one", () => {
    const goal = live("Url", LEAST.Url);
    expect(found({ ...LEAST.Url, revenue: fixed }, goal, ["revenue.value"]).patch).toEqual({
      revenue: { ...fixed, value: "10" },
    });
  });

  it("of an own field does not rob a goal of it that gets another type", () => {
    const goal = live("Duration", LEAST.Duration);
    const { patch } = found(LEAST.Url, goal, ["urlExpression"]);
    expect(patch).toMatchObject({ urlExpression: "/thanks" });
    expect(mergedGoal("Duration", goal.fields, "Url", patch ?? {})).toMatchObject({
      urlExpression: "/thanks",
    });
  });

  it("of the type keeps the live type", () => {
    const goal = live("Duration", { ...LEAST.Duration, name: "N" });
    expect(found(without(LEAST.Url, "goalCategory"), goal, ["type"]).names).toEqual([]);
  });

  it.each(["", "*", "[0]", "stranger", "name.x", "revenue.", "__proto__.x"])("%j does no harm", (path) => {
    const goal = live("Url", LEAST.Url);
    expect(found(LEAST.Url, goal, [path]).patch).toBeUndefined();
  });
});
