import { GOAL_TYPES, type GoalDefinition, type GoalType } from "../../provider/goals/definition";
import type { Field, Fields } from "../../provider/goals/field";
import type { Docstrings } from "./docstrings";

/** Where the fields of tags stand, docstrings and all. */
export const TAG = "provider/tags/tag.ts#tagFields";

/** The same of the settings of an account and of the goals of a campaign. */
export const SETTINGS = "provider/accountSettings/accountSettings.ts#accountSettingFields";
export const CAMPAIGN = "provider/campaigns/campaign.ts#campaignFields";

/** Where the definition of a type stands: `provider/goals/<type>Goal.ts#<type>Goal`. */
export function homeOf(type: GoalType): string {
  const name = `${type.charAt(0).toLowerCase()}${type.slice(1)}Goal`;
  return `provider/goals/${name}.ts#${name}`;
}

/** The files that say what the fields of tags and goals are. */
export const FIELD_FILES: readonly string[] = [
  TAG,
  SETTINGS,
  CAMPAIGN,
  ...GOAL_TYPES.map(homeOf),
  "provider/goals/common.ts",
].map((each) => each.split("#")[0] ?? "");

export function className(type: GoalType): string {
  return `${type}Goal`;
}

/** The docstrings of a type's fields, by name. */
export function describedIn(definition: GoalDefinition, docs: Docstrings): (name: string) => string {
  return (name) => {
    const place = Object.hasOwn(definition.own, name) ? "own" : "base";
    return docs.of(homeOf(definition.type), [place, name]);
  };
}

/** The fields that a program may set, what must be given first. */
export function settable(fields: Fields): readonly (readonly [string, Field])[] {
  const isRequired = (field: Field) => field.requiredFrom !== undefined;
  return Object.entries(fields)
    .filter(([, field]) => !field.system)
    .sort(([, a], [, b]) => Number(isRequired(b)) - Number(isRequired(a)));
}

/** The only object among the fields is revenue, of which there are two kinds. */
export function revenueHome(field: Field): string {
  const takesCurrency = field.inside?.currencyCode?.system === false;
  return `provider/goals/common.ts#${takesCurrency ? "revenueFields" : "fixedRevenueFields"}`;
}
