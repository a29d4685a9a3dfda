import type { Caller, Context } from "../operations/context";
import { allFields } from "../schema/tables";
import { type Fields, typeKey, type Value } from "../schema/values";
import type { Revenue, StoredGoal } from "../store/types";
import { goalStatus } from "../tracking/status";
import { factsOf } from "./kinds";

/** Whether the caller's account sees a goal through the version it uses. */
export function goalVisible(context: Context, caller: Caller, goal: StoredGoal): boolean {
  if (goal.deleted && context.holds("read.no-deleted")) return false;
  if (goal.customerId !== caller.customer.id) return false;
  if (caller.version === 12 && factsOf(goal.kind).since13) return false;
  if (goal.accountId === caller.account?.id) return true;
  return goal.fields.Scope === "Customer"
    ? context.holds("read.customer-scope")
    : !context.holds("read.account-scope");
}

/** A goal as an answer has it. `asked`: the values of ReturnAdditionalFields. */
export function goalView(
  context: Context,
  caller: Caller,
  goal: StoredGoal,
  asked: ReadonlySet<string>,
): Fields {
  const className = goal.otherType === undefined ? `${goal.kind}Goal` : "ConversionGoal";
  const all: Fields = {
    ...goal.fields,
    Id: goal.id,
    Type: [goal.otherType ?? goal.kind],
    Revenue: revenueView(context, goal.fields.Revenue ?? {}),
    TrackingStatus:
      // Only kept where a request may set it.
      goal.fields.TrackingStatus ??
      goalStatus(context, goal, caller.version === 13 && asked.has("InactiveDueToTagUnavailable")) ??
      null,
    AttributionModelType: attribution(context, goal, asked),
    ...(goal.fields.Value === undefined ? {} : { Value: decimalView(context, goal.fields.Value) }),
  };
  const shown = allFields(className, caller.version).filter(
    (field) => !field.silent || asked.has(field.name) || !context.holds("answer.silent-fields"),
  );
  const entries = shown.map((field): readonly [string, Value | undefined] => [field.name, all[field.name]]);
  return { [typeKey]: `${goal.otherType ?? goal.kind}Goal`, ...Object.fromEntries(entries) };
}

function revenueView(context: Context, revenue: Revenue): Fields {
  return revenue.Value === undefined
    ? { ...revenue }
    : { ...revenue, Value: decimalView(context, revenue.Value) };
}

function decimalView(context: Context, text: string): string {
  return context.holds("answer.decimals-with-four") ? Number(text).toFixed(4) : text;
}

function attribution(context: Context, goal: StoredGoal, asked: ReadonlySet<string>): string | undefined {
  const model = goal.fields.AttributionModelType;
  const masked =
    model === "DataDriven" && !asked.has("DataDrivenAttribute") && context.holds("read.data-driven");
  return masked ? "LastClick" : model;
}
