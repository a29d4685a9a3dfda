import { flag, text } from "../goals/field";
import type { AccountProperty } from "./accountProperty";

/** The settings of an account that concern conversion tracking. Microsoft: AccountProperty. */
export const accountSettingFields = {
  /**
   * Auto-tagging: ads lead to addresses with a click id (msclkid), by which conversions are matched. On in a new account; each goal of type Url,
   * Duration, PagesViewedPerVisit, Event or OfflineConversion that is added or changed turns it on. Microsoft: MSCLKIDAutoTaggingEnabled.
   */
  autoTagging: flag({ since: 13 }),
  /**
   * What is added to the final URL of every ad of the account: parameters like utm_source=bing&utm_medium=cpc, at most 2,048 characters, without ?, & or #
   * at the beginning. "" removes it. Microsoft: FinalUrlSuffix. Errors 4626, 4627, 4629.
   */
  finalUrlSuffix: text({ min: 0, max: 2048, since: 13 }),
  /**
   * Whether view-through conversions count in the columns of all conversions. A feature that not every customer has. Microsoft:
   * IncludeViewThroughConversions. Errors 6604, 6605.
   */
  includeViewThroughConversions: flag({ since: 13 }),
  /**
   * The tracking template of the account, at most 2,048 characters: begins with http://, https://, {lpurl} or {unescapedlpurl}, and holds one of {lpurl},
   * {lpurl+2}, {lpurl+3}, {unescapedlpurl}, {escapedlpurl}. "" removes it. Microsoft: TrackingUrlTemplate. Errors 4600, 4601, 4602.
   */
  trackingUrlTemplate: text({ min: 0, max: 2048, since: 13 }),
};

export type AccountSetting = keyof typeof accountSettingFields;

/** The names of the settings. */
export const ACCOUNT_SETTINGS = Object.keys(accountSettingFields) as readonly AccountSetting[];

/** What Microsoft calls them. */
export const PROPERTY_NAMES: Readonly<Record<AccountSetting, string>> = {
  autoTagging: "MSCLKIDAutoTaggingEnabled",
  finalUrlSuffix: "FinalUrlSuffix",
  includeViewThroughConversions: "IncludeViewThroughConversions",
  trackingUrlTemplate: "TrackingUrlTemplate",
};

/** The settings of an account as they are live; its id stands for its name. A setting that the service does not show is not there. */
export interface LiveAccountSettings {
  readonly id: string;
  readonly name: string;
  readonly fields: Readonly<Record<string, boolean | string | null>>;
}

/** The settings in an answer of the service. */
export function settingsOf(accountId: string, properties: readonly AccountProperty[]): LiveAccountSettings {
  const byName = new Map(properties.map(({ name, value }) => [name, value]));
  const fields = ACCOUNT_SETTINGS.flatMap((setting) => {
    const value = byName.get(PROPERTY_NAMES[setting]);
    const read = value === undefined ? undefined : readValue(setting, value);
    return read === undefined ? [] : [[setting, read] as const];
  });
  return { id: accountId, name: accountId, fields: Object.fromEntries(fields) };
}

/**
 * Microsoft's pages write both "true" and "True". Nil is as good as not shown: the customer may not have that feature. A word that came
 * later stays as it is.
 */
function readValue(setting: AccountSetting, value: string | null): boolean | string | null | undefined {
  if (accountSettingFields[setting].kind === "text") return value;
  const word = value?.trim().toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  return word === "" ? undefined : (value ?? undefined);
}

/** Settings as the service takes them. */
export function propertiesOf(fields: Readonly<Record<string, unknown>>): readonly AccountProperty[] {
  return ACCOUNT_SETTINGS.filter((setting) => fields[setting] !== undefined).map((setting) => ({
    name: PROPERTY_NAMES[setting],
    value: String(fields[setting]),
  }));
}
