import { counted, everyGoal, revenueFields, WEB_CATEGORIES } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, flag, object, whole } from "./field";

/** A conversion that happens outside the web and is uploaded later. Microsoft: OfflineConversionGoal. */
export const offlineConversionGoal = {
  type: "OfflineConversion",
  since: 12,
  base: {
    ...everyGoal,
    ...counted,
    /** Minutes after a click in which a conversion counts, 1 to 129600 (90 days). Default 43200 (30 days). Error 5337. */
    conversionWindowInMinutes: whole({
      min: 1,
      max: 129_600,
      unit: "minutes, 90 days at most",
      default: 43_200,
    }),
    /** What the conversion is for; v13 demands one. Errors 3347, 3349. */
    goalCategory: choice(WEB_CATEGORIES, { since: 13, requiredFrom: 13 }),
    /** What a conversion is worth, replaced as a whole. Default NoValue. */
    revenue: object(revenueFields, { default: { type: "NoValue" } }),
    /** Account for every goal added by the API (the service sets it). Default Account. Customer only describes a goal that already is so. */
    scope: choice(["Account", "Customer"], { default: "Account" }),
  },
  own: {
    /** Conversions carry fractional credit of an attribution model outside. v13. */
    isExternallyAttributed: flag({ since: 13 }),
  },
  unit: [],
} as const satisfies GoalDefinition;
