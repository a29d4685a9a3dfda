import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { InStoreTransactionGoalArgs } from "./goalArgs";

/**
 * A purchase in a shop, uploaded later; one a customer. Microsoft: InStoreTransactionGoal.
 *
 * @example
 * new msads.InStoreTransactionGoal("shop", { name: "Bought in the shop" });
 */
export class InStoreTransactionGoal extends ConversionGoal {
  constructor(name: string, args: InStoreTransactionGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("InStoreTransaction", args), opts);
  }
}
