import { notOurs } from "../account/plan/unsupported";
import { expressedSettings } from "../accountSettings/expressedSettings";
import { howToSet } from "../config/settings";
import type { Seen } from "../core/handler";
import type { Props } from "../core/props";
import type { Resource } from "../core/resource";
import { fieldsOf } from "../goals/definition";
import { definitionOf } from "../goals/definitions";
import { expressed } from "../goals/expressed";
import { longDecimals } from "../goals/longDecimals";
import { foreignName, ownName } from "../goals/names";
import { show } from "../goals/text";
import { withDefaults } from "../goals/writtenDefaults";
import type { AccountRef } from "../service/campaignManagement";
import type { Session } from "../session/session";
import { expressedTag } from "../tags/expressedTag";
import {
  CAMPAIGN_TOKEN,
  goalToken,
  LIBRARY_TOKEN,
  type ResourceType,
  SETTINGS_TOKEN,
  TAG_TOKEN,
} from "./resourceTypes";

/**
 * What exists under an id, for `pulumi import` and for look-ups by id: all of it as outputs, and the inputs with which a program manages it and
 * changes nothing. Throws an Error where there is none, or no program can have it, or not as this type.
 */
export async function importedFrom(
  session: Session,
  type: ResourceType,
  resource: Resource,
  id: string,
): Promise<Seen> {
  if (type.token === LIBRARY_TOKEN)
    throw new Error(
      "a ConversionGoalLibrary cannot be imported: declare it with its goals and `adopt: true`, and the next pulumi up takes them over",
    );
  if (!/^[1-9][0-9]{0,18}$/.test(id))
    throw new Error(`${show(id)} is not an id: give the digits that the web UI and \`msads export\` show`);
  const ref = accountOf(session);
  const inputs = await inputsOf(session, ref, id, type);
  if (inputs === undefined)
    throw new Error(
      `account ${ref.accountId} of customer ${ref.customerId} shows no ${nounOf(type)} with the id ${id}`,
    );
  const { onDelete } = session.settings;
  const managed = Object.keys(
    type.goalType === undefined ? inputs : withDefaults({ ...inputs, type: type.goalType }),
  );
  const olds = { ...ref, onDelete, type: type.goalType, managed: managed.filter((name) => name !== "type") };
  const seen = await type.handler.read(session, resource, id, olds);
  return seen.id === undefined ? seen : { ...seen, inputs };
}

function nounOf({ token, goalType }: ResourceType): string {
  if (goalType !== undefined) return "goal";
  if (token === TAG_TOKEN) return "UET tag";
  return token === CAMPAIGN_TOKEN ? "campaign" : "account";
}

/** The inputs with which a program manages what exists and changes nothing about it; undefined where there is none. */
function inputsOf(
  session: Session,
  ref: AccountRef,
  id: string,
  type: ResourceType,
): Promise<Props | undefined> {
  switch (type.token) {
    case TAG_TOKEN:
      return tagInputs(session, ref, id);
    case SETTINGS_TOKEN:
      return settingsInputs(session, ref, id);
    case CAMPAIGN_TOKEN:
      return campaignInputs(session, ref, id);
    default:
      return goalInputs(session, ref, id, type);
  }
}

/** The id is the account's. */
async function settingsInputs(session: Session, ref: AccountRef, id: string): Promise<Props | undefined> {
  if (id !== ref.accountId)
    throw new Error(
      `the id of an account's settings is that of the account: ${ref.accountId} here, not ${id}`,
    );
  const live = await session.account(ref).liveSettings();
  if (live === undefined) return undefined;
  return expressedSettings(live, session.settings.apiVersion);
}

async function campaignInputs(session: Session, ref: AccountRef, id: string): Promise<Props | undefined> {
  const live = await session.account(ref).liveCampaign(id);
  return live === undefined ? undefined : { campaignId: id, goalIds: live.goalIds };
}

function accountOf({ settings }: Session): AccountRef {
  const { customerId, accountId } = settings;
  const missing = (["customerId", "accountId"] as const).filter((name) => settings[name] === undefined);
  if (customerId !== undefined && accountId !== undefined) return { customerId, accountId };
  throw new Error(missing.map((name) => `${name} is missing: ${howToSet(name)}`).join("; "));
}

async function goalInputs(
  session: Session,
  ref: AccountRef,
  id: string,
  { goalType, token }: ResourceType,
): Promise<Props | undefined> {
  const snapshot = await session.account(ref).goalSnapshot();
  const why = notOurs(snapshot, id);
  if (why !== undefined) throw new Error(why);
  const live = snapshot.byId.get(id);
  if (live === undefined) return undefined;
  const called = `goal ${id}, ${show(live.name)},`;
  if (live.type !== goalType)
    throw new Error(
      `${called} is of type ${live.type}: import it as ${goalToken(live.type)}, not as ${token}`,
    );
  const said = expressed(live, session.settings.apiVersion);
  const long = said.ok ? longDecimals(said.inputs, fieldsOf(definitionOf(live.type))) : [];
  if (!said.ok) throw new Error(`${called} cannot be imported: ${said.why}`);
  if (long.length > 0)
    throw new Error(
      `${called} cannot be imported: ${long.join("; ")}, more digits than a number holds, and programs give decimals as numbers`,
    );
  return { ...said.inputs, name: programName(session, called, live.name) };
}

/** Check adds the stack's prefix and suffix. */
function programName({ settings }: Session, called: string, name: string): string {
  const own = ownName(name, settings);
  if (own === undefined) throw new Error(`${called} cannot be imported: ${foreignName(settings)}`);
  return own;
}

async function tagInputs(session: Session, ref: AccountRef, id: string): Promise<Props | undefined> {
  const live = (await session.account(ref).tagSnapshot()).byId.get(id);
  if (live === undefined) return undefined;
  const name = programName(session, `UET tag ${id}, ${show(live.name)},`, live.name);
  return { ...expressedTag(live, session.settings.apiVersion, ref.customerId), name };
}
