import type { Kit } from "../kit";
import { Flags, ids, List } from "../message";
import { type ProbeGroup, refusal, unasked } from "../probe";

/** An id that no account and no campaign of the user has. */
const NOBODY = "1";

const campaigns = (kit: Kit, accountId: string) =>
  kit.call(
    "GetCampaignsByIds",
    { AccountId: accountId, CampaignIds: ids(NOBODY), CampaignType: new Flags(["Search"]) },
    { expects: [106] },
  );
const link = (kit: Kit, ...links: readonly null[]) =>
  kit.call("AddCampaignConversionGoals", {
    CampaignConversionGoal: new List("CampaignConversionGoal", links),
  });

export const campaignProbes: ProbeGroup = {
  name: "campaignRules",
  probes: [
    refusal("campaign.account-id", (kit) => campaigns(kit, NOBODY)),
    refusal("campaign.id-unknown", (kit) => campaigns(kit, kit.account.accountId)),
    refusal("link.list-missing", (kit) => link(kit)),
    refusal("link.null", (kit) => link(kit, null)),
  ],
  unasked: unasked(
    "it needs a campaign, and the run makes none and touches none of the user's",
    "campaign.deleted",
    "campaign.no-goals-absent",
    "link.exists",
    "link.missing",
    "link.goal-paused",
    "link.goal-deleted",
  ),
};
