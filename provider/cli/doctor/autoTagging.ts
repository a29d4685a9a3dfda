import { PROPERTY_NAMES, settingsOf } from "../../accountSettings/accountSettings";
import type { AccountRef, CampaignManagement } from "../../service/campaignManagement";

/** What to know about the account's auto-tagging; undefined where it is on, or where the service does not show it. Never throws. */
export async function autoTaggingNote(
  port: Pick<CampaignManagement, "getAccountProperties">,
  { accountId }: AccountRef,
): Promise<string | undefined> {
  try {
    const properties = await port.getAccountProperties([PROPERTY_NAMES.autoTagging]);
    return settingsOf(accountId, properties).fields.autoTagging === false ? offWords(accountId) : undefined;
  } catch (error) {
    return `whether auto-tagging is on could not be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

function offWords(accountId: string): string {
  return `auto-tagging is off in account ${accountId}: ads lead to addresses without a click id (msclkid), so uploaded conversions find no click. Turn it on in Microsoft Advertising, or with AccountConversionSettings { autoTagging: true }. Microsoft also turns it on when a goal of type Url, Duration, PagesViewedPerVisit, Event or OfflineConversion is added or changed`;
}
