import { fieldsOf } from "../../../goals/definition";
import { definitionOf, isGoalType } from "../../../goals/definitions";
import { type AnyGoal, type GoalFields, isUnsupported } from "../../../goals/goal";
import { isCovered } from "../../../goals/propertyPath";
import { holdsUnknown } from "../../../goals/text";
import { COUNTING, type GoalSource, replayGoalOf } from "../../../replay/goalOf";
import type { ReplayGoal } from "../../../replay/replayGoal";

/** A live goal; one that is deleted counts nothing and is left out before. */
export function liveSource(goal: AnyGoal): GoalSource {
  const { id, name, fields } = goal;
  return { id, name, fields, type: isUnsupported(goal) ? goal.serviceType : goal.type };
}

/** A goal with what its fields hold that is not known marked as hidden, and defaults where nothing is said. */
export function sourceOf(
  goal: Pick<GoalSource, "id" | "name" | "type" | "fields">,
  secret: readonly string[] = [],
): GoalSource {
  const hidden = Object.entries(goal.fields)
    .filter(([name, value]) => COUNTING.includes(name) && (holdsUnknown(value) || isSecret(name, secret)))
    .map(([name]) => name);
  const open = Object.entries(goal.fields).filter(([name]) => !hidden.includes(name));
  return {
    ...goal,
    fields: { ...defaultsOf(goal.type), ...Object.fromEntries(open) },
    // A tag that is yet to be made has no id: what any tag sends is taken as its.
    hidden: hidden.filter((name) => name !== "tagId"),
  };
}

function isSecret(name: string, secret: readonly string[]): boolean {
  return isCovered(name, secret) || secret.some((path) => isCovered(path, [name]));
}

function defaultsOf(type: string): GoalFields {
  if (!isGoalType(type)) return {};
  const fields = Object.entries(fieldsOf(definitionOf(type)));
  return Object.fromEntries(
    fields.flatMap(([name, { default: value }]) => (value === undefined ? [] : [[name, value]])),
  );
}

export function replayGoals(sources: readonly GoalSource[]): readonly ReplayGoal[] {
  return sources.map(replayGoalOf);
}
