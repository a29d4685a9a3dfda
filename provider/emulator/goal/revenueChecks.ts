import type { Revenue } from "../store/types";
import { type GoalCase, isNewOfKind } from "./case";
import type { Checks } from "./check";
import { isIsoCode, isListed } from "./currencies";
import { factsOf } from "./kinds";

const maxValue = 9_999_999;

/** Rules of a goal's revenue; looked at when revenue or the goal's type changes. */
export const revenueChecks: Checks = {
  "revenue.type-for-goal": (goal) =>
    revenueOf(goal)?.Type === "VariableValue" && !factsOf(goal.kind).freeRevenue,
  "revenue.value-missing": (goal) => {
    const revenue = revenueOf(goal);
    return revenue?.Type === "FixedValue" && revenue.Value === undefined;
  },
  "revenue.value-unwanted": (goal) => {
    const revenue = revenueOf(goal);
    return revenue?.Type === "NoValue" && revenue.Value !== undefined;
  },
  "revenue.value-range": (goal) => {
    const value = Number(revenueOf(goal)?.Value ?? "0");
    return value < 0 || value > maxValue;
  },
  "revenue.currency-invalid": (goal) => {
    const code = goal.sent.Revenue?.CurrencyCode;
    return code !== undefined && !isIsoCode(code);
  },
  "revenue.currency-listed": (goal) => {
    const code = goal.sent.Revenue?.CurrencyCode;
    return code !== undefined && !isListed(code);
  },
  "revenue.currency-for-goal": (goal) =>
    goal.sent.Revenue?.CurrencyCode !== undefined && !factsOf(goal.kind).freeRevenue,
  "revenue.currency-missing": (goal) => {
    const revenue = revenueOf(goal);
    const valued = revenue?.Type === "FixedValue" || revenue?.Type === "VariableValue";
    const wanted = goal.next.Scope === "Customer" && factsOf(goal.kind).freeRevenue;
    return valued && wanted && (revenue.CurrencyCode ?? "") === "";
  },
};

function revenueOf(goal: GoalCase): Revenue | undefined {
  return goal.sent.Revenue !== undefined || isNewOfKind(goal) ? goal.next.Revenue : undefined;
}
