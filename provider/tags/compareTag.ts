import { type Difference, leavesOf, withSecrets } from "../goals/difference";
import type { Inputs } from "../goals/problem";
import { holdsUnknown } from "../goals/text";
import type { LiveTag } from "./tag";
import { TAG_FIELDS } from "./tagProblems";

/** The fields that a program sets, by name. */
export function wantedTag(inputs: Inputs): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    TAG_FIELDS.filter((name) => inputs[name] !== undefined && inputs[name] !== null).map((name) => [
      name,
      inputs[name],
    ]),
  );
}

/** A live tag with a word on every field: replies were asked for all of them, so one that is missing is not set. */
export function withEveryField(live: LiveTag): LiveTag {
  return { description: null, industry: null, ...live };
}

/** The fields in which a live tag differs from what is wanted. A field that the reply lacks is no difference. */
export function tagDifferences(
  wanted: Inputs,
  live: LiveTag,
  secret: readonly string[] = [],
): readonly Difference[] {
  const found = Object.entries(wanted).flatMap(([name, value]) => {
    const have = live[name as (typeof TAG_FIELDS)[number]];
    if (holdsUnknown(value) || have === undefined || value === (have ?? (value === "" ? "" : undefined)))
      return [];
    return leavesOf(name, undefined, value, have);
  });
  return withSecrets(found, secret);
}

/** What to send to make a live tag as wanted; undefined when nothing differs. */
export function tagPatch(wanted: Inputs, live: LiveTag): Readonly<Record<string, unknown>> | undefined {
  const found = tagDifferences(wanted, live);
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map((difference) => [difference.name, difference.wanted]));
}
