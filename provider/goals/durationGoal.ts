import { fixedRevenueFields, tagged } from "./common";
import type { GoalDefinition } from "./definition";
import { choice, object, whole } from "./field";

/** A visit that lasts at least a given time. Microsoft: DurationGoal. */
export const durationGoal = {
  type: "Duration",
  since: 12,
  base: {
    ...tagged,
    /** Always Other. v13. Error 3349. */
    goalCategory: choice(["Other"], { since: 13, default: "Other" }),
    /** What a conversion is worth. Microsoft replaces it as a whole. Default NoValue. */
    revenue: object(fixedRevenueFields, { default: { type: "NoValue" } }),
  },
  own: {
    /** Seconds, 0 to 86399. Default 0. Error 5338. */
    minimumDurationInSeconds: whole({ min: 0, max: 86_399, unit: "seconds, less than a day", default: 0 }),
  },
  unit: [],
} as const satisfies GoalDefinition;
