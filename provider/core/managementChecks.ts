import { howToSet, type Settings } from "../config/settings";
import { consentProblems, idProblems } from "../goals/management";
import { fullName } from "../goals/names";
import type { Problem } from "../goals/problem";
import { isCovered, stepsOf } from "../goals/propertyPath";
import { isNew, type Props } from "./props";
import type { Resource } from "./resource";

/** A program's inputs with all that config adds: the account, the default of onDelete, the name's prefix and suffix. */
export function resolved(resource: Resource, olds: Props, news: Props, settings: Settings): Props {
  // For an ignored name the engine hands back the old input, which has its prefix and suffix.
  const isOld = isCovered("name", resource.ignored) && olds.name === news.name;
  return {
    ...news,
    name: isOld ? news.name : fullName(news.name, settings),
    customerId: news.customerId ?? settings.customerId,
    accountId: news.accountId ?? settings.accountId,
    onDelete: news.onDelete ?? settings.onDelete,
  };
}

/**
 * Problems but for those of values that `ignoreChanges` holds: the engine puts what was there before in their place, which may be what
 * people set in the web UI. They are not compared and not sent.
 */
export function unlessHeld(
  problems: readonly Problem[],
  { ignored }: Resource,
  olds: Props,
  inputs: Props,
): readonly Problem[] {
  if (isNew(olds)) return problems;
  const isSet = (property: string) => inputs[stepsOf(property)[0] ?? ""] !== undefined;
  return problems.filter(({ property }) => !isSet(property) || !isCovered(property, ignored));
}

/** What is wrong with the inputs about management. */
export function managementProblems(inputs: Props): readonly Problem[] {
  return [...accountProblems(inputs), ...consentProblems(inputs)];
}

/** Ids that are missing everywhere come as one problem. */
export function accountProblems(inputs: Props): readonly Problem[] {
  const problems: Problem[] = [];
  const missing = (["customerId", "accountId"] as const).filter(
    (name) => inputs[name] === undefined || inputs[name] === null,
  );
  if (missing[0] !== undefined) {
    const how = missing.map((name) => `${name}: ${howToSet(name)}, or give it to the resource`).join("; ");
    problems.push({ property: missing[0], reason: `is missing. ${how}` });
  }
  return [...problems, ...idProblems(inputs)];
}
