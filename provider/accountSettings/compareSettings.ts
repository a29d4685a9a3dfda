import type { Difference } from "../goals/difference";
import { compareFields, type WantedFields } from "../goals/flatFields";
import { accountSettingFields, type LiveAccountSettings } from "./accountSettings";

/** In what a program and the account's settings differ. */
export function compareSettings(
  wanted: WantedFields,
  { fields }: LiveAccountSettings,
): readonly Difference[] {
  return compareFields(wanted, fields, accountSettingFields);
}

/** What a resource that has not set it yet may not replace without a word of consent: texts that people have set. They may steer the tracking of others. */
export function needsConsent({ kind, live }: Difference): boolean {
  return kind === "text" && live !== undefined && live !== null && live !== "";
}
