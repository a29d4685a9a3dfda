import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isSecret, SETTING_NAMES } from "../../provider/config/settingNames";
import { GOAL_TYPES } from "../../provider/goals/definition";
import { isGoalType } from "../../provider/goals/definitions";
import { LIBRARY_PROPERTIES } from "../../provider/goals/library";
import { UNKNOWN } from "../../provider/goals/text";
import { goalProblems } from "../../provider/goals/validate";
import { withNumbers } from "../../provider/native/numbers";
import { resourceTypeOf } from "../../provider/native/resourceTypes";
import { tagProblems } from "../../provider/tags/tagProblems";
import { useEmulator } from "../support/e2eEmulator";
import { allTypes, ofSite, site } from "../support/e2eGoals";
import { accountSettings, campaignGoals, library, Stack } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import { ROOT } from "./markdown";

interface Property {
  readonly type?: string;
  readonly $ref?: string;
  readonly oneOf?: readonly Property[];
  readonly items?: Property;
  readonly additionalProperties?: Property;
  readonly secret?: boolean;
  readonly description?: string;
}
interface Resource {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required: readonly string[];
  readonly inputProperties: Readonly<Record<string, Property>>;
  readonly requiredInputs: readonly string[];
  readonly aliases: readonly { readonly type: string }[];
}
interface Schema {
  readonly version: string;
  readonly config: { readonly variables: Readonly<Record<string, Property>> };
  readonly provider: { readonly inputProperties: Readonly<Record<string, Property>> };
  readonly types: Readonly<Record<string, Partial<Resource> & { readonly enum?: readonly unknown[] }>>;
  readonly resources: Readonly<Record<string, Resource>>;
}

const text = readFileSync(join(ROOT, "plugin/schema.json"), "utf8");
const schema = JSON.parse(text) as Schema;
const GOALS = GOAL_TYPES.map((type) => [type, `msads:index:${type}Goal`] as const);
const MANAGEMENT = ["customerId", "accountId", "adopt", "onDelete"];

function resource(token: string): Resource {
  const found = schema.resources[token];
  if (found === undefined) throw new Error(`${token} is not in the schema`);
  return found;
}

/** Every object of the schema with the way to it. */
function* objects(value: unknown, path = "schema"): Generator<readonly [string, Values]> {
  if (typeof value !== "object" || value === null) return;
  yield [path, value as Values];
  for (const [name, each] of Object.entries(value)) yield* objects(each, `${path}.${name}`);
}

/** Whether a value is what a property says. */
function fits(property: Property, value: unknown): boolean {
  if (property.oneOf !== undefined) return property.oneOf.some((each) => fits(each, value));
  if (property.$ref !== undefined) {
    const type = schema.types[property.$ref.replace("#/types/", "")];
    if (type?.enum !== undefined) return typeof value === "string";
    return (
      type?.properties !== undefined && misfits(type.properties, type.required ?? [], value).length === 0
    );
  }
  const { items, additionalProperties } = property;
  if (items !== undefined) return Array.isArray(value) && value.every((each) => fits(items, each));
  if (additionalProperties !== undefined)
    return Object.values(value as Values).every((each) => fits(additionalProperties, each));
  return property.type === "integer" ? Number.isInteger(value) : typeof value === property.type;
}

/** What of a value the properties do not have, have otherwise, or miss. */
function misfits(
  properties: Readonly<Record<string, Property>>,
  required: readonly string[],
  value: unknown,
): readonly string[] {
  const values = value as Values;
  const wrong = Object.entries(values).filter(([name, each]) => {
    const property = properties[name];
    return property === undefined || !fits(property, each);
  });
  return [
    ...wrong.map(([name, each]) => `${name}: ${JSON.stringify(each)}`),
    ...required.filter((name) => values[name] === undefined).map((name) => `${name} is missing`),
  ];
}

test("no property has a default or a fixed value: an SDK would send it, and the field would be managed", () => {
  const set = [...objects(schema)].filter(
    ([, each]) => "default" in each || "defaultInfo" in each || "const" in each,
  );
  expect(set.map(([path]) => path)).toEqual([]);
});

test("every property, type and resource says what it is", () => {
  const silent = [...objects(schema)].filter(([path, each]) => {
    const isOne = /\.(properties|inputProperties|variables|types|resources|functions)\.[\w:]+$/.test(path);
    return isOne && !(typeof each.description === "string" && each.description !== "");
  });
  expect(silent.map(([path]) => path)).toEqual([]);
});

test("the plugin has every resource of the schema, and the schema every goal type", () => {
  const tokens = Object.keys(schema.resources);
  expect(tokens.map((token) => resourceTypeOf(token).token)).toEqual(tokens);
  const others = [
    "AccountConversionSettings",
    "CampaignConversionGoals",
    "ConversionGoalLibrary",
    "UetTag",
  ].map((name) => `msads:index:${name}`);
  expect([...tokens].sort()).toEqual([...GOALS.map(([, token]) => token), ...others].sort());
});

