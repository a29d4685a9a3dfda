import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { DurationGoalArgs } from "./goalArgs";

/**
 * A visit that lasts at least a given time. Microsoft: DurationGoal.
 *
 * @example
 * new msads.DurationGoal("visit", { name: "Five minutes", tagId: tag.id, minimumDurationInSeconds: 300 });
 */
export class DurationGoal extends ConversionGoal {
  /** Seconds that a visit lasts at least. */
  declare readonly minimumDurationInSeconds: pulumi.Output<number>;

  constructor(name: string, args: DurationGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("Duration", args), opts);
  }
}
