import { type Diagnosis, diagnose, type Severity } from "../../goals/diagnosis";
import { isUnsupported, unsupportedWords } from "../../goals/goal";
import type { AccountContent } from "../export/readAccount";
import type { UploadsRead } from "./readUploads";
import { type UploadHealth, uploadHealth } from "./uploadHealth";

/** The health of one goal. */
export interface GoalHealth extends Omit<Diagnosis, "rank"> {
  readonly id: string;
  readonly name: string;
  /** As the service names it; empty where it gave none. */
  readonly type: string;
  /** Why no program can manage it; only of goals that none can. */
  readonly unsupported?: string;
  readonly status: string | undefined;
  readonly trackingStatus: string | undefined;
  /** Of goals that have one; without a name where the account does not show it. */
  readonly tag: { readonly id: string; readonly name?: string; readonly trackingStatus?: string } | undefined;
  /** Of offline goals, in the last 7 days. */
  readonly uploads?: UploadHealth;
}

/** What `--fail-on` may name. */
const FAILURES = ["inactive", "silent"] as const;
export type FailOn = (typeof FAILURES)[number];

/** Every goal of an account, worst first; of equals by tag, then by name. */
export function healthOf(
  { goals, tags }: AccountContent,
  uploadsOf: UploadsRead["byGoal"] = new Map(),
): readonly GoalHealth[] {
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const ranked = goals.map((goal) => {
    const { id, name, trackingStatus, fields } = goal;
    const type = isUnsupported(goal) ? goal.serviceType : goal.type;
    const unsupported = isUnsupported(goal) ? { unsupported: unsupportedWords(goal).why } : {};
    const kind = isUnsupported(goal) ? "Unsupported" : goal.type;
    const { rank, ...diagnosis } = diagnose(kind, fields.status, trackingStatus);
    const tagId = typeof fields.tagId === "string" ? fields.tagId : undefined;
    const live = byId.get(tagId ?? "");
    const status = typeof fields.status === "string" ? fields.status : undefined;
    const tag = tagId === undefined ? undefined : { id: tagId, ...named(live) };
    const read = uploadsOf.get(id);
    const uploads = read === undefined ? {} : { uploads: uploadHealth(read, status) };
    const health = { id, name, type, ...unsupported, status, trackingStatus, tag, ...diagnosis, ...uploads };
    return { rank, health };
  });
  return ranked
    .sort((one, other) => one.rank - other.rank || compared(one.health, other.health))
    .map(({ health }) => health);
}

function named(tag: AccountContent["tags"][number] | undefined) {
  if (tag === undefined) return {};
  const { name, trackingStatus } = tag;
  return { name, ...(trackingStatus === undefined ? {} : { trackingStatus }) };
}

function compared(one: GoalHealth, other: GoalHealth): number {
  return order(one.problem, other.problem) || order(label(one), label(other)) || order(one.name, other.name);
}

function label({ tag }: GoalHealth): string {
  return tag?.name ?? tag?.id ?? "";
}

function order(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The goals for which `--fail-on` fails: inactive ones, or with "silent" all active ones that record nothing. */
export function failing(health: readonly GoalHealth[], failOn: FailOn | undefined): readonly GoalHealth[] {
  const bad: readonly Severity[] =
    failOn === "silent" ? ["inactive", "silent"] : failOn === "inactive" ? ["inactive"] : [];
  return health.filter(({ severity }) => bad.includes(severity));
}
