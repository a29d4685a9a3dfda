import { canonical } from "./canonical";
import type { Field } from "./field";
import type { GoalFields } from "./goal";

type Revenue = Readonly<Record<string, unknown>>;

/**
 * The revenue to write, given the live one. Revenue is replaced as a whole, so what the program never set is taken from the live goal, and
 * what left the program ("revenue.currencyCode" among `left`) is left out: the service then takes its default, the account's currency or
 * no value. NoValue has nothing beside it, and a currency never goes to a type that takes none.
 */
export function filledRevenue(
  field: Field | undefined,
  wanted: GoalFields,
  live: GoalFields,
  left: readonly string[] = [],
): Revenue | undefined {
  const want = asRevenue(wanted.revenue);
  if (want === undefined) return undefined;
  const have = comparableRevenue(field, live.revenue) ?? {};
  // Microsoft: a value that is left out counts as 0.
  const keepsValue = want.type === have.type && !(left.includes("revenue.value") && have.value !== "0");
  const keepsCurrency = !left.includes("revenue.currencyCode");
  return comparableRevenue(field, {
    ...want,
    value: want.value ?? (keepsValue ? have.value : undefined),
    currencyCode: want.currencyCode ?? (keepsCurrency ? have.currencyCode : undefined),
  });
}

/** Revenue in the one form that two equal ones share. */
export function comparableRevenue(field: Field | undefined, value: unknown): Revenue | undefined {
  const { currencyCode, ...rest } = asRevenue(canonical(field, value)) ?? {};
  if (rest.type === undefined) return undefined;
  if (rest.type === "NoValue") return { type: "NoValue" };
  const takesCurrency = field?.inside?.currencyCode?.system === false;
  return takesCurrency && currencyCode !== undefined && currencyCode !== null
    ? { ...rest, currencyCode }
    : rest;
}

function asRevenue(value: unknown): Revenue | undefined {
  return typeof value === "object" && value !== null ? (value as Revenue) : undefined;
}
