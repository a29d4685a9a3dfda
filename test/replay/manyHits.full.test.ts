import { expect, it } from "vitest";
import { Hash } from "../../provider/replay/match/hash";
import { Memo } from "../../provider/replay/match/memo";
import { replay } from "../../provider/replay/replay";
import type { TrafficHit } from "../../provider/replay/traffic";
import { goal, hit, recorded, startedAt } from "./recorded";
import { currency, slowly } from "./slow";

/** The same numbers in every run, from 0 up to `below`. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

it("a week of a shop, in many batches, comes to what the emulator says", async () => {
  const next = numbers(3);
  let time = startedAt;
  const hits = Array.from({ length: 9_000 }, (_, index): TrafficHit => {
    time += next(120_000);
    const visitor = `v${next(60)}`;
    const common = {
      time,
      line: index + 1,
      visitor,
      click: next(5) === 0 ? `c${next(200)}` : undefined,
      pageView: `p${Math.floor(index / 3)}`,
    };
    if (next(4) > 0)
      return hit({
        ...common,
        page: `https://${next(2) === 0 ? "www." : ""}shop.example/${["thanks", "cart", "shoes"][next(3)]}/${next(90)}`,
      });
    if (next(2) === 0)
      return hit({ ...common, event: "custom", revenue: next(10_000) / 100, currency: "USD" });
    return hit({
      ...common,
      event: "custom",
      category: "shop",
      action: ["buy", "look"][next(2)],
      value: next(50),
    });
  });
  const goals = [
    goal({ urlExpression: "/thanks/", revenue: { type: "VariableValue", value: "5" } }),
    goal({ urlExpression: "/thanks/", countType: "Unique", conversionWindowInMinutes: 600 }),
    goal({
      urlExpression: "shop.example/cart/7",
      urlOperator: "BeginsWith",
      revenue: { type: "FixedValue", value: "0.1" },
    }),
    goal({ urlExpression: "https://shop.example/shoes/12", urlOperator: "Equals" }),
    goal({ urlExpression: "/(?:thanks|cart)/\\d{2}$", urlOperator: "RegularExpression" }),
    goal({ type: "Duration", minimumDurationInSeconds: 900, countType: "Unique" }),
    goal({ type: "PagesViewedPerVisit", minimumPagesViewed: 5, revenue: { type: "FixedValue", value: "2" } }),
    goal({
      type: "Event",
      actionOperator: "Equals",
      actionExpression: "BUY",
      value: "25",
      valueOperator: "GreaterThan",
    }),
    goal({ type: "Event", categoryOperator: "BeginsWith", categoryExpression: "sh", countType: "Unique" }),
  ].map((each, index) => ({ ...each, id: String(index), name: `Goal ${index}`, status: "Active" }));
  const answer = await replay(recorded(hits, 1_000), { title: "program", currency, goals });
  const slow = slowly(goals, hits, {});
  for (const { reached } of slow.counted) expect(reached).toBeGreaterThan(0);
  for (const [index, counted] of slow.counted.entries())
    expect(answer.goals.find(({ id }) => id === String(index))?.after).toEqual(counted);
});

it("what pages matched is remembered for the last 65,000 of them, and never mixed up", () => {
  const [memo, hash] = [new Memo<number>(), new Hash(5)];
  const last = 200_000;
  for (let index = 0; index < last; index++) {
    if (memo.get(hash.start(0).text(`/page/${index}`)) !== undefined)
      throw new Error(`${index} is there already`);
    memo.set(hash, index);
  }
  for (let index = last - 1; index > last - 65_000; index--)
    if (memo.get(hash.start(0).text(`/page/${index}`)) !== index) throw new Error(`${index} is not there`);
  expect(memo.get(hash.start(0).text("/page/0"))).toBeUndefined();
});
