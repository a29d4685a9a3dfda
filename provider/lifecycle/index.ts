import { refuseUnfitNode } from "../nodeVersion";
import { conversionGoalMethods } from "./conversionGoal";
import { passIgnoresOn, requestsIn } from "./engineIgnores";
import { stopOnInterrupt } from "./interrupt";
import { libraryMethods } from "./library/library";
import { type Lifecycle, lifecycleOf } from "./lifecycle";
import { printOnce, spoken } from "./spoken";
import { uetTagMethods } from "./uetTag";
import { pluginWorld, Sessions } from "./world";

refuseUnfitNode();

/**
 * The entry points that Pulumi's state names: `require("pulumi-msads/lifecycle").conversionGoal` stands in the state of every stack.
 * They must live for ever.
 */
const sessions = new Sessions(pluginWorld());
// Elsewhere, in tests for one, the process is not ours to govern.
const isPlugin = /[\\/]cmd[\\/]dynamic-provider([\\/]|$)/.test(process.argv[1] ?? "");
if (isPlugin) {
  stopOnInterrupt(sessions);
  printOnce(console);
  passIgnoresOn(requestsIn(require.cache));
}

export const conversionGoal: Lifecycle = spoken(lifecycleOf(sessions, conversionGoalMethods));
export const conversionGoalLibrary: Lifecycle = spoken(lifecycleOf(sessions, libraryMethods));
export const uetTag: Lifecycle = spoken(lifecycleOf(sessions, uetTagMethods));
