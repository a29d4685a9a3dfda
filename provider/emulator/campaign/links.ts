import { goalVisible } from "../goal/view";
import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../operations/batch";
import { type Caller, type Context, callersAccount, refuseCall } from "../operations/context";
import { problemOf, type RuleId } from "../rules";
import { asList, type Fields, isFields } from "../schema/values";
import type { StoredCampaign } from "../store/types";
import { campaignOf } from "./found";

/** AddCampaignConversionGoals. */
export function addLinks(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  return eachLink(context, caller, request, ordered, {
    broken: (link) => addProblems(context, caller, link),
    goalIds: ({ campaign, goalId }) => [...without(campaign.goalIds, goalId), goalId],
  });
}

/** DeleteCampaignConversionGoals. */
export function deleteLinks(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  return eachLink(context, caller, request, ordered, {
    broken: ({ campaign, goalId }) => {
      if (campaign.goalIds.includes(goalId)) return [];
      return isGoal(context, caller, goalId) ? ["link.missing"] : ["link.goal-unknown"];
    },
    goalIds: ({ campaign, goalId }) => without(campaign.goalIds, goalId),
  });
}

interface Link {
  readonly campaign: StoredCampaign;
  readonly goalId: string;
}

interface Change {
  /** The rules that it would break. */
  readonly broken: (link: Link) => readonly RuleId[];
  /** The goals that its campaign then has. */
  readonly goalIds: (link: Link) => readonly string[];
}

function eachLink(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
  change: Change,
): OperationResult {
  const account = callersAccount(caller);
  const items = asList(request.CampaignConversionGoal);
  refuseCall(context, "api", "link.list-missing", items.length === 0);
  const { errors } = eachItem(items, ordered, (item): Outcome => {
    if (!isFields(item)) return { problems: [problemOf("link.null")] };
    const campaign = campaignOf(context, account.id, String(item.CampaignId ?? "0"));
    const link = campaign && { campaign, goalId: String(item.GoalId ?? "0") };
    const broken = brokenBy(context, link, change).filter((rule) => context.holds(rule));
    if (broken.length > 0) return { problems: broken.map(problemOf) };
    if (link !== undefined) context.store.putCampaign({ ...link.campaign, goalIds: change.goalIds(link) });
    return { answer: null };
  });
  return { answer: {}, errors };
}

function brokenBy(context: Context, link: Link | undefined, { broken }: Change): readonly RuleId[] {
  if (!context.store.settings.features.campaignGoals) return ["link.feature"];
  return link === undefined ? ["link.campaign-unknown"] : broken(link);
}

function addProblems(context: Context, caller: Caller, { campaign, goalId }: Link): readonly RuleId[] {
  const unfit: readonly RuleId[] = campaign.goalsAllowed ? [] : ["link.campaign-unfit"];
  if (!isGoal(context, caller, goalId)) return [...unfit, "link.goal-unknown"];
  const paused = context.store.goal(goalId)?.fields.Status === "Paused";
  return [
    ...unfit,
    ...(campaign.goalIds.includes(goalId) ? (["link.exists"] as const) : []),
    ...(paused ? (["link.goal-paused"] as const) : []),
  ];
}

function isGoal(context: Context, caller: Caller, id: string): boolean {
  const goal = context.store.goal(id);
  return goal !== undefined && !goal.deleted && goalVisible(context, caller, goal);
}

const without = (ids: readonly string[], gone: string): readonly string[] => ids.filter((id) => id !== gone);
