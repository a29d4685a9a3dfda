import type { Revenue } from "../goals/goal";
import type { ReplayGoal } from "./replayGoal";

/** A goal by the service's field names in camelCase, whoever it comes from; null: not set. */
export interface GoalSource {
  /** Missing of a goal that is yet to be made. */
  readonly id?: string | undefined;
  readonly name: string;
  readonly type: string;
  readonly fields: Readonly<Record<string, unknown>>;
  /** Fields whose values are not known here. */
  readonly hidden?: readonly string[];
}

const TEXTS = [
  "status",
  "tagId",
  "countType",
  "urlOperator",
  "urlExpression",
  "categoryOperator",
  "categoryExpression",
  "actionOperator",
  "actionExpression",
  "labelOperator",
  "labelExpression",
  "valueOperator",
] as const;
const NUMBERS = ["conversionWindowInMinutes", "minimumDurationInSeconds", "minimumPagesViewed"] as const;

/** The fields that decide what a goal counts. */
export const COUNTING: readonly string[] = [...TEXTS, ...NUMBERS, "type", "value", "revenue"];

/** A goal as traffic meets it: what decides what counts, and nothing else. */
export function replayGoalOf({ id, name, type, fields, hidden = [] }: GoalSource): ReplayGoal {
  const texts = TEXTS.map((field) => [field, textOf(fields[field])] as const);
  const numbers = NUMBERS.map((field) => [field, numberOf(fields[field])] as const);
  const set = [...texts, ...numbers].filter(([, value]) => value !== undefined);
  const value = decimalOf(fields.value);
  const revenue = revenueOf(fields.revenue);
  return {
    ...(id === undefined ? {} : { id }),
    name,
    type,
    ...(Object.fromEntries(set) as Partial<ReplayGoal>),
    ...(value === undefined ? {} : { value }),
    ...(revenue === undefined ? {} : { revenue }),
    ...(hidden.length === 0 ? {} : { hidden }),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

function decimalOf(value: unknown): string | number | undefined {
  return typeof value === "string" || typeof value === "number" ? value : undefined;
}

function revenueOf(value: unknown): Revenue | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { type, value: worth, currencyCode } = value as Readonly<Record<string, unknown>>;
  const [kind, amount, currency] = [textOf(type), decimalOf(worth), textOf(currencyCode)];
  if (kind === undefined) return undefined;
  return {
    type: kind,
    ...(amount === undefined ? {} : { value: amount }),
    ...(currency === undefined ? {} : { currencyCode: currency }),
  };
}
