import type { Props } from "../core/props";
import { canonicalDecimal, isDecimal } from "../goals/decimal";
import { fieldsOf, type GoalType } from "../goals/definition";
import { definitionOf, isGoalType } from "../goals/definitions";
import type { Fields } from "../goals/field";
import { isTable } from "../goals/library";

/**
 * Inputs or outputs with their decimals as numbers, as the schema has them; the service's are texts. One that no number holds exactly stays a
 * text.
 */
export function withNumbers(values: Props, goalType: GoalType | undefined): Props {
  if (goalType !== undefined) return numbersIn(values, fieldsOf(definitionOf(goalType)));
  if (!isTable(values.goals)) return values;
  const goals = Object.entries(values.goals).map(([key, goal]) => [
    key,
    isTable(goal) && isGoalType(goal.type) ? withNumbers(goal, goal.type) : goal,
  ]);
  return { ...values, goals: Object.fromEntries(goals) };
}

function numbersIn(values: Props, fields: Fields): Props {
  const entries = Object.entries(values).map(([name, value]) => {
    const { kind, inside } = Object.hasOwn(fields, name) ? (fields[name] ?? {}) : {};
    if (inside !== undefined && isTable(value)) return [name, numbersIn(value, inside)];
    return [name, kind === "decimal" ? numberOf(value) : value];
  });
  return Object.fromEntries(entries);
}

function numberOf(value: unknown): unknown {
  if (typeof value !== "string" || !isDecimal(value)) return value;
  const number = Number(value);
  return canonicalDecimal(number) === canonicalDecimal(value) ? number : value;
}
