import type { Context } from "../operations/context";
import type { StoredCampaign } from "../store/types";

/** An account's campaign of this id, if a call can find it. */
export function campaignOf(context: Context, accountId: string, id: string): StoredCampaign | undefined {
  const campaign = context.store.campaign(id);
  if (campaign?.accountId !== accountId) return undefined;
  return campaign.status === "Deleted" && context.holds("campaign.deleted") ? undefined : campaign;
}

/** The goals that a campaign is linked with. */
export function linkedGoals(context: Context, { goalIds }: StoredCampaign): readonly string[] {
  if (!context.holds("link.goal-deleted")) return goalIds;
  return goalIds.filter((id) => context.store.goal(id)?.deleted !== true);
}
