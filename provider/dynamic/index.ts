import { accountSettingsHandler } from "../core/accountSettings/handler";
import { campaignGoalsHandler } from "../core/campaign/handler";
import { conversionGoalHandler } from "../core/goal/handler";
import { libraryHandler } from "../core/library/handler";
import { uetTagHandler } from "../core/tag/handler";
import { refuseUnfitNode } from "../nodeVersion";
import { collectEarly } from "../session/garbage";
import { stopOnInterrupt } from "../session/interrupt";
import { Sessions } from "../session/session";
import { passIgnoresOn, requestsIn } from "./engineIgnores";
import { pluginRuntime } from "./pluginRuntime";
import { printOnce, withPlainFailures } from "./printing";
import { type Provider, providerOf } from "./provider";

refuseUnfitNode();

/**
 * The entry points that Pulumi's state names: the state of every stack contains `require("pulumi-msads/lifecycle").conversionGoal`.
 * Never remove or rename one.
 */
const sessions = new Sessions(pluginRuntime());
// Elsewhere, in tests for one, the process is not ours to govern.
const isPlugin = /[\\/]cmd[\\/]dynamic-provider([\\/]|$)/.test(process.argv[1] ?? "");
if (isPlugin) {
  stopOnInterrupt(sessions);
  collectEarly();
  printOnce(console);
  passIgnoresOn(requestsIn(require.cache));
}

export const conversionGoal: Provider = withPlainFailures(providerOf(sessions, conversionGoalHandler));
export const conversionGoalLibrary: Provider = withPlainFailures(providerOf(sessions, libraryHandler));
export const uetTag: Provider = withPlainFailures(providerOf(sessions, uetTagHandler));
export const accountConversionSettings: Provider = withPlainFailures(
  providerOf(sessions, accountSettingsHandler),
);
export const campaignConversionGoals: Provider = withPlainFailures(
  providerOf(sessions, campaignGoalsHandler),
);
