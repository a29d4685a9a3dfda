import type { Kind } from "../config/ignoredPaths";
import { type ActiveGoals, unlistedWords, wantedWords } from "../goals/activeGoals";
import { isTable } from "../goals/library";
import type { Inputs, Problem } from "../goals/problem";
import { joined } from "../goals/propertyPath";
import { show, UNKNOWN } from "../goals/text";
import { withDefaults } from "../goals/writtenDefaults";

interface Declared {
  readonly kind: Kind;
  /** What people call the resource. */
  readonly resource: string;
  readonly known: Inputs;
  /** Of what is ignored the engine may put the old value in its place. */
  readonly isIgnored: (property: string) => boolean;
}

/**
 * A library that pauses what it does not list, and another goal that is to be Active, as far as the program's process knows them: it alone
 * knows both where the engine asks for one only after it has done the other.
 */
export function activeProblems(
  { kind, resource, known, isIgnored }: Declared,
  activeOf: (customer: unknown) => ActiveGoals,
): readonly Problem[] {
  const isOpen = (property: string) => known[property] === UNKNOWN || isIgnored(property);
  if ((kind !== "goal" && kind !== "library") || isOpen("customerId") || isOpen("accountId")) return [];
  const active = activeOf(known.customerId);
  const accountId = String(known.accountId ?? "");
  const problems = goalsOf(kind, resource, known).flatMap(({ path, name, isListed, given, ...goal }) => {
    const { status, scope } = withDefaults(given);
    if (status !== "Active" || isIgnored(isListed ? `${path}.status` : "status")) return [];
    const library = active.wants({ ...goal, accountId, isShared: scope === "Customer", isListed });
    return library === undefined ? [] : [{ property: path, reason: unlistedWords(show(name), library) }];
  });
  if (kind === "goal" || known.unlisted !== "pause" || isIgnored("unlisted")) return problems;
  const wanter = active.pauses(accountId, resource);
  return wanter === undefined
    ? problems
    : [...problems, { property: "unlisted", reason: wantedWords(wanter) }];
}

/** The goal of a resource, or those of a library. */
function goalsOf(kind: Kind, resource: string, known: Inputs) {
  if (kind === "goal") return [{ path: "name", name: known.name, resource, isListed: false, given: known }];
  const goals = isTable(known.goals) ? Object.entries(known.goals) : [];
  return goals.flatMap(([name, given]) => {
    const listed = { path: joined("goals", name), name, resource: `${resource}[${show(name)}]` };
    return isTable(given) ? [{ ...listed, isListed: true, given }] : [];
  });
}
