import equal from "fast-deep-equal";
import { isNew, type Props, wishes } from "../core/props";
import { isGoalType } from "../goals/definitions";
import type { ApiVersion } from "../goals/field";
import { isTable } from "../goals/library";
import { type NameForm, ownName } from "../goals/names";
import { joined } from "../goals/propertyPath";
import { goalProblems } from "../goals/validate";

/** The settings that tell of a value whether a program gave it. */
type HeldBy = NameForm & { readonly apiVersion: ApiVersion };

/**
 * What `ignoreChanges` seems to hold. Pulumi does not tell check of it, it puts the old inputs in the place of the new ones: a name with its
 * prefix and suffix, and after a refresh what people set in the web UI, which no program may say. So these are a whole name that has not changed,
 * and what the rules would have refused before.
 */
export function heldPaths(olds: Props, news: Props, settings: HeldBy): readonly string[] {
  if (isNew(olds)) return [];
  const { apiVersion } = settings;
  return [
    // Of what was imported no check has seen the name yet.
    ...(olds.customerId !== undefined && isHeldName(olds.name, news.name, settings) ? ["name"] : []),
    ...heldInGoal(olds, news, apiVersion),
    ...heldInLibrary(olds, news, apiVersion),
  ];
}

/** One without the prefix and suffix of now is the program's: config may have got them since, or people may have renamed the goal. */
function isHeldName(old: unknown, now: unknown, settings: HeldBy): boolean {
  return old === now && typeof now === "string" && ownName(now, settings) !== undefined;
}

function heldInGoal(olds: Props, news: Props, version: ApiVersion): readonly string[] {
  if (!isGoalType(olds.type) || olds.type !== news.type) return [];
  const refused = goalProblems(wishes(olds), version).map(({ property }) => property);
  const isSame = (path: string) => equal(olds[nameOf(path)], news[nameOf(path)]);
  return refused.filter(isSame);
}

function nameOf(path: string): string {
  return path.split(/[.[]/)[0] ?? "";
}

function heldInLibrary(
  { goals: olds }: Props,
  { goals: news }: Props,
  version: ApiVersion,
): readonly string[] {
  if (!isTable(olds) || !isTable(news)) return [];
  return Object.entries(olds).flatMap(([key, old]) => {
    const now = Object.hasOwn(news, key) ? news[key] : undefined;
    if (!isTable(old) || !isTable(now)) return [];
    const held = heldInGoal({ name: key, ...old }, { name: key, ...now }, version);
    return held.map((path) => `${joined("goals", key)}.${path}`);
  });
}
