import { EXPRESSION_OPERATORS, revenueFields, tagged, WEB_CATEGORIES } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, decimal, object, text } from "./field";

/**
 * An event that a page sends. Each of action, category, label and value is a pair of expression (or value) and operator;
 * at least one pair is needed, and a live pair that the program leaves out is removed. Microsoft: EventGoal.
 */
export const eventGoal = {
  type: "Event",
  since: 12,
  base: {
    ...tagged,
    /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
    goalCategory: choice(WEB_CATEGORIES, { since: 13, requiredFrom: 13 }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(revenueFields, { default: { type: "NoValue" } }),
  },
  own: {
    /** The event's action, 1 to 100 characters; with `actionOperator`. Error 5343. */
    actionExpression: text({ max: 100 }),
    /** How the action is matched; with `actionExpression`. */
    actionOperator: choice(EXPRESSION_OPERATORS),
    /** The event's category, 1 to 100 characters; with `categoryOperator`. Error 5342. */
    categoryExpression: text({ max: 100 }),
    /** How the category is matched; with `categoryExpression`. */
    categoryOperator: choice(EXPRESSION_OPERATORS),
    /** The event's label, 1 to 100 characters; with `labelOperator`. Error 5344. */
    labelExpression: text({ max: 100 }),
    /** How the label is matched; with `labelExpression`. */
    labelOperator: choice(EXPRESSION_OPERATORS),
    /** The event's value; with `valueOperator`. Error 5345. */
    value: decimal(),
    /** How the value is compared; with `value`. */
    valueOperator: choice(["Equals", "LessThan", "GreaterThan"]),
  },
  unit: [
    "actionExpression",
    "actionOperator",
    "categoryExpression",
    "categoryOperator",
    "labelExpression",
    "labelOperator",
    "value",
    "valueOperator",
  ],
} as const satisfies GoalDefinition;
