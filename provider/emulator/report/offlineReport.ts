import { goalVisible } from "../goal/view";
import { eachItem, type OperationResult, type OrderedRefusals, type Outcome } from "../operations/batch";
import { type Caller, type Context, refuseCall } from "../operations/context";
import { problemOf } from "../rules";
import { asList, type Fields, type Value } from "../schema/values";
import type { StoredGoal, Upload } from "../store/types";
import { dayOf, summaryOf } from "./summary";

const mostMs = 7 * 86_400_000;

/** GetOfflineConversionReportByGoalIds: a summary for each goal, but for those that have an error. */
export function getOfflineReport(
  context: Context,
  caller: Caller,
  request: Fields,
  ordered: OrderedRefusals,
): OperationResult {
  const [start, end] = [timeOf(request.StartDateUtc), timeOf(request.EndDateUtc)];
  refuseCall(context, "api", "report.dates-missing", start === undefined || end === undefined);
  const last = end ?? context.store.now();
  const first = start ?? last - mostMs;
  refuseCall(context, "api", "report.dates-range", last < first || last - first > mostMs);
  const ids = asList(request.GoalIds).map(String);
  refuseCall(context, "api", "report.goals-missing", ids.length === 0);
  const most = context.store.settings.limits.goalsPerReport;
  refuseCall(context, "api", "report.goals-too-many", ids.length > most);
  const channels = asList(request.UploadChannelFilter).map(String);
  const isAsked = ({ at, channel }: Upload) => {
    const isFiltered = channels.length > 0 && context.holds("report.channels");
    return (
      dayOf(at) >= dayOf(first) && dayOf(at) <= dayOf(last) && (!isFiltered || channels.includes(channel))
    );
  };
  const { answers, errors } = eachItem(ids, ordered, (id) => {
    const goal = context.store.goal(String(id));
    return outcomeOf(context, caller, goal, (goal?.uploads ?? []).filter(isAsked));
  });
  const summaries = answers.filter((answer) => answer !== null);
  return { answer: { OfflineGoalConversionSummaries: summaries }, errors };
}

function outcomeOf(
  context: Context,
  caller: Caller,
  goal: StoredGoal | undefined,
  uploads: readonly Upload[],
): Outcome {
  if (goal === undefined || !goalVisible(context, caller, goal))
    return context.holds("report.goal-unknown")
      ? { problems: [problemOf("report.goal-unknown")] }
      : { answer: null };
  if (goal.kind !== "OfflineConversion" && context.holds("report.goal-type"))
    return { problems: [problemOf("report.goal-type")] };
  const isLeftOut = uploads.length === 0 && !context.holds("report.goal-without-uploads");
  return { answer: isLeftOut ? null : summaryOf(goal, uploads) };
}

/** Milliseconds since 1970; a time without a zone is in UTC, as the names of the members say. */
function timeOf(value: Value | undefined): number | undefined {
  const text = typeof value === "string" ? value.trim() : "";
  const time = Date.parse(/(Z|[+-]\d\d:\d\d)$/.test(text) ? text : `${text}Z`);
  return Number.isNaN(time) ? undefined : time;
}
