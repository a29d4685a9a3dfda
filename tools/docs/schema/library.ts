import { GOAL_TYPES } from "../../../provider/goals/definition";
import type { Docstrings } from "../docstrings";
import type { Enums } from "./enums";
import type { GoalProperties } from "./goals";
import { ADOPT, carried, management, onDelete } from "./management";
import { BOOLEAN, described, INTEGER, type Json, mapOf, ref, STRING } from "./properties";

export const LIBRARY = "provider/resources/conversionGoalLibrary.ts#ConversionGoalLibraryArgs";

/** All goals of an account in one resource. */
export function libraryResource(docs: Docstrings, enums: Enums): Json {
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
export function libraryGoal(goals: GoalProperties, enums: Enums): Json {
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
