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
  /** How the goal fares, by the service. Microsoft: ConversionGoalTrackingStatus. */
  readonly trackingStatus?: string;
  /** Every other field, `name` included. */
  readonly fields: GoalFields;
}
