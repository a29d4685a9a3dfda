import type { Kit } from "../kit";
import { ids } from "../message";
import { behaviour, type ProbeGroup, refusal } from "../probe";
import type { Reply } from "../reply";
import { NotAsked, seenAs } from "../verdict";

const DAY_MS = 86_400_000;
const NOBODY = "1";

/** A report of these goals on the days up to now. */
function report(kit: Kit, goalIds: readonly string[], days = 6): Promise<Reply> {
  const now = kit.now();
  return kit.call("GetOfflineConversionReportByGoalIds", {
    StartDateUtc: new Date(now - days * DAY_MS).toISOString(),
    EndDateUtc: new Date(now).toISOString(),
    GoalIds: ids(...goalIds),
  });
}

export const reportProbes: ProbeGroup = {
  name: "reportRules",
  probes: [
    refusal("report.dates-missing", async (kit) =>
      kit.call("GetOfflineConversionReportByGoalIds", {
        GoalIds: ids(await kit.shared("OfflineConversion")),
      }),
    ),
    refusal("report.dates-range", async (kit) => report(kit, [await kit.shared("OfflineConversion")], 9)),
    refusal("report.goals-missing", (kit) => report(kit, [])),
    refusal("report.goals-too-many", async (kit) => {
      const own = await kit.shared("OfflineConversion");
      return report(
        kit,
        Array.from({ length: 21 }, () => own),
      );
    }),
    refusal("report.goal-unknown", (kit) => report(kit, [NOBODY])),
    refusal("report.goal-type", async (kit) => report(kit, [await kit.shared("Url")])),
    behaviour("report.goal-without-uploads", async (kit) => {
      const reply = await report(kit, [await kit.shared("OfflineConversion")]);
      if (!reply.accepted) throw new NotAsked("the report that it needs was refused");
      return seenAs(reply.all("OfflineGoalConversionSummaries", "OfflineGoalConversionSummary").length === 1);
    }),
  ],
  unasked: [],
};
