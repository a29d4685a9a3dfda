import type { Field } from "../../../provider/goals/field";
import { BOOLEAN, INTEGER, type Json, oneOf, ref, STRING } from "./properties";

/** What the enums are. */
const SAID: Readonly<Record<string, string>> = {
  AppPlatform: "The platform of an app.",
  AttributionModelType: "Which interaction gets the conversion. Microsoft: AttributionModelType.",
  CountType: "Which conversions after a click count. Microsoft: ConversionGoalCountType.",
  ExpressionOperator: "How a value is matched against an expression. Microsoft: ExpressionOperator.",
  FixedRevenueType: "What each conversion of an app goal is worth. Microsoft: ConversionGoalRevenueType.",
  GoalCategory: "What a conversion is for. Microsoft: ConversionGoalCategory.",
  GoalType: "What a goal counts. Microsoft: ConversionGoalType.",
  OnDelete: "What happens to a goal that leaves the program.",
  RevenueType: "What each conversion is worth. Microsoft: ConversionGoalRevenueType.",
  Scope: "Whether one account or all accounts of the customer use a goal. Microsoft: EntityScope.",
  Status: "Whether a goal counts conversions. Microsoft: ConversionGoalStatus.",
  UetTagIndustry: "An advertiser's industry. Microsoft: UetTagIndustry.",
  CampaignType: "The type of a campaign. Microsoft: CampaignType.",
  Unlisted: "What happens to active goals that a library does not list.",
  ValueOperator: "How an event's value is compared. Microsoft: ValueOperator.",
};

/** The enums of a schema, each named once: the same names are the same enum. */
export class Enums {
  readonly #types = new Map<string, Json>();

  /** A text that is one of some names. A field that can be only one thing needs no enum. */
  textOf(name: string, values: readonly string[]): Json {
    if (values.length < 2) return STRING;
    const token = `msads:index:${name}`;
    const known = this.#types.get(token);
    const description = SAID[name];
    if (description === undefined) throw new Error(`nothing is said of the enum ${name}`);
    const type = { type: "string", description, enum: [...values].sort().map(member) };
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(type))
      throw new Error(`two enums are called ${name}`);
    this.#types.set(token, type);
    return { type: "string", ...oneOf(STRING, ref(token)) };
  }

  get types(): Json {
    return Object.fromEntries(this.#types);
  }
}

/** Where an SDK would make a name of it that nobody would write, like I_OS. */
const NAMED: Readonly<Record<string, string>> = {
  iOS: "Ios",
  B2BServices: "B2bServices",
  B2CServices: "B2cServices",
};

function member(value: string): Json {
  const name = NAMED[value];
  return name === undefined ? { value } : { name, value };
}

/** A field's type. `name`: what an enum of it is called; `inside`: the object type of a field that has members. */
export function typeOf(field: Field, name: string, enums: Enums, inside: Json): Json {
  switch (field.kind) {
    case "choice":
      return enums.textOf(name, field.values ?? []);
    case "text":
    case "id":
      return STRING;
    case "ids":
      return { type: "array", items: STRING };
    case "decimal":
      return { type: "number" };
    case "whole":
      return INTEGER;
    case "flag":
      return BOOLEAN;
    case "object":
      return inside;
  }
}
