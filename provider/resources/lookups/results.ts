import { type AnyGoal, isUnsupported } from "../../goals/goal";
import type { LiveTag } from "../../tags/tag";
import type { Revenue } from "../conversionGoal";

/** A UET tag as it is live. Microsoft: UetTag. */
export interface UetTagResult {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  readonly industry?: string;
  readonly trackingScript?: string;
  readonly trackingNoScript?: string;
  /** Unverified, Active or Inactive. Microsoft: UetTagTrackingStatus. */
  readonly trackingStatus?: string;
}

/** A conversion goal as it is live; of the fields of the types it has those of its own. Microsoft: ConversionGoal. */
export interface ConversionGoalResult {
  readonly id: string;
  /** Microsoft: ConversionGoalType; also of goals that no program can manage, like "Smart". */
  readonly type: string;
  readonly name: string;
  readonly status?: string;
  readonly scope?: string;
  readonly tagId?: string;
  /** Microsoft: ConversionGoalTrackingStatus. */
  readonly trackingStatus?: string;
  readonly goalCategory?: string;
  readonly revenue?: Revenue;
  readonly countType?: string;
  readonly conversionWindowInMinutes?: number;
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
      .map(([name, value]) => [name, typeof value === "object" ? set(value) : value]),
  );
}
