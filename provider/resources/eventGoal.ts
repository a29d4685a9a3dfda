import type * as pulumi from "@pulumi/pulumi";
import { ofType } from "./args";
import { ConversionGoal } from "./conversionGoal";
import type { EventGoalArgs } from "./goalArgs";

/**
 * An event that a page sends. A pair that the program leaves out is removed from the goal. Microsoft: EventGoal.
 *
 * @example
 * new msads.EventGoal("signup", {
 *   name: "Signed up", tagId: tag.id, goalCategory: "Signup", categoryOperator: "Equals", categoryExpression: "newsletter",
 * });
 */
export class EventGoal extends ConversionGoal {
  /** The event's action or a part of it. */
  declare readonly actionExpression: pulumi.Output<string | undefined>;
  /** How the action is matched. Microsoft: ExpressionOperator. */
  declare readonly actionOperator: pulumi.Output<string | undefined>;
  /** The event's category or a part of it. */
  declare readonly categoryExpression: pulumi.Output<string | undefined>;
  /** How the category is matched. Microsoft: ExpressionOperator. */
  declare readonly categoryOperator: pulumi.Output<string | undefined>;
  /** The event's label or a part of it. */
  declare readonly labelExpression: pulumi.Output<string | undefined>;
  /** How the label is matched. Microsoft: ExpressionOperator. */
  declare readonly labelOperator: pulumi.Output<string | undefined>;
  /** The event's value; a decimal. */
  declare readonly value: pulumi.Output<string | number | undefined>;
  /** How the value is compared. Microsoft: ValueOperator. */
  declare readonly valueOperator: pulumi.Output<string | undefined>;

  constructor(name: string, args: EventGoalArgs, opts?: pulumi.CustomResourceOptions) {
    super(name, ofType("Event", args), opts);
  }
}
