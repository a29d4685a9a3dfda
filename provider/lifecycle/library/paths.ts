import { ignoredFields, type Props } from "../shape";

/** Which fields of which goal Pulumi's `ignoreChanges` names on a library. */
export interface IgnoredPaths {
  /** Of every goal: `goals.*.status`, `goals[*].status`, `goals`. */
  readonly ofAll: readonly string[];
  /** Of one goal, by its key: `goals["Order placed"].status`. */
  readonly ofOne: ReadonlyMap<string, readonly string[]>;
}

/** One step of a property path: `.key`, `["key"]`, `[*]`. */
const STEP = /\["((?:[^"\\]|\\.)*)"\]|\[([^\]"]*)\]|([^.[\]]+)/g;

/** Sorts a library's ignored paths by goal; inside a goal they are those of a single goal. */
export function ignoredPaths(library: Props): IgnoredPaths {
  const ofAll: string[] = [];
  const ofOne = new Map<string, string[]>();
  for (const path of ignoredFields(library)) {
    const [head, key = "*", ...rest] = stepsOf(path);
    if (head !== "goals" && head !== "*") continue;
    const inside = rest.length === 0 ? "*" : rest.join(".");
    if (key === "*") ofAll.push(inside);
    else ofOne.set(key, [...(ofOne.get(key) ?? []), inside]);
  }
  return { ofAll, ofOne };
}

function stepsOf(path: string): readonly string[] {
  return [...path.matchAll(STEP)].map(
    ([, quoted, index, plain]) => quoted?.replace(/\\(.)/g, "$1") ?? index ?? plain ?? "",
  );
}