/** What the checks say of a field that they know and that has a value which none takes. */
const refusal = (property: string) => [{ property, reason: expect.stringContaining("got []; allowed:") }];

test.each(GOALS)("a %s goal takes what the checks know, and what they require", (type, token) => {
  const { inputProperties, requiredInputs } = resource(token);
  const names = Object.keys(inputProperties).filter((name) => !MANAGEMENT.includes(name));
  expect(Object.keys(inputProperties)).toEqual([...names, ...MANAGEMENT]);
  const all = Object.fromEntries(names.map((name) => [name, UNKNOWN]));
  for (const name of names)
    expect(goalProblems({ type, ...all, [name]: [] }, 13)).toMatchObject(refusal(name));
  expect(goalProblems({ type, ...all, trackingStatus: [] }, 13)).not.toMatchObject(refusal("trackingStatus"));
  for (const name of requiredInputs)
    expect(goalProblems({ type, ...all, [name]: undefined }, 13)).toMatchObject([{ property: name }]);
});

test("a tag takes what the checks know", () => {
  const { inputProperties } = resource("msads:index:UetTag");
  const names = Object.keys(inputProperties).filter((name) => !MANAGEMENT.includes(name));
  for (const name of names)
    expect(tagProblems({ name: "Site", [name]: [[]] }, 13)).toMatchObject([
      { property: name, reason: expect.stringContaining("allowed:") },
    ]);
  expect(names.sort()).toEqual(["description", "industry", "name", "sharedWith"]);
});

test("a library takes its own properties and those of every resource", () => {
  const names = Object.keys(resource("msads:index:ConversionGoalLibrary").inputProperties);
  expect([...names].sort()).toEqual([...LIBRARY_PROPERTIES, ...MANAGEMENT].sort());
});

test.each(GOALS)(
  "a %s goal of before is found under every type, and under that of TypeScript programs",
  (_, token) => {
    const others = GOALS.map(([, each]) => each).filter((each) => each !== token);
    expect(resource(token).aliases.map(({ type }) => type)).toEqual([
      ...others,
      "pulumi-nodejs:dynamic/msads:ConversionGoal",
    ]);
  },
);

test.each([
  ["msads:index:UetTag", "pulumi-nodejs:dynamic/msads:UetTag"],
  ["msads:index:ConversionGoalLibrary", "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary"],
])("%s is what TypeScript programs call %s", (token, dynamic) => {
  expect(resource(token).aliases).toEqual([{ type: dynamic }]);
});

test("config and provider take every setting, secret ones as secrets, none from the environment", () => {
  const { variables } = schema.config;
  expect(schema.provider.inputProperties).toEqual(variables);
  expect(Object.keys(variables)).toEqual(SETTING_NAMES);
  const secret = Object.keys(variables).filter((name) => variables[name]?.secret);
  expect(secret).toEqual(SETTING_NAMES.filter(isSecret));
  expect(secret).toEqual(["developerToken", "accessToken", "refreshToken", "clientSecret"]);
});

const emulator = useEmulator();

test("outputs of every resource have the names and types that the schema says", async () => {
  const stack = new Stack(emulator.now);
  const goals = { Listed: { type: "Url", ...ofSite, urlExpression: "/a", goalCategory: "Purchase" } };
  const lib = library({ goals, unlisted: "ignore", pauseAtMost: 3 });
  const { id: campaignId } = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" });
  const brand = campaignGoals({ campaignId, goalIds: [] });
  const account = accountSettings({ autoTagging: true, finalUrlSuffix: "a=b" });
  expect((await stack.up({ site, ...allTypes, lib, brand, account })).errors).toEqual([]);
  const tokens = {
    tag: "msads:index:UetTag",
    library: "msads:index:ConversionGoalLibrary",
    settings: "msads:index:AccountConversionSettings",
    campaign: "msads:index:CampaignConversionGoals",
    goal: "",
  };
  const found = [...stack.state].flatMap(([name, { kind, outputs }]) => {
    const { type } = outputs;
    const goalType = isGoalType(type) ? type : undefined;
    const { properties, required } = resource(tokens[kind] || `msads:index:${type}Goal`);
    // What the provider notes for itself, and what the dynamic host adds, is no output.
    const shown = Object.entries(withNumbers(outputs, goalType)).filter(
      ([each]) => !each.startsWith("__") && !["nameForm", "readOnly"].includes(each),
    );
    return misfits(properties, required, Object.fromEntries(shown)).map((each) => `${name}: ${each}`);
  });
  expect(found).toEqual([]);
});
