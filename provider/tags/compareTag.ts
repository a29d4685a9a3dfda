import equal from "fast-deep-equal";
import { changesIn } from "../goals/compare";
import { type Difference, leavesOf, type Why, withSecrets } from "../goals/difference";
import { sameIds } from "../goals/idSet";
import type { Inputs } from "../goals/problem";
import { isCovered } from "../goals/propertyPath";
import { holdsUnknown } from "../goals/text";
import type { SaidBefore } from "../goals/wanted";
import { type LiveTag, tagFields } from "./tag";
import { TAG_FIELDS } from "./tagProblems";

type TagField = (typeof TAG_FIELDS)[number];

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

/** What a program wants of a tag. */
export interface WantedTag {
  /** The fields that it sets. */
  readonly fields: Inputs;
  /** What it said before, and the names of the fields that it set. Undefined where that is what it says. */
  readonly before?: SaidBefore;
  readonly ignored?: readonly string[];
  readonly secret?: readonly string[];
}

/** A tag compared with what is live: the one comparison that diff, notices, payloads and reports read. */
export interface TagComparison {
  readonly live: LiveTag;
  readonly differences: readonly Difference[];
}

/** Compares a tag. A field that the reply lacks is no difference. Nothing of a tag has a documented default: what left the program stays. */
export function compareTag(wanted: WantedTag, live: LiveTag): TagComparison {
  const { fields, before, ignored = [], secret } = wanted;
  const why = (name: string): Why => {
    if (isCovered(name, ignored)) return "ignored";
    return before === undefined || equal(before.values[name], fields[name]) ? "drifted" : "edited";
  };
  const found = Object.entries(fields).flatMap(([name, value]) => {
    const have = live[name as TagField];
    if (holdsUnknown(value) || have === undefined || isSame(name, value, have)) return [];
    return leavesOf(name, tagFields[name as TagField], value, have, why);
  });
  const left = (before?.managed ?? [])
    .filter((name) => fields[name] === undefined)
    .flatMap((name) => leavesOf(name, undefined, undefined, live[name as TagField], () => "left"));
  return { live, differences: withSecrets([...found, ...left], secret) };
}

function isSame(name: string, value: unknown, have: unknown): boolean {
  if (name === "sharedWith") return sameIds(value, have);
  return value === (have ?? (value === "" ? "" : undefined));
}

/** What to send so that a live tag matches the program; undefined when nothing differs. */
export function tagPatch(compared: TagComparison): Readonly<Record<string, unknown>> | undefined {
  const found = changesIn(compared);
  return found.length === 0
    ? undefined
    : Object.fromEntries(found.map((difference) => [difference.name, difference.wanted]));
}
