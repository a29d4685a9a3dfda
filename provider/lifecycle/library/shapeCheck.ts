import { foldName } from "../../account/snapshot";
import { holdsUnknown, show } from "../../goals/text";
import { goalProblems, type Problem } from "../../goals/validate";
import { consentProblems, unlessHeld } from "../checking";
import { type Props, wishes } from "../shape";
import type { Session } from "../world";
import { type Entry, isTable, ONCE } from "./entries";

const PROPERTIES = ["goals", "unlisted", "pauseAtMost"];
/** Microsoft: 1,000 goals an account. */
const MOST = 1_000;

/** What is wrong with the library's own properties. */
export function shapeProblems({ nameForm: _, ...library }: Props): readonly Problem[] {
  const { goals, unlisted, pauseAtMost, adopt } = library;
  const problems: Problem[] = [];
  const refuse = (property: string, reason: string) => problems.push({ property, reason });
  for (const name of Object.keys(wishes(library)))
    if (!PROPERTIES.includes(name)) refuse(name, `no such property. A library has ${PROPERTIES.join(", ")}`);
  if (!isTable(goals) && !isUnknown(goals))
    refuse("goals", `got ${show(goals)}; allowed: an object of goals by name`);
  if (unlisted !== undefined && unlisted !== "ignore" && unlisted !== "pause" && !isUnknown(unlisted))
    refuse("unlisted", `got ${show(unlisted)}; allowed: ignore, pause`);
  const isCount = Number.isInteger(pauseAtMost) && Number(pauseAtMost) >= 0;
  if (pauseAtMost !== undefined && !isCount && !isUnknown(pauseAtMost))
    refuse("pauseAtMost", `got ${show(pauseAtMost)}; allowed: a whole number from 0`);
  if (typeof adopt === "string" && !isUnknown(adopt))
    refuse("adopt", `got ${show(adopt)}; allowed: true, false. An id is one goal's: give it to that goal`);
  return problems;
}

/** What is wrong with single goals: what would be wrong with a resource of its own, and a little more. `before`: the goal's inputs so far. */
export function entryProblems(entry: Entry, before: Props, { settings }: Session): readonly Problem[] {
  const { given, props } = entry;
  if (isUnknown(given)) return [];
  if (!isTable(given))
    return [{ property: placeOf(entry), reason: `got ${show(given)}; allowed: an object with a type` }];
  const { adopt, onDelete = "pause", renamedFrom } = given;
  const problems = [
    ...ONCE.filter((name) => given[name] !== undefined && given[name] !== null).map((property) => ({
      property,
      reason: "no such property of a goal in a library: its key is its name, the library says the rest",
    })),
    ...consentProblems({ adopt, onDelete }),
    ...unlessHeld(goalProblems(wishes(props), settings.apiVersion), before, props),
  ];
  if (renamedFrom !== undefined && renamedFrom !== null && typeof renamedFrom !== "string")
    problems.push({ property: "renamedFrom", reason: `got ${show(renamedFrom)}; allowed: the key before` });
  return at(entry, problems);
}

/** What is wrong between goals: names that the service may take for one, too many, a second in-store goal. */
export function setProblems(entries: readonly Entry[]): readonly Problem[] {
  const problems: Problem[] = [];
  const refuse = (entry: Entry, property: string, reason: string) =>
    problems.push(...at(entry, [{ property, reason }]));
  const keys = new Set(entries.map(({ key }) => key));
  const folded = new Map<string, Entry>();
  const renamed = new Map<string, Entry>();
  for (const entry of entries) {
    const twin = folded.get(foldName(entry.key));
    folded.set(foldName(entry.key), entry);
    if (twin !== undefined)
      refuse(
        entry,
        "name",
        `is the same as ${show(twin.key)} but for case or blanks; the service may take the two for one`,
      );
    const { renamedFrom } = entry;
    if (renamedFrom === undefined) continue;
    const other = renamed.get(renamedFrom);
    renamed.set(renamedFrom, entry);
    if (keys.has(renamedFrom))
      refuse(entry, "renamedFrom", `${show(renamedFrom)} is listed itself: a goal has one name`);
    else if (other !== undefined)
      refuse(entry, "renamedFrom", `${show(renamedFrom)} is what ${show(other.key)} was renamed from`);
  }
  if (entries.length > MOST)
    problems.push({ property: "goals", reason: `${entries.length} goals; an account holds ${MOST}` });
  return problems;
}

/** Problems of a goal, said of its place in the library: `goals["Order placed"].urlExpression`. */
export function at(entry: Entry, problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ property, reason }) => ({ property: `${placeOf(entry)}.${property}`, reason }));
}

function placeOf({ key }: Entry): string {
  return `goals[${JSON.stringify(key)}]`;
}

function isUnknown(value: unknown): boolean {
  return typeof value === "string" && holdsUnknown(value);
}
