import { accountSettingFields } from "../../provider/accountSettings/accountSettings";
import { campaignFields } from "../../provider/campaigns/campaign";
import { GOAL_TYPES } from "../../provider/goals/definition";
import { definitionOf } from "../../provider/goals/definitions";
import type { Field, Fields } from "../../provider/goals/field";
import { tagFields } from "../../provider/tags/tag";
import { type Docstrings, docstringsIn } from "./docstrings";
import {
  CAMPAIGN,
  className,
  describedIn,
  FIELD_FILES,
  revenueHome,
  SETTINGS,
  settable,
  TAG,
} from "./fieldDocs";

/** The interfaces of what goals and tags are made of, with the docstrings of the tables: an editor shows those of properties only. */
export function argsSource(root: string): string {
  const docs = docstringsIn(root, FIELD_FILES);
  const goals = GOAL_TYPES.map((type) => {
    const definition = definitionOf(type);
    const said = `What a ${className(type)} is made of. Microsoft: ${className(type)}.`;
    const fields = { ...definition.own, ...definition.base };
    return interfaceOf(`${className(type)}Args`, said, fields, describedIn(definition, docs), MANAGED);
  });
  return [HEAD, ...revenues(docs), tagArgs(docs), ...neighbourArgs(docs), ...goals, BY_TYPE].join("\n");
}

const HEAD = `// Made from the tables of fields by \`npm run docs\`. Do not edit.
import type * as pulumi from "@pulumi/pulumi";
import type { ManagementArgs } from "./args";
`;

const MANAGED = " extends ManagementArgs";

const BY_TYPE = `/** What a goal of each type is made of. */
export interface GoalArgsByType {
${GOAL_TYPES.map((type) => `  readonly ${type}: ${className(type)}Args;\n`).join("")}}
`;

/** Of the settings of an account nothing is paused or deleted, so they take no `onDelete`. */
function neighbourArgs(docs: Docstrings): readonly string[] {
  const settings = interfaceOf(
    "AccountConversionSettingsArgs",
    "What AccountConversionSettings are made of. Microsoft: AccountProperty.",
    accountSettingFields,
    (name) => docs.of(SETTINGS, [name]),
    ' extends Omit<ManagementArgs, "onDelete">',
  );
  const campaign = interfaceOf(
    "CampaignConversionGoalsArgs",
    "What CampaignConversionGoals are made of. Microsoft: CampaignConversionGoal.",
    campaignFields,
    (name) => docs.of(CAMPAIGN, [name]),
    MANAGED,
  );
  return [settings, campaign];
}

function tagArgs(docs: Docstrings): string {
  const said = "What a UetTag is made of. Microsoft: UetTag.";
  return interfaceOf("UetTagArgs", said, tagFields, (name) => docs.of(TAG, [name]), MANAGED);
}

/** Both kinds of revenue that there are. */
function revenues(docs: Docstrings): readonly string[] {
  const said = {
    RevenueArgs: "What a conversion is worth. Microsoft: ConversionGoalRevenue.",
    FixedRevenueArgs:
      "What a conversion is worth, for types that take neither a variable value nor a currency. Microsoft: ConversionGoalRevenue.",
  };
  return (["Url", "AppInstall"] as const).map((type) => {
    const { revenue } = definitionOf(type).base;
    if (revenue?.inside === undefined) throw new Error(`${type} goals have no revenue`);
    const describe = (name: string) => docs.of(revenueHome(revenue), [name]);
    return interfaceOf(revenueName(revenue), said[revenueName(revenue)], revenue.inside, describe);
  });
}

function revenueName(revenue: Field) {
  return revenueHome(revenue).endsWith("#fixedRevenueFields") ? "FixedRevenueArgs" : "RevenueArgs";
}

function interfaceOf(
  name: string,
  said: string,
  fields: Fields,
  describe: (name: string) => string,
  heir = "",
): string {
  const members = settable(fields).flatMap(([field, each]) => [
    ...comment(describe(field), "  "),
    ...member(field, each),
  ]);
  return [...comment(said, ""), `export interface ${name}${heir} {`, ...members, "}", ""].join("\n");
}

const WIDTH = 110;

function comment(text: string, indent: string): readonly string[] {
  const line = `${indent}/** ${text} */`;
  if (line.length <= WIDTH) return [line];
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last === undefined || indent.length + longer.length + 3 > WIDTH) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return [`${indent}/**`, ...lines.map((each) => `${indent} * ${each}`), `${indent} */`];
}

function member(name: string, field: Field): readonly string[] {
  const types = [...typesOf(field), ...(field.required ? [] : ["undefined"])];
  const start = `  readonly ${name}${field.required ? "" : "?"}: pulumi.Input<`;
  const line = `${start}${types.join(" | ")}>;`;
  if (line.length <= WIDTH) return [line];
  const inner = `    ${types.join(" | ")}`;
  return [start, ...(inner.length <= WIDTH ? [inner] : types.map((type) => `    | ${type}`)), "  >;"];
}

function typesOf(field: Field): readonly string[] {
  switch (field.kind) {
    case "choice":
      return field.allowed.split(", ").map((word) => JSON.stringify(word));
    case "text":
    case "id":
      return ["string"];
    case "ids":
      return ["readonly pulumi.Input<string>[]"];
    case "decimal":
      return ["string", "number"];
    case "whole":
      return ["number"];
    case "flag":
      return ["boolean"];
    case "object":
      return [revenueName(field)];
  }
}
