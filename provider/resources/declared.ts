import * as pulumi from "@pulumi/pulumi";
import type { Kind as ResourceKind } from "../config/ignoredPaths";

/** What is counted: goals (a library is one), tags, settings of accounts, goals of campaigns. */
export type Kind = "goals" | "tags" | "settings" | "campaigns";

/** As what a resource is counted. */
export const COUNTED_AS: Readonly<Record<ResourceKind, Kind>> = {
  goal: "goals",
  library: "goals",
  tag: "tags",
  settings: "settings",
  campaign: "campaigns",
};

/** How many of each kind a run of a program declares. */
type Counts = Record<Kind, number>;

/** A campaign with its customer and account, where the program names them. */
type Campaign = readonly [campaignId: string, customerId: unknown, accountId: unknown];

/** What a run of a program declares. */
interface Declared {
  readonly counts: Counts;
  readonly campaigns: Campaign[];
}

/** By the root resource: a process that runs inline programs runs several stacks, and each of them more than once. */
const declared = new WeakMap<pulumi.Resource, Declared>();

/**
 * What tells the provider how many resources are coming: how many of each kind the program declares, how many resources
 * the engine works on at once, which campaigns there are, so that it reads them in one call, and the stack's name for the audit log. Check takes all of it out, so it gets into
 * no state and no diff.
 *
 * The counts are a promise: they are there when the synchronous part of the program is over. What is declared later raises a number.
 */
export function programCounts(kind: Kind): Record<string, unknown> {
  const run = declaredInRun();
  if (run === undefined) return {};
  const { counts, campaigns } = run;
  const parallelism = Number(process.env.PULUMI_NODEJS_PARALLEL);
  return {
    declared: Promise.resolve().then(() => told(counts)),
    ...(parallelism >= 1 ? { parallelism } : {}),
    stack: pulumi.runtime.getStack(),
    ...(kind === "campaigns" ? { campaigns: Promise.resolve().then(() => [...campaigns]) } : {}),
  };
}

/** Of a kind that the program does not declare nothing is told: nobody may wait for it. */
function told(counts: Counts): Partial<Counts> {
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
}

/** A resource was declared. One that is only looked up, by its id or URN, does not count: the engine reads it, and asks for no write. */
export function countDeclared(kind: Kind, opts: pulumi.CustomResourceOptions | undefined): void {
  const run = opts?.id === undefined && opts?.urn === undefined ? declaredInRun() : undefined;
  if (run !== undefined) run.counts[kind] += 1;
}

/** Notes a campaign, where the program knows its id. */
export function noteCampaign(args: object): void {
  const { campaignId, customerId, accountId } = args as Readonly<Record<string, unknown>>;
  const isPlain = (value: unknown) => value === undefined || value === null || typeof value === "string";
  if (typeof campaignId !== "string" || !isPlain(customerId) || !isPlain(accountId)) return;
  declaredInRun()?.campaigns.push([campaignId, customerId ?? null, accountId ?? null]);
}

/** What the run that this code is part of declares; undefined where nothing is deployed, as in unit tests with mocks. */
function declaredInRun(): Declared | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return undefined;
  const counts = { goals: 0, tags: 0, settings: 0, campaigns: 0 };
  const known = declared.get(stack) ?? { counts, campaigns: [] };
  declared.set(stack, known);
  return known;
}
