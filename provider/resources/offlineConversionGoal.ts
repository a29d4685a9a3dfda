import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { OfflineConversionGoalArgs } from "./goalArgs";

/**
 * A conversion outside the web, uploaded later; uploads are accepted two hours after the goal was made, and find it by its name. Microsoft: OfflineConversionGoal.
 *
 * @example
 * new msads.OfflineConversionGoal("deal", { name: "Deal closed", goalCategory: "Purchase" });
 */
export class OfflineConversionGoal extends ConversionGoal {
  /** Whether uploaded conversions carry fractional credit from an external attribution model. v13. */
  declare readonly isExternallyAttributed: pulumi.Output<boolean | undefined>;

  constructor(name: string, args: OfflineConversionGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("OfflineConversion", args), opts);
  }
}
