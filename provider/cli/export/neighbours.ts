import { PROPERTY_NAMES, settingsOf } from "../../accountSettings/accountSettings";
import { expressedSettings } from "../../accountSettings/expressedSettings";
import type { AnyGoal } from "../../goals/goal";
import { MOST_IN_CALL } from "../../goals/limits";
import type { AccountRef } from "../../service/campaignManagement";
import type { Reader } from "../../session/reader";
import { UsageError } from "../usageError";
import type { ExportedCampaign, Inputs } from "./model";
import { newNamer } from "./names";

/** What an export takes along beside tags and goals. */
export interface NeighbourChoice {
  /** The account's conversion settings. */
  readonly settings: boolean;
  /** The ids of campaigns whose goals are exported. */
  readonly campaigns: readonly string[];
}

export interface ExportedNeighbours {
  readonly settings: Inputs | undefined;
  readonly campaigns: readonly ExportedCampaign[];
}

/** Throws a UsageError, before anything is read, for version 12 and for what are no ids of campaigns. */
export function checkChoice({ settings, campaigns }: NeighbourChoice, apiVersion: number): void {
  if ((settings || campaigns.length > 0) && apiVersion < 13)
    throw new UsageError(`--settings and --campaigns need API version 13, but apiVersion is ${apiVersion}`);
  if (campaigns.length > MOST_IN_CALL)
    throw new UsageError(`--campaigns takes ${MOST_IN_CALL} ids at most, but got ${campaigns.length}`);
  const unfit = campaigns.find((id) => !/^[1-9][0-9]{0,18}$/.test(id));
  if (unfit !== undefined) throw new UsageError(`--campaigns takes ids, but got ${JSON.stringify(unfit)}`);
}

/** Reads what was asked for, one call each. Throws a UsageError for a campaign that the account does not show. */
export async function readNeighbours(
  reader: Reader,
  ref: AccountRef,
  choice: NeighbourChoice,
  goals: readonly AnyGoal[],
): Promise<ExportedNeighbours> {
  return {
    settings: choice.settings ? await settingsIn(reader, ref) : undefined,
    campaigns: await campaignsIn(reader, ref, choice.campaigns, goals),
  };
}

async function settingsIn(reader: Reader, ref: AccountRef): Promise<Inputs> {
  const properties = await reader.port(ref).getAccountProperties(Object.values(PROPERTY_NAMES));
  return expressedSettings(settingsOf(ref.accountId, properties), reader.settings.apiVersion);
}

async function campaignsIn(
  reader: Reader,
  ref: AccountRef,
  ids: readonly string[],
  goals: readonly AnyGoal[],
): Promise<readonly ExportedCampaign[]> {
  const found = await reader.port(ref).getCampaigns(ids);
  const missing = ids.filter((_, index) => found[index] === null);
  if (missing.length > 0)
    throw new UsageError(`account ${ref.accountId} shows no campaign ${missing.join(", ")} (--campaigns)`);
  const namer = newNamer(["account"]);
  const names = new Map(goals.map(({ id, name }) => [id, name]));
  return found
    .filter((campaign) => campaign !== null)
    .map(({ id, name, goalIds }) => ({
      id,
      name,
      resource: namer.resource(name, "campaign", id),
      goals: goalIds.map((goalId) => names.get(goalId) ?? goalId),
      inputs: { campaignId: id, goalIds },
    }));
}
