import type { Path } from "./compare";
import { isList, isMap, type PropertyMap, type Value } from "./values";

/** One step of a pattern: a key, an index, or "*" for any. */
export type Pattern = readonly (string | number)[];

const STEP = /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[(\*)\])/;

/**
 * Reads a property path as `ignoreChanges` and `replaceOnChanges` take it: `a.b`, `a[0]`, `a["x.y"]`, `a[*]`, `*`.
 * @throws Error if the text is none.
 */
export function parsePath(text: string): Pattern {
  const pattern: (string | number)[] = [];
  let rest = text;
  while (rest !== "") {
    const found = STEP.exec(rest);
    if (!found) throw new Error(`"${text}" is not a property path`);
    const [whole, key, index, quoted, star] = found;
    if (index !== undefined) pattern.push(Number(index));
    else if (quoted !== undefined) pattern.push(quoted.replace(/\\(.)/g, "$1"));
    else pattern.push(key ?? star ?? "");
    rest = rest.slice(whole.length);
  }
  if (pattern.length === 0) throw new Error("a property path is empty");
  return pattern;
}

/** Whether the place lies at or below what the pattern names, or holds it. */
export function matches(pattern: Pattern, place: Path): boolean {
  const depth = Math.min(pattern.length, place.length);
  return pattern.slice(0, depth).every((step, i) => step === "*" || String(step) === String(place[i]));
}

/** `after` with what the pattern names set back to what it was in `before`; what was not there is taken out. */
export function setBack(after: PropertyMap, before: PropertyMap, pattern: Pattern): PropertyMap {
  return inMap(after, before, pattern);
}

function back(after: Value | undefined, before: Value | undefined, pattern: Pattern): Value | undefined {
  if (pattern.length === 0) return before;
  if (isMap(after) && isMap(before)) return inMap(after, before, pattern);
  if (isList(after) && isList(before)) return inList(after, before, pattern);
  return after;
}

function inMap(after: PropertyMap, before: PropertyMap, pattern: Pattern): PropertyMap {
  const [step, ...rest] = pattern;
  const keys = step === "*" ? new Set([...Object.keys(after), ...Object.keys(before)]) : [String(step)];
  const entries = new Map(Object.entries(after));
  for (const key of keys) {
    const value = back(after[key], before[key], rest);
    if (value === undefined) entries.delete(key);
    else entries.set(key, value);
  }
  return Object.fromEntries(entries);
}

function inList(after: readonly Value[], before: readonly Value[], pattern: Pattern): readonly Value[] {
  const [step, ...rest] = pattern;
  return after.map((item, i) => {
    const meant = step === "*" || Number(step) === i;
    return meant && i < before.length ? (back(item, before[i], rest) ?? null) : item;
  });
}
