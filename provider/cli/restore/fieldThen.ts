import { isCovered, stepsOf } from "../../goals/propertyPath";
import type { LoggedChange } from "../shared/audit/changes";
import { saysAsMuch } from "./sameValue";

/** What a field was at a time, as far as the log tells. */
export type ValueThen =
  /** null = not set. */
  | { readonly is: "known"; readonly value: unknown }
  /** It is secret: the log hides it. */
  | { readonly is: "hidden" }
  /** The log does not say. */
  | { readonly is: "unsaid"; readonly why: string };

/** What a field was at a time, and what the log says last. */
export interface FieldThen {
  readonly name: string;
  readonly was: ValueThen;
  /** The values that it may have if nobody else has changed it; "hidden": the log has them and hides them; undefined: it has none. */
  readonly last: readonly unknown[] | "hidden" | undefined;
  /** The log tells of a change after that time. */
  readonly isChanged: boolean;
}

/** Reads one field off the changes of a thing, which are in the order of their times. */
export function fieldThen(name: string, changes: readonly LoggedChange[], time: Date): FieldThen {
  const own = changes.filter(({ fields, outcome }) => fields[name] !== undefined && outcome !== "refused");
  const isBefore = (change: LoggedChange) => Date.parse(change.time) <= time.getTime();
  const since = own.filter((change) => !isBefore(change));
  return {
    name,
    was: valueThen(name, own.filter(isBefore).at(-1), since[0]),
    last: lastValues(name, own.at(-1)),
    isChanged: since.length > 0,
  };
}

/**
 * Between two changes a field is what the first has made of it, and what the second has found. If these differ, somebody else has
 * changed it in between, and nobody knows when: what the log itself has written counts.
 */
function valueThen(name: string, last: LoggedChange | undefined, next: LoggedChange | undefined): ValueThen {
  if (last === undefined) return found(name, next);
  if (last.outcome !== "done")
    return next === undefined
      ? { is: "unsaid", why: "no answer came to the last call that set it" }
      : found(name, next);
  if (isHidden(name, last)) return { is: "hidden" };
  const value = last.fields[name]?.after;
  if (value === undefined) return UNSAID;
  const seen = next === undefined || isHidden(name, next) ? undefined : next.fields[name]?.before;
  return seen !== undefined && saysAsMuch(value, seen)
    ? { is: "known", value: seen }
    : { is: "known", value };
}

/** What a change has found. */
function found(name: string, change: LoggedChange | undefined): ValueThen {
  if (change !== undefined && isHidden(name, change)) return { is: "hidden" };
  const value = change?.fields[name]?.before;
  return value === undefined ? UNSAID : { is: "known", value };
}

const UNSAID: ValueThen = { is: "unsaid", why: "the log does not say what it was" };

function lastValues(name: string, last: LoggedChange | undefined): FieldThen["last"] {
  if (last === undefined) return undefined;
  if (isHidden(name, last)) return "hidden";
  const { before, after } = last.fields[name] ?? {};
  const values = last.outcome === "done" ? [after] : [before, after];
  return values.some((value) => value === undefined) ? undefined : values;
}

function isHidden(name: string, { masked }: LoggedChange): boolean {
  return masked.some((path) => stepsOf(path)[0] === name || isCovered(name, [path]));
}

/**
 * The field's name if somebody else has changed it, as far as anybody can tell: of a value that the log hides nobody can, so one that would be
 * written counts.
 */
export function outsideName(
  { name, last, was }: FieldThen,
  isLive: (value: unknown) => boolean,
): readonly string[] {
  if (last === undefined) return [];
  if (last !== "hidden") return last.some(isLive) ? [] : [name];
  return was.is === "known" && !isLive(was.value) ? [`${name} (the log hides its last value)`] : [];
}
