import type { Revenue } from "../goals/goal";

/** A conversion goal as traffic meets it: the service's fields that decide what counts. What is not set is undefined or missing. */
export interface ReplayGoal {
  /** Missing of a goal that is yet to be made. */
  readonly id?: string | undefined;
  readonly name: string;
  /** Url, Duration, PagesViewedPerVisit, Event; goals of other types cannot be counted from traffic. */
  readonly type: string;
  /** Active or Paused. */
  readonly status?: string | undefined;
  /** Undefined of a tag that is yet to be made: what any tag sends is taken as its. */
  readonly tagId?: string | undefined;
  readonly countType?: string | undefined;
  readonly conversionWindowInMinutes?: number | undefined;
  readonly urlOperator?: string | undefined;
  readonly urlExpression?: string | undefined;
  readonly minimumDurationInSeconds?: number | undefined;
  readonly minimumPagesViewed?: number | undefined;
  readonly categoryOperator?: string | undefined;
  readonly categoryExpression?: string | undefined;
  readonly actionOperator?: string | undefined;
  readonly actionExpression?: string | undefined;
  readonly labelOperator?: string | undefined;
  readonly labelExpression?: string | undefined;
  readonly valueOperator?: string | undefined;
  /** A decimal. */
  readonly value?: string | number | undefined;
  readonly revenue?: Revenue | undefined;
  /** Fields whose values only the service or a secret knows, so that the goal cannot be counted. */
  readonly hidden?: readonly string[] | undefined;
}

/** The goals of one side: of the live account, of a stack's state, or as a program would make them. */
export interface GoalSet {
  /** As people read it: "live", "state of prod", "program". */
  readonly title: string;
  /** The account's currency, where it is known: revenue without a currency of its own is in it. */
  readonly currency?: string | undefined;
  readonly goals: readonly ReplayGoal[];
}
