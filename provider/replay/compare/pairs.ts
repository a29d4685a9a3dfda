import type { Reach } from "../match/matchSets";
import { isOfTexts } from "../match/target";
import type { GoalSet, ReplayGoal } from "../replayGoal";

/** One goal on both sides, as far as they have it. Numbers are indexes into the goals of both sides, the newer first. */
export interface GoalPair {
  readonly after: number | undefined;
  readonly before: number | undefined;
}

/** The goals of both sides in one list, and which of them are the same goal. */
export interface Sides {
  readonly goals: readonly ReplayGoal[];
  readonly currencies: readonly (string | undefined)[];
  readonly pairs: readonly GoalPair[];
  readonly isCompared: boolean;
}

/** Pairs the goals of two sides by id, what is left by name. */
export function sidesOf(after: GoalSet, before: GoalSet | undefined): Sides {
  const older = before?.goals ?? [];
  const start = after.goals.length;
  const partners: (number | undefined)[] = after.goals.map(() => undefined);
  const free = new Set(older.keys());
  const pairBy = (key: (goal: ReplayGoal) => string | undefined) => {
    const open = new Map<string, number>();
    for (const index of [...free].reverse()) {
      const text = older[index] && key(older[index]);
      if (text !== undefined) open.set(text, index);
    }
    for (const [index, goal] of after.goals.entries()) {
      const text = key(goal);
      const other = text === undefined ? undefined : open.get(text);
      if (partners[index] !== undefined || other === undefined || !free.delete(other)) continue;
      partners[index] = other;
    }
  };
  pairBy(({ id }) => id);
  pairBy(({ name }) => name);
  const pairs = partners.map((other, index) => ({
    after: index,
    before: other === undefined ? undefined : start + other,
  }));
  const removed = [...free].map((index) => ({ after: undefined, before: start + index }));
  return {
    goals: [...after.goals, ...older],
    currencies: [...after.goals.map(() => after.currency), ...older.map(() => before?.currency)],
    pairs: [...pairs, ...removed],
    isCompared: before !== undefined,
  };
}

/**
 * In which pairs the sides differ over a hit, by the goals that it reaches. Only goals that look at texts: what the hit is that ends a
 * visit's way to a goal says nothing.
 */
export function changesOf({
  goals,
  pairs,
  isCompared,
}: Sides): (reached: readonly number[]) => Omit<Reach, "goals"> {
  const looks = (index: number | undefined) => index === undefined || isTextGoal(goals[index]);
  const compared = pairs.map(({ after, before }) => isCompared && looks(after) && looks(before));
  const pairOf = new Map(
    pairs.flatMap(({ after, before }, pair) => [[after, pair] as const, [before, pair] as const]),
  );
  return (reached) => {
    const all = new Set(reached);
    const began: number[] = [];
    const ceased: number[] = [];
    for (const goal of reached) {
      const pair = pairOf.get(goal);
      if (pair === undefined || !compared[pair]) continue;
      const isAfter = pairs[pair]?.after === goal;
      const other = isAfter ? pairs[pair]?.before : pairs[pair]?.after;
      if (other === undefined || !all.has(other)) (isAfter ? began : ceased).push(pair);
    }
    return { began, ceased };
  };
}

const isTextGoal = (goal: ReplayGoal | undefined): boolean => goal !== undefined && isOfTexts(goal);
