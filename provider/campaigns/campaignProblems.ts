import type { ApiVersion } from "../goals/field";
import type { Inputs, Problem } from "../goals/problem";
import { fieldProblems, withoutUnknowns } from "../goals/validate";
import { campaignFields } from "./campaign";

/** Everything that is wrong with the goals of a campaign and can be known before a call. Never throws. */
export function campaignProblems(inputs: Inputs, version: ApiVersion): readonly Problem[] {
  if (version < 13)
    return [
      { property: "", reason: `CampaignConversionGoals needs API version 13, but apiVersion is ${version}` },
    ];
  const hint = () => `The goals of a campaign have ${Object.keys(campaignFields).join(", ")}`;
  return withoutUnknowns(fieldProblems(campaignFields, inputs, version, hint), inputs);
}
