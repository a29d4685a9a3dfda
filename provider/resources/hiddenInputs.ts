import * as pulumi from "@pulumi/pulumi";
import { type Kind, programCounts } from "./declared";
import { secretPaths } from "./secretPaths";

/**
 * The input that the provider needs and no user writes, `__msads` {name, parent, ignored, secret}: Pulumi does not tell a dynamic
 * provider which resource it serves, which fields `ignoreChanges` names, or which values are secret.
 * What else it tells is of the run, not of the resource, and check takes it out: `programCounts`; and `fresh`, by whose absence check
 * knows old inputs that the engine put in the place of these.
 * Unit tests under mocks get none: they see what their program wrote.
 */
export function hiddenInputs(
  kind: Kind,
  name: string,
  args: object,
  opts: pulumi.CustomResourceOptions = {},
): Readonly<Record<string, unknown>> {
  if (underMocks()) return {};
  const { parent, ignoreChanges = [], additionalSecretOutputs = [] } = opts;
  return {
    __msads: {
      name,
      parent: parent === undefined ? undefined : urnOf(parent),
      ignored: ignoreChanges.length === 0 ? undefined : ignoreChanges,
      secret: secretPaths(args, additionalSecretOutputs),
      fresh: true,
      ...programCounts(kind),
    },
  };
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
