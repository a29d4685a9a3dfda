import type { Counted, GoalAnswer, GoalProblem, ReplayAnswer } from "./answer";
import type { Place } from "./compare/changedHits";
import type { GoalPair } from "./compare/pairs";
import { expressionProblems, findings, obstacle } from "./judge";
import { isOfVisits } from "./match/target";
import { notCounted } from "./notCounted";
import { reliedOn } from "./relied";
import type { ReplayGoal } from "./replayGoal";
import type { Run } from "./run";
import type { TrafficNotes } from "./traffic";

/** What a replay has found. */
export function answerOf(run: Run, traffic: TrafficNotes): ReplayAnswer {
  const { after, before, sides, facts, holds, counter, hits, tags } = run;
  const words = ({ source, line }: Place) => `${traffic.sources[source]?.file ?? "?"}:${line}`;
  const goals = sides.pairs.map((pair, index) => goalAnswer(run, pair, index, words));
  const visitGoals = !facts.visits && sides.goals.some(isOfVisits);
  return {
    ...(before === undefined ? {} : { before: before.title }),
    after: after.title,
    traffic,
    goals: goals.sort((one, other) => change(other) - change(one) || (one.name < other.name ? -1 : 1)),
    sameHits: sameHits(run),
    reliedOn: reliedOn(sides.goals, facts, holds),
    notCounted: notCounted(counter, { hits, visitGoals: visitGoals && hits > 0, tags }),
  };
}

const change = ({ before, after }: GoalAnswer): number =>
  before === undefined && after === undefined
    ? 0
    : Math.abs((after?.conversions ?? 0) - (before?.conversions ?? 0));

function goalAnswer(run: Run, pair: GoalPair, index: number, words: (place: Place) => string): GoalAnswer {
  const after = sideOf(run, pair.after);
  const before = sideOf(run, pair.before);
  const goal = after?.goal ?? before?.goal;
  if (goal === undefined) throw new Error("a pair of goals has none");
  const lists = comparable(after) && comparable(before);
  const began = lists ? run.changes.began.get(index)?.list(words) : undefined;
  const ceased = lists ? run.changes.ceased.get(index)?.list(words) : undefined;
  const id = goal.id ?? before?.goal.id;
  return {
    name: goal.name,
    ...(before === undefined || before.goal.name === goal.name ? {} : { nameBefore: before.goal.name }),
    ...(id === undefined ? {} : { id }),
    type: goal.type,
    ...(before?.counted === undefined ? {} : { before: before.counted }),
    ...(after?.counted === undefined ? {} : { after: after.counted }),
    began: began?.listed ?? [],
    ceased: ceased?.listed ?? [],
    beganMore: began?.more ?? 0,
    ceasedMore: ceased?.more ?? 0,
    problems: [
      ...(after?.problems ?? []),
      // Of the older side only what keeps it from being counted.
      ...(before?.counted === undefined ? (before?.problems ?? []).map(ofOlderSide) : []),
    ],
  };
}

const comparable = (side: Side | undefined): boolean => side === undefined || side.counted !== undefined;

const ofOlderSide = ({ kind, words }: GoalProblem): GoalProblem => ({ kind, words: `Before: ${words}` });

interface Side {
  readonly goal: ReplayGoal;
  /** Undefined: it cannot be counted; a problem says why. */
  readonly counted: Counted | undefined;
  readonly problems: readonly GoalProblem[];
}

const nothing: Counted = { reached: 0, conversions: 0, revenue: {} };

function sideOf(run: Run, index: number | undefined): Side | undefined {
  const goal = index === undefined ? undefined : run.sides.goals[index];
  if (goal === undefined || index === undefined) return undefined;
  const cannot = obstacle(goal) ?? run.visitObstacle(goal);
  if (cannot !== undefined) return { goal, counted: undefined, problems: [cannot] };
  const broken = expressionProblems(goal, run.matcher.triedOf(index));
  if (broken.length > 0) return { goal, counted: undefined, problems: broken };
  const counted = run.counter.tallies[index]?.counted ?? nothing;
  const problems = findings(goal, run.isPaused(goal), counted.reached, run.seen.by(goal));
  return { goal, counted, problems: run.hits === 0 ? [] : problems };
}

/** Goals of the newer side that the very same hits reach, with how many. */
function sameHits(run: Run): ReplayAnswer["sameHits"] {
  const groups = new Map<string, { readonly names: string[]; readonly hits: number }>();
  for (const { after } of run.sides.pairs) {
    const side = sideOf(run, after);
    const tally = after === undefined ? undefined : run.counter.tallies[after];
    if (side?.counted === undefined || tally === undefined || tally.reached === 0) continue;
    const group = groups.get(tally.fingerprint) ?? { names: [], hits: tally.reached };
    group.names.push(side.goal.name);
    groups.set(tally.fingerprint, group);
  }
  return [...groups.values()]
    .filter(({ names }) => names.length > 1)
    .map(({ names, hits }) => ({ goals: names.sort(), hits }))
    .sort((one, other) => other.hits - one.hits);
}
