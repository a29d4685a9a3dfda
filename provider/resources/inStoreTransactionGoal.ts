import type * as pulumi from "@pulumi/pulumi";
import { ConversionGoal, type GoalArgs } from "./conversionGoal";

/** What a goal of this type is made of. Microsoft: InStoreTransactionGoal. */
export type InStoreTransactionGoalArgs = GoalArgs<"InStoreTransaction">;

/**
 * A purchase in a shop, uploaded later; one a customer. Microsoft: InStoreTransactionGoal.
 *
 * @example
 * new msads.InStoreTransactionGoal("shop", { name: "Bought in the shop" });
 */
export class InStoreTransactionGoal extends ConversionGoal {
  constructor(name: string, args: InStoreTransactionGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, { ...args, type: "InStoreTransaction" }, opts);
  }
}
