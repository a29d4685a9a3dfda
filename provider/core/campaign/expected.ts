import { id } from "../../goals/field";
import type { Session } from "../../session/session";

const ID = id();

/** Notes the campaigns of a program, so that all are read at once. `told`: what the program tells, as it comes; what is no campaign is left out. */
export function expectCampaigns({ settings, account }: Session, told: unknown): void {
  if (!Array.isArray(told)) return;
  for (const [campaignId, customer, accountId] of told.filter(Array.isArray)) {
    const ref = {
      customerId: String(customer ?? settings.customerId),
      accountId: String(accountId ?? settings.accountId),
    };
    const isWhole = [campaignId, ref.customerId, ref.accountId].every((each) => ID.accepts(each));
    if (isWhole) account(ref).expectCampaigns([String(campaignId)]);
  }
}
