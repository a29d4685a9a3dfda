import { type GoalType, wireOrder } from "../../goals/definition";
import { definitionOf } from "../../goals/definitions";
import type { Field } from "../../goals/field";
import { tagFields } from "../../tags/tag";

/** Fields by name, in the order of the schema. */
export type Table = readonly (readonly [string, Field])[];

const goalTables = new Map<GoalType, Table>();

/** The fields of a goal type, of all versions. */
export function goalTable(type: GoalType): Table {
  const known = goalTables.get(type) ?? wireOrder(definitionOf(type), 13);
  goalTables.set(type, known);
  return known;
}

/** What is read of a goal of a type that the API does not take: what it is, its statuses and its tag. */
export const unsupportedTable: Table = goalTable("Url").filter(([name]) =>
  ["id", "isAutoGoal", "name", "scope", "status", "tagId", "trackingStatus"].includes(name),
);

/** The fields of a tag, of all versions; but for `sharedWith`, which has an object of its own on the wire. */
export const tagTable: Table = inOrder(tagFields).filter(([, { kind }]) => kind !== "ids");

/** Fields in the order of the schema: by name. */
export function inOrder(fields: Readonly<Record<string, Field>>): Table {
  return Object.entries(fields).sort(([a], [b]) => (a < b ? -1 : 1));
}
