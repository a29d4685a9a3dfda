import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesIn, compareGoal } from "../../provider/goals/compare";
import { fieldsOf, type GoalType } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { LiveGoal } from "../../provider/goals/goal";
import { patchOf } from "../../provider/goals/patch";
import type { Inputs } from "../../provider/goals/problem";
import { managedFields, wantedGoal } from "../../provider/goals/wanted";
import { writtenDefaults } from "../../provider/goals/writtenDefaults";
import { mergedGoal, newGoal } from "../support/fakeRules";
import { anyGoal, LEAST, without } from "./samples";

const euros = (value: number) => ({ type: "FixedValue", value, currencyCode: "EUR" });
const url = (more: Inputs = {}) => ({ ...writtenDefaults("Url"), ...LEAST.Url, ...more });

function live(type: GoalType, inputs: Inputs): LiveGoal {
  return { id: "1", type, name: String(inputs.name), fields: newGoal(type, without(inputs, "type")) };
}

/** What a program said before, what it says now, what is live, and what it ignores. */
function compared(before: Inputs, now: Inputs, there: Inputs, ignored: readonly string[] = []) {
  const said = { values: before, managed: managedFields("Url", before) };
  return compareGoal(wantedGoal("Url", now, said, { ignored }), live("Url", there));
}

describe("why a property differs", () => {
  it.each<[string, ReturnType<typeof compared>, readonly string[]]>([
    ["nothing", compared(url(), url(), url()), []],
    ["edited in the program", compared(url(), url({ name: "B" }), url()), ["name edited"]],
    [
      "set for the first time",
      compared(url(), url({ revenue: euros(5) }), url()),
      ["revenue.currencyCode edited", "revenue.type edited", "revenue.value edited"],
    ],
    [
      "changed in the account",
      compared(url(), url(), url({ urlExpression: "/other" })),
      ["urlExpression drifted"],
    ],
    [
      "one member edited, one changed in the account",
      compared(
        url({ revenue: euros(5) }),
        url({ revenue: euros(6) }),
        url({ revenue: { ...euros(5), currencyCode: "USD" } }),
      ),
      ["revenue.currencyCode drifted", "revenue.value edited"],
    ],
    [
      "left, with a documented default",
      compared(url({ conversionWindowInMinutes: 60 }), url(), url({ conversionWindowInMinutes: 60 })),
      ["conversionWindowInMinutes default"],
    ],
    [
      "a member that left",
      compared(
        url({ revenue: euros(5) }),
        url({ revenue: without(euros(5), "currencyCode") }),
        url({ revenue: euros(5) }),
      ),
      ["revenue.currencyCode default"],
    ],
    [
      "left, without a default",
      compared(
        url({ isEnhancedConversionsEnabled: true }),
        url(),
        url({ isEnhancedConversionsEnabled: true }),
      ),
      ["isEnhancedConversionsEnabled left"],
    ],
    [
      "a member that nobody named and that goes with another type",
      compared(
        url({ revenue: { type: "VariableValue" } }),
        url({ revenue: { type: "NoValue" } }),
        url({ revenue: { type: "VariableValue", value: 3, currencyCode: "EUR" } }),
      ),
      ["revenue.currencyCode edited", "revenue.type edited", "revenue.value edited"],
    ],
    ["ignored", compared(url(), url({ name: "B" }), url(), ["name"]), ["name ignored"]],
    [
      "a member that is ignored",
      compared(
        url({ revenue: euros(5) }),
        url({ revenue: { ...euros(6), currencyCode: "USD" } }),
        url({ revenue: euros(5) }),
        ["revenue.value"],
      ),
      ["revenue.currencyCode edited", "revenue.value ignored"],
    ],
    [
      "rounded by the service",
      compared(
        url({ revenue: euros(1.23456) }),
        url({ revenue: euros(1.23456) }),
        url({ revenue: euros(1.2346) }),
      ),
      ["revenue.value rounded"],
    ],
  ])("%s", (_, { differences }, expected) => {
    expect(differences.map(({ path, why }) => `${path} ${why}`).sort()).toEqual(expected);
  });
});

describe("one comparison", () => {
  /** Any two goals of one type and scope. */
  const pairs = fc.tuple(anyGoal, anyGoal).map(([one, other]) => {
    const type = one.type as GoalType;
    const full = (goal: Inputs) => ({ ...writtenDefaults(type), ...without(goal, "type") });
    const now = full(one);
    // The scope of a goal never changes.
    return { type, now, before: { ...full(other.type === type ? other : one), scope: now.scope } };
  });
  const comparison = ({ type, now, before }: { type: GoalType; now: Inputs; before: Inputs }) =>
    compareGoal(
      wantedGoal(type, now, { values: before, managed: managedFields(type, before) }),
      live(type, before),
    );

  it("its payload is exactly the differences, with their units", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const found = comparison(pair);
        const definition = definitionOf(pair.type);
        const names = new Set(changesIn(found).map(({ name }) => name));
        const touchesUnit = definition.unit.some((name) => names.has(name));
        const isWhole = names.size > 0 && (pair.type === "Event" || touchesUnit);
        const unit = new Set(isWhole ? definition.unit : []);
        const sent = Object.keys(patchOf(found) ?? {});
        expect(sent.filter((name) => !names.has(name) && !unit.has(name))).toEqual([]);
        expect([...names].filter((name) => !sent.includes(name) && !definition.unit.includes(name))).toEqual(
          [],
        );
      }),
      { numRuns: 500 },
    );
  });

  it("is empty once its payload is applied", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const found = comparison(pair);
        const patch = patchOf(found);
        if (patch === undefined) return;
        const merged = mergedGoal(pair.type, found.live.fields, pair.type, patch);
        if ("code" in merged) throw new Error(`The service refuses it: ${String(merged.code)}`);
        const after = { ...found.live, fields: merged };
        const again = wantedGoal(pair.type, pair.now, {
          values: pair.now,
          managed: managedFields(pair.type, pair.now),
        });
        expect(changesIn(compareGoal(again, after))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  it("names a reason for every difference, and only of fields that the type has", () => {
    fc.assert(
      fc.property(pairs, (pair) => {
        const known = Object.keys(fieldsOf(definitionOf(pair.type)));
        for (const { name, why } of comparison(pair).differences) {
          expect(known).toContain(name);
          expect(["edited", "default", "left", "rounded"]).toContain(why);
        }
      }),
    );
  });
});
