import type { GoalType } from "../../goals/definition";
import type { LiveGoal } from "../../goals/goal";
import { isTable } from "../../goals/library";
import { managedFields } from "../../goals/wanted";
import { goalInputs, outputsAsSent } from "../goal/state";
import { carried, type Props, withoutUnset } from "../props";
import { nameOf } from "./entries";

/** A goal that the library manages: as it is live, or as its props say where nothing could be read. */
export interface Standing {
  readonly key: string;
  readonly id: string;
  readonly live: LiveGoal | undefined;
  /** What a single goal's inputs or outputs would be. */
  readonly props: Props;
  /** As inputs or outputs have it. */
  readonly given: unknown;
}

/** Outputs: the goals in the shape of the input, as they are live; ids and tracking statuses by key. */
export function libraryOutputs(library: Props, standing: readonly Standing[]): Props {
  const { unlisted, pauseAtMost, nameForm } = library;
  const sorted = [...standing].sort((one, other) => (one.key < other.key ? -1 : 1));
  const statuses = sorted.filter(({ live }) => live?.trackingStatus !== undefined);
  return withoutUnset({
    ...carried(library),
    unlisted,
    pauseAtMost,
    nameForm,
    goals: Object.fromEntries(sorted.map((goal) => [goal.key, asListed(goal)])),
    ids: Object.fromEntries(sorted.map(({ key, id }) => [key, id])),
    trackingStatuses: Object.fromEntries(statuses.map(({ key, live }) => [key, live?.trackingStatus])),
    liveNames: strayNames(sorted, library),
  });
}

/** Names that people gave to goals of the library, by key: the key says only what the program calls them. Undefined where there are none. */
function strayNames(standing: readonly Standing[], library: Props): Props | undefined {
  const strays = standing.flatMap(({ key, live, props }): (readonly [string, string])[] => {
    const name = live?.name ?? String(props.name);
    return name === nameOf(key, library) ? [] : [[key, name]];
  });
  return strays.length === 0 ? undefined : Object.fromEntries(strays);
}

/** The inputs that a refresh returns: outputs have their shape. */
export function libraryInputs(outputs: Props): Props {
  const { ids: _, trackingStatuses: __, liveNames: ___, ...inputs } = outputs;
  return inputs;
}

/** The managed fields of one goal, in the program's own form where live says the same, and what it says about itself. */
function asListed({ live, props, given }: Standing): Props {
  const managed = managedFields(props.type as GoalType, props);
  const seen = live === undefined ? outputsAsSent(props) : goalInputs(props, live, managed);
  const fields = managed.filter((name) => name !== "name").map((name) => [name, seen[name]]);
  const { onDelete, renamedFrom } = isTable(given) ? given : ({} as Props);
  return withoutUnset({ ...Object.fromEntries(fields), type: seen.type, onDelete, renamedFrom });
}
