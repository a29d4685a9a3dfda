import equal from "fast-deep-equal";
import { isNew, type Props, wishes } from "../core/props";
import { isGoalType } from "../goals/definitions";
import type { ApiVersion } from "../goals/field";
import { isTable } from "../goals/library";
import { joined } from "../goals/propertyPath";
import { goalProblems } from "../goals/validate";

/**
 * What `ignoreChanges` seems to hold. Pulumi does not tell check of it, it puts the old inputs in the place of the new ones: a name with its
 * prefix and suffix, and after a refresh what people set in the web UI, which no program may say. So these are the name that has not changed,
 * and what the rules would have refused before.
 */
export function heldPaths(olds: Props, news: Props, version: ApiVersion): readonly string[] {
  if (isNew(olds)) return [];
  return [
    // Of what was imported no check has seen the name yet.
    ...(olds.customerId !== undefined && olds.name === news.name ? ["name"] : []),
    ...heldInGoal(olds, news, version),
    ...heldInLibrary(olds, news, version),
  ];
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
