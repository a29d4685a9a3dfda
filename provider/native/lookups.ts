import { type Props, withoutUnset } from "../core/props";
import { isGoalType } from "../goals/definitions";
import type { Problem } from "../goals/problem";
import { argumentProblems } from "../session/lookups/arguments";
import { type LookupArgs, pickOne } from "../session/lookups/lookup";
import { type ConversionGoalResult, goalResult, tagResult } from "../session/lookups/results";
import type { Session } from "../session/session";
import { withNumbers } from "./numbers";

/** A function of the plugin: what it answers, or what is wrong with its arguments. */
export type Answer = { readonly result: Props } | { readonly failures: readonly Problem[] };

const FUNCTIONS = ["msads:index:getUetTag", "msads:index:getConversionGoal"];

/** `getUetTag` and `getConversionGoal`. Throws an Error where there is none, or for another function. */
export async function lookUp(session: Session, token: string, args: Props): Promise<Answer> {
  if (!FUNCTIONS.includes(token))
    throw new Error(`${token} is not a function of pulumi-msads. It has ${FUNCTIONS.join(", ")}.`);
  const failures = argumentProblems(args);
  if (failures.length > 0) return { failures };
  const { settings } = session;
  const customerId = String(args.customerId ?? settings.customerId ?? "");
  const accountId = String(args.accountId ?? settings.accountId ?? "");
  if (customerId === "" || accountId === "") {
    const property = customerId === "" ? "customerId" : "accountId";
    return {
      failures: [{ property, reason: "is missing. Set it on the provider, in the stack's config, or here" }],
    };
  }
  const place = `Account ${accountId} of customer ${customerId}`;
  const account = session.account({ customerId, accountId });
  const asked = withoutUnset(args) as unknown as LookupArgs;
  if (token === "msads:index:getUetTag") {
    const { byId } = await account.tagSnapshot();
    return { result: { ...tagResult(pickOne("UET tag", asked, [...byId.values()], place)) } };
  }
  const { byId, unsupported } = await account.goalSnapshot();
  const all = [...byId.values(), ...unsupported.values()];
  return { result: asNumbers(goalResult(pickOne("conversion goal", asked, all, place))) };
}

/** With decimals as those of the resources. What no program can manage has a revenue like any other goal. */
function asNumbers(goal: ConversionGoalResult): Props {
  const type = isGoalType(goal.type) ? goal.type : "Url";
  return { ...withNumbers({ ...goal }, type), fields: withNumbers(goal.fields, type) };
}
