import type { Settings } from "../../config/settings";
import { isTable, renamedFromOf } from "../../goals/library";
import { withDefaults } from "../../goals/writtenDefaults";
import { type Props, withoutUnset } from "../props";
import { identityOf, type Resource } from "../resource";
import { pathsByGoal, pathsInto } from "./paths";

/** One goal of a library, as the single goal resource that it would be: the same rules serve both. */
export interface Entry {
  /** Its key in the library: the name without the stack's prefix and suffix. */
  readonly key: string;
  /** As the program gave it; may be unknown, or nothing that a goal could be. */
  readonly given: unknown;
  /** What a single goal of the program would be. */
  readonly resource: Resource;
  readonly props: Props;
  /** The key it had before, when it is renamed. */
  readonly renamedFrom: string | undefined;
}

/** The key under which a library counts as checked in this process. */
export function libraryKey(resource: Resource): string {
  return `library ${identityOf(resource)}`;
}

/** The library's goals by key; none while they are unknown. */
export function goalsOf(library: Props): Readonly<Record<string, unknown>> {
  return isTable(library.goals) ? library.goals : {};
}

/**
 * The library's goals as single goals. `nameForm` (prefix and suffix of this stack) is kept in inputs and outputs,
 * so that old outputs give the names of their time.
 */
export function entriesOf(library: Props, resource: Resource): readonly Entry[] {
  const ignored = pathsByGoal(resource.ignored);
  const secret = pathsByGoal(resource.secret);
  const goals = goalsOf(library);
  return Object.keys(goals).map((key) => {
    const given = goals[key];
    const own = isTable(given) ? given : ({} as Props);
    const props = withoutUnset({
      ...own,
      renamedFrom: undefined,
      name: nameOf(key, library),
      adopt: own.adopt ?? library.adopt,
      onDelete: own.onDelete ?? library.onDelete,
      customerId: library.customerId,
      accountId: library.accountId,
    });
    const single = {
      name: `${resource.name}[${JSON.stringify(key)}]`,
      parent: resource.parent,
      ignored: pathsInto(key, ignored),
      secret: pathsInto(key, secret),
    };
    return { key, given, resource: single, props: withDefaults(props), renamedFrom: renamedFromOf(given) };
  });
}

/** The name of a key's goal in the service. */
export function nameOf(key: string, library: Props): string {
  const [prefix = "", suffix = ""] = Array.isArray(library.nameForm) ? library.nameForm.map(String) : [];
  return `${prefix}${key}${suffix}`;
}

/** What `nameOf` needs of the settings; nothing where names stay as they are. */
export function nameFormOf({ namePrefix, nameSuffix }: Settings): readonly string[] | undefined {
  return namePrefix === "" && nameSuffix === "" ? undefined : [namePrefix, nameSuffix];
}

/** The goals as they go into the library's inputs: with the documented defaults of their types. */
export function goalsWithDefaults(library: Props): Props {
  const goals = Object.entries(goalsOf(library));
  return Object.fromEntries(
    goals.map(([key, goal]) => [key, isTable(goal) ? withDefaults(withoutUnset(goal)) : goal]),
  );
}

/** Under what a library and its goals count as checked. */
export function checkedKeys(resource: Resource, library: Props): readonly string[] {
  return [libraryKey(resource), ...entriesOf(library, resource).map((entry) => identityOf(entry.resource))];
}
