import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { PagesViewedPerVisitGoalArgs } from "./goalArgs";

/**
 * A visit to at least the given number of pages. Microsoft: PagesViewedPerVisitGoal.
 *
 * @example
 * new msads.PagesViewedPerVisitGoal("reader", { name: "Four pages", tagId: tag.id, minimumPagesViewed: 4 });
 */
export class PagesViewedPerVisitGoal extends ConversionGoal {
  /** Pages that a visit has at least. */
  declare readonly minimumPagesViewed: pulumi.Output<number>;

  constructor(name: string, args: PagesViewedPerVisitGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("PagesViewedPerVisit", args), opts);
  }
}
