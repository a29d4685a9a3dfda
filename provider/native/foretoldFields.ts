import { managedBefore, type Props } from "../core/props";
import { fieldsOf, type GoalType } from "../goals/definition";
import { definitionOf, isGoalType } from "../goals/definitions";
import { abandonedFields, wantedGoal } from "../goals/wanted";

/**
 * Outputs of a goal as an update will leave them, where the new inputs do not say it: fields that leave the program at their defaults,
 * or gone; without those of another type, and without pairs of an event that the program does not list.
 */
export function foretoldFields(
  type: GoalType,
  outputs: Props,
  news: Props,
  /** Whether `ignoreChanges` leaves a field to others. */
  holds: (name: string) => boolean,
): Props {
  const definition = definitionOf(type);
  const managed = managedBefore(outputs);
  const wanted = wantedGoal(type, news, { values: outputs, managed });
  const left = managed.filter((name) => wanted.managed?.includes(name) === false);
  const stays = new Set(abandonedFields(wanted));
  const gone = new Set(left.filter((name) => !stays.has(name)));
  if (definition.type === "Event" && definition.unit.some((name) => wanted.managed?.includes(name)))
    for (const name of definition.unit.filter((each) => !holds(each))) gone.add(name);
  const before = isGoalType(outputs.type) ? Object.keys(fieldsOf(definitionOf(outputs.type))) : [];
  for (const name of before) if (!Object.hasOwn(fieldsOf(definition), name)) gone.add(name);
  const kept = Object.entries(outputs).filter(([name]) => !gone.has(name));
  const defaults = left.flatMap((name) => (name in wanted.fields ? [[name, wanted.fields[name]]] : []));
  return { ...Object.fromEntries(kept), ...Object.fromEntries(defaults) };
}
