import { changesIn } from "../goals/compare";
import type { Difference } from "../goals/difference";
import { compareFields, picked, type WantedFields } from "../goals/flatFields";
import type { Inputs } from "../goals/problem";
import { type LiveTag, tagFields } from "./tag";
import { TAG_FIELDS } from "./tagProblems";

/** The fields that a program sets, by name. */
export function wantedTag(inputs: Inputs): Inputs {
  return picked(inputs, TAG_FIELDS);
}

/** A live tag with a word on every field: replies were asked for all of them, so one that is missing is not set. */
export function withEveryField(live: LiveTag): LiveTag {
  return { description: null, industry: null, sharedWith: null, ...live };
}

/** A tag compared with what is live: the one comparison that diff, notices, payloads and reports read. */
export interface TagComparison {
  readonly live: LiveTag;
  readonly differences: readonly Difference[];
}

/** Compares a tag with what is live. */
export function compareTag(wanted: WantedFields, live: LiveTag): TagComparison {
  return { live, differences: compareFields(wanted, { ...live }, tagFields) };
}

/** What to send so that a live tag matches the program; undefined when nothing differs. */
export function tagPatch(compared: TagComparison): Readonly<Record<string, unknown>> | undefined {
  const found = changesIn(compared);
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map((difference) => [difference.name, difference.wanted]));
}
