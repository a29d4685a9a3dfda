import { ACCOUNT_SETTINGS, accountSettingFields } from "../../accountSettings/accountSettings";
import { compareSettings } from "../../accountSettings/compareSettings";
import { changesIn } from "../../goals/compare";
import { isCovered } from "../../goals/propertyPath";
import { holdsUnknown } from "../../goals/text";
import type { Session } from "../../session/session";
import { isStale, tellOutside } from "../flatDiff";
import { wantedFields } from "../flatWanted";
import type { Diffed } from "../handler";
import { decidedBefore } from "../moved";
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
  const decided = decidedBefore(session, "settings", id, olds, news);
  if (decided !== undefined) return decided;
  const account = session.account(refOf(news));
  const live = await account.liveSettings();
  if (live === undefined)
    throw new Error(`${nameIn(session, resource)}: the settings of account ${id} cannot be read.`);
  const isProgram = session.checked.has(checkedKey(resource)) && !isCovered("autoTagging", resource.ignored);
  const fight = isProgram ? fightOf(account, resource, news) : undefined;
  if (fight !== undefined) throw new Error(`${nameIn(session, resource)}: autoTagging ${fight}.`);
  const differences = compareSettings(wantedFields(resource, olds, news, ACCOUNT_SETTINGS), live);
  const found = changesIn({ differences });
  tellOutside(
    session,
    resource,
    { thing: `${settingsWords(id)} were`, checkedKey: checkedKey(resource) },
    differences,
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
