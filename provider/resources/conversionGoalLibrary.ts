import * as pulumi from "@pulumi/pulumi";
import type { GoalType } from "../goals/definition";
import type { ManagementArgs } from "./args";
import type { GoalArgs } from "./conversionGoal";
import { prepared } from "./prepared";

/** One goal of a library: its name is its key. */
export type LibraryGoal = { [T in GoalType]: LibraryGoalOf<T> }[GoalType];

type LibraryGoalOf<T extends GoalType> = Omit<GoalArgs<T>, "name" | keyof ManagementArgs> & {
  readonly type: T;
  /** Whether to take over a goal that exists: true, or its id. Over the library's own `adopt`. */
  readonly adopt?: pulumi.Input<boolean | string | undefined>;
  /** What happens when the goal leaves the library: "pause" or "retain". Over the library's own `onDelete`. */
  readonly onDelete?: pulumi.Input<"pause" | "retain" | undefined>;
  /** The name (key) it had before: the goal keeps its id and is renamed. The line can go after that run. */
  readonly renamedFrom?: pulumi.Input<string | undefined>;
};

/** What a library is made of. */
export interface ConversionGoalLibraryArgs extends Omit<ManagementArgs, "adopt"> {
  /** The goals by name; 1,000 at most. Microsoft: names have 1 to 100 characters and are unique in a customer. */
  readonly goals: pulumi.Input<Readonly<Record<string, pulumi.Input<LibraryGoal>>>>;
  /** Whether to take over all goals that exist under these names. Default: only what is paused and otherwise as declared. */
  readonly adopt?: pulumi.Input<boolean | undefined>;
  /**
   * What happens to active goals of the account that are not listed: they are left alone or paused. Default "ignore".
   * A goal that another resource of the program stands for is refused in preview; other programs are not known here.
   */
  readonly unlisted?: pulumi.Input<"ignore" | "pause" | undefined>;
  /** With `unlisted: "pause"`: if more goals than this would be paused in a run, none is, and the preview lists them. From 0, default 10. */
  readonly pauseAtMost?: pulumi.Input<number | undefined>;
}

const OUTPUTS = ["ids", "trackingStatuses", "customerId", "accountId"];

/**
 * The conversion goals of an account in one resource: K changed goals are ceil(K / 100) calls whatever Pulumi's parallelism,
 * and one entry in Pulumi's state. A goal that leaves the library is paused (`onDelete`).
 *
 * @example
 * const library = new msads.ConversionGoalLibrary("goals", {
 *   goals: {
 *     "Order placed": { type: "Url", tagId: tag.id, urlOperator: "Contains", urlExpression: "/thank-you", goalCategory: "Purchase" },
 *     "Five minutes": { type: "Duration", tagId: tag.id, minimumDurationInSeconds: 300 },
 *   },
 * });
 */
export class ConversionGoalLibrary extends pulumi.CustomResource {
  /** The goals as they are live, by name. */
  declare readonly goals: pulumi.Output<Readonly<Record<string, unknown>>>;
  /** The goals' ids by name. */
  declare readonly ids: pulumi.Output<Readonly<Record<string, string>>>;
  /** How the goals fare, by name, as of the last run. Microsoft: ConversionGoalTrackingStatus. */
  declare readonly trackingStatuses: pulumi.Output<Readonly<Record<string, string>>>;
  /** The customer (manager account) that the goals belong to. */
  declare readonly customerId: pulumi.Output<string>;
  /** The account of the goals. */
  declare readonly accountId: pulumi.Output<string>;

  constructor(name: string, args: ConversionGoalLibraryArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared("library", name, args, opts, OUTPUTS);
    try {
      super(ready.token, name, ready.props, opts);
      ready.made();
    } catch (error) {
      throw ready.failed(error);
    } finally {
      ready.over();
    }
  }
}
