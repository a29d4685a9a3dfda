import * as pulumi from "@pulumi/pulumi";
import type { GoalType } from "../goals/definition";
import type { ManagementArgs } from "./args";
import type { GoalArgs } from "./conversionGoal";
import { prepared } from "./prepared";

/** One goal of a library: its name is its key. */
export type LibraryGoal = { [T in GoalType]: LibraryGoalOf<T> }[GoalType];

type LibraryGoalOf<T extends GoalType> = Omit<GoalArgs<T>, "name" | keyof ManagementArgs> & {
  readonly type: T;
  /** Whether to take over an existing goal: true, or its id. Overrides the library's own `adopt`. */
  readonly adopt?: pulumi.Input<boolean | string | undefined>;
  /** What happens when the goal leaves the library: "pause" or "retain". Overrides the library's own `onDelete`. */
  readonly onDelete?: pulumi.Input<"pause" | "retain" | undefined>;
  /** The previous name (key): the goal is renamed and keeps its id. You can remove the line after that run. */
  readonly renamedFrom?: pulumi.Input<string | undefined>;
};

/** What a library is made of. */
export interface ConversionGoalLibraryArgs extends Omit<ManagementArgs, "adopt"> {
  /** The goals by name; 1,000 at most. Microsoft: names have 1 to 100 characters and are unique in a customer. */
  readonly goals: pulumi.Input<Readonly<Record<string, pulumi.Input<LibraryGoal>>>>;
  /** Whether to take over existing goals that have these names. Default: only goals that are paused and otherwise match. */
  readonly adopt?: pulumi.Input<boolean | undefined>;
  /**
   * What happens to active goals of the account that are not listed: "ignore" leaves them alone, "pause" pauses them. Default "ignore".
   * The preview refuses to pause a goal that another resource of the program manages. It does not know of other programs.
   */
  readonly unlisted?: pulumi.Input<"ignore" | "pause" | undefined>;
  /** With `unlisted: "pause"`: if a run would pause more goals than this, it pauses none, and the preview lists them. From 0, default 10. */
  readonly pauseAtMost?: pulumi.Input<number | undefined>;
}

const OUTPUTS = ["ids", "trackingStatuses", "customerId", "accountId"];

/**
 * The conversion goals of an account in one resource: K changed goals take ceil(K / 100) calls at any parallelism,
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
  /** The goals' health by name, as of the last run. Microsoft: ConversionGoalTrackingStatus. */
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
