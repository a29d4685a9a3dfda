import { describe, expect, it } from "vitest";
import { GOAL_TYPES, wireOrder } from "../../provider/goals/definition";
import { definitionOf, goalTypesOf, isGoalType } from "../../provider/goals/definitions";
import { OWN } from "../support/fakeRules";

/** The base elements of the WSDLs in their order. Microsoft: ConversionGoal. */
const BASE_13 = [
  "attributionModelType",
  "conversionWindowInMinutes",
  "countType",
  "excludeFromBidding",
  "goalCategory",
  "id",
  "isAutoGoal",
  "isEnhancedConversionsEnabled",
  "name",
  "revenue",
  "scope",
  "status",
  "tagId",
  "trackingStatus",
  "type",
  "viewThroughConversionWindowInMinutes",
];
const BASE_12 = [
  "conversionWindowInMinutes",
  "countType",
  "id",
  "name",
  "revenue",
  "scope",
  "status",
  "tagId",
  "trackingStatus",
  "type",
];

/** Own fields that version 12 does not have. */
const NEW_IN_13 = ["isExternallyAttributed"];

describe("wireOrder", () => {
  it.each(GOAL_TYPES)("of %s: the base elements in the schema's order, then the type's own", (type) => {
    for (const [version, base] of [
      [13, BASE_13],
      [12, BASE_12],
    ] as const) {
      const names = wireOrder(definitionOf(type), version).map(([name]) => name);
      const own = OWN[type].filter((name) => version === 13 || !NEW_IN_13.includes(name));
      expect(names.slice(names.length - own.length)).toEqual(own);
      const first = names.slice(0, names.length - own.length);
      expect(first).toEqual(base.filter((name) => first.includes(name)));
      expect(first).toEqual(expect.arrayContaining(["id", "name", "revenue", "scope", "status", "type"]));
    }
  });

  it("has revenue's members in the schema's order", () => {
    for (const type of GOAL_TYPES) {
      const inside = definitionOf(type).base.revenue?.inside ?? {};
      expect(Object.keys(inside)).toEqual(["currencyCode", "type", "value"]);
    }
  });
});

describe("goal types", () => {
  it("v12 knows seven, v13 eight", () => {
    expect(goalTypesOf(12)).toEqual(GOAL_TYPES.filter((type) => type !== "AppDownload"));
    expect(goalTypesOf(13)).toEqual(GOAL_TYPES);
  });

  it.each(["constructor", "toString", "url", "UrlGoal", "", null, undefined, 1, ["Url"]])(
    "%j is none",
    (value) => {
      expect(isGoalType(value)).toBe(false);
    },
  );

  it("units are own fields", () => {
    for (const type of GOAL_TYPES)
      for (const name of definitionOf(type).unit) expect(Object.keys(definitionOf(type).own)).toContain(name);
  });
});
