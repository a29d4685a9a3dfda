import { refuseUnfitConfig } from "./resources/stackConfig";
import type { LookupArgs } from "./session/lookups/lookup";
import type { ConversionGoalResult, UetTagResult } from "./session/lookups/results";
import type { Snapshots } from "./session/snapshots";

/**
 * Looks up an existing UET tag by name or id, whoever made it. It is read in the program's own process, with the provider's
 * settings; a process reads each account once. Nothing is written, and nothing is stored in state.
 * Throws an Error when there is none, when settings are missing, or when the service refuses.
 *
 * @example
 * const tag = pulumi.output(msads.getUetTag({ name: "Main site" }));
 * new msads.UrlGoal("order", { name: "Order placed", tagId: tag.id, urlExpression: "/thank-you", goalCategory: "Purchase" });
 */
export async function getUetTag(args: LookupArgs): Promise<UetTagResult> {
  const { snapshots, lookupArgs, pickOne, tagResult } = await load();
  const asked = lookupArgs("getUetTag", args);
  const { place, all } = await snapshots.tags(asked);
  return tagResult(pickOne("UET tag", asked, all, place));
}

/**
 * Looks up an existing conversion goal by name or id, like `getUetTag`.
 *
 * @example
 * export const orders = pulumi.output(msads.getConversionGoal({ name: "Order placed" })).trackingStatus;
 */
export async function getConversionGoal(args: LookupArgs): Promise<ConversionGoalResult> {
  const { snapshots, lookupArgs, pickOne, goalResult } = await load();
  const asked = lookupArgs("getConversionGoal", args);
  const { place, all } = await snapshots.goals(asked);
  return goalResult(pickOne("conversion goal", asked, all, place));
}

let loaded: Promise<Snapshots> | undefined;

/** What speaks to the service is loaded by the first look-up: programs without one start as quickly as ever. */
async function load() {
  refuseUnfitConfig();
  loaded ??= import("./session/snapshots.js").then(({ programSnapshots }) => programSnapshots());
  const { lookupArgs } = await import("./session/lookups/arguments.js");
  const { pickOne } = await import("./session/lookups/lookup.js");
  const { goalResult, tagResult } = await import("./session/lookups/results.js");
  return { snapshots: await loaded, lookupArgs, pickOne, goalResult, tagResult };
}
