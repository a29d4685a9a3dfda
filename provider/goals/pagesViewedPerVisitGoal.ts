import { fixedRevenueFields, tagged } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, object, whole } from "./field";

/** A visit to at least the given number of pages. Microsoft: PagesViewedPerVisitGoal. */
export const pagesViewedPerVisitGoal = {
  type: "PagesViewedPerVisit",
  since: 12,
  base: {
    ...tagged,
    /** Always Other. v13. Error 3349. */
    goalCategory: choice(["Other"], { since: 13, default: "Other" }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(fixedRevenueFields, { default: { type: "NoValue" } }),
  },
  own: {
    /** Pages, 0 to 9999999. Error 5339. */
    minimumPagesViewed: whole({ min: 0, max: 9_999_999, unit: "pages", required: true }),
  },
  unit: [],
} as const satisfies GoalDefinition;
