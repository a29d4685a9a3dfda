import equal from "fast-deep-equal";
import type { Props } from "../core/props";
import { UNKNOWN } from "../goals/text";
import { CAMPAIGN_TOKEN, LIBRARY_TOKEN, type ResourceType, SETTINGS_TOKEN, TAG_TOKEN } from "./resourceTypes";

/** The outputs that only the service can tell. */
function fromService({ token }: ResourceType): readonly string[] {
  if (token === LIBRARY_TOKEN) return ["ids", "trackingStatuses"];
  if (token === SETTINGS_TOKEN) return [];
  if (token === CAMPAIGN_TOKEN) return ["campaignName", "campaignType"];
  return token === TAG_TOKEN ? ["trackingScript", "trackingNoScript", "trackingStatus"] : ["trackingStatus"];
}

/** What a preview says of the outputs of a resource that is to be made. */
export function foretoldCreate(type: ResourceType, news: Props): Props {
  const unknown = fromService(type).map((name) => [name, UNKNOWN]);
  return { ...news, ...Object.fromEntries(unknown) };
}

/** The same for one that is to be changed: its id and all that the service tells stays, except for goals that a library newly lists. */
export function foretoldUpdate(type: ResourceType, outputs: Props, news: Props): Props {
  const keys = ({ goals }: Props) =>
    Object.keys(typeof goals === "object" && goals !== null ? goals : {}).sort();
  const isSame = type.token !== LIBRARY_TOKEN || equal(keys(outputs), keys(news));
  return isSame ? { ...outputs, ...news } : { ...outputs, ...foretoldCreate(type, news) };
}
