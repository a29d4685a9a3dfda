import type { Docstrings } from "../docstrings";
import { ANY, described, INTEGER, type Json, listOf, mapOf, ref, STRING } from "./properties";

export const TAG_RESULT = "provider/session/lookups/results.ts#UetTagResult";
const GOAL_RESULT = "provider/session/lookups/results.ts#ConversionGoalResult";

/** The classes have decimals as texts. */
const FIELDS =
  "Every live field under the API's name for it; ids are strings, decimals numbers. What is not set is not there.";

/** `getUetTag` and `getConversionGoal`. */
export function functions(docs: Docstrings): Json {
  const inputs = {
    type: "object",
    properties: {
      name: described(STRING, "The name, as it is in the account. Give this or `id`."),
      id: described(STRING, "The id, digits. Give this or `name`."),
      customerId: described(STRING, "The customer, digits. Default: the provider's."),
      accountId: described(STRING, "The account, digits. Default: the provider's."),
    },
  };
  const result = (home: string, types: Json, required: readonly string[]) => ({
    type: "object",
    properties: Object.fromEntries(
      Object.entries(types).map(([name, type]) => [
        name,
        described(type as Json, name === "fields" ? FIELDS : docs.of(home, [name])),
      ]),
    ),
    required,
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
  const shared = { sharedWith: listOf(STRING), ownerCustomerId: STRING };
  const goal = {
    ...text("id", "type", "name", "status", "scope", "tagId", "trackingStatus", "goalCategory", "countType"),
    conversionWindowInMinutes: INTEGER,
    viewThroughConversionWindowInMinutes: INTEGER,
    revenue: ref("msads:index:Revenue"),
    fields: mapOf(ANY),
  };
  const noted = "It is read with the provider's settings; nothing is written.";
  return {
    "msads:index:getUetTag": {
      description: `Looks up an existing UET tag by name or id. ${noted}`,
      inputs,
      outputs: result(TAG_RESULT, { ...tag, ...shared }, ["id", "name"]),
    },
    "msads:index:getConversionGoal": {
      description: `Looks up an existing conversion goal by name or id. ${noted}`,
      inputs,
      outputs: result(GOAL_RESULT, goal, ["id", "type", "name", "fields"]),
    },
  };
}
