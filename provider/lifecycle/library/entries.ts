import { isGoalType } from "../../goals/definitions";
import { holdsUnknown } from "../../goals/text";
import { managedFields } from "../../goals/wanted";
import { withDefaults } from "../goalCheck";
import type { Settings } from "../settings";
import { fullName, ignoredFields, type Props, resourceName, withoutUnset } from "../shape";

/** One goal of a library, with the props that a single goal resource would have: the same rules serve both. */
export interface Entry {
  /** Its key in the library: the name without the stack's prefix and suffix. */
  readonly key: string;
  readonly props: Props;
  /** The key it had before, when it is renamed. */
  readonly renamedFrom: string | undefined;
}

/** The library's goals by key; none while they are unknown. */
export function goalsOf(props: Props): Readonly<Record<string, Props>> {
  const { goals } = props;
  return typeof goals === "object" && goals !== null && !Array.isArray(goals)
    ? (goals as Record<string, Props>)
    : {};
}

/** The library's goals as single goals. */
export function entriesOf(library: Props, settings: Settings): readonly Entry[] {
  return Object.entries(goalsOf(library)).map(([key, goal]) => entryOf(key, goal, library, settings));
}

function entryOf(key: string, goal: Props, library: Props, settings: Settings): Entry {
  const { renamedFrom, adopt, onDelete, ...fields } = typeof goal === "object" && goal !== null ? goal : {};
  const props = withoutUnset({
    ...fields,
    name: fullName(key, settings),
    adopt: adopt ?? library.adopt,
    onDelete: onDelete ?? library.onDelete,
    customerId: library.customerId,
    accountId: library.accountId,
    resourceName: resourceName(library),
    ignoredFields: ignoredIn(key, library),
  });
  return {
    key,
    props: withDefaults(props),
    renamedFrom: typeof renamedFrom === "string" ? renamedFrom : undefined,
  };
}

/** Of the library's `ignoreChanges`, the paths inside one goal: `goals["Order placed"].status` is `status` there. */
function ignoredIn(key: string, library: Props): readonly string[] | undefined {
  const heads = [`goals.${key}.`, `goals["${key}"].`, `goals[${JSON.stringify(key)}].`];
  const inside = ignoredFields(library).flatMap((path) => {
    const head = heads.find((candidate) => path.startsWith(candidate));
    return head === undefined ? [] : [path.slice(head.length)];
  });
  return inside.length === 0 ? undefined : [...new Set(inside)];
}

/** The goals as they go into the library's inputs: with the documented defaults, without what belongs to the library. */
export function goalsWithDefaults(library: Props, settings: Settings): Props {
  return Object.fromEntries(
    entriesOf(library, settings).map(({ key, props }) => {
      const given = goalsOf(library)[key] ?? {};
      const {
        name,
        adopt,
        onDelete,
        customerId,
        accountId,
        resourceName: _,
        ignoredFields: __,
        ...fields
      } = props;
      return [
        key,
        withoutUnset({
          ...fields,
          adopt: given.adopt,
          onDelete: given.onDelete,
          renamedFrom: given.renamedFrom,
        }),
      ];
    }),
  );
}

/** The ids that the library's outputs hold, by key. */
export function idsOf(outputs: Props): Readonly<Record<string, string>> {
  const { ids } = outputs;
  if (typeof ids !== "object" || ids === null || holdsUnknown(ids)) return {};
  return Object.fromEntries(Object.entries(ids).map(([key, id]) => [key, String(id)]));
}

/** An entry of old outputs, with what it managed then. */
export function oldEntry(key: string, outputs: Props, settings: Settings): Entry | undefined {
  const goal = goalsOf(outputs)[key];
  if (goal === undefined) return undefined;
  const entry = entryOf(key, goal, outputs, settings);
  const { type } = entry.props;
  const managed = isGoalType(type) ? managedFields(type, goal).concat("name") : [];
  return { ...entry, props: { ...entry.props, managed } };
}

/** The id that stands behind an entry: its own, or the one of the key it had before. */
export function idBehind(entry: Entry, outputs: Props): string | undefined {
  const ids = idsOf(outputs);
  return ids[entry.key] ?? (entry.renamedFrom === undefined ? undefined : ids[entry.renamedFrom]);
}

/** Old entries that are no longer listed, nor renamed. */
export function removedKeys(entries: readonly Entry[], outputs: Props): readonly string[] {
  const kept = new Set(
    entries.flatMap(({ key, renamedFrom }) => (renamedFrom === undefined ? [key] : [key, renamedFrom])),
  );
  return Object.keys(idsOf(outputs)).filter((key) => !kept.has(key));
}
