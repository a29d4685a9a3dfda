import { fieldsOf, type GoalType } from "./definition";
import { definitionOf, isGoalType } from "./definitions";
import type { GoalFields } from "./goal";
import type { Inputs } from "./problem";

/** Inputs that `check` fills when a program leaves them out, where the type has them. */
const WRITTEN_DEFAULTS = ["countType", "scope", "status"];

/** Whether check fills an input of this name: who wants its default may not have asked for it. */
export function isWrittenDefault(name: string): boolean {
  return WRITTEN_DEFAULTS.includes(name);
}

/** The documented defaults that belong into the inputs of a goal of this type. */
export function writtenDefaults(type: GoalType): GoalFields {
  const fields = fieldsOf(definitionOf(type));
  const defaults: Record<string, unknown> = {};
  for (const name of WRITTEN_DEFAULTS)
    if (fields[name]?.default !== undefined) defaults[name] = fields[name].default;
  return defaults;
}

/** Inputs of one goal with the documented defaults of its type. */
export function withDefaults(inputs: Inputs): Inputs {
  return isGoalType(inputs.type) ? { ...writtenDefaults(inputs.type), ...inputs } : inputs;
}
