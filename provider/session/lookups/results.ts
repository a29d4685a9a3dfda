import { type AnyGoal, isUnsupported, type Revenue } from "../../goals/goal";
import type { LiveTag } from "../../tags/tag";

/** A UET tag as it is live. Microsoft: UetTag. */
export interface UetTagResult {
  /** Digits; what goals take as `tagId`. */
  readonly id: string;
  /** Unique among the tags of the customer. */
  readonly name: string;
  /** What the tag is for. */
  readonly description?: string;
  /** The advertiser's industry. v13. Microsoft: UetTagIndustry. */
  readonly industry?: string;
  /** The other customers that may use the tag; not there where the customer cannot share tags. v13. Microsoft: CustomerShare. */
  readonly sharedWith?: readonly string[];
  /** Whose tag it is; not there where the customer cannot share tags. v13. Microsoft: CustomerShare. */
  readonly ownerCustomerId?: string;
  /** The script to put on every page of the site. */
  readonly trackingScript?: string;
  /** The part of it for visitors without JavaScript. */
  readonly trackingNoScript?: string;
  /** Unverified, Active or Inactive. Microsoft: UetTagTrackingStatus. */
  readonly trackingStatus?: string;
}

/** A conversion goal as it is live; of the fields of the types it has those of its own. Microsoft: ConversionGoal. */
export interface ConversionGoalResult {
  /** Digits. */
  readonly id: string;
  /** Microsoft: ConversionGoalType; also of goals that no program can manage, like "Smart". */
  readonly type: string;
  /** Unique among the goals of the customer. */
  readonly name: string;
  /** Active or Paused. */
  readonly status?: string;
  /** Account, or Customer: all accounts of the customer. */
  readonly scope?: string;
  /** The UET tag that feeds it; none for goals of apps, Offline and InStore. */
  readonly tagId?: string;
  /** The goal's health. Microsoft: ConversionGoalTrackingStatus. */
  readonly trackingStatus?: string;
  /** What the conversion is for. v13. Microsoft: ConversionGoalCategory. */
  readonly goalCategory?: string;
  /** What one conversion is worth. Microsoft: ConversionGoalRevenue. */
  readonly revenue?: Revenue;
  /** All: every conversion after a click counts; Unique: one. */
  readonly countType?: string;
  /** Minutes after a click in which a conversion counts. */
  readonly conversionWindowInMinutes?: number;
  /** Minutes after a view without a click in which a conversion counts. v13. */
  readonly viewThroughConversionWindowInMinutes?: number;
  /** Every live field by name; decimals and ids as strings, what is not set is not there. */
  readonly fields: Readonly<Record<string, unknown>>;
}

export function tagResult(live: LiveTag): UetTagResult {
  return set(live) as unknown as UetTagResult;
}

export function goalResult(goal: AnyGoal): ConversionGoalResult {
  const { id, name, trackingStatus, fields } = goal;
  const type = isUnsupported(goal) ? goal.serviceType : goal.type;
  const own = set(fields);
  const picked = Object.fromEntries(COMMON.map((field) => [field, own[field]]));
  return set({ ...picked, id, type, name, trackingStatus, fields: own }) as unknown as ConversionGoalResult;
}

const COMMON = [
  "status",
  "scope",
  "tagId",
  "goalCategory",
  "revenue",
  "countType",
  "conversionWindowInMinutes",
  "viewThroughConversionWindowInMinutes",
];

/** Without what is not set, inside as well. */
function set(values: object): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined && value !== null)
      .map(([name, value]) => [
        name,
        typeof value === "object" && !Array.isArray(value) ? set(value) : value,
      ]),
  );
}
