import { EXPRESSION_OPERATORS, revenueFields, tagged, WEB_CATEGORIES } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, object, text } from "./field";

/** A visit to a page whose address matches. Microsoft: UrlGoal. */
export const urlGoal = {
  type: "Url",
  since: 12,
  base: {
    ...tagged,
    /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
    goalCategory: choice(WEB_CATEGORIES, { since: 13, requiredFrom: 13 }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(revenueFields, { default: { type: "NoValue" } }),
  },
  own: {
    /** The page's address or a part of it. Errors 5334, 5341. */
    urlExpression: text({ required: true }),
    /** How the address is matched. Default Equals. */
    urlOperator: choice(EXPRESSION_OPERATORS, { default: "Equals" }),
  },
  unit: ["urlExpression", "urlOperator"],
} as const satisfies GoalDefinition;
