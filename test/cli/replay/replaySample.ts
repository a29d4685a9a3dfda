import type { ChangedHits, GoalAnswer, ReplayAnswer } from "../../../provider/replay/answer";

const changed = (what: string, hits: number): ChangedHits => ({
  what,
  hits,
  at: ["access.log:12", "access.log.1:40", "access.log.1:77"],
});

const counted = (conversions: number, revenue: Readonly<Record<string, number>> = {}) => ({
  reached: conversions + 10,
  conversions,
  revenue,
});

/** Three goals: one counts fewer, one other pages, one as before. */
const GOALS: readonly GoalAnswer[] = [
  {
    name: "Order placed",
    id: "46068448",
    type: "Url",
    before: counted(3_412, { EUR: 85_300 }),
    after: counted(3_198, { EUR: 79_950 }),
    began: [changed("shop.example/thank-you-notes", 31)],
    ceased: [
      changed("shop.example/thank-you", 201),
      changed("shop.example/de/thank-you", 31),
      changed("shop.example/fr/thank-you/{…}", 9),
    ],
    beganMore: 0,
    ceasedMore: 4,
    problems: [],
  },
  {
    name: "Newsletter",
    id: "46068449",
    type: "Event",
    before: counted(310, { EUR: 930 }),
    after: counted(310, { EUR: 930 }),
    began: [changed("action subscribe", 12)],
    ceased: [changed("action signup", 12)],
    beganMore: 0,
    ceasedMore: 0,
    problems: [],
  },
  {
    name: "Five minutes in the shop",
    type: "Duration",
    began: [],
    ceased: [],
    beganMore: 0,
    ceasedMore: 0,
    problems: [
      { kind: "cannot be counted", words: "The traffic names no visitors, so no visit has a duration." },
    ],
  },
];

/** A goal among many. */
function goalNumber(index: number): GoalAnswer {
  const [first, second] = [(index * 7_919) % 5_000, (index * 6_007) % 5_000];
  const isSame = index % 3 === 0;
  const before = counted(first, { EUR: first * 25 });
  return {
    name: `Shop ${index}: order placed`,
    id: String(50_000_000 + index),
    type: index % 2 === 0 ? "Url" : "Event",
    before,
    after: isSame ? before : counted(second, { EUR: second * 25 }),
    began: isSame || index % 2 === 0 ? [] : [changed(`shop.example/${index}/thank-you-notes`, 31 + index)],
    ceased: isSame
      ? []
      : [changed(`shop.example/${index}/thank-you`, 51 + index), changed(`shop.example/${index}/danke`, 7)],
    beganMore: 0,
    ceasedMore: isSame ? 0 : index,
    problems:
      index % 40 === 0 ? [{ kind: "nothing reaches it", words: "Nothing in the traffic reaches it." }] : [],
  };
}

/** An answer about so many goals. */
export function sampleAnswer(count = GOALS.length, change: Partial<ReplayAnswer> = {}): ReplayAnswer {
  const many = Array.from({ length: Math.max(0, count - GOALS.length) }, (_, index) => goalNumber(index + 1));
  return {
    before: "live",
    after: "program",
    traffic: {
      sources: [
        {
          file: "access.log",
          format: "combined",
          records: 200_000,
          hits: 120_345,
          skipped: [
            { reason: "no time that can be read", count: 3, lines: [3, 8, 1_009], broken: true },
            { reason: "a static file", count: 79_652, lines: [1, 2, 4, 5, 6], broken: false },
          ],
        },
        { file: "access.log.1.gz", format: "combined", records: 9, hits: 9, skipped: [] },
      ],
      hits: 120_354,
      pageLoads: 120_354,
      events: 0,
      from: Date.UTC(2026, 9, 1, 0, 0, 1),
      to: Date.UTC(2026, 9, 31, 23, 59, 58),
      outOfOrder: 12,
      names: { tags: false, visitors: true, sessions: false, clicks: true, revenue: false },
      assumed: ["Address and browser of a log line are taken for a visitor."],
    },
    goals: [...GOALS, ...many].slice(0, count),
    sameHits: [{ goals: ["Newsletter", "Signup"], hits: 310 }],
    reliedOn: [
      {
        rule: "collect.case",
        mark: "documented",
        says: "Expressions match without case",
        source: "Microsoft: help, create a goal",
      },
      {
        rule: "collect.url-page-load",
        mark: "assumed",
        says: "Url goals look at page loads, not at the address that events carry",
        source: "an event on the page would count the visit of it again",
      },
    ],
    notCounted: ["The traffic names no sessions: Duration goals are not counted."],
    ...change,
  };
}
