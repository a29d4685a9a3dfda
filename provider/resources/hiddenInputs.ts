import * as pulumi from "@pulumi/pulumi";
import type { Kind } from "../config/ignoredPaths";
import type { Inputs } from "../goals/problem";
import { COUNTED_AS, programCounts } from "./declared";
import { secretPaths } from "./secretPaths";
import type { Registered } from "./transformed";

/**
 * What the provider needs and no user writes, the hidden input `__msads` {name, parent, ignored, secret}: Pulumi does not tell a dynamic
 * provider which resource it serves, which fields `ignoreChanges` names, or which values are secret.
 * What else it tells is of the run, not of the resource, and check takes it out: `programCounts`; and `fresh`, by whose absence check
 * knows old inputs that the engine put in the place of these.
 */
export function hiddenInput(kind: Kind, name: string, { parent }: pulumi.CustomResourceOptions): Inputs {
  return {
    name,
    parent: parent === undefined ? undefined : urnOf(parent),
    fresh: true,
    ...programCounts(COUNTED_AS[kind]),
  };
}

/** The paths that are ignored, and those of values that are secret: of the hidden input what transformations may change. */
export function marksOf({ args, opts }: Registered): Inputs {
  const { ignoreChanges = [], additionalSecretOutputs = [] } = opts;
  return {
    ignored: ignoreChanges.length === 0 ? undefined : ignoreChanges,
    secret: secretPaths(args, additionalSecretOutputs),
  };
}

/** The hidden input as the engine gets it: with all that it waits for, and without what is not set. */
export async function settledHidden(hidden: Inputs): Promise<Inputs> {
  const members = Object.entries(hidden).map(async ([name, value]) => [name, await value] as const);
  return Object.fromEntries((await Promise.all(members)).filter(([, value]) => value !== undefined));
}

/** Whether the program runs in a unit test, under `pulumi.runtime.setMocks`. */
export function underMocks(): boolean {
  const monitor: object | undefined = pulumi.runtime.hasMonitor() ? pulumi.runtime.getMonitor() : undefined;
  return monitor !== undefined && "mocks" in monitor;
}

/**
 * A plain promise: an output would make the parent, and with it all its children, a dependency. Pulumi's outputs have one, though its
 * types do not show it. Where the parent fails its children do without our word.
 */
function urnOf({ urn }: pulumi.Resource): Promise<string | undefined> {
  return (urn as unknown as { promise(): Promise<string> }).promise().catch(() => undefined);
}
