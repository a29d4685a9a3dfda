import { type RuleId, ruleOf } from "../emulator";
import type { ReliedOn } from "./answer";
import { isOfVisits, pairsOf } from "./match/target";
import type { Holds } from "./options";
import type { ReplayGoal } from "./replayGoal";

/** What the traffic has that rules speak of. */
export interface TrafficFacts {
  readonly eventsWithPage: boolean;
  readonly clicks: boolean;
  /** Hits that name no ad click. */
  readonly withoutClick: boolean;
  readonly revenue: boolean;
  /** Visits can be told apart. */
  readonly visits: boolean;
}

/** The rules that decide what these goals count of this traffic. A rule that is off is named too, as not applied. */
export function reliedOn(
  goals: readonly ReplayGoal[],
  facts: TrafficFacts,
  holds: Holds,
): readonly ReliedOn[] {
  return rulesOf(goals, facts, holds).map((rule) => {
    const { mark, says, source } = ruleOf(rule);
    return { rule, mark, source, says: holds(rule) ? says : `Not applied: ${says}` };
  });
}

function rulesOf(goals: readonly ReplayGoal[], facts: TrafficFacts, holds: Holds): readonly RuleId[] {
  const pairs = goals.flatMap(pairsOf);
  const has = (wanted: (goal: ReplayGoal) => boolean) => goals.some(wanted);
  const ofUrls = has(({ type }) => type === "Url");
  const starts = goals.some(
    ({ type, urlOperator = "Equals" }) => type === "Url" && ["Equals", "BeginsWith"].includes(urlOperator),
  );
  const unique = has(({ countType }) => countType === "Unique");
  const visits = facts.visits && has(isOfVisits);
  const varies = has(({ revenue }) => revenue?.type === "VariableValue");
  const relied: readonly (readonly [RuleId, boolean])[] = [
    ["collect.case", pairs.length > 0],
    ["collect.paused", has(({ status }) => status === "Paused")],
    ["collect.url-page-load", ofUrls && facts.eventsWithPage],
    ["collect.url-prefix", starts],
    ["collect.expression-anywhere", pairs.some(({ operator }) => operator === "RegularExpression")],
    ["collect.event-pairs", has(hasSeveralPairs)],
    ["collect.visit", visits],
    ["collect.duration", visits && has(({ type }) => type === "Duration")],
    ["collect.pages", visits && has(({ type }) => type === "PagesViewedPerVisit")],
    ["collect.once-per-visit", visits],
    ["collect.click", goals.length > 0 && (facts.withoutClick || holds("collect.click"))],
    ["collect.window", facts.clicks],
    ["collect.unique", unique],
    ["collect.unique-visitor", unique && facts.withoutClick],
    ["collect.revenue-fixed", has(({ revenue }) => revenue?.type === "FixedValue")],
    ["collect.revenue-variable", varies],
    ["collect.revenue-page", varies && ofUrls && facts.revenue],
  ];
  return relied.flatMap(([rule, matters]) => (matters ? [rule] : []));
}

const hasSeveralPairs = (goal: ReplayGoal): boolean =>
  goal.type === "Event" && pairsOf(goal).length + (goal.value === undefined ? 0 : 1) > 1;
