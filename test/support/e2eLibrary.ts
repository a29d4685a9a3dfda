import { offlineGoal } from "./e2eGoals";
import { type Declared, library } from "./e2eStack";
import type { Values } from "./e2eWire";

/** Goals as a library lists them: by name. */
export function listed(...goals: readonly Declared[]): Readonly<Record<string, Values>> {
  return Object.fromEntries(goals.map(({ inputs: { name, ...fields } }) => [String(name), fields]));
}

/** A library of some goals. */
export function libraryOf(
  goals: readonly Declared[],
  more: Values = {},
  ignoreChanges: readonly string[] = [],
): Declared {
  return library({ goals: listed(...goals), ...more }, ignoreChanges);
}

/** So many goals, "Goal 001" and on; those below `changed` with a window of their own, the others with an hour. */
export function manyGoals(count: number, changed = 0, minutes = 90): readonly Declared[] {
  return Array.from({ length: count }, (_, index) =>
    offlineGoal(goalName(index), { conversionWindowInMinutes: index < changed ? minutes : 60 }),
  );
}

export function goalName(index: number): string {
  return `Goal ${String(index + 1).padStart(3, "0")}`;
}
