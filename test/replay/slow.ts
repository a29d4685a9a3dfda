import type { RuleSwitches } from "../../provider/emulator";
import type { GoalKind } from "../../provider/emulator/goal/kinds";
import { contextOf } from "../../provider/emulator/operations/context";
import type { Hit } from "../../provider/emulator/store/hit";
import { Store } from "../../provider/emulator/store/store";
import type { StoredGoal } from "../../provider/emulator/store/types";
import { takeHit } from "../../provider/emulator/tracking/take";
import type { Counted } from "../../provider/replay/answer";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { TrafficHit } from "../../provider/replay/traffic";

/** What the emulator says of goals and hits, fed with one hit after the other at its time. */
export interface Slow {
  readonly counted: readonly Counted[];
  /** By goal, the lines of the hits that reach it. */
  readonly lines: readonly ReadonlySet<number>[];
}

/** The emulator knows accounts with a currency: this is theirs. */
export const currency = "EUR";

export function slowly(goals: readonly ReplayGoal[], hits: readonly TrafficHit[], rules: RuleSwitches): Slow {
  let now = 0;
  const store = new Store(() => now);
  store.change({ rules });
  for (const id of ["1", "2"])
    store.putTag({
      id,
      customerId: "111",
      fields: { Name: `tag ${id}` },
      deleted: false,
      unavailable: false,
    });
  for (const [index, goal] of goals.entries()) store.putGoal(stored(goal, index));
  const context = contextOf(store);
  const lines = goals.map(() => new Set<number>());
  for (const hit of hits) {
    now = hit.time;
    takeHit(context, sent(hit));
    for (const { goalId } of store.traffic.hits().at(-1)?.goals ?? []) lines[Number(goalId)]?.add(hit.line);
  }
  const counted = store.goals.map(
    (goal, index): Counted => ({
      reached: lines[index]?.size ?? 0,
      conversions: goal.conversions,
      revenue: goal.revenue ?? {},
    }),
  );
  return { counted, lines };
}

function sent({ time: _time, source: _source, line: _line, ...hit }: TrafficHit): Hit {
  return Object.fromEntries(Object.entries(hit).filter(([, value]) => value !== undefined)) as unknown as Hit;
}

function stored(goal: ReplayGoal, index: number): StoredGoal {
  const { revenue } = goal;
  const fields = {
    Name: goal.name,
    Status: goal.status,
    TagId: goal.tagId,
    CountType: goal.countType,
    ConversionWindowInMinutes: goal.conversionWindowInMinutes,
    UrlOperator: goal.urlOperator,
    UrlExpression: goal.urlExpression,
    MinimumDurationInSeconds: goal.minimumDurationInSeconds,
    MinimumPagesViewed: goal.minimumPagesViewed,
    CategoryOperator: goal.categoryOperator,
    CategoryExpression: goal.categoryExpression,
    ActionOperator: goal.actionOperator,
    ActionExpression: goal.actionExpression,
    LabelOperator: goal.labelOperator,
    LabelExpression: goal.labelExpression,
    ValueOperator: goal.valueOperator,
    Value: goal.value === undefined ? undefined : String(goal.value),
    Revenue: revenue && {
      Type: revenue.type,
      ...(revenue.value === undefined ? {} : { Value: String(revenue.value) }),
      ...(revenue.currencyCode === undefined ? {} : { CurrencyCode: revenue.currencyCode }),
    },
  };
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return {
    id: String(index),
    customerId: "111",
    accountId: "222",
    kind: goal.type as GoalKind,
    fields: given,
    deleted: false,
    conversions: 0,
  };
}
