import type { ApiVersion } from "../goals/field";
import type { Inputs, Problem } from "../goals/problem";
import { holdsUnknown, show } from "../goals/text";
import { fieldProblems, withoutUnknowns } from "../goals/validate";
import { ACCOUNT_SETTINGS, accountSettingFields } from "./accountSettings";

/** Everything that is wrong with an account's settings and can be known before a call. Never throws. */
export function accountSettingProblems(inputs: Inputs, version: ApiVersion): readonly Problem[] {
  if (version < 13)
    return [
      {
        property: "",
        reason: `AccountConversionSettings needs API version 13, but apiVersion is ${version}`,
      },
    ];
  const all = ACCOUNT_SETTINGS.join(", ");
  const hint = () => `The settings are ${all}`;
  const problems = [
    ...fieldProblems(accountSettingFields, inputs, version, hint),
    ...suffixProblems(inputs),
    ...templateProblems(inputs),
  ];
  const isEmpty = ACCOUNT_SETTINGS.every((name) => inputs[name] === undefined || inputs[name] === null);
  if (isEmpty && problems.length === 0) return [{ property: "", reason: `set at least one of ${all}` }];
  return withoutUnknowns(problems, inputs);
}

/** Microsoft: URL Tracking with Upgraded URLs, Final URL Suffix. */
function suffixProblems({ finalUrlSuffix: suffix }: Inputs): readonly Problem[] {
  if (typeof suffix !== "string" || !/^[?&#]/.test(suffix)) return [];
  const reason = `got ${show(suffix)}: it must not begin with ?, & or #`;
  return [{ property: "finalUrlSuffix", reason }];
}

const BEGINNINGS = ["http://", "https://", "{lpurl}", "{unescapedlpurl}"];
const PLACES = ["{lpurl}", "{lpurl+2}", "{lpurl+3}", "{unescapedlpurl}", "{escapedlpurl}"];

/** Microsoft: AccountProperty, TrackingUrlTemplate. */
function templateProblems({ trackingUrlTemplate: template }: Inputs): readonly Problem[] {
  if (typeof template !== "string" || template === "" || holdsUnknown(template)) return [];
  const text = template.toLowerCase();
  const refused = (reason: string) => [
    { property: "trackingUrlTemplate", reason: `got ${show(template)}: it must ${reason}` },
  ];
  if (!BEGINNINGS.some((each) => text.startsWith(each)))
    return refused(`begin with ${BEGINNINGS.join(", ")}`);
  return PLACES.some((each) => text.includes(each)) ? [] : refused(`hold one of ${PLACES.join(", ")}`);
}
