import { canonical } from "./canonical";
import type { Field } from "./field";
import type { GoalFields } from "./goal";

type Revenue = Readonly<Record<string, unknown>>;

/**
 * The revenue to write, given the live one. Revenue is replaced as a whole, so what the program leaves open is taken
 * from the live goal; NoValue has nothing beside it, and a currency never goes to a type that takes none.
 */
export function filledRevenue(
  field: Field | undefined,
  wanted: GoalFields,
  live: GoalFields,
): Revenue | undefined {
  const want = asRevenue(wanted.revenue);
  if (want === undefined) return undefined;
  const have = comparableRevenue(field, live.revenue) ?? {};
  const value = want.value ?? (want.type === have.type ? have.value : undefined);
  return comparableRevenue(field, { ...want, value, currencyCode: want.currencyCode ?? have.currencyCode });
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
