import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GOAL_TYPES, type GoalType } from "../../../provider/goals/definition";
import { tagFields } from "../../../provider/tags/tag";
import { type Docstrings, docstringsIn } from "../docstrings";
import { className, FIELD_FILES, TAG } from "../fieldDocs";
import { OPENINGS } from "../fields";
import { Enums, typeOf } from "./enums";
import { GoalProperties } from "./goals";
import { LIBRARY, libraryGoal, libraryResource } from "./library";
import { functions, TAG_RESULT } from "./lookUps";
import { carried, MANAGEMENT, management } from "./management";
import { neighbourResources } from "./neighbours";
import { described, type Json, STRING } from "./properties";
import { settingProperties } from "./settings";

/** The schema of the plugin: what SDKs, YAML programs and `pulumi import` know of its resources. */
export function packageSchema(root: string): string {
  const files = [MANAGEMENT, LIBRARY, TAG_RESULT].map((each) => each.split("#")[0] ?? "");
  const docs = docstringsIn(root, [...FIELD_FILES, ...files]);
  const enums = new Enums();
  const goals = new GoalProperties(docs, enums);
  const resources = {
    ...Object.fromEntries(
      GOAL_TYPES.map((type) => [goalToken(type), goalResource(type, goals, docs, enums)]),
    ),
    "msads:index:UetTag": tagResource(docs, enums),
    "msads:index:ConversionGoalLibrary": libraryResource(docs, enums),
    ...neighbourResources(docs, enums),
  };
  const library = { "msads:index:LibraryGoal": libraryGoal(goals, enums) };
  const schema = {
    ...about(root),
    config: { variables: settingProperties },
    types: sorted({ ...goals.types, ...library, ...enums.types }),
    provider: {
      description: "An account, how to sign in to it, and what a run may do there.",
      inputProperties: settingProperties,
      properties: settingProperties,
    },
    resources,
    functions: functions(docs),
  };
  return `${JSON.stringify(schema, undefined, 2)}\n`;
}

function about(root: string): Json {
  const { version, license, keywords } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as Json;
  return {
    name: "msads",
    displayName: "Microsoft Advertising",
    version,
    description: "Microsoft Advertising UET tags and conversion goals as code: sends only what changed.",
    keywords,
    license,
    language: {
      nodejs: {
        packageName: "pulumi-msads-native",
        respectSchemaVersion: true,
        readme: readme('import * as msads from "pulumi-msads-native";'),
      },
      python: {
        packageName: "pulumi_msads",
        respectSchemaVersion: true,
        pyproject: { enabled: true },
        readme: readme("import pulumi_msads as msads", PYTHON_NAMES),
      },
      go: {
        importBasePath: "pulumi-msads/sdk/go/msads",
        respectSchemaVersion: true,
        generateResourceContainerTypes: false,
      },
    },
  };
}

const PYTHON_NAMES =
  "Names are in Python's spelling: `tag_id` for the API's `tagId`. Descriptions and errors use the API's.";

/** What somebody reads who finds a generated SDK in a project. */
function readme(use: string, ...more: readonly string[]): string {
  const said = [
    "# Microsoft Advertising for Pulumi",
    `UET tags and conversion goals as code. The Pulumi CLI generated this SDK from the plugin in the npm package \`pulumi-msads\`: generate it again after each update of that package.`,
    `    ${use}`,
    ...more,
    "The plugin runs on Node 22.12 or later. `Pulumi.yaml` says where it is:",
    "    plugins: { providers: [{ name: msads, path: node_modules/pulumi-msads/plugin }] }",
    "The folder `docs` of the npm package has a list of all fields and errors.",
  ];
  return `${said.join("\n\n")}\n`;
}

function goalToken(type: GoalType): string {
  return `msads:index:${className(type)}`;
}

/** A change of a goal's type is an update in place where the service allows it; and a dynamic resource can move over. */
function goalAliases(type: GoalType): readonly Json[] {
  const siblings = GOAL_TYPES.filter((each) => each !== type).map((each) => ({ type: goalToken(each) }));
  return [...siblings, { type: "pulumi-nodejs:dynamic/msads:ConversionGoal" }];
}

/** What the outputs of tags and goals never lack. */
const ALWAYS = ["customerId", "accountId", "managed"];

function goalResource(type: GoalType, goals: GoalProperties, docs: Docstrings, enums: Enums): Json {
  return {
    description: `${OPENINGS[type]} Microsoft: ${className(type)}.`,
    inputProperties: { ...goals.inputs(type), ...management(docs, enums) },
    requiredInputs: goals.required(type),
    properties: { ...goals.outputs(type), ...carried(docs, enums) },
    required: [...goals.required(type), "type", "status", "scope", ...ALWAYS],
    aliases: goalAliases(type),
  };
}

function tagResource(docs: Docstrings, enums: Enums): Json {
  const fields = Object.entries(tagFields).filter(([, field]) => !field.system);
  const inputs = Object.fromEntries(
    fields.map(([name, field]) => [
      name,
      described(
        typeOf(field, name === "industry" ? "UetTagIndustry" : name, enums, {}),
        docs.of(TAG, [name]),
      ),
    ]),
  );
  const told = ["trackingScript", "trackingNoScript", "trackingStatus"].map((name) => [
    name,
    described(STRING, docs.of(TAG_RESULT, [name])),
  ]);
  return {
    description:
      "The script on every page of a site. The API can neither delete nor pause a tag. Microsoft: UetTag.",
    inputProperties: { ...inputs, ...management(docs, enums) },
    requiredInputs: ["name"],
    properties: { ...inputs, ...Object.fromEntries(told), ...carried(docs, enums) },
    required: ["name", "trackingScript", "trackingNoScript", "trackingStatus", ...ALWAYS],
    aliases: [{ type: "pulumi-nodejs:dynamic/msads:UetTag" }],
  };
}

function sorted(types: Json): Json {
  return Object.fromEntries(Object.entries(types).sort(([one], [other]) => (one < other ? -1 : 1)));
}
