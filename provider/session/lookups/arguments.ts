import { inWords, type Problem } from "../../goals/problem";
import { show, UNKNOWN } from "../../goals/text";
import type { LookupArgs } from "./lookup";

const ARGUMENTS = ["name", "id", "customerId", "accountId"];

/** What is wrong with the arguments of a look-up. What is not set counts as left out. */
export function argumentProblems(args: Readonly<Record<string, unknown>>): readonly Problem[] {
  const given = Object.entries(args).filter(([, value]) => isSet(value));
  const unknown = given.filter(([name]) => !ARGUMENTS.includes(name));
  const known = given.filter(([name]) => ARGUMENTS.includes(name));
  const wrong = known.filter(([, value]) => value !== UNKNOWN && typeof value !== "string");
  const asked = known.filter(([name]) => name === "name" || name === "id");
  return [
    ...unknown.map(([property]) => ({
      property,
      reason: `is not an argument. Give ${ARGUMENTS.join(", ")}`,
    })),
    ...wrong.map(([property, value]) => ({ property, reason: `got ${shown(value)}; allowed: a text` })),
    ...(asked.length === 1 ? [] : [{ property: "", reason: "give a name or an id, one of the two" }]),
  ];
}

/** The arguments of a program's own call, without what is not set. Throws an Error that says what is wrong with them. */
export function lookupArgs(call: string, args: unknown): LookupArgs {
  const isObject = typeof args === "object" && args !== null && !Array.isArray(args);
  if (!isObject && isSet(args))
    throw new Error(`${call}: got ${shown(args)}; allowed: an object, like { name: "Main site" }.`);
  const given = Object.fromEntries(Object.entries(args ?? {}).filter(([, value]) => isSet(value)));
  const problems = argumentProblems(given);
  if (problems.length > 0) throw new Error(`${call}: ${problems.map((each) => inWords(each)).join("; ")}.`);
  return given as unknown as LookupArgs;
}

function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Of an output or a promise what it comes to is not known yet. */
function shown(value: unknown): string {
  const isLate = typeof value === "object" && value !== null && ("apply" in value || "then" in value);
  return isLate
    ? "an output or a promise. Look it up in its apply: output.apply((name) => msads.getUetTag({ name }))"
    : show(value);
}
