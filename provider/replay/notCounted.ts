import type { Counter } from "./count/counter";
import type { TagFacts } from "./tagFacts";

/** What the traffic cannot tell. */
export interface Missing {
  readonly hits: number;
  /** Duration and PagesViewedPerVisit goals that could not be counted. */
  readonly visitGoals: boolean;
  readonly tags: TagFacts;
}

const number = (count: number): string => count.toLocaleString("en-US");

/** What could not be counted, or not for certain, a sentence each. */
export function notCounted(
  { windows, visits, revenue }: Counter,
  { hits, visitGoals, tags }: Missing,
): readonly string[] {
  const sentences: readonly (readonly [boolean | number, string])[] = [
    [
      tags.mixedUp,
      `${tags.withoutTag === hits ? "The traffic names no tags" : `${number(tags.withoutTag)} of ${number(hits)} hits name no tag`}, and the goals are of ${number(tags.mixedUp)} tags: each goal is counted as if its tag were on every page.`,
    ],
    [
      tags.ofAllTags,
      `The traffic is of several tags, and the tag of ${tags.ofAllTags === 1 ? "1 goal is" : `${number(tags.ofAllTags)} goals is`} not known yet: what each tag sends is counted, so a page with two tags counts twice.`,
    ],
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
