import { isGoalType } from "../../goals/definitions";
import { isTable } from "../../goals/library";
import { managedFields } from "../../goals/wanted";
import type { Props } from "../props";
import type { Resource } from "../resource";
import { type Entry, entriesOf, goalsOf } from "./entries";

/** A goal that state knows, with the outputs that a single goal would have. */
export interface Known {
  readonly key: string;
  readonly id: string;
  readonly resource: Resource;
  readonly outputs: Props;
  readonly renamedFrom: string | undefined;
}

/** A goal that the program lists, and what state knows of it. */
export interface Listed {
  readonly entry: Entry;
  readonly known: Known | undefined;
}

/** Program against state: what is listed, and what left the library. */
export interface Matched {
  readonly listed: readonly Listed[];
  readonly left: readonly Known[];
}

/** The goals that a library's outputs hold: of each the managed fields and no others, its name being its key unless people gave it another. */
export function knownGoals(outputs: Props, library: Resource): readonly Known[] {
  const ids = isTable(outputs.ids) ? outputs.ids : {};
  const names = isTable(outputs.liveNames) ? outputs.liveNames : {};
  return entriesOf(outputs, library).flatMap(({ key, given, resource, props, renamedFrom }) => {
    const id = own(ids, key);
    if (id === undefined) return [];
    const managed =
      isGoalType(props.type) && isTable(given)
        ? managedFields(props.type, { ...given, name: props.name })
        : [];
    const name = own(names, key) ?? props.name;
    return [{ key, id: String(id), resource, outputs: { ...props, name, managed }, renamedFrom }];
  });
}

/** The ids of all goals that state knows. */
export function idsIn({ listed, left }: Matched): readonly string[] {
  return [...listed.flatMap(({ known }) => known?.id ?? []), ...left.map(({ id }) => id)];
}

/** A goal may be called "constructor". */
function own(table: Props, key: string): unknown {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** Who is who: by key, else by the key that a goal had before. */
export function matched(library: Props, outputs: Props, resource: Resource): Matched {
  const known = knownGoals(outputs, resource);
  const byKey = new Map(known.map((goal) => [goal.key, goal]));
  const listed = entriesOf(library, resource).map((entry) => ({
    entry,
    known: byKey.get(entry.key) ?? byKey.get(entry.renamedFrom ?? entry.key),
  }));
  const kept = new Set(listed.map((goal) => goal.known?.key));
  const left = known.filter(({ key }) => !kept.has(key));
  return { listed, left: left.map((goal) => leaving(goal, library, outputs)) };
}

/**
 * A goal that leaves a library that stays. What the goal itself said counts as it was in the last run, since the program says no more; what
 * the library says counts as of now.
 */
function leaving(goal: Known, library: Props, before: Props): Known {
  const given = goalsOf(before)[goal.key];
  const onDelete = (isTable(given) ? given.onDelete : undefined) ?? library.onDelete;
  return { ...goal, outputs: { ...goal.outputs, onDelete } };
}
