import { ACCOUNT_SETTINGS, accountSettingFields } from "../../accountSettings/accountSettings";
import { compareSettings } from "../../accountSettings/compareSettings";
import { changesIn } from "../../goals/compare";
import type { Why } from "../../goals/difference";
import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { isStale, tellDrift } from "../flatDiff";
import { wantedFields } from "../flatWanted";
import { movedTo, tellAbandoned } from "../goal/diff";
import type { Diffed } from "../handler";
import { planUpdate } from "../plannedChanges";
import { type Props, refOf, wishes } from "../props";
import { nameIn, type Resource } from "../resource";
import { announce, checkedKey, fightOf, tellRemoved } from "./check";

/** Compares what is wanted with the account's live settings. */
export async function diffSettings(
  session: Session,
  resource: Resource,
  id: string,
  olds: Props,
  news: Props,
): Promise<Diffed> {
  if (holdsUnknown([news.customerId, news.accountId])) {
    planUpdate(session, "settings", id, []);
    return { changes: true };
  }
  const moved = movedTo(olds, news);
  if (moved.length > 0) return { changes: true, replaces: moved };
  const account = session.account(refOf(news));
  const live = await account.liveSettings();
  if (live === undefined)
    throw new Error(`${nameIn(session, resource)}: the settings of account ${id} cannot be read.`);
  const isProgram = session.checked.has(checkedKey(resource)) && !isCovered("autoTagging", resource.ignored);
  const fight = isProgram ? fightOf(account, resource, news) : undefined;
  if (fight !== undefined) throw new Error(`${nameIn(session, resource)}: autoTagging ${fight}.`);
  const differences = compareSettings(wantedFields(resource, olds, news, ACCOUNT_SETTINGS), live);
  const because = (why: Why) => differences.filter((each) => each.why === why);
  const found = changesIn({ differences });
  tellDrift(session, resource, `${settingsWords(id)} were`, because("drifted"));
  tellAbandoned(
    session,
    resource,
    because("left").map(({ name }) => name),
  );
  const writes = found.length > 0 || holdsUnknown(wishes(news));
  if (writes && session.checked.has(checkedKey(resource))) {
    announce(session, account, found);
    tellRemoved(session, resource, id, found);
  }
  return {
    changes: writes || isStale(resource, olds, news, accountSettingFields, ACCOUNT_SETTINGS),
    differences: found,
  };
}

/** What a message calls the settings of an account. */
export function settingsWords(accountId: string): string {
  return `the conversion settings of account ${accountId}`;
}
