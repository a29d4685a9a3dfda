import { describe, expect, it } from "vitest";
import { GOAL_TYPES, type GoalType } from "../../provider/goals/definition";
import { goalProblems } from "../../provider/goals/validate";
import { LEAST } from "./samples";

const WITH_CURRENCY: readonly GoalType[] = ["Url", "Event", "OfflineConversion", "InStoreTransaction"];

const found = (type: GoalType, revenue: unknown, more = {}) =>
  goalProblems({ ...LEAST[type], ...more, revenue }, 13).map(({ property }) => property);

describe.each(GOAL_TYPES)("revenue of a %s goal", (type) => {
  const takesCurrency = WITH_CURRENCY.includes(type);
  const currency = takesCurrency ? { currencyCode: "EUR" } : {};

  it("FixedValue needs a value from 0 to 9999999 with 3 digits after the point at most", () => {
    for (const value of [0, 9_999_999, "9999999", "0.001", "25.500", "25.50000", 0.125])
      expect(found(type, { type: "FixedValue", value, ...currency })).toEqual([]);
    for (const value of [
      -0.01,
      "-1",
      10_000_000,
      "9999999.001",
      "0.0001",
      0.1 + 0.2,
      "",
      "5 EUR",
      "1e3",
      true,
    ])
      expect(found(type, { type: "FixedValue", value, ...currency })).toEqual(["revenue.value"]);
    expect(found(type, { type: "FixedValue", ...currency })).toEqual(["revenue.value"]);
  });

  it("NoValue has no value", () => {
    expect(found(type, { type: "NoValue" })).toEqual([]);
    expect(found(type, { type: "NoValue", value: 0 })).toEqual(["revenue.value"]);
  });

  it("VariableValue is for types with a currency", () => {
    expect(found(type, { type: "VariableValue", ...currency })).toEqual(
      takesCurrency ? [] : ["revenue.type"],
    );
    if (takesCurrency) expect(found(type, { type: "VariableValue", value: 5, ...currency })).toEqual([]);
  });

  it("a currency is an ISO code, or cannot be set", () => {
    const good = found(type, { type: "FixedValue", value: 1, currencyCode: "JPY" });
    expect(good).toEqual(takesCurrency ? [] : ["revenue.currencyCode"]);
    for (const currencyCode of ["USDollar", "eur", "€", ""])
      expect(found(type, { type: "FixedValue", value: 1, currencyCode })).toEqual(["revenue.currencyCode"]);
  });

  it("in scope Customer a value needs a currency, in scope Account it may do without", () => {
    const worth = { type: "FixedValue", value: 1 };
    const byDefault = takesCurrency && type !== "OfflineConversion";
    expect(found(type, worth)).toEqual(byDefault ? ["revenue.currencyCode"] : []);
    if (type === "Url" || type === "Event" || type === "OfflineConversion") {
      expect(found(type, worth, { scope: "Account" })).toEqual([]);
      expect(found(type, worth, { scope: "Customer" })).toEqual(["revenue.currencyCode"]);
      expect(found(type, { type: "VariableValue" }, { scope: "Customer" })).toEqual(["revenue.currencyCode"]);
    }
    expect(found(type, { type: "NoValue" }, { scope: "Customer" })).toEqual([]);
  });

  it("its type is required and strangers in it are named", () => {
    expect(found(type, {})).toEqual(["revenue.type"]);
    const [problem] = goalProblems({ ...LEAST[type], revenue: { type: "NoValue", currency: "EUR" } }, 13);
    expect(problem).toEqual({
      property: "revenue.currency",
      reason: "no such property. allowed: currencyCode, type, value",
    });
  });
});
