import * as pulumi from "@pulumi/pulumi";
import { GOAL_TYPES, type GoalType } from "../goals/definition";
import { definitionOf, isGoalType } from "../goals/definitions";
import type { Revenue } from "../goals/goal";
import type { GoalArgsByType } from "./goalArgs";
import { prepared } from "./prepared";

/** What a goal of one type is made of. */
export type GoalArgs<T extends GoalType> = GoalArgsByType[T];

/** What a goal of any type is made of; `type` says which. Microsoft: ConversionGoal, ConversionGoalType. */
export type ConversionGoalArgs = { [T in GoalType]: GoalArgs<T> & { readonly type: T } }[GoalType];

const OUTPUTS = [
  "attributionModelType",
  "conversionWindowInMinutes",
  "countType",
  "excludeFromBidding",
  "goalCategory",
  "isEnhancedConversionsEnabled",
  "revenue",
  "scope",
  "status",
  "tagId",
  "trackingStatus",
  "viewThroughConversionWindowInMinutes",
  "customerId",
  "accountId",
];

/** Each output costs Pulumi's SDK half a millisecond, so of the types' own fields a goal declares those of its type. */
function outputsOf(type: ConversionGoalArgs["type"]): readonly string[] {
  const types = isGoalType(type) ? [type] : GOAL_TYPES;
  return [...OUTPUTS, ...types.flatMap((each) => Object.keys(definitionOf(each).own))];
}

/**
 * A conversion goal of any type. The classes UrlGoal, EventGoal and so on are the same resource with a fixed type:
 * changing the class under the same resource name updates the goal in place, if the service allows it.
 * A goal cannot be deleted: if it leaves the program, it is paused (`onDelete`). If you declare it again, it comes back with the same id.
 *
 * @example
 * new msads.ConversionGoal("visit", { type: "Duration", name: "Five minutes", tagId: tag.id, minimumDurationInSeconds: 300 });
 */
export class ConversionGoal extends pulumi.CustomResource {
  /** Which kind of goal it is. Microsoft: ConversionGoalType. */
  declare readonly type: pulumi.Output<GoalType>;
  /** As it is in the account, with the stack's prefix and suffix; unique in the customer. */
  declare readonly name: pulumi.Output<string>;
  /** Which interaction gets the conversion: LastClick, LastTouch or DataDriven. v13. */
  declare readonly attributionModelType: pulumi.Output<string | undefined>;
  /** Minutes after a click in which a conversion counts. */
  declare readonly conversionWindowInMinutes: pulumi.Output<number | undefined>;
  /** All: every conversion after a click counts; Unique: one. */
  declare readonly countType: pulumi.Output<string | undefined>;
  /** Whether automated bidding leaves its conversions out. v13. */
  declare readonly excludeFromBidding: pulumi.Output<boolean | undefined>;
  /** What the conversion is for. v13. Microsoft: ConversionGoalCategory. */
  declare readonly goalCategory: pulumi.Output<string | undefined>;
  /** Whether hashed customer data may be sent with its conversions. v13. */
  declare readonly isEnhancedConversionsEnabled: pulumi.Output<boolean | undefined>;
  /** What one conversion is worth. Microsoft: ConversionGoalRevenue. */
  declare readonly revenue: pulumi.Output<Revenue | undefined>;
  /** Account, or Customer: all accounts of the customer. */
  declare readonly scope: pulumi.Output<string>;
  /** Active or Paused. */
  declare readonly status: pulumi.Output<string>;
  /** The UET tag that feeds it; none for goals of apps, Offline and InStore. */
  declare readonly tagId: pulumi.Output<string | undefined>;
  /** The goal's health, as of the last run: TagUnverified, NoRecentConversions, RecordingConversions, TagInactive or InactiveDueToTagUnavailable. Microsoft: ConversionGoalTrackingStatus. */
  declare readonly trackingStatus: pulumi.Output<string | undefined>;
  /** Minutes after a view without a click in which a conversion counts. v13. */
  declare readonly viewThroughConversionWindowInMinutes: pulumi.Output<number | undefined>;
  /** The customer (manager account) that it belongs to. */
  declare readonly customerId: pulumi.Output<string>;
  /** The account that it was declared in. */
  declare readonly accountId: pulumi.Output<string>;

  constructor(name: string, args: ConversionGoalArgs, opts?: pulumi.CustomResourceOptions) {
    const ready = prepared("goal", name, args, opts, outputsOf(args.type));
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
