import type * as pulumi from "@pulumi/pulumi";
import { ConversionGoal, type GoalArgs } from "./conversionGoal";

/** What a goal of this type is made of. Microsoft: PagesViewedPerVisitGoal. */
export type PagesViewedPerVisitGoalArgs = GoalArgs<"PagesViewedPerVisit">;

/**
 * A visit with at least so many pages. Microsoft: PagesViewedPerVisitGoal.
 *
 * @example
 * new msads.PagesViewedPerVisitGoal("reader", { name: "Four pages", tagId: tag.id, minimumPagesViewed: 4 });
 */
export class PagesViewedPerVisitGoal extends ConversionGoal {
  /** Pages that a visit has at least. */
  declare readonly minimumPagesViewed: pulumi.Output<number>;

  constructor(name: string, args: PagesViewedPerVisitGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, { ...args, type: "PagesViewedPerVisit" }, opts);
  }
}
