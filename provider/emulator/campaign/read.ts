import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import { problemOf, type RuleId } from "../rules";
import { asList, type Fields } from "../schema/values";
import { campaignOf } from "./found";
import { campaignView } from "./view";

/** GetCampaignsByIds: the campaigns of the ids in their order. */
export function getCampaigns(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const accountId = String(request.AccountId ?? "");
  const owner = context.store.account(accountId)?.customerId;
  refuseCall(context, "api", "campaign.account-id", owner !== caller.customer.id);
  const ids = asList(request.CampaignIds).map(String);
  refuseCall(context, "api", "campaign.ids-missing", ids.length === 0);
  refuseCall(
    context,
    "api",
    "campaign.ids-too-many",
    ids.length > context.store.settings.limits.itemsPerCall,
  );
  const types = asList(request.CampaignType).map(String);
  const wanted = types.length === 0 && context.holds("campaign.type-default") ? ["Search"] : types;
  const asked = new Set(asList(request.ReturnAdditionalFields).map(String));
  const { answers, errors } = eachItem(ids, ordered, (id): Outcome => {
    const campaign = campaignOf(context, accountId, String(id));
    if (campaign === undefined) return missing(context, "campaign.id-unknown");
    const isAsked = wanted.length === 0 || wanted.includes(campaign.campaignType);
    if (!isAsked && context.holds("campaign.type-not-asked"))
      return { problems: [problemOf("campaign.type-not-asked")] };
    return { answer: campaignView(context, campaign, asked) };
  });
  return { answer: { Campaigns: answers }, errors };
}

/** What is not there is nil; by the rule it is an error as well. */
function missing(context: Context, rule: RuleId): Outcome {
  return context.holds(rule) ? { problems: [problemOf(rule)] } : { answer: null };
}
