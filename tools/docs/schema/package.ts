import { readFileSync } from "node:fs";
import { join } from "node:path";
import { GOAL_TYPES, type GoalType } from "../../../provider/goals/definition";
import { tagFields } from "../../../provider/tags/tag";
import { type Docstrings, docstringsIn } from "../docstrings";
import { className, FIELD_FILES, TAG } from "../fieldDocs";
import { OPENINGS } from "../fields";
import { GoalProperties } from "./goals";
import {
  ANY,
  BOOLEAN,
  described,
  Enums,
  INTEGER,
  type Json,
  listOf,
  mapOf,
  oneOf,
  ref,
  STRING,
  typeOf,
} from "./properties";
import { settingProperties } from "./settings";

const MANAGEMENT = "provider/resources/args.ts#ManagementArgs";
const LIBRARY = "provider/resources/conversionGoalLibrary.ts#ConversionGoalLibraryArgs";
const TAG_RESULT = "provider/session/lookups/results.ts#UetTagResult";
const GOAL_RESULT = "provider/session/lookups/results.ts#ConversionGoalResult";

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
      nodejs: { packageName: "pulumi-msads-native", respectSchemaVersion: true },
      python: { packageName: "pulumi_msads", respectSchemaVersion: true, pyproject: { enabled: true } },
      go: {
        importBasePath: "pulumi-msads/sdk/go/msads",
        respectSchemaVersion: true,
        generateResourceContainerTypes: false,
      },
    },
  };
}

function goalToken(type: GoalType): string {
  return `msads:index:${className(type)}`;
}

/** A change of a goal's type is an update in place where the service allows it; and a dynamic resource can move over. */
function goalAliases(type: GoalType): readonly Json[] {
  const siblings = GOAL_TYPES.filter((each) => each !== type).map((each) => ({ type: goalToken(each) }));
  return [...siblings, { type: "pulumi-nodejs:dynamic/msads:ConversionGoal" }];
}

function goalResource(type: GoalType, goals: GoalProperties, docs: Docstrings, enums: Enums): Json {
  return {
    description: `${OPENINGS[type]} Microsoft: ${className(type)}.`,
    inputProperties: { ...goals.inputs(type), ...management(docs, enums) },
    requiredInputs: goals.required(type),
    properties: { ...goals.outputs(type), ...carried(docs, enums) },
    required: [...goals.required(type), "type", "customerId", "accountId"],
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
    required: ["name", "customerId", "accountId"],
    aliases: [{ type: "pulumi-nodejs:dynamic/msads:UetTag" }],
  };
}

function libraryResource(docs: Docstrings, enums: Enums): Json {
  const goals = described(mapOf(ref("msads:index:LibraryGoal")), docs.of(LIBRARY, ["goals"]));
  const own = {
    goals,
    unlisted: described(enums.textOf("Unlisted", ["ignore", "pause"]), docs.of(LIBRARY, ["unlisted"])),
    pauseAtMost: described(INTEGER, docs.of(LIBRARY, ["pauseAtMost"])),
  };
  const adopt = described(BOOLEAN, docs.of(LIBRARY, ["adopt"]));
  return {
    description:
      "The conversion goals of an account in one resource: K changed goals take ceil(K / 100) calls.",
    inputProperties: { ...own, ...management(docs, enums), adopt },
    requiredInputs: ["goals"],
    properties: {
      ...own,
      ids: described(mapOf(STRING), "The goals' ids by name."),
      trackingStatuses: described(mapOf(STRING), "The goals' health by name, as of the last run."),
      customerId: carried(docs, enums).customerId,
      accountId: carried(docs, enums).accountId,
      onDelete: carried(docs, enums).onDelete,
    },
    required: ["goals", "ids", "trackingStatuses", "customerId", "accountId"],
    aliases: [{ type: "pulumi-nodejs:dynamic/msads:ConversionGoalLibrary" }],
  };
}

/** One goal of a library. Its name is its key, and its type says which of the fields it can have. */
function libraryGoal(goals: GoalProperties, enums: Enums): Json {
  const { name: _, ...fields } = goals.ofAnyType();
  return {
    type: "object",
    description: "One goal of a library: its name is its key, and its type says which fields it can have.",
    properties: {
      type: described(enums.textOf("GoalType", GOAL_TYPES), "Microsoft: ConversionGoalType."),
      ...fields,
      adopt: described(
        ADOPT,
        "Whether to take over an existing goal: true, or its id. Overrides the library's own `adopt`.",
      ),
      onDelete: described(
        onDelete(enums),
        "What happens when the goal leaves the library. Overrides the library's own `onDelete`.",
      ),
      renamedFrom: described(STRING, "The previous name (key): the goal is renamed and keeps its id."),
    },
    required: ["type"],
  };
}

const ADOPT = oneOf(BOOLEAN, STRING);

function onDelete(enums: Enums): Json {
  return enums.textOf("OnDelete", ["pause", "retain"]);
}

function management(docs: Docstrings, enums: Enums): Readonly<Record<string, Json>> {
  const said = (name: string) => docs.of(MANAGEMENT, [name]);
  return {
    customerId: described(STRING, said("customerId")),
    accountId: described(STRING, said("accountId")),
    adopt: described(ADOPT, said("adopt")),
    onDelete: described(onDelete(enums), said("onDelete")),
  };
}

/** What outputs say about management. */
function carried(docs: Docstrings, enums: Enums): Readonly<Record<string, Json>> {
  const { adopt: _, ...others } = management(docs, enums);
  return {
    ...others,
    managed: described(listOf(STRING), "The fields that the program sets: the others are left alone."),
  };
}

function functions(docs: Docstrings): Json {
  const inputs = {
    type: "object",
    properties: {
      name: described(STRING, "The name, as it is in the account. Give this or `id`."),
      id: described(STRING, "The id, digits. Give this or `name`."),
      customerId: described(STRING, "The customer, digits. Default: the provider's."),
      accountId: described(STRING, "The account, digits. Default: the provider's."),
    },
  };
  const result = (home: string, types: Json) => ({
    type: "object",
    properties: Object.fromEntries(
      Object.entries(types).map(([name, type]) => [name, described(type as Json, docs.of(home, [name]))]),
    ),
    required: ["id", "name"],
  });
  const text = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, STRING]));
  const tag = text(
    "id",
    "name",
    "description",
    "industry",
    "trackingScript",
    "trackingNoScript",
    "trackingStatus",
  );
  const goal = {
    ...text("id", "type", "name", "status", "scope", "tagId", "trackingStatus", "goalCategory", "countType"),
    conversionWindowInMinutes: INTEGER,
    viewThroughConversionWindowInMinutes: INTEGER,
    revenue: mapOf(ANY),
    fields: mapOf(ANY),
  };
  const noted = "It is read with the provider's settings; nothing is written.";
  return {
    "msads:index:getUetTag": {
      description: `Looks up an existing UET tag by name or id. ${noted}`,
      inputs,
      outputs: result(TAG_RESULT, tag),
    },
    "msads:index:getConversionGoal": {
      description: `Looks up an existing conversion goal by name or id. ${noted}`,
      inputs,
      outputs: result(GOAL_RESULT, goal),
    },
  };
}

function sorted(types: Json): Json {
  return Object.fromEntries(Object.entries(types).sort(([one], [other]) => (one < other ? -1 : 1)));
}
