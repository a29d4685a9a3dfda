import equal from "fast-deep-equal";
import { type Difference, leavesOf, type Why, withSecrets } from "./difference";
import type { Field, Fields } from "./field";
import { sameIds } from "./idSet";
import type { Inputs } from "./problem";
import { isCovered } from "./propertyPath";
import { holdsUnknown } from "./text";
import type { SaidBefore } from "./wanted";

/** What a program wants of something whose fields have no members and no defaults: a tag, the settings of an account, the goals of a campaign. */
export interface WantedFields {
  /** The fields that it sets. */
  readonly fields: Inputs;
  /** What it said before, and the names of the fields that it set. Undefined where that is what it says. */
  readonly before?: SaidBefore;
  readonly ignored?: readonly string[];
  readonly secret?: readonly string[];
}

/** The inputs of these names that are set. */
export function picked(inputs: Inputs, names: readonly string[]): Inputs {
  return Object.fromEntries(
    names
      .filter((name) => inputs[name] !== undefined && inputs[name] !== null)
      .map((name) => [name, inputs[name]]),
  );
}

/** In what a program and live fields differ. A field that the reply lacks is no difference; what left the program stays as it is. */
export function compareFields(wanted: WantedFields, live: Inputs, table: Fields): readonly Difference[] {
  const { fields, before, ignored = [], secret } = wanted;
  const why = (name: string): Why => {
    if (isCovered(name, ignored)) return "ignored";
    const saidSo = before === undefined || isAsBefore(table[name], before.values[name], fields[name]);
    return saidSo ? "drifted" : "edited";
  };
  const found = Object.entries(fields).flatMap(([name, value]) => {
    const have = live[name];
    if (holdsUnknown(value) || have === undefined || isSame(table[name], value, have)) return [];
    return leavesOf(name, table[name], value, have, why);
  });
  const left = (before?.managed ?? [])
    .filter((name) => fields[name] === undefined)
    .flatMap((name) => leavesOf(name, undefined, undefined, live[name], () => "left"));
  return withSecrets([...found, ...left], secret);
}

/** Live values; in the place of a name that this version does not know, or of a switch that is neither on nor off, what is said of that field, if anything is. */
export function asFarAsKnown(live: Inputs, said: Inputs, table: Fields): Inputs {
  const entries = Object.entries(live).map(([name, value]) => {
    const { kind, values } = table[name] ?? {};
    const isUnread = typeof value === "string" && (kind === "flag" || values?.includes(value) === false);
    return [name, isUnread ? (said[name] ?? value) : value] as const;
  });
  return Object.fromEntries(entries);
}

/** Live values of these names; where one is what was wanted, in the form in which it was: a set in its order, a text that is not set as "". */
export function seenAs(wanted: Inputs, live: Inputs, names: readonly string[], table: Fields): Inputs {
  const entries = names.map((name) => {
    const isAsWanted = wanted[name] !== undefined && isSame(table[name], wanted[name], live[name]);
    return [name, isAsWanted ? wanted[name] : live[name]] as const;
  });
  return Object.fromEntries(entries);
}

function isAsBefore(field: Field | undefined, before: unknown, now: unknown): boolean {
  return equal(before, now) || (field?.kind === "ids" && before !== undefined && sameIds(before, now));
}

/** An empty text is one that is not set. */
function isSame(field: Field | undefined, value: unknown, have: unknown): boolean {
  if (field?.kind === "ids") return sameIds(value, have);
  return value === (have ?? (value === "" ? "" : undefined));
}
