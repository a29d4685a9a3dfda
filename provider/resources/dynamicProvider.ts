type EntryPoint =
  | "conversionGoal"
  | "conversionGoalLibrary"
  | "uetTag"
  | "accountConversionSettings"
  | "campaignConversionGoals";

/**
 * The text that Pulumi keeps in state to find a resource's code again, and its type token. It is what `pulumi.dynamic.Resource` sends,
 * written by hand: its closure serialiser would put 4 kB of generated code into each resource, and change with every build of ours.
 * Refresh and delete run the text that state holds, so the entry points named here must never be removed.
 */
export function providerText(entryPoint: EntryPoint): string {
  return `exports.handler=()=>require("pulumi-msads/lifecycle").${entryPoint}`;
}

/** Pulumi's type token of a dynamic resource of module msads. */
export function typeToken(type: Capitalize<EntryPoint>): string {
  return `pulumi-nodejs:dynamic/msads:${type}`;
}
