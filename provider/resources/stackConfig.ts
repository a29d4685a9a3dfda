import * as pulumi from "@pulumi/pulumi";
import { configWords, type StackConfig, stackConfigDoubts, stackConfigProblems } from "../config/stackConfig";
import { underMocks } from "./hiddenInputs";

/** The runs whose config was looked at. A process that runs inline programs runs several stacks. */
const looked = new WeakSet<pulumi.Resource>();

/**
 * Refuses settings that mean nothing and secrets in clear. It is done here since Pulumi keeps the whole config in state with the first
 * resource that is registered, and since the provider's own process is not told what was encrypted.
 */
export function refuseUnfitConfig(): void {
  const stack = pulumi.runtime.getStackResource();
  if (stack !== undefined && looked.has(stack)) return;
  const config = stackConfig();
  const problems = stackConfigProblems(config);
  // Pulumi prints this one without a stack trace, which would tell nobody anything.
  if (problems.length > 0) throw new pulumi.RunError(configWords(problems));
  for (const doubt of stackConfigDoubts(config)) void pulumi.log.warn(doubt);
  if (stack !== undefined) looked.add(stack);
}

function stackConfig(): StackConfig {
  const values = pulumi.runtime.allConfig();
  return { values, encrypted: encryptedAmong(Object.keys(values)), project: pulumi.getProject() };
}

/** Asked of the SDK, whose types do not show it: of an inline program the environment knows nothing. */
function encryptedAmong(keys: readonly string[]): readonly string[] | undefined {
  const isConfigSecret: unknown = Reflect.get(pulumi.runtime, "isConfigSecret");
  if (underMocks() || typeof isConfigSecret !== "function") return undefined;
  return keys.filter((key) => isConfigSecret(key) === true);
}
