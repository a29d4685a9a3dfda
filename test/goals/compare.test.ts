import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesIn, compareGoal } from "../../provider/goals/compare";
import { GOAL_TYPES, type GoalType } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { LiveGoal } from "../../provider/goals/goal";
import { fieldsToAdd, patchOf as patch, pausePatch } from "../../provider/goals/patch";
import type { Inputs } from "../../provider/goals/problem";
import { UNKNOWN } from "../../provider/goals/text";
import { managedFields, type WantedGoal, wantedGoal } from "../../provider/goals/wanted";
import { writtenDefaults } from "../../provider/goals/writtenDefaults";
import { mergedGoal, newGoal } from "../support/fakeRules";
import { anyGoal, GOALS, LEAST } from "./samples";

const differences = (wanted: WantedGoal, live: LiveGoal) => changesIn(compareGoal(wanted, live));
const patchOf = (wanted: WantedGoal, live: LiveGoal) => patch(compareGoal(wanted, live));

/** What a program wants, with the defaults that check writes into the inputs. */
function wish(inputs: Inputs, before: readonly string[] = []) {
  const type = inputs.type as GoalType;
  const all = { ...writtenDefaults(type), ...inputs };
  return wantedGoal(type, all, before.length === 0 ? undefined : { managed: before, values: all });
}

function live(type: GoalType, fields: Inputs, id = "1"): LiveGoal {
  return { id, type, name: String(fields.name), fields };
}

/** The goal as the service would have it after an add. */
function added(inputs: Inputs): LiveGoal {
  const wanted = wish(inputs);
  return live(wanted.type, newGoal(wanted.type, fieldsToAdd(wanted)));
}

/** The goal after an update, by the service's rules. */
function patched(goal: LiveGoal, type: GoalType, patch: Inputs): LiveGoal {
  const merged = mergedGoal(goal.type, goal.fields, type, patch);
  if ("code" in merged) throw new Error(`The service refuses it: ${String(merged.code)}`);
  return live(type, merged);
}

