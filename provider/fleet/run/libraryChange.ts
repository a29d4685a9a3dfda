import type { UnlistedPause } from "../../core/library/pauseWords";
import { joined } from "../../goals/propertyPath";
import { UNKNOWNS } from "../../native/values";
import type { PlannedChange } from "../results";
import { fieldsBetween, isTable } from "./fields";

type Props = Readonly<Record<string, unknown>>;

export const LIBRARY = "ConversionGoalLibrary";

/** A pause that a run announced, with the URN of the library where the host tells it. */
export interface SaidPause extends UnlistedPause {
  readonly urn: string;
}

/** How many goals of a library differ between state and program. */
export function goalWrites(before: Props | null | undefined, wanted: Props | null | undefined): number {
  const [old, now] = [goalsIn(before), goalsIn(wanted)];
  const names = new Set([...Object.keys(old), ...Object.keys(now)]);
  return [...names].filter((name) => fieldsBetween(old[name], now[name]).length > 0).length;
}

/** Whether only the run itself can tell what a library with these inputs pauses: its account or its goals are not known before. */
export function pausesUnknown({ unlisted, customerId, accountId, goals }: Props): boolean {
  const isUnknown = (value: unknown) => UNKNOWNS.has(value);
  return isUnknown(unlisted) || (unlisted === "pause" && [customerId, accountId, goals].some(isUnknown));
}

/** Changes with the goals that their libraries pause since they do not list them: no step of Pulumi's has those. */
export function withPauses(
  changes: readonly PlannedChange[],
  said: readonly SaidPause[],
): readonly PlannedChange[] {
  const byUrn = Map.groupBy(said, (pause) => libraryOf(pause, changes));
  return changes.map((change) => withOwn(change, byUrn.get(change.urn) ?? []));
}

/** Without a URN, a library has its name only, or its parents' with it. */
function libraryOf({ urn, library }: SaidPause, changes: readonly PlannedChange[]): string | undefined {
  if (urn !== "") return urn;
  const all = changes.filter(({ type }) => type === LIBRARY);
  const found =
    all.find(({ resource }) => resource === library) ??
    all.find(({ resource }) => library.includes(resource)) ??
    all[0];
  return found?.urn;
}

/** A library that changes without its goals counts as one. */
function withOwn(change: PlannedChange, pauses: readonly SaidPause[]): PlannedChange {
  if (change.type !== LIBRARY) return change;
  const paths = pauses.map(({ goal }) => `${joined("goals", goal)}.status`).sort();
  const fields = paths.map((path) => ({ path, from: "Active", to: "Paused" }));
  const writes = Math.max(1, change.writes + pauses.length);
  return { ...change, fields: [...change.fields, ...fields], writes };
}

function goalsIn(inputs: Props | null | undefined): Props {
  return isTable(inputs?.goals) ? inputs.goals : {};
}
