import type { Version } from "../schema/model";
import { knowsType } from "../schema/tables";
import { type Fields, isFields, typeKey, type Value } from "../schema/values";

/** A response without the goals of classes that the schema lacks, which only the web UI makes: the rest of it must be valid. */
export function ofSchema(response: Fields, version: Version): Fields {
  const { ConversionGoals: goals } = response;
  const isKnown = (goal: Value) =>
    !isFields(goal) || typeof goal[typeKey] !== "string" || knowsType(goal[typeKey], version);
  if (!Array.isArray(goals) || goals.every(isKnown)) return response;
  return { ...response, ConversionGoals: goals.filter(isKnown) };
}
