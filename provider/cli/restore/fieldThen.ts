import { isCovered, stepsOf } from "../../goals/propertyPath";
import type { LoggedChange } from "../shared/audit/changes";
import { loggedField } from "../shared/audit/loggedField";
import { valueInWords } from "../shared/audit/words";
import { timeInWords } from "../shared/time";
import { isAs, saysAsMuch } from "./sameValue";

/** What a field was at a time, as far as the log tells. */
export type ValueThen =
  /** null = not set. `foundAt`: only a later write has found it, at this time: what somebody else did until then is in it. */
  | { readonly is: "known"; readonly value: unknown; readonly foundAt?: string }
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

/** Reads one field off the changes of a thing, which are in the order in which they stand in the log. */
export function fieldThen(name: string, changes: readonly LoggedChange[], time: Date): FieldThen {
  const own = changes.filter(({ fields, outcome }) => fields[name] !== undefined && outcome !== "refused");
  const isBefore = (change: LoggedChange) => Date.parse(change.time) <= time.getTime();
  const since = own.filter((change) => !isBefore(change));
  return {
    name,
    was: valueThen(name, own.filter(isBefore).at(-1), since[0], time.getTime()),
    last: lastValues(name, own.at(-1)),
    isChanged: since.length > 0,
  };
}

/**
 * Between two changes a field is what the first has made of it, and what the second has found. If these differ, somebody else has
 * changed it in between, and nobody knows when: only right after the first and right before the second it is known.
 */
function valueThen(
  name: string,
  last: LoggedChange | undefined,
  next: LoggedChange | undefined,
  time: number,
): ValueThen {
  const seen = found(name, next, time);
  if (last === undefined) return seen;
  if (last.outcome !== "done")
    return next === undefined
      ? { is: "unsaid", why: "no answer came to the last call that set it" }
      : foundAfterNoAnswer(name, last, seen);
  if (isHidden(name, last)) return { is: "hidden" };
  const value = last.fields[name]?.after;
  if (value === undefined) return UNSAID;
  if (seen.is !== "known") return { is: "known", value };
  if (isSame(last, name, value, seen.value)) return { is: "known", value: seen.value };
  if (next !== undefined && time >= Date.parse(next.sent)) return seen;
  if (time <= Date.parse(last.time)) return { is: "known", value };
  return { is: "unsaid", why: between(name, last, next, value, seen.value) };
}

/** What a change has found. */
function found(name: string, change: LoggedChange | undefined, time: number): ValueThen {
  if (change !== undefined && isHidden(name, change)) return { is: "hidden" };
  const value = change?.fields[name]?.before;
  if (change === undefined || value === undefined) return UNSAID;
  return time < Date.parse(change.sent)
    ? { is: "known", value, foundAt: change.sent }
    : { is: "known", value };
}

/** After a call without an answer a field is what it was before it or what it was to be, unless somebody else has changed it. */
function foundAfterNoAnswer(name: string, last: LoggedChange, seen: ValueThen): ValueThen {
  if (seen.is !== "known") return seen;
  const { before, after } = last.fields[name] ?? {};
  const isOurs = [before, after].some(
    (value) => value === undefined || isSame(last, name, value, seen.value),
  );
  return isOurs
    ? { is: "known", value: seen.value }
    : {
        is: "unsaid",
        why: "no answer came to the call that set it, and somebody else has changed it since",
      };
}

function isSame({ kind }: LoggedChange, name: string, value: unknown, seen: unknown): boolean {
  return saysAsMuch(value, seen) || isAs(loggedField(kind, name), value, seen);
}

function between(
  name: string,
  { kind, time }: LoggedChange,
  next: LoggedChange | undefined,
  value: unknown,
  seen: unknown,
): string {
  const field = loggedField(kind, name);
  const [one, other] = [valueInWords(value, field), valueInWords(seen, field)];
  const until = timeInWords(next?.sent ?? time);
  return `it was ${one} or ${other}: somebody else changed it between ${timeInWords(time)} and ${until}, and the log does not say when. --at ${timeInWords(time)} means ${one}, --at ${until} means ${other}`;
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
