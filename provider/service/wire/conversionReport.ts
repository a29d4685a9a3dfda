import type { UploadsOfGoal, WhichUploads } from "../campaignManagement";
import { AnswerProblem } from "./answerProblem";
import type { Node, Reading } from "./dialect";
import { isMembers, member, text, whole } from "./nodes";
import { idList, listed } from "./reads";
import type { Transport } from "./transport";

/** What became of the uploads for some goals. Microsoft: GetOfflineConversionReportByGoalIds. */
export async function getOfflineConversionReport(
  transport: Transport,
  { goalIds, start, end }: WhichUploads,
): Promise<readonly UploadsOfGoal[]> {
  const operation = "GetOfflineConversionReportByGoalIds";
  if (goalIds.length === 0) return [];
  const { dialect } = transport;
  const answered = await transport.call(operation, {
    StartDateUtc: start.toISOString(),
    EndDateUtc: end.toISOString(),
    ...idList(transport, operation, "GoalIds", goalIds),
  });
  return transport.reading(operation, answered.trackingId, () =>
    listed(
      transport,
      operation,
      answered,
      "OfflineGoalConversionSummaries",
      "OfflineGoalConversionSummary",
      NOT_THERE,
    )
      .filter(isMembers)
      .map((node) => decodeSummary(node, dialect)),
  );
}

/** Invalid goal id. */
const NOT_THERE: readonly number[] = [5314];

function decodeSummary(node: Node, reading: Reading): UploadsOfGoal {
  const goalId = text(node, "GoalId", reading);
  if (typeof goalId !== "string")
    throw new AnswerProblem("MalformedAnswer", "a summary of uploads has no GoalId");
  return {
    goalId,
    attributed: whole(node, "OverallSuccessCount", reading) ?? 0,
    unattributed: whole(node, "OverallUnattributedCount", reading) ?? 0,
    alerts: reading
      .items(member(node, "OverallAlerts", reading), "OfflineConversionAlert", reading)
      .filter(isMembers)
      .map((alert) => ({
        reason: text(alert, "UnattributedReason", reading) ?? "Unknown",
        count: whole(alert, "Count", reading) ?? 0,
      })),
  };
}
