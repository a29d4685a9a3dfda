import { counted, customerScope, everyGoal, revenueFields } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, object } from "./field";

/** A purchase in a shop, uploaded later; one a customer, for customers in the pilot. Microsoft: InStoreTransactionGoal. Errors 5357, 5358, 5359. */
export const inStoreTransactionGoal = {
  type: "InStoreTransaction",
  since: 12,
  base: {
    ...everyGoal,
    ...counted,
    ...customerScope,
    /** Always Purchase. v13. Error 3349. */
    goalCategory: choice(["Purchase"], { since: 13, default: "Purchase" }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(revenueFields, { default: { type: "NoValue" } }),
  },
  own: {},
  unit: [],
} as const satisfies GoalDefinition;
