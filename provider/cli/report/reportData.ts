import type { Severity } from "../../goals/diagnosis";
import type { AccountRef } from "../../service/campaignManagement";
import type { AccountContent } from "../export/readAccount";
import type { BarRow } from "../shared/page/charts";
import { HEALTH } from "../shared/page/health";
import { type Counts, countsOf } from "../shared/page/scale";
import { type GoalHealth, healthOf } from "../status/health";
import type { AgainstState, Drifted } from "./drift";

/** The goals of one tag or of one type; of a tag noted with its own tracking status. */
export interface Group extends BarRow<Severity> {
  /** The tag's id or the type; empty where goals have none. */
  readonly key: string;
  readonly label: string;
}

export interface ReportedGoal extends GoalHealth {
  /** The program's resource for it; only with a state, and of goals that the program manages. */
  readonly resource?: string;
}

/** All that the page shows. */
export interface ReportData extends AccountRef {
  /** When the account was read, ISO 8601 in UTC. */
  readonly at: string;
  readonly tags: number;
  readonly counts: Counts<Severity>;
  /** Worst first. */
  readonly goals: readonly ReportedGoal[];
  readonly byTag: readonly Group[];
  readonly byType: readonly Group[];
  /** Only with a program's state. */
  readonly state?: {
    readonly managed: number;
    /** Goals of the account that the program does not manage. */
    readonly unmanaged: number;
    readonly elsewhere: number;
    readonly unread: number;
    readonly drifted: readonly Drifted[];
  };
}

export function reportData(
  ref: AccountRef,
  content: AccountContent,
  against: AgainstState | undefined,
  at: Date,
): ReportData {
  const goals = healthOf(content).map((goal): ReportedGoal => {
    const resource = against?.managed.get(goal.id);
    return resource === undefined ? goal : { ...goal, resource };
  });
  return {
    ...ref,
    at: at.toISOString(),
    tags: content.tags.length,
    counts: healthCounts(goals),
    goals,
    byTag: groupsOf(goals, tagKey, tagLabel, ({ tag }) => tag?.trackingStatus),
    byType: groupsOf(goals, typeKey, typeLabel),
    ...(against === undefined ? {} : { state: stateOf(against, goals) }),
  };
}

function stateOf({ elsewhere, unread, drifted }: AgainstState, goals: readonly ReportedGoal[]) {
  const managed = goals.filter(({ resource }) => resource !== undefined).length;
  return { managed, unmanaged: goals.length - managed, elsewhere, unread, drifted };
}

/** Tags are grouped by id, whatever their names are. */
export function tagKey({ tag }: GoalHealth): string {
  return tag?.id ?? "";
}

function typeKey({ type }: GoalHealth): string {
  return type;
}

export function typeLabel({ type }: GoalHealth): string {
  return type === "" ? "Not reported" : type;
}

/** A tag by its name; what the account does not show, by its id. */
export function tagLabel({ tag }: GoalHealth): string {
  return tag === undefined ? "Without a UET tag" : (tag.name ?? `${tag.id} (not shown)`);
}

function groupsOf(
  goals: readonly ReportedGoal[],
  keyOf: (goal: GoalHealth) => string,
  labelOf: (goal: GoalHealth) => string,
  noteOf: (goal: GoalHealth) => string | undefined = () => undefined,
): readonly Group[] {
  const groups = [...Map.groupBy(goals, keyOf)].flatMap(([key, members]): readonly Group[] => {
    const [first] = members;
    if (first === undefined) return [];
    const note = noteOf(first);
    const about = { key, label: labelOf(first), ...(note === undefined ? {} : { note }) };
    return [{ ...about, counts: healthCounts(members), total: members.length }];
  });
  return groups.sort(worseFirst);
}

/** By the number of the worst, then of the next worse, and so on. */
function worseFirst(one: Group, other: Group): number {
  for (const severity of HEALTH.names) {
    const more = other.counts[severity] - one.counts[severity];
    if (more !== 0) return more;
  }
  return one.label < other.label ? -1 : 1;
}

function healthCounts(goals: readonly GoalHealth[]): Counts<Severity> {
  return countsOf(HEALTH, goals, ({ severity }) => severity);
}
