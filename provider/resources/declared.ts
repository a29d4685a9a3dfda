import * as pulumi from "@pulumi/pulumi";
import type { Kind as ResourceKind } from "./programRules";

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

/** By the root resource: a process that runs inline programs runs several stacks, and each of them more than once. */
const declared = new WeakMap<pulumi.Resource, Counts>();

/**
 * What tells the provider how many resources are coming: how many of its kind the program declares, and how many resources
 * the engine works on at once. Check takes both out, so they get into no state and no diff.
 *
 * The count is a promise: it is there when the synchronous part of the program is over. What is declared later raises the number.
 */
export function programCounts(kind: Kind): Record<string, unknown> {
  const counts = countsOfRun();
  if (counts === undefined) return {};
  const parallelism = Number(process.env.PULUMI_NODEJS_PARALLEL);
  return {
    declared: Promise.resolve().then(() => counts[kind]),
    ...(parallelism >= 1 ? { parallelism } : {}),
  };
}

/** A resource was declared. One that is only looked up by its id does not count: the engine reads it, and asks for no write. */
export function countDeclared(kind: Kind, opts: pulumi.CustomResourceOptions | undefined): void {
  const counts = opts?.id === undefined ? countsOfRun() : undefined;
  if (counts !== undefined) counts[kind] += 1;
}

/** The counts of the run that this code is part of; none where nothing is deployed, as in unit tests with mocks. */
function countsOfRun(): Counts | undefined {
  const stack = pulumi.runtime.getStackResource();
  if (stack === undefined) return undefined;
  const counts = declared.get(stack) ?? { goals: 0, tags: 0, settings: 0, campaigns: 0 };
  declared.set(stack, counts);
  return counts;
}
