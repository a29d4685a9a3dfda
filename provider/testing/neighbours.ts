import type { DirectCalls, Emulator } from "../emulator";
import type { AccountIds } from "./options";

/** The account's own settings. Microsoft: AccountProperty. */
export interface AccountSettings {
  /** Whether ads get a click id. Microsoft: MSCLKIDAutoTaggingEnabled. */
  readonly autoTagging: boolean;
  readonly includeViewThroughConversions: boolean;
  readonly finalUrlSuffix?: string;
  readonly trackingUrlTemplate?: string;
}

/** A change of settings: null removes a text. */
export type AccountSettingsChange = {
  readonly [Name in keyof AccountSettings]?: AccountSettings[Name] | null;
};

/** A campaign that somebody makes by hand. */
export interface NewCampaign {
  readonly name: string;
  /** Microsoft: CampaignType. Default "Search". */
  readonly campaignType?: string;
  /** Default "Active". */
  readonly status?: "Active" | "Paused";
  /** The goals that it is linked with. Default none: it goes by the account's goals. */
  readonly goalIds?: readonly string[];
}

/** A campaign as the service has it, as far as goals go. */
export interface Campaign extends Required<NewCampaign> {
  readonly id: string;
}

/** A change of a campaign. Its goals are all that it is linked with then. */
export type CampaignChange = Partial<Omit<NewCampaign, "campaignType">>;

/** What became of conversions that were uploaded for an offline goal. */
export interface Uploads {
  /** How many found their ad click. Default 0. */
  readonly attributed?: number;
  /** How many did not, by reason. Microsoft: OfflineConversionUnattributedReason. */
  readonly unattributed?: Readonly<Record<string, number>>;
  /** Default 0: now. */
  readonly daysAgo?: number;
}

const NAMES: Readonly<Record<keyof AccountSettings, string>> = {
  autoTagging: "MSCLKIDAutoTaggingEnabled",
  includeViewThroughConversions: "IncludeViewThroughConversions",
  finalUrlSuffix: "FinalUrlSuffix",
  trackingUrlTemplate: "TrackingUrlTemplate",
};

export function accountSettings(service: DirectCalls): AccountSettings {
  const texts = service.accountProperties(Object.values(NAMES));
  const text = (name: keyof AccountSettings) => texts.get(NAMES[name]);
  const isOn = (name: keyof AccountSettings) => text(name)?.toLowerCase() === "true";
  const [suffix, template] = [text("finalUrlSuffix"), text("trackingUrlTemplate")];
  return {
    autoTagging: isOn("autoTagging"),
    includeViewThroughConversions: isOn("includeViewThroughConversions"),
    ...(suffix === undefined ? {} : { finalUrlSuffix: suffix }),
    ...(template === undefined ? {} : { trackingUrlTemplate: template }),
  };
}

export function editAccountSettings(
  emulator: Emulator,
  { accountId }: AccountIds,
  change: AccountSettingsChange,
): void {
  const given = (Object.keys(change) as (keyof AccountSettings)[]).filter(
    (name) => change[name] !== undefined,
  );
  const unknown = given.filter((name) => NAMES[name] === undefined);
  if (unknown.length > 0)
    throw new Error(`an account has no ${unknown.join(", ")}; it has ${Object.keys(NAMES).join(", ")}`);
  emulator.editAccount(
    accountId,
    Object.fromEntries(given.map((name) => [NAMES[name], change[name] ?? null])),
  );
}

export function campaigns(service: DirectCalls): readonly Campaign[] {
  return service.campaigns().map(({ Id, Name, CampaignType, Status, GoalIds }) => ({
    id: String(Id),
    name: String(Name),
    campaignType: String(CampaignType),
    status: Status as Campaign["status"],
    goalIds: Array.isArray(GoalIds) ? GoalIds.map(String) : [],
  }));
}

export function addCampaign(emulator: Emulator, { accountId }: AccountIds, given: NewCampaign): void {
  const { name, campaignType = "Search", ...change } = given;
  emulator.addCampaign({ Name: name, CampaignType: campaignType, accountId, ...campaignEdit(change) });
}

/** The change under the service's names. */
export function campaignEdit({ name, status, goalIds }: CampaignChange) {
  return {
    ...(name === undefined ? {} : { Name: name }),
    ...(status === undefined ? {} : { Status: status }),
    ...(goalIds === undefined ? {} : { GoalIds: goalIds }),
  };
}
