import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { UrlGoalArgs } from "./goalArgs";

/**
 * A visit to a page whose address matches. Microsoft: UrlGoal.
 *
 * @example
 * new msads.UrlGoal("order", {
 *   name: "Order placed", tagId: tag.id, urlOperator: "Contains", urlExpression: "/thank-you", goalCategory: "Purchase",
 *   revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
 * });
 */
export class UrlGoal extends ConversionGoal {
  /** The page's address or a part of it. */
  declare readonly urlExpression: pulumi.Output<string>;
  /** How the address is matched. Microsoft: ExpressionOperator. */
  declare readonly urlOperator: pulumi.Output<string>;

  constructor(name: string, args: UrlGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("Url", args), opts);
  }
}
