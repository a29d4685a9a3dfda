import { inParts } from "../../account/campaignApi";
import { type LiveAccountSettings, PROPERTY_NAMES, settingsOf } from "../../accountSettings/accountSettings";
import type { LiveCampaign } from "../../campaigns/campaign";
import type { AccountRef } from "../../service/campaignManagement";
import type { Reader } from "../../session/reader";
import { isOf, type StateResource } from "./stateFile";

/** What a state may hold beside goals and tags, as it is live; undefined where it was not read. */
export interface Neighbours {
  readonly settings?: LiveAccountSettings | undefined;
  readonly campaigns?: readonly LiveCampaign[] | undefined;
}

/** Reads what the state's resources of this account need, and makes no call where it has none. API version 12 shows nothing of it. */
export async function readNeighbours(
  reader: Reader,
  ref: AccountRef,
  resources: readonly StateResource[],
): Promise<Neighbours> {
  if (reader.settings.apiVersion < 13) return {};
  const here = resources.filter(isOf(ref));
  const port = reader.port(ref);
  const properties = here.some(({ kind }) => kind === "settings")
    ? port.getAccountProperties(Object.values(PROPERTY_NAMES))
    : undefined;
  const ids = new Set(here.flatMap(({ kind, id }) => (kind === "campaign" ? [id] : [])));
  const campaigns = inParts([...ids], (part) => port.getCampaigns(part));
  const [shown, found] = await Promise.all([properties, campaigns]);
  return {
    settings: shown && settingsOf(ref.accountId, shown),
    campaigns: found.filter((campaign) => campaign !== null),
  };
}
