import type { Store } from "../store/store";
import type { StoredCampaign } from "../store/types";
import { BadAdminRequest } from "./badAdminRequest";

/** A change of a campaign as a person makes it in the web UI: no rule of the API is asked. */
export interface CampaignEdit {
  readonly Name?: string;
  /** Microsoft: CampaignStatus. */
  readonly Status?: string;
  /** The goals that it is linked with, all of them. */
  readonly GoalIds?: readonly string[];
  /** Whether it may have goals of its own. */
  readonly goalsAllowed?: boolean;
}

/** A campaign, which no call here could add. */
export interface NewCampaign extends CampaignEdit {
  readonly Name: string;
  /** Microsoft: CampaignType, one of them. */
  readonly CampaignType: string;
  /** Whose it is; default the first account. */
  readonly accountId?: string;
}

/** Puts in a campaign. Throws BadAdminRequest for an unknown account or goal. */
export function addCampaign(store: Store, given: NewCampaign): StoredCampaign {
  const { Name, CampaignType, accountId, ...edit } = given;
  const account = accountId === undefined ? store.accounts[0] : store.account(accountId);
  if (account === undefined) throw new BadAdminRequest(`no account ${accountId}`);
  refuseUnknownGoals(store, edit);
  const id = store.nextId("campaign");
  store.putCampaign({
    id,
    accountId: account.id,
    name: Name,
    campaignType: CampaignType,
    status: "Active",
    goalIds: [],
    goalsAllowed: true,
  });
  return editCampaign(store, id, edit);
}

/** Changes a campaign. Throws BadAdminRequest for an unknown campaign or goal. */
export function editCampaign(store: Store, id: string, edit: CampaignEdit): StoredCampaign {
  const campaign = store.campaign(id);
  if (campaign === undefined) throw new BadAdminRequest(`no campaign ${id}`);
  refuseUnknownGoals(store, edit);
  const changed = {
    ...campaign,
    name: edit.Name ?? campaign.name,
    status: edit.Status ?? campaign.status,
    goalIds: edit.GoalIds === undefined ? campaign.goalIds : [...new Set(edit.GoalIds)],
    goalsAllowed: edit.goalsAllowed ?? campaign.goalsAllowed,
  };
  store.putCampaign(changed);
  return changed;
}

function refuseUnknownGoals(store: Store, { GoalIds = [] }: CampaignEdit): void {
  const unknown = GoalIds.filter((id) => store.goal(id) === undefined);
  if (unknown.length > 0) throw new BadAdminRequest(`no goal ${unknown.join(", ")}`);
}
