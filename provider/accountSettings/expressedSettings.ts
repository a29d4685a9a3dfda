import type { ApiVersion } from "../goals/field";
import type { Inputs } from "../goals/problem";
import { accountSettingProblems } from "./accountSettingProblems";
import type { LiveAccountSettings } from "./accountSettings";

/**
 * The inputs with which a program manages live settings and changes nothing about them. Texts that nobody has set, and what the checks would refuse,
 * are left unmanaged; so is auto-tagging that is off, which goals turn on.
 */
export function expressedSettings({ fields }: LiveAccountSettings, version: ApiVersion): Inputs {
  const set = Object.entries(fields).filter(([name, value]) => {
    const isSet = value !== null && value !== "";
    return isSet && !(name === "autoTagging" && value === false);
  });
  const refused = accountSettingProblems(Object.fromEntries(set), version).map(({ property }) => property);
  return Object.fromEntries(set.filter(([name]) => !refused.includes(name)));
}
