import { isUnsupported, type LiveGoal, type UnsupportedGoal } from "../goals/goal";
import { foldName } from "../goals/names";
import type { LiveTag } from "../tags/tag";

/** The goals or the tags of an account, as they were read at one time and as our own writes left them. */
export interface Snapshot<L extends Named> {
  readonly byId: ReadonlyMap<string, L>;
  readonly byName: ReadonlyMap<string, L>;
  /** By names without case and needless blanks; also what is only seen. */
  readonly byFoldedName: ReadonlyMap<string, readonly (L | UnsupportedGoal)[]>;
  /** What is there and can be neither taken nor changed, by id; none among tags. */
  readonly unsupported: ReadonlyMap<string, UnsupportedGoal>;
  /** When the whole was read, by the account's clock. */
  readonly readAt: number;
  /** Set if the service answered with nothing at all and nobody has confirmed that: why nothing may count as gone. */
  readonly doubt: string | undefined;
}

export interface Named {
  readonly id: string;
  readonly name: string;
}

export type GoalSnapshot = Snapshot<LiveGoal>;
export type TagSnapshot = Snapshot<LiveTag>;

export function snapshotOf<L extends Named>(
  all: readonly (L | UnsupportedGoal | null)[],
  readAt: number,
  doubt?: string,
): Snapshot<L> {
  const { present, unsupported } = parted(all);
  return {
    byId: new Map(present.map((live) => [live.id, live])),
    byName: new Map(present.map((live) => [live.name, live])),
    byFoldedName: Map.groupBy([...present, ...unsupported], ({ name }) => foldName(name)),
    unsupported: new Map(unsupported.map((goal) => [goal.id, goal])),
    readAt,
    doubt,
  };
}

/** What may be managed, and what is only seen. */
export function parted<L extends Named>(all: readonly (L | UnsupportedGoal | null)[]) {
  const present: L[] = [];
  const unsupported: UnsupportedGoal[] = [];
  for (const thing of all)
    if (thing === null) continue;
    else if (isUnsupported(thing)) unsupported.push(thing);
    else present.push(thing);
  return { present, unsupported };
}

/** The snapshot with some things renewed; it stays as old as it is. */
export function renewed<L extends Named>(snapshot: Snapshot<L>, changed: readonly L[]): Snapshot<L> {
  const byId = new Map(snapshot.byId);
  for (const live of changed) byId.set(live.id, live);
  return snapshotOf([...byId.values(), ...snapshot.unsupported.values()], snapshot.readAt, snapshot.doubt);
}

/** Another thing whose name differs only in case and blanks: to the service they may be the same. `own`: the name that is given up for it. */
export function nearName<L extends Named>(
  snapshot: Snapshot<L>,
  name: string,
  own?: unknown,
): Named | undefined {
  const others = snapshot.byFoldedName.get(foldName(name)) ?? [];
  return others.find((live) => live.name !== name && live.name !== own);
}
