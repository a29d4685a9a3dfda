import { CAMPAIGN_TYPES, type LiveCampaign } from "../../campaigns/campaign";
import type { CampaignLink, WriteResult } from "../campaignManagement";
import { AnswerProblem } from "./answerProblem";
import type { Node, Reading } from "./dialect";
import { isMembers, member, text } from "./nodes";
import { idList, listed, placed } from "./reads";
import type { Transport } from "./transport";
import { writeEach } from "./writes";

/**
 * Campaigns by their ids, in their order; null where the account has none of that id and of a type that we know. To the service no types would mean
 * Search. Microsoft: GetCampaignsByIds.
 */
export async function getCampaigns(
  transport: Transport,
  ids: readonly string[],
): Promise<readonly (LiveCampaign | null)[]> {
  const operation = "GetCampaignsByIds";
  if (ids.length === 0) return [];
  const { dialect } = transport;
  const answered = await transport.call(operation, {
    AccountId: transport.account.accountId,
    ...idList(transport, operation, "CampaignIds", ids),
    CampaignType: dialect.flags(CAMPAIGN_TYPES),
    ReturnAdditionalFields: "CampaignConversionGoal",
  });
  return transport.reading(operation, answered.trackingId, () => {
    const nodes = listed(transport, operation, answered, "Campaigns", "Campaign", NOT_THERE);
    const present = nodes.filter(isMembers).filter((node) => text(node, "Status", dialect) !== "Deleted");
    return placed(
      present.map((node) => decodeCampaign(node, dialect)),
      ids,
    );
  });
}

/** CampaignServiceInvalidCampaignId, EntityIdFilterMismatch: the account has no campaign of that id, or one of a type that was not asked for. */
const NOT_THERE: readonly number[] = [1100, 516];

/** Microsoft: AddCampaignConversionGoals. */
export function addCampaignConversionGoals(
  transport: Transport,
  links: readonly CampaignLink[],
): Promise<WriteResult<undefined>> {
  return writeEach(transport, "AddCampaignConversionGoals", links.length, () =>
    encodedLinks(transport, links),
  );
}

/** Microsoft: DeleteCampaignConversionGoals. */
export function deleteCampaignConversionGoals(
  transport: Transport,
  links: readonly CampaignLink[],
): Promise<WriteResult<undefined>> {
  return writeEach(transport, "DeleteCampaignConversionGoals", links.length, () =>
    encodedLinks(transport, links),
  );
}

function encodedLinks({ dialect }: Transport, links: readonly CampaignLink[]) {
  const items = links.map(({ campaignId, goalId }) => ({ CampaignId: campaignId, GoalId: goalId }));
  // Microsoft has named the list in the singular.
  return { CampaignConversionGoal: dialect.list("CampaignConversionGoal", items) };
}

/** Of its many members only what is needed here. */
function decodeCampaign(node: Node, reading: Reading): LiveCampaign {
  const id = text(node, "Id", reading);
  if (typeof id !== "string") throw new AnswerProblem("MalformedAnswer", "a campaign has no Id");
  const goalIds = reading
    .items(member(node, "GoalIds", reading), "long", reading)
    .filter((each) => typeof each === "string");
  return {
    id,
    name: text(node, "Name", reading) ?? "",
    campaignType: text(node, "CampaignType", reading) ?? "",
    goalIds: goalIds.map((each) => each.trim()).sort(),
  };
}
