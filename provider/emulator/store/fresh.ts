import type { Snapshot } from "./file";
import { defaultSettings } from "./settings";
import type { Customer } from "./types";

/** The last id of a campaign before the first one; a file of an earlier release has none. */
export const firstCampaignId = "507314159";

const customer = (id: string): Customer => ({ id, pilots: [], inStorePilot: true });

/** A new start: one customer with one account, and two customers that tags can be shared with. */
export const freshSnapshot: Snapshot = {
  format: 1,
  customers: ["111", "333", "444"].map(customer),
  accounts: [{ id: "222", customerId: "111", currency: "EUR", viewThrough: true, autoTagging: true }],
  tags: [],
  goals: [],
  campaigns: [],
  names: [],
  lastTagId: "96031108",
  lastGoalId: "46068447",
  lastCampaignId: firstCampaignId,
  clockAheadMs: 0,
  settings: defaultSettings,
};