describe("a goal that was just added", () => {
  it("differs in nothing from what was wanted, for every type", () => {
    fc.assert(
      fc.property(anyGoal, (goal) => {
        expect(differences(wish(goal), added(goal))).toEqual([]);
        expect(patchOf(wish(goal), added(goal))).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});

describe("patchOf", () => {
  const pair = fc.oneof(
    ...Object.values(GOALS).map((goal) => fc.tuple(goal, goal)),
    // Types may change into one another, but for Offline and InStore.
    fc.tuple(GOALS.Url, GOALS.Event),
    fc.tuple(GOALS.Event, GOALS.Duration),
    fc.tuple(GOALS.PagesViewedPerVisit, GOALS.Url),
  );

  it("makes any goal as wanted and leaves alone what the program does not speak of", () => {
    fc.assert(
      fc.property(pair, ([before, after]) => {
        // The scope cannot change: that is somebody else's test.
        const goal = added({ ...before, ...("scope" in after ? { scope: after.scope } : {}) });
        const wanted = wish({ ...after, scope: goal.fields.scope });
        const patch = patchOf(wanted, goal);
        if (patch === undefined) return;
        const result = patched(goal, wanted.type, patch);
        expect(differences(wanted, result)).toEqual([]);
        expect(patchOf(wanted, result)).toBeUndefined();
        const managed = managedFields(wanted.type, wanted.fields);
        const unmanaged = Object.keys(goal.fields).filter((name) => !managed.includes(name));
        const { base, unit } = definitionOf(wanted.type);
        // A pair that the program lacks is drift, and so are fields of the type that the goal had.
        const stays = (name: string) =>
          Object.hasOwn(base, name) ||
          (goal.type === wanted.type && !(unit.length > 2 && unit.includes(name)));
        for (const name of unmanaged.filter(stays))
          expect([name, result.fields[name]]).toEqual([name, goal.fields[name]]);
      }),
      { numRuns: 500 },
    );
  });

  it("carries only what differs", () => {
    fc.assert(
      fc.property(GOALS.Url, fc.string({ minLength: 1 }), (inputs, suffix) => {
        const goal = added(inputs);
        const name = `${String(inputs.name)}${suffix}x`;
        expect(patchOf(wish({ ...inputs, name }), goal)).toEqual({ name });
      }),
    );
  });

  it("sends url expression and operator together, the unmanaged one as it is live", () => {
    const goal = added({ ...LEAST.Url, urlOperator: "Contains" });
    const wanted = wish({ ...LEAST.Url, urlExpression: "/new" });
    expect(patchOf(wanted, goal)).toEqual({ urlExpression: "/new", urlOperator: "Contains" });
  });

  it.each([null, undefined])(
    "sends Microsoft's default operator where the live one is not shown: %s",
    (urlOperator) => {
      const goal = added(LEAST.Url);
      const silent = { ...goal, fields: { ...goal.fields, urlOperator } };
      const wanted = wish({ ...LEAST.Url, urlExpression: "/new" });
      expect(patchOf(wanted, silent)).toEqual({ urlExpression: "/new", urlOperator: "Equals" });
    },
  );

  it("sends an operator with an address that a change of type brings", () => {
    const goal = added(LEAST.Event);
    expect(patchOf(wish({ ...LEAST.Url, name: goal.name }), goal)).toMatchObject({ urlOperator: "Equals" });
  });

  it("sends a type change even where nothing else differs", () => {
    const goal = added(LEAST.AppInstall);
    const wanted = wish({ ...LEAST.AppInstall, type: "AppDownload" });
    expect(differences(wanted, goal)[0]?.name).toBe("type");
    expect(patchOf(wanted, goal)).toMatchObject({ appPlatform: "iOS", appStoreId: "123" });
  });
});

describe("event pairs are one unit", () => {
  const both: Inputs = { ...LEAST.Event, labelExpression: "L", labelOperator: "Contains" };

  it("a live pair that the program lacks is a difference, and the update leaves it out", () => {
    const goal = added(both);
    expect(differences(wish(LEAST.Event), goal).map(({ name }) => name)).toEqual([
      "labelExpression",
      "labelOperator",
    ]);
    const patch = patchOf(wish(LEAST.Event), goal) ?? {};
    expect(patch).toEqual({ actionExpression: "go", actionOperator: "Equals" });
    expect(patched(goal, "Event", patch).fields.labelExpression).toBeNull();
  });

  it("an update of anything else carries every pair", () => {
    const goal = added(both);
    const patch = patchOf(wish({ ...both, name: "New" }), goal) ?? {};
    expect(Object.keys(patch).sort()).toEqual([
      "actionExpression",
      "actionOperator",
      "labelExpression",
      "labelOperator",
      "name",
    ]);
    expect(patched(goal, "Event", patch).fields).toEqual({ ...goal.fields, name: "New" });
  });

  it("so does pausing, of any event", () => {
    fc.assert(
      fc.property(GOALS.Event, (inputs) => {
        const goal = added({ ...inputs, status: "Active" });
        const patch = pausePatch(goal) ?? {};
        expect(patched(goal, "Event", patch).fields).toEqual({ ...goal.fields, status: "Paused" });
      }),
    );
  });

  it("an empty text is a pair that is not set", () => {
    const goal = added(LEAST.Event);
    const blank = live("Event", { ...goal.fields, labelExpression: "", labelOperator: null });
    expect(differences(wish(LEAST.Event), blank)).toEqual([]);
    expect(pausePatch(blank)).not.toHaveProperty("labelExpression");
  });
});

describe("pausePatch", () => {
  it("changes the status and nothing else", () => {
    fc.assert(
      fc.property(anyGoal, (inputs) => {
        const goal = added({ ...inputs, status: "Active" });
        const patch = pausePatch(goal) ?? {};
        const result = patched(goal, goal.type, patch);
        expect(result.fields).toEqual({ ...goal.fields, status: "Paused" });
        expect(pausePatch(result)).toBeUndefined();
      }),
    );
  });

  it("does not take silence for paused, and leaves a deleted goal alone", () => {
    const { status: _, ...fields } = added(LEAST.Url).fields;
    expect(pausePatch(live("Url", fields))).toEqual({ status: "Paused" });
    expect(pausePatch(live("Url", { ...fields, status: "Deleted" }))).toBeUndefined();
  });
});

describe("revenue", () => {
  const url = (revenue: unknown, more = {}): Inputs => ({ ...LEAST.Url, revenue, ...more });
  const fixed = { type: "FixedValue", value: 10, currencyCode: "EUR" };

  it("an unset currency is taken from the live goal, when another part changes", () => {
    const goal = added(url(fixed));
    const wanted = wish(url({ type: "FixedValue", value: 12 }));
    expect(patchOf(wanted, goal)).toEqual({
      revenue: { type: "FixedValue", value: "12", currencyCode: "EUR" },
    });
  });

  it("an unset value of VariableValue is taken from the live goal only where that is variable too", () => {
    const variable = { type: "VariableValue", currencyCode: "USD" };
    expect(patchOf(wish(url(variable)), added(url({ ...variable, value: 7, currencyCode: "EUR" })))).toEqual({
      revenue: { type: "VariableValue", value: "7", currencyCode: "USD" },
    });
    expect(patchOf(wish(url(variable)), added(url(fixed)))).toEqual({ revenue: variable });
  });

  it("NoValue takes nothing along", () => {
    expect(patchOf(wish(url({ type: "NoValue" })), added(url(fixed)))).toEqual({
      revenue: { type: "NoValue" },
    });
    expect(differences(wish(url({ type: "NoValue", currencyCode: "EUR" })), added(LEAST.Url))).toEqual([]);
  });

  it("a currency never goes to a type that takes none", () => {
    const goal = added(url(fixed));
    const wanted = wish({ ...LEAST.Duration, name: "N", revenue: { type: "FixedValue", value: "10.0" } });
    expect(patchOf(wanted, goal)?.revenue).toEqual({ type: "FixedValue", value: "10" });
    const shown = added({ ...LEAST.Duration, revenue: { type: "FixedValue", value: 10 } });
    const withCode = { type: "FixedValue", value: "10.00", currencyCode: "USD" };
    expect(differences(wanted, live("Duration", { ...shown.fields, revenue: withCode }))).toEqual([]);
  });

  it("is not touched while only something else changes", () => {
    const goal = added(url(fixed));
    expect(patchOf(wish({ ...LEAST.Url, status: "Paused" }), goal)).toEqual({ status: "Paused" });
    expect(patchOf(wish(url(fixed, { status: "Paused" })), goal)).toEqual({ status: "Paused" });
  });

  it("one that is shown as unset is NoValue", () => {
    const goal = live("Url", { ...added(LEAST.Url).fields, revenue: null });
    expect(differences(wish(url({ type: "NoValue" })), goal)).toEqual([]);
    expect(differences(wish(url(fixed)), goal).map(({ path, live }) => [path, live])).toEqual([
      ["revenue.currencyCode", undefined],
      ["revenue.type", "NoValue"],
      ["revenue.value", undefined],
    ]);
  });

  it.each([
    ["5.10", "5.1000"],
    [5.1, "5.10"],
    [1e-7, "0.0000001"],
    ["9007199.254740993", "9007199.2547409930"],
  ])("the value %s is as good as %s", (value, shown) => {
    const goal = live("Url", {
      ...added(LEAST.Url).fields,
      revenue: { type: "FixedValue", value: shown, currencyCode: "EUR" },
    });
    expect(differences(wish(url({ ...fixed, value })), goal)).toEqual([]);
  });
});

describe("what a reply says of a field", () => {
  const goal = added(LEAST.Url);
  const seen = (fields: Inputs) => live("Url", { ...goal.fields, ...fields });
  const names = (inputs: Inputs, fields: Inputs) =>
    differences(wish({ ...LEAST.Url, ...inputs }), seen(fields)).map(({ name }) => name);

  it("nothing: no difference", () => {
    fc.assert(
      fc.property(GOALS.Url, fc.nat(), (inputs, which) => {
        const full = added(inputs);
        const gone = Object.keys(full.fields)[which % Object.keys(full.fields).length];
        const rest = Object.fromEntries(Object.entries(full.fields).filter(([name]) => name !== gone));
        expect(differences(wish(inputs), live("Url", rest))).toEqual([]);
      }),
    );
  });

  it("nothing, of a field that the program sets anew: it is not set, and is sent", () => {
    const { countType: _, attributionModelType: __, ...silent } = goal.fields;
    const program = { ...LEAST.Url, countType: "Unique", attributionModelType: "LastClick" };
    const managed = managedFields("Url", program);
    const found = (before: readonly string[], olds: Inputs) =>
      patchOf(wantedGoal("Url", program, { managed: before, values: olds }), live("Url", silent));
    expect(found([], {})).toEqual({ countType: "Unique" });
    expect(found(managed, { ...program, countType: "All" })).toEqual({ countType: "Unique" });
    expect(found(managed, program)).toBeUndefined();
  });

  it("unset: a difference, unless the documented default or a flag that is off is wanted", () => {
    expect(
      names({ viewThroughConversionWindowInMinutes: 60 }, { viewThroughConversionWindowInMinutes: null }),
    ).toEqual(["viewThroughConversionWindowInMinutes"]);
    expect(names({ excludeFromBidding: false }, { excludeFromBidding: null })).toEqual([]);
    expect(names({ excludeFromBidding: true }, { excludeFromBidding: null })).toEqual(["excludeFromBidding"]);
    expect(names({ isEnhancedConversionsEnabled: false }, { isEnhancedConversionsEnabled: null })).toEqual(
      [],
    );
    expect(names({ attributionModelType: "LastClick" }, { attributionModelType: null })).toEqual([]);
    expect(names({}, { goalCategory: null })).toEqual(["goalCategory"]);
  });

  it("names count exactly, to the letter and the blank", () => {
    expect(names({ name: "Order" }, { name: "order" })).toEqual(["name"]);
    expect(names({ name: "Order" }, { name: "Order " })).toEqual(["name"]);
    expect(names({ name: "e\u0301" }, { name: "\u00e9" })).toEqual(["name"]);
  });

  it("what the service sets is never compared", () => {
    const fields = { isAutoGoal: true, trackingStatus: "TagInactive", somethingNew: 1 };
    expect(names({ id: "9" }, fields)).toEqual([]);
  });

  it("what is not known yet is no difference", () => {
    expect(names({ name: UNKNOWN, tagId: UNKNOWN }, { name: "Other" })).toEqual([]);
    const revenue = { type: "FixedValue", value: UNKNOWN, currencyCode: "EUR" };
    expect(names({ revenue }, {})).toEqual([]);
  });
});

describe("fieldsToAdd", () => {
  it("has the scope of every type, offline goals included", () => {
    expect(fieldsToAdd(wish(LEAST.OfflineConversion))).toMatchObject({ scope: "Account" });
    const ofCustomer = { ...LEAST.OfflineConversion, scope: "Customer" };
    expect(fieldsToAdd(wish(ofCustomer))).toMatchObject({ scope: "Customer" });
    expect(fieldsToAdd(wish(LEAST.Url))).toMatchObject({
      scope: "Customer",
      status: "Active",
      countType: "All",
    });
  });

  it("has an operator beside the url expression: Microsoft's default where the program gives none", () => {
    expect(fieldsToAdd(wish(LEAST.Url))).toMatchObject({ urlOperator: "Equals" });
    expect(fieldsToAdd(wish({ ...LEAST.Url, urlOperator: "Contains" }))).toMatchObject({
      urlOperator: "Contains",
    });
    for (const type of GOAL_TYPES.filter((each) => each !== "Url"))
      expect(fieldsToAdd(wish(LEAST[type]))).toEqual(wish(LEAST[type]).fields);
  });
});
