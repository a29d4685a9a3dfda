import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RuleSwitches } from "../../provider/emulator";
import type { ChangedHits } from "../../provider/replay/answer";
import { Shown } from "../../provider/replay/mask/shown";
import { Hash } from "../../provider/replay/match/hash";
import { replay } from "../../provider/replay/replay";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { TrafficHit } from "../../provider/replay/traffic";
import { anyGoals, anyHits, anyRules } from "./anyTraffic";
import { recorded } from "./recorded";
import { currency, slowly } from "./slow";

/** `MSADS_REPLAYS=20000` tries that many, `MSADS_REPLAYS_SEED` other ones. */
const numRuns = Number(process.env.MSADS_REPLAYS ?? 250);
const seed = Number(process.env.MSADS_REPLAYS_SEED ?? 20_260_501);
const cannot = new Set(["cannot be counted", "expression unreadable", "expression too slow"]);

const set = (title: string, goals: readonly ReplayGoal[]) => ({ title, currency, goals });

const namesVisits = (hits: readonly TrafficHit[]) =>
  hits.some(({ session, visitor }) => session !== undefined || visitor !== undefined);

describe("replay says what the emulator says", () => {
  it("of every goal: hits that reach it, conversions, revenue", async () => {
    const same = async (goals: readonly ReplayGoal[], hits: readonly TrafficHit[], rules: RuleSwitches) => {
      const answer = await replay(recorded(hits, 7), set("program", goals), undefined, { rules, seed: 1 });
      const slow = slowly(goals, hits, rules);
      for (const [index, goal] of goals.entries()) {
        const fast = answer.goals.find(({ id }) => id === goal.id);
        if (fast?.after === undefined) {
          expect(fast?.problems.some(({ kind }) => cannot.has(kind))).toBe(true);
          if (!namesVisits(hits) && ["Duration", "PagesViewedPerVisit"].includes(goal.type)) continue;
          expect(fast?.problems.map(({ kind }) => kind)).toContain("expression unreadable");
        } else expect(fast.after, JSON.stringify(goal)).toEqual(slow.counted[index]);
      }
    };
    await fc.assert(fc.asyncProperty(anyGoals, anyHits, anyRules, same), { numRuns, seed });
  });

  it("of two sides: which hits began and ceased to match", async () => {
    const same = async (
      after: readonly ReplayGoal[],
      before: readonly ReplayGoal[],
      hits: readonly TrafficHit[],
      rules: RuleSwitches,
    ) => {
      const answer = await replay(recorded(hits), set("program", after), set("live", before), {
        rules,
        seed: 2,
      });
      const [slowAfter, slowBefore] = [slowly(after, hits, rules), slowly(before, hits, rules)];
      const shown = new Shown(new Hash(3));
      for (const index of Array.from({ length: Math.max(after.length, before.length) }).keys()) {
        const fast = answer.goals.find(({ id }) => id === `g${index}`);
        const sides = [after[index], before[index]];
        const [newer, older] = [slowAfter.lines[index], slowBefore.lines[index]];
        const isListed =
          sides.every((goal) => goal === undefined || ["Url", "Event"].includes(goal.type)) &&
          !fast?.problems.some(({ kind }) => cannot.has(kind));
        const expected = (
          these: ReadonlySet<number> | undefined,
          others: ReadonlySet<number> | undefined,
        ) => {
          const counts: Record<string, number> = {};
          for (const hit of isListed ? hits : []) {
            if (!these?.has(hit.line) || others?.has(hit.line)) continue;
            counts[shown.of(hit)] = (counts[shown.of(hit)] ?? 0) + 1;
          }
          return counts;
        };
        const listed = (list: readonly ChangedHits[] = []) =>
          Object.fromEntries(list.map(({ what, hits }) => [what, hits]));
        expect(listed(fast?.began)).toEqual(expected(newer, older));
        expect(listed(fast?.ceased)).toEqual(expected(older, newer));
      }
    };
    await fc.assert(fc.asyncProperty(anyGoals, anyGoals, anyHits, anyRules, same), { numRuns, seed });
  });
});
