import { accountSettingFields } from "../../../provider/accountSettings/accountSettings";
import { campaignFields } from "../../../provider/campaigns/campaign";
import type { Fields } from "../../../provider/goals/field";
import type { Docstrings } from "../docstrings";
import { CAMPAIGN, SETTINGS } from "../fieldDocs";
import { type Enums, typeOf } from "./enums";
import { carried, management } from "./management";
import { described, type Json, listOf, STRING } from "./properties";

/** The settings of an account and the goals of a campaign. */
export function neighbourResources(docs: Docstrings, enums: Enums): Json {
  return {
    "msads:index:AccountConversionSettings": settingsResource(docs, enums),
    "msads:index:CampaignConversionGoals": campaignResource(docs, enums),
  };
}

/** They take no `onDelete`: nothing of theirs is paused or deleted. */
function settingsResource(docs: Docstrings, enums: Enums): Json {
  const inputs = inputsOf(accountSettingFields, SETTINGS, docs, enums);
  const { onDelete: _, ...managed } = management(docs, enums);
  const { onDelete: __, ...told } = carried(docs, enums);
  return {
    description:
      "The settings of an account that concern conversion tracking; at most one for an account. Only what the program sets is compared and sent. v13. Microsoft: AccountProperty.",
    inputProperties: { ...inputs, ...managed },
    requiredInputs: [],
    properties: { ...inputs, ...told },
    required: ["customerId", "accountId", "managed"],
    aliases: [{ type: "pulumi-nodejs:dynamic/msads:AccountConversionSettings" }],
  };
}

function campaignResource(docs: Docstrings, enums: Enums): Json {
  const inputs = inputsOf(campaignFields, CAMPAIGN, docs, enums);
  const name = described(STRING, "What the campaign is called, as of the last run.");
  const linked = described(
    listOf(STRING),
    "The goals that the program has linked, where a refresh found that people have linked others as well.",
  );
  return {
    description:
      "The goals that a campaign is optimised for: the whole set, at most one resource for a campaign. The campaign itself is not managed. v13. Microsoft: CampaignConversionGoal.",
    inputProperties: { ...inputs, ...management(docs, enums) },
    requiredInputs: ["campaignId", "goalIds"],
    properties: { ...inputs, campaignName: name, linkedGoalIds: linked, ...carried(docs, enums) },
    required: ["campaignId", "campaignName", "campaignType", "goalIds", "customerId", "accountId", "managed"],
    aliases: [{ type: "pulumi-nodejs:dynamic/msads:CampaignConversionGoals" }],
  };
}

function inputsOf(
  fields: Fields,
  home: string,
  docs: Docstrings,
  enums: Enums,
): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const enumName = name === "campaignType" ? "CampaignType" : name;
      return [name, described(typeOf(field, enumName, enums, {}), docs.of(home, [name]))];
    }),
  );
}
