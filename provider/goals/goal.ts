import type { GoalType } from "./definition";

/**
 * The fields of a goal by name, in the form the service has them: decimals and ids as strings.
 * `null` = the service said that it is not set; missing = it said nothing of it.
 */
export type GoalFields = Readonly<Record<string, unknown>>;

/** A goal as it is in the account. */
export interface LiveGoal {
  readonly id: string;
  readonly type: GoalType;
  readonly name: string;
  /** The goal's health, as the service reports it. Microsoft: ConversionGoalTrackingStatus. */
  readonly trackingStatus?: string;
  /** Every other field, `name` included. */
  readonly fields: GoalFields;
}

/**
 * A goal that the API shows and that nobody can write through it: one that Microsoft makes itself (auto goal), or of a type that only
 * the web UI has (smart goal). It is never compared, adopted, changed or paused, but its name counts as taken.
 */
export interface UnsupportedGoal {
  readonly type: "Unsupported";
  /** The type in the service's words, without "Goal" at its end: "Smart"; of an auto goal "Event". Empty where it gave none. */
  readonly serviceType: string;
  /** Microsoft: IsAutoGoal. */
  readonly isAutoGoal: boolean;
  readonly id: string;
  readonly name: string;
  readonly trackingStatus?: string;
  /** The fields that could be read: status, tagId and scope, of an auto goal all. */
  readonly fields: GoalFields;
}

/** Any goal that an account shows. */
export type AnyGoal = LiveGoal | UnsupportedGoal;

export function isUnsupported(thing: object): thing is UnsupportedGoal {
  return "type" in thing && thing.type === "Unsupported";
}

/** "Smart goal 4711", and why no program can have it. */
export function unsupportedWords({ serviceType, isAutoGoal, id }: UnsupportedGoal): {
  readonly what: string;
  readonly why: string;
} {
  if (isAutoGoal)
    return {
      what: `auto goal ${id}`,
      why: "Microsoft decides what an auto goal (simplified set-up) matches, and the API accepts no changes to it",
    };
  return {
    what: `${serviceType === "" ? "goal" : `${serviceType} goal`} ${id}`,
    why: "the API accepts no goals of this type, as far as this version of pulumi-msads knows",
  };
}

/** Revenue as the service has it. Microsoft: ConversionGoalRevenue. */
export interface Revenue {
  /** FixedValue, VariableValue or NoValue. */
  readonly type: string;
  /** What one conversion is worth; a decimal. */
  readonly value?: string | number;
  /** ISO 4217 code like "EUR". */
  readonly currencyCode?: string;
}
