import type { GoalType } from "../../goals/definition";
import type { LiveGoal } from "../../goals/goal";
import { managedFields } from "../../goals/wanted";
import { goalInputs, outputsAsSent } from "../goalState";
import { type Props, withoutUnset } from "../shape";
import type { Entry } from "./entries";

/** A goal that the library stands for: as it is live, or as the entry says where nothing could be read. */
export interface KnownGoal {
  readonly entry: Entry;
  readonly id: string;
  readonly live?: LiveGoal;
}

const OF_LIBRARY = [
  "unlisted",
  "pauseAtMost",
  "customerId",
  "accountId",
  "onDelete",
  "resourceName",
  "ignoredFields",
] as const;

/** What a single goal carries and a library says once for all. */
const ONCE = [
  "name",
  "customerId",
  "accountId",
  "onDelete",
  "resourceName",
  "ignoredFields",
  "adopt",
  "managed",
];

/** Outputs: the goals in the shape of the input, as they are live; ids and tracking statuses by key. */
export function libraryOutputs(library: Props, known: ReadonlyMap<string, KnownGoal>): Props {
  const goals: Record<string, Props> = {};
  const ids: Record<string, string> = {};
  const trackingStatuses: Record<string, string> = {};
  for (const [key, goal] of [...known].sort(([a], [b]) => (a < b ? -1 : 1))) {
    goals[key] = asListed(goal, library);
    ids[key] = goal.id;
    if (goal.live?.trackingStatus !== undefined) trackingStatuses[key] = goal.live.trackingStatus;
  }
  return withoutUnset({
    ...Object.fromEntries(OF_LIBRARY.map((name) => [name, library[name]])),
    goals,
    ids,
    trackingStatuses,
  });
}

/** What a refresh returns: outputs and inputs with the live values of what is managed; goals that are gone drop out. */
export function refreshedLibrary(
  olds: Props,
  known: ReadonlyMap<string, KnownGoal>,
): { props: Props; inputs: Props } {
  const props = libraryOutputs(olds, known);
  const { ids: _, trackingStatuses: __, ...inputs } = props;
  return { props, inputs };
}

/** The managed fields of one goal, in the program's own form where live says the same. */
function asListed({ entry, live }: KnownGoal, library: Props): Props {
  const { props } = entry;
  const managed = managedFields(props.type as GoalType, props);
  const fields = live === undefined ? outputsAsSent(props) : goalInputs(props, live, managed);
  const onDelete = props.onDelete === library.onDelete ? undefined : props.onDelete;
  return withoutUnset({
    ...Object.fromEntries(Object.entries(fields).filter(([name]) => !ONCE.includes(name))),
    onDelete,
  });
}
