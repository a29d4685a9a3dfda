import type { Entry, Stack } from "../support/e2eStack";
import { declaresLibrary, type Plan } from "./plan";
import { EVENT_FIELDS } from "./truth";

/** A goal or tag that a process sent to be written. */
export interface Sent {
  /** Its id, or the name of a new one. */
  readonly what: string;
  /** Nothing but a pause. */
  readonly isPause: boolean;
}

interface Item {
  readonly id?: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What a write asks for, item by item. */
export function sentItems(method: string, items: unknown): readonly Sent[] {
  if (method === "setAccountProperties") return [{ what: "account", isPause: false }];
  if (method.endsWith("CampaignConversionGoals"))
    return (items as readonly { readonly campaignId: string }[]).map(({ campaignId }) => ({
      what: `campaign ${campaignId}`,
      // What Pulumi deletes is unlinked.
      isPause: method.startsWith("delete"),
    }));
  const kind = method.endsWith("Tags") ? "tag" : "goal";
  return (items as readonly Item[]).map((item) => sentItem(kind, item));
}

function sentItem(kind: string, { id, fields }: Item): Sent {
  const others = Object.keys(fields).filter((name) => name !== "status" && !EVENT_FIELDS.includes(name));
  const isPause = id !== undefined && fields.status === "Paused" && others.length === 0;
  return { what: `${kind} ${id ?? fields.name}`, isPause };
}

/** The goals that a run deletes as Pulumi's resources: these do not count. `state`: as it was before the run. */
function deletedByPulumi(
  plan: Plan,
  state: ReadonlyMap<string, Entry>,
  condemned: readonly { readonly entry: Entry }[],
): ReadonlySet<string> {
  const kept = new Set([
    ...plan.slots.filter(({ isNewGoal }) => !isNewGoal).map(({ key }) => key),
    ...Object.keys(plan.neighbours?.campaigns ?? {}),
  ]);
  const isKept = (name: string, entry: Entry) =>
    entry.kind === "library"
      ? declaresLibrary(plan) && entry.inputs.accountId === (plan.libraryAccount ?? plan.account)
      : kept.has(name);
  const leaving = [...state].filter(([name, entry]) => !isKept(name, entry)).map(([, entry]) => entry);
  return new Set([...leaving, ...condemned.map(({ entry }) => entry)].flatMap(goalsIn));
}

function goalsIn({ kind, id, outputs }: Entry): readonly string[] {
  if (kind === "tag" || kind === "settings") return [];
  if (kind === "campaign") return [`campaign ${id}`];
  return kind === "goal" ? [id] : Object.values((outputs.ids ?? {}) as Readonly<Record<string, string>>);
}

/** How many goals and tags a run changed, by what it sent. */
function changedBy(sent: readonly Sent[], deleted: ReadonlySet<string>): number {
  const counted = sent.filter(({ what, isPause }) => !isPause || !deleted.has(what.replace(/^goal /, "")));
  return new Set(counted.map(({ what }) => what)).size;
}

/** What came of a run with changeAtMost. */
export interface Limited {
  readonly most: number;
  /** The preview was. */
  readonly isRefused: boolean;
  readonly from: Run;
}

type Run = { readonly sent: readonly Sent[] };
type Stood = Pick<Stack, "state" | "condemned">;

/** A run that changed more than it may. Last: the stack as it was before. */
export function changedTooMany(
  { sent }: Run,
  most: number,
  plan: Plan,
  { state, condemned }: Stood,
): readonly string[] {
  const changed = changedBy(sent, deletedByPulumi(plan, state, condemned));
  const all = [...new Set(sent.map(({ what }) => what))];
  return changed > most ? [`changeAtMost is ${most}, and ${changed} were changed: ${all}`] : [];
}

/** A preview that was refused although the run and all that healed it changed no more than was allowed. */
export function refusedWrongly(runs: readonly Run[], limited: Limited | undefined): readonly string[] {
  if (limited?.isRefused !== true) return [];
  const since = runs.slice(runs.indexOf(limited.from)).flatMap(({ sent }) => sent);
  const changed = changedBy(since, new Set());
  return changed > limited.most ? [] : [`changeAtMost ${limited.most} refuses what changes ${changed}`];
}
