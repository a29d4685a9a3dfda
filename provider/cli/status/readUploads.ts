import { type AnyGoal, isUnsupported } from "../../goals/goal";
import type { AccountRef, UploadsOfGoal } from "../../service/campaignManagement";
import { MsadsError } from "../../service/errors";
import type { Reader } from "../../session/reader";

/** Microsoft: GetOfflineConversionReportByGoalIds, and days apart at most. */
const MOST_GOALS = 20;
const DAY_MS = 86_400_000;

/** What became of the last 7 days' uploads, today's included. */
export interface UploadsRead {
  /** By goal; zeros where nothing was uploaded. */
  readonly byGoal: ReadonlyMap<string, UploadsOfGoal>;
  /** Why there is nothing of some goals. */
  readonly note?: string;
}

/** Asks for the uploads of all offline goals, 20 in a call; v12 cannot be asked. What the service refuses is a note: the rest of the status is there. */
export async function readUploads(
  { settings, port }: Reader,
  ref: AccountRef,
  goals: readonly AnyGoal[],
  now: Date,
): Promise<UploadsRead> {
  const offline = goals.filter((goal) => !isUnsupported(goal) && goal.type === "OfflineConversion");
  const ids = settings.apiVersion === 12 ? [] : offline.map(({ id }) => id);
  const byGoal = new Map<string, UploadsOfGoal>();
  // Whether both ends count or not: seven days of the calendar.
  const start = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - 6 * DAY_MS);
  try {
    for (let from = 0; from < ids.length; from += MOST_GOALS) {
      const goalIds = ids.slice(from, from + MOST_GOALS);
      const found = await port(ref).getOfflineConversionReport({ goalIds, start, end: now });
      for (const goalId of goalIds)
        byGoal.set(goalId, { goalId, attributed: 0, unattributed: 0, alerts: [] });
      for (const each of found) byGoal.set(each.goalId, each);
    }
  } catch (error) {
    if (!(error instanceof MsadsError)) throw error;
    return { byGoal, note: `What became of uploads could not be read: ${error.message}` };
  }
  return { byGoal };
}
