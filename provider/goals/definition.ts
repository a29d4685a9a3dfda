import type { ApiVersion, Field, Fields } from "./field";

/** The service's names for the kinds of goal. Microsoft: ConversionGoalType. */
export const GOAL_TYPES = [
  "Url",
  "Duration",
  "PagesViewedPerVisit",
  "Event",
  "AppInstall",
  "AppDownload",
  "OfflineConversion",
  "InStoreTransaction",
] as const;
/** The types of goals that a program can declare. Microsoft: ConversionGoalType. */
export type GoalType = (typeof GOAL_TYPES)[number];

/** All there is to know about one goal type; the one place that says it. */
export interface GoalDefinition {
  readonly type: GoalType;
  /** The API version that brought the type. */
  readonly since: ApiVersion;
  /** The fields it shares with other types: on the wire they come first, in the order of their names. */
  readonly base: Fields;
  /** Its own fields: on the wire they follow, by name. */
  readonly own: Fields;
  /** Own fields that are written together or not at all. */
  readonly unit: readonly string[];
}

/** Made once for each type: comparing a thousand goals asks for them some hundred thousand times. */
const merged = new Map<GoalDefinition, Fields>();

/** Every field of a type by name, those of the service included. */
export function fieldsOf(definition: GoalDefinition): Fields {
  const known = merged.get(definition) ?? { ...definition.base, ...definition.own };
  merged.set(definition, known);
  return known;
}

/** The fields that an API version knows, in the order of its schema: base before own, each by name. */
export function wireOrder(
  definition: GoalDefinition,
  version: ApiVersion,
): readonly (readonly [string, Field])[] {
  const known = (fields: Fields) =>
    Object.entries(fields)
      .filter(([, field]) => field.since <= version)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  return [...known(definition.base), ...known(definition.own)];
}
