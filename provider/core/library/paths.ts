import { stepsOf } from "../../goals/propertyPath";

/** Paths of a library, by the goals that they lead into; inside a goal they are those of a single goal. */
export interface PathsByGoal {
  /** Into every goal: `goals.*.status`, `goals[*].status`, `goals`. */
  readonly ofAll: readonly string[];
  /** Into one goal, by its key: `goals["Order placed"].status`. */
  readonly ofOne: ReadonlyMap<string, readonly string[]>;
}

export function pathsByGoal(paths: readonly string[]): PathsByGoal {
  const ofAll: string[] = [];
  const ofOne = new Map<string, string[]>();
  for (const path of paths) {
    const [head, key = "*", ...rest] = stepsOf(path);
    if (head !== "goals" && head !== "*") continue;
    const inside = rest.length === 0 ? "*" : rest.join(".");
    if (key === "*") ofAll.push(inside);
    else ofOne.set(key, [...(ofOne.get(key) ?? []), inside]);
  }
  return { ofAll, ofOne };
}

/** The paths that lead into the goal of a key. */
export function pathsInto(key: string, { ofAll, ofOne }: PathsByGoal): readonly string[] {
  return [...ofAll, ...(ofOne.get(key) ?? [])];
}
