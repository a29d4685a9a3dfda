import type { SettingsOutcome } from "../../account/plan/requests";
import {
  ACCOUNT_SETTINGS,
  accountSettingFields,
  type LiveAccountSettings,
} from "../../accountSettings/accountSettings";
import { asFarAsKnown, seenAs } from "../../goals/flatFields";
import type { Session } from "../../session/session";
import { PartlyDone } from "../errors";
import { driftSince, tellDrift } from "../flatDiff";
import { unignored, wantedFields } from "../flatWanted";
import type { Handler } from "../handler";
import { managedBefore, type Props, refOf, withoutUnset } from "../props";
import { identityOf, nameIn, type Resource } from "../resource";
import { checkedKey, checkSettings, updateKey } from "./check";
import { diffSettings, settingsWords } from "./diff";

/**
 * What the engine asks of the conversion settings of an account. They are always there: nothing is created or deleted, and only those that the program
 * sets are compared and sent, all in one call that takes all of them or none.
 *
 * - **check** (check.ts) refuses a second resource on the account, `autoTagging: false` beside goals that turn it on again, and to replace texts that
 *   people have set, unless the program says `adopt: true`.
 * - **diff** (diff.ts) compares with what is live. What left the program stays as it is, with a notice.
 * - **delete** sends nothing and says so.
 */
export const accountSettingsHandler: Handler = {
  kind: "settings",
  resourceKind: "settings",
  identity: identityOf,
  checkedKeys: (resource) => [checkedKey(resource)],
  check: checkSettings,
  diff: diffSettings,
  create: async (session, resource, news) => {
    const live = await write(session, resource, {}, news);
    return { id: live.id, outs: outputs(news, live) };
  },
  read,
  update: async (session, resource, _id, olds, news) => ({
    outs: outputs(news, await write(session, resource, olds, news)),
  }),
  remove,
};

async function write(
  session: Session,
  resource: Resource,
  olds: Props,
  news: Props,
): Promise<LiveAccountSettings> {
  const account = session.account(refOf(news));
  const { accountId } = account.ref;
  const request = {
    op: "update",
    resource: identityOf(resource),
    id: accountId,
    fields: unignored(wantedFields(resource, olds, news, ACCOUNT_SETTINGS)),
    secret: resource.secret,
    mayReplace: news.adopt === true ? "all" : managedBefore(olds),
  } as const;
  const outcome = await account.settings.submit(request, { key: updateKey(account) });
  const live = written(outcome, news);
  if (live === undefined)
    throw new Error(`${nameIn(session, resource)}: the settings of account ${accountId} could not be read.`);
  return live;
}

function written(outcome: SettingsOutcome, news: Props): LiveAccountSettings | undefined {
  if (outcome.ok) return outcome.live;
  const { error, live } = outcome;
  if (live === undefined) throw new Error(error.message);
  throw new PartlyDone(live.id, outputs(news, live), error.message);
}

async function read(session: Session, resource: Resource, id: string, olds: Props) {
  const live = await session.account(refOf(olds)).liveSettings();
  if (live === undefined) return {};
  const known = asFarAsKnown(live.fields, olds, accountSettingFields);
  const fields = seenAs(olds, known, managedBefore(olds), accountSettingFields);
  const { customerId, accountId } = olds;
  const inputs = withoutUnset({ ...fields, customerId, accountId });
  return {
    id,
    props: outputs(inputs, live),
    inputs,
    tellDrift: (ignored: readonly string[]) => {
      const drifted = driftSince({ ...resource, ignored }, olds, live.fields, accountSettingFields);
      tellDrift(session, resource, `${settingsWords(id)} were`, drifted);
    },
  };
}

async function remove(session: Session, resource: Resource, id: string, olds: Props): Promise<void> {
  const holder = session.account(refOf(olds)).claims.settings.holderOf(id);
  const why = holder === undefined ? "" : `: resource "${holder}" now manages them`;
  const message = `${nameIn(session, resource)}: ${settingsWords(id)} stay as they are${why}`;
  session.notify({ severity: "info", message });
}

/** Of what the program does not set nothing gets into state. */
function outputs(inputs: Props, live: LiveAccountSettings): Props {
  const managed = ACCOUNT_SETTINGS.filter((name) => inputs[name] !== undefined);
  const { customerId, accountId } = inputs;
  const known = asFarAsKnown(live.fields, inputs, accountSettingFields);
  const fields = seenAs(inputs, known, managed, accountSettingFields);
  return withoutUnset({ ...fields, customerId, accountId, managed });
}
