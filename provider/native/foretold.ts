import equal from "fast-deep-equal";
import { ACCOUNT_SETTINGS } from "../accountSettings/accountSettings";
import { COMPARED } from "../campaigns/campaign";
import { type Props, withoutUnset } from "../core/props";
import { stepsOf } from "../goals/propertyPath";
import { UNKNOWN } from "../goals/text";
import { managedFields } from "../goals/wanted";
import { TAG_FIELDS } from "../tags/tagProblems";
import { foretoldFields } from "./foretoldFields";
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
  return { ...Object.fromEntries(unknown), ...withManaged(type, news) };
}

/**
 * The same for one that is to be changed: its id and all that the service tells stays, except for goals that a library newly lists. What leaves the
 * program is as `up` will leave it: other resources may take it from here.
 */
export function foretoldUpdate(
  type: ResourceType,
  outputs: Props,
  news: Props,
  ignored: readonly string[],
): Props {
  const stays = remaining(type, outputs, news, ignored);
  const isSame = type.token !== LIBRARY_TOKEN || equal(keysOf(outputs), keysOf(news));
  const found = isSame ? stays : { ...stays, ...foretoldCreate(type, {}) };
  return { ...found, ...withManaged(type, news) };
}

/** What outputs keep of themselves beside the new inputs. */
function remaining(
  { token, goalType }: ResourceType,
  outputs: Props,
  news: Props,
  ignored: readonly string[],
): Props {
  const holds = (name: string) => ignored.some((path) => [name, "*"].includes(stepsOf(path)[0] ?? ""));
  if (goalType !== undefined) return foretoldFields(goalType, outputs, news, holds);
  const without = (...names: readonly string[]) =>
    Object.fromEntries(Object.entries(outputs).filter(([name]) => !names.includes(name)));
  switch (token) {
    case TAG_TOKEN:
      return without("sharedWith");
    case SETTINGS_TOKEN:
      return without(...ACCOUNT_SETTINGS);
    case CAMPAIGN_TOKEN:
      return holds("goalIds") ? outputs : without("linkedGoalIds");
    default:
      return holds("goals") ? outputs : without("liveNames");
  }
}

/** With the names of the fields that the program sets; a library has none. */
function withManaged({ token, goalType }: ResourceType, news: Props): Props {
  if (token === LIBRARY_TOKEN) return news;
  const set = (names: readonly string[]) => names.filter((name) => withoutUnset(news)[name] !== undefined);
  if (goalType !== undefined) return { ...news, managed: managedFields(goalType, news) };
  if (token === TAG_TOKEN) return { ...news, managed: set(TAG_FIELDS) };
  return { ...news, managed: set(token === CAMPAIGN_TOKEN ? COMPARED : ACCOUNT_SETTINGS) };
}

function keysOf({ goals }: Props): readonly string[] {
  return Object.keys(typeof goals === "object" && goals !== null ? goals : {}).sort();
}
