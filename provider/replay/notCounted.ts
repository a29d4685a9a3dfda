import type { Counter } from "./count/counter";

/** What the traffic cannot tell. */
export interface Missing {
  readonly hits: number;
  /** Duration and PagesViewedPerVisit goals that could not be counted. */
  readonly visitGoals: boolean;
}

const number = (count: number): string => count.toLocaleString("en-US");

/** What could not be counted, or not for certain, a sentence each. */
export function notCounted(
  { windows, visits, revenue }: Counter,
  { hits, visitGoals }: Missing,
): readonly string[] {
  const sentences: readonly (readonly [boolean | number, string])[] = [
    [
      visitGoals,
      "The traffic names no sessions and no visitors, so Duration and PagesViewedPerVisit goals are not counted.",
    ],
    [
      !visitGoals && visits.ofNobody > 0,
      `${number(visits.ofNobody)} of ${number(hits)} hits name no session and no visitor: each is taken as a visit of its own.`,
    ],
    [
      windows.ofNobody,
      `${number(windows.ofNobody)} conversions of goals with countType Unique come from hits that name no ad click, visitor or session: each is counted.`,
    ],
    [
      visits.forgotten,
      `${number(visits.forgotten)} visits were forgotten for want of memory; they may count as two.`,
    ],
    [
      windows.forgottenClicks,
      `${number(windows.forgottenClicks)} ad clicks were forgotten for want of memory; conversions after their window may be counted.`,
    ],
    [
      windows.forgottenPersons,
      `${number(windows.forgottenPersons)} conversions of goals with countType Unique were forgotten for want of memory; their persons may be counted twice.`,
    ],
    [
      revenue.pages.forgotten,
      `${number(revenue.pages.forgotten)} pages were forgotten for want of memory; revenue that they reported later is left out.`,
    ],
  ];
  return sentences.flatMap(([holds, words]) => (holds ? [words] : []));
}
