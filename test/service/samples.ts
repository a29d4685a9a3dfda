import type { GoalType } from "../../provider/goals/definition";
import { wireOrder } from "../../provider/goals/definition";
import { definitionOf, goalTypesOf } from "../../provider/goals/definitions";
import type { ApiVersion, Field } from "../../provider/goals/field";
import type {
  AccountRef,
  CampaignManagement,
  GoalToAdd,
  GoalToUpdate,
} from "../../provider/service/campaignManagement";
import { createSoapCampaignManagement } from "../../provider/service/soap/client";

export const account: AccountRef = { customerId: "111", accountId: "222" };
export const credentials = async () => ({
  accessToken: "sentinel-access-token",
  developerToken: "sentinel-developer-token",
});

export function portTo(url: string, version: ApiVersion = 13): CampaignManagement {
  return createSoapCampaignManagement({ endpoint: url, version, account, credentials, timeoutMs: 240_000 });
}

/** A goal with a value in every field that a program can set, the last field first. */
export function fullGoal(type: GoalType, version: ApiVersion): GoalToAdd {
  const entries = wireOrder(definitionOf(type), version)
    .filter(([, field]) => !field.system)
    .map(([name, field]) => [name, sampleOf(name, field)] as const);
  return { type, fields: Object.fromEntries(entries.toReversed()) };
}

export function fullGoals(version: ApiVersion): readonly GoalToUpdate[] {
  return goalTypesOf(version).map((type, index) => ({ ...fullGoal(type, version), id: String(index + 1) }));
}

function sampleOf(name: string, field: Field): unknown {
  switch (field.kind) {
    case "choice":
      return field.default ?? field.allowed.split(", ")[0];
    case "whole":
      return 5;
    case "decimal":
      return "12.50";
    case "flag":
      return true;
    case "id":
      return "9007199254740993";
    case "object":
      return { value: 3.5, type: "FixedValue", currencyCode: "EUR" };
    case "text":
      return `some ${name}`;
  }
}
