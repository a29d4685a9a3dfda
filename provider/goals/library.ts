import { MOST_IN_ACCOUNT } from "./limits";
import { consentProblems } from "./management";
import { foldName } from "./names";
import type { Inputs, Problem } from "./problem";
import { show, UNKNOWN } from "./text";

/** A goal of a library, as the program gave it: it may be unknown, or nothing that a goal could be. */
export interface Listed {
  /** The goal's name, without the stack's prefix and suffix. */
  readonly key: string;
  readonly given: unknown;
}

/** What a library has beside what every resource has. */
export const LIBRARY_PROPERTIES = ["goals", "unlisted", "pauseAtMost"] as const;

/** What a goal of a library may not say: its key is its name, and the library says the rest once for all. */
const ONCE = ["name", "customerId", "accountId", "managed"] as const;

export function isTable(value: unknown): value is Inputs {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Why a library's goals can be empty though a program gave some. */
export const WHY_EMPTY =
  "Pulumi hands on a Map, or an instance of a class, as an empty object: give a plain one";

export function isEmpty(goals: unknown): boolean {
  return isTable(goals) && Object.keys(goals).length === 0;
}

/** What is wrong with a library's own properties; `own`: without those that every resource has. */
export function libraryProblems(own: Inputs, adopt: unknown): readonly Problem[] {
  const { goals, unlisted, pauseAtMost } = own;
  const problems: Problem[] = [];
  const refuse = (property: string, reason: string) => problems.push({ property, reason });
  for (const name of Object.keys(own))
    if (!LIBRARY_PROPERTIES.some((known) => known === name))
      refuse(name, `no such property. A library has ${LIBRARY_PROPERTIES.join(", ")}`);
  if (!isTable(goals) && goals !== UNKNOWN)
    refuse(
      "goals",
      `${isSet(goals) ? `got ${show(goals)}` : "is required"}; allowed: an object of goals by name`,
    );
  if (isEmpty(goals) && unlisted === "pause")
    refuse("unlisted", `with no goal in goals, "pause" would pause all goals of the account. ${WHY_EMPTY}`);
  if (isSet(unlisted) && unlisted !== "ignore" && unlisted !== "pause" && unlisted !== UNKNOWN)
    refuse("unlisted", `got ${show(unlisted)}; allowed: ignore, pause`);
  const isCount = Number.isInteger(pauseAtMost) && Number(pauseAtMost) >= 0;
  if (isSet(pauseAtMost) && !isCount && pauseAtMost !== UNKNOWN)
    refuse("pauseAtMost", `got ${show(pauseAtMost)}; allowed: a whole number from 0`);
  if (typeof adopt === "string")
    refuse(
      "adopt",
      `got ${show(adopt)}; allowed: true, false. An id belongs to one goal: set it on that goal`,
    );
  return problems;
}

/** What is wrong with a goal of a library: `own`, what would be wrong with a resource of its own, and a little more. */
export function listedProblems(goal: Listed, own: () => readonly Problem[]): readonly Problem[] {
  const { given } = goal;
  if (given === UNKNOWN) return [];
  if (!isTable(given))
    return [{ property: placeOf(goal), reason: `got ${show(given)}; allowed: an object with a type` }];
  const { renamedFrom } = given;
  const problems = [
    ...ONCE.filter((name) => isSet(given[name])).map((property) => ({
      property,
      reason:
        "no such property of a goal in a library: its key is its name, and the library sets the account",
    })),
    ...consentProblems(given),
    ...own(),
  ];
  if (isSet(renamedFrom) && typeof renamedFrom !== "string")
    problems.push({ property: "renamedFrom", reason: `got ${show(renamedFrom)}; allowed: the previous key` });
  return at(goal, problems);
}

/** What is wrong between goals: names that the service may treat as equal, renames that cross, too many goals. */
export function setProblems(goals: readonly Listed[]): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (goal: Listed, property: string, reason: string) =>
    problems.push(...at(goal, [{ property, reason }]));
  const keys = new Set(goals.map(({ key }) => key));
  const folded = new Map<string, Listed>();
  const renamed = new Map<string, Listed>();
  for (const goal of goals) {
    const twin = folded.get(foldName(goal.key));
    folded.set(foldName(goal.key), goal);
    if (twin !== undefined)
      refuse(
        goal,
        "name",
        `differs from ${show(twin.key)} only by case or blanks; the service may treat both as one name`,
      );
    const before = renamedFromOf(goal.given);
    if (before === undefined) continue;
    const other = renamed.get(before);
    renamed.set(before, goal);
    if (keys.has(before))
      refuse(goal, "renamedFrom", `${show(before)} is listed itself: a goal has one name`);
    else if (other !== undefined)
      refuse(goal, "renamedFrom", `${show(before)} is what ${show(other.key)} was renamed from`);
  }
  if (goals.length > MOST_IN_ACCOUNT)
    problems.push({
      property: "goals",
      reason: `${goals.length} goals; an account holds ${MOST_IN_ACCOUNT}`,
    });
  return problems;
}

/** The key that a goal of a library had before, when it is renamed. */
export function renamedFromOf(given: unknown): string | undefined {
  return isTable(given) && typeof given.renamedFrom === "string" ? given.renamedFrom : undefined;
}

/** Problems of a goal, said of its place in the library: `goals["Order placed"].urlExpression`. */
export function at(goal: Listed, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ property, reason }) => ({ property: `${placeOf(goal)}.${property}`, reason }));
}

function placeOf({ key }: Listed): string {
  return `goals[${JSON.stringify(key)}]`;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
