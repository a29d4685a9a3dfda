import type { Store } from "../store/store";
import type { StoredGoal } from "../store/types";
import { BadAdminRequest } from "./badAdminRequest";

/** What became of conversions that were uploaded for an offline goal. */
export interface UploadEntry {
  /** How many found their click; default 0. */
  readonly attributed?: number;
  /** How many did not, by reason. Microsoft: OfflineConversionUnattributedReason. */
  readonly unattributed?: Readonly<Record<string, number>>;
  /** Default 0: now, by the emulator's clock. */
  readonly daysAgo?: number;
  /** Default CampaignManagementAPI. Microsoft: OfflineConversionUploadChannel. */
  readonly channel?: string;
}

const dayMs = 86_400_000;

/** Adds an upload to those of a goal. Throws BadAdminRequest for an unknown goal, or one of another type. */
export function addUpload(store: Store, goalId: string, entry: UploadEntry): StoredGoal {
  const goal = store.goal(goalId);
  if (goal === undefined) throw new BadAdminRequest(`no goal ${goalId}`);
  if (goal.kind !== "OfflineConversion")
    throw new BadAdminRequest(`goal ${goalId} is of type ${goal.kind}; uploads are for OfflineConversion`);
  const { attributed = 0, unattributed = {}, daysAgo = 0, channel = "CampaignManagementAPI" } = entry;
  const upload = { at: store.now() - daysAgo * dayMs, channel, attributed, unattributed };
  const changed = { ...goal, uploads: [...(goal.uploads ?? []), upload] };
  store.putGoal(changed);
  return changed;
}
