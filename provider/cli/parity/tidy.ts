import type { AnyGoal } from "../../goals/goal";
import type { CampaignManagement, GoalToUpdate } from "../../service/campaignManagement";
import { type Own, RUNS_PREFIX } from "./own";

/** What the end of a run needs of the service. */
export type TidyPort = Pick<
  CampaignManagement,
  "getConversionGoals" | "updateConversionGoals" | "getAccountProperties" | "setAccountProperties"
>;

/** What a run leaves in the account. */
export interface LeftBehind {
  readonly paused: number;
  /** Goals of the run that are not paused. */
  readonly active: number;
  readonly tags: number;
  /** Goals of earlier runs, by their names, that are not paused: those runs were killed. */
  readonly earlier: number;
  /** Why something is not as it should be; empty = all is. */
  readonly problems: readonly string[];
}

const AUTO_TAGGING = "MSCLKIDAutoTaggingEnabled";
const PAIRS = [
  "categoryExpression",
  "categoryOperator",
  "actionExpression",
  "actionOperator",
  "labelExpression",
  "labelOperator",
  "value",
  "valueOperator",
];

/** The account's auto-tagging; every goal that is added or changed turns it on. */
export async function autoTaggingOf(port: TidyPort): Promise<string | undefined> {
  const [property] = await port.getAccountProperties([AUTO_TAGGING]);
  return property?.value ?? undefined;
}

/** Pauses the goals of the run and puts auto-tagging back, as far as the service lets it. */
export async function tidy(port: TidyPort, own: Own, autoTagging: string | undefined): Promise<LeftBehind> {
  const problems: string[] = [];
  const attempt = async (what: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const ids = own.goals;
  await attempt("pausing the goals", () => insisting(() => pauseAll(port, ids)));
  await attempt("putting auto-tagging back", () => insisting(() => putBack(port, autoTagging)));
  let live: readonly AnyGoal[] | undefined;
  await attempt("reading the goals", async () => {
    live = await ownGoals(port, ids);
  });
  let earlier = 0;
  await attempt("looking for goals of earlier runs", async () => {
    earlier = (await port.getConversionGoals("all")).filter(
      (goal) => goal !== null && isForgotten(goal, ids),
    ).length;
  });
  const paused = (live ?? []).filter(({ fields }) => fields.status === "Paused").length;
  return { paused, active: (live?.length ?? ids.length) - paused, tags: own.tags.length, earlier, problems };
}

/** Whether a goal is of another run, and was not paused at its end. It is left alone: a name proves nothing. */
function isForgotten({ id, name, fields }: AnyGoal, own: readonly string[]): boolean {
  return name.startsWith(RUNS_PREFIX) && fields.status !== "Paused" && !own.includes(id);
}

/** Does it again once, where the answer was lost: it looks before it writes. */
async function insisting(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch {
    await work();
  }
}

async function ownGoals(port: TidyPort, ids: readonly string[]): Promise<readonly AnyGoal[]> {
  if (ids.length === 0) return [];
  return (await port.getConversionGoals({ ids })).filter((goal) => goal !== null);
}

async function pauseAll(port: TidyPort, ids: readonly string[]): Promise<void> {
  const updates = (await ownGoals(port, ids)).flatMap(pausing);
  if (updates.length > 0) await port.updateConversionGoals(updates);
}

/**
 * Pauses the goals of an earlier run by its prefix, which only its names have; a probe may have changed their case. Returns how many
 * goals it has made.
 */
export async function pauseRun(port: TidyPort, prefix: string): Promise<number> {
  const start = `${prefix} goal `.toLowerCase();
  let count = 0;
  await insisting(async () => {
    const all = (await port.getConversionGoals("all")).filter((goal) => goal !== null);
    const own = all.filter(
      ({ name, fields }) => name.toLowerCase().startsWith(start) && fields.scope === "Account",
    );
    count = own.length;
    const updates = own.flatMap(pausing);
    if (updates.length > 0) await port.updateConversionGoals(updates);
  });
  return count;
}

/** The update that pauses a goal; an Event goal keeps only the pairs that are sent, and one of version 12 needs a category. */
function pausing({ id, type, fields }: AnyGoal): readonly GoalToUpdate[] {
  if (type === "Unsupported" || fields.status === "Paused") return [];
  const pairs =
    type === "Event" ? PAIRS.filter((name) => fields[name] !== undefined && fields[name] !== null) : [];
  const kept = Object.fromEntries(pairs.map((name) => [name, fields[name]]));
  const needsCategory =
    ["Url", "Event", "OfflineConversion"].includes(type) &&
    [undefined, null, "None"].includes(fields.goalCategory as string | null | undefined);
  return [
    { id, type, fields: { ...kept, ...(needsCategory ? { goalCategory: "Other" } : {}), status: "Paused" } },
  ];
}

async function putBack(port: TidyPort, before: string | undefined): Promise<void> {
  if (before === undefined || (await autoTaggingOf(port)) === before) return;
  await port.setAccountProperties([{ name: AUTO_TAGGING, value: before }]);
}
