import { counted, everyGoal, revenueFields, WEB_CATEGORIES } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, flag, object } from "./field";

/** A conversion that happens outside the web and is uploaded later. Microsoft: OfflineConversionGoal. */
export const offlineConversionGoal = {
  type: "OfflineConversion",
  since: 12,
  base: {
    ...everyGoal,
    ...counted,
    /** What the conversion is for; v13 requires one. Errors 3347, 3349. */
    goalCategory: choice(WEB_CATEGORIES, { since: 13, requiredFrom: 13 }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(revenueFields, { default: { type: "NoValue" } }),
    /** Whether one account or all accounts of the customer use the goal. Default Account. Cannot change later. */
    scope: choice(["Account", "Customer"], { default: "Account" }),
  },
  own: {
    /** Whether uploaded conversions carry fractional credit from an external attribution model. v13. */
    isExternallyAttributed: flag({ since: 13 }),
  },
  unit: [],
} as const satisfies GoalDefinition;
