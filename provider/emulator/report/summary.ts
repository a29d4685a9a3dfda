import type { Fields } from "../schema/values";
import type { StoredGoal, Upload } from "../store/types";

/** What became of a goal's uploads, together and by day. */
export function summaryOf({ id, fields }: StoredGoal, uploads: readonly Upload[]): Fields {
  const all = countsOf(uploads);
  const days = [...new Set(uploads.map(({ at }) => dayOf(at)))].sort();
  return {
    GoalId: id,
    ConversionName: fields.Name,
    OverallSuccessCount: String(all.attributed),
    OverallUnattributedCount: String(all.unattributed),
    OverallSuccessRate: all.rate,
    OverallAlerts: all.alerts,
    DailySummaries: days.map((day) => daySummary(id, day, uploads)),
  };
}

/** The day in UTC, like 2026-11-26. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function daySummary(goalId: string, day: string, uploads: readonly Upload[]): Fields {
  const { attributed, unattributed, rate, alerts } = countsOf(uploads.filter(({ at }) => dayOf(at) === day));
  return {
    GoalId: goalId,
    UploadDate: `${day}T00:00:00Z`,
    SuccessCount: attributed,
    UnattributedCount: unattributed,
    SuccessRate: rate,
    Alerts: alerts,
  };
}

function countsOf(uploads: readonly Upload[]) {
  const reasons = new Map<string, number>();
  for (const upload of uploads)
    for (const [reason, count] of Object.entries(upload.unattributed))
      reasons.set(reason, (reasons.get(reason) ?? 0) + count);
  const attributed = sum(uploads.map((upload) => upload.attributed));
  const unattributed = sum([...reasons.values()]);
  const alerts = [...reasons].filter(([, count]) => count > 0);
  return {
    attributed,
    unattributed,
    rate: rateOf(attributed, attributed + unattributed),
    alerts: alerts.map(([reason, count]): Fields => ({ UnattributedReason: reason, Count: String(count) })),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** At most six digits; 0 of nothing. */
function rateOf(part: number, whole: number): string {
  return whole === 0 ? "0" : String(Number((part / whole).toFixed(6)));
}
