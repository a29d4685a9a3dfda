import { fieldsOf } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import { longDecimals } from "../../goals/longDecimals";
import type { Exported, ExportedGoal, LeftOut } from "./model";

/**
 * Leaves out goals with a decimal that no number holds. TypeScript programs give it as a text; programs that use the plugin have
 * only numbers.
 */
export function withoutLongDecimals(exported: Exported): Exported {
  const goals: ExportedGoal[] = [];
  const leftOut: LeftOut[] = [...exported.leftOut];
  for (const goal of exported.goals) {
    const long = longDecimals(goal.inputs, fieldsOf(definitionOf(goal.type)));
    if (long.length === 0) goals.push(goal);
    else leftOut.push(left(goal, long.join("; ")));
  }
  return { ...exported, goals, leftOut };
}

function left({ id, name, type }: ExportedGoal, which: string): LeftOut {
  const why = `${which}: more digits than a number holds, and programs that use the plugin give decimals as numbers`;
  return { kind: "goal", id, name, type, why };
}
