import { isList, isMap, type PropertyMap, UNKNOWN, type Value, withoutSecrets } from "./values";

/** Where two values differ: keys and indices from the top. */
export type Path = readonly (string | number)[];

/** The innermost places in which two property maps differ; null is the same as missing, an unknown value differs from everything. */
export function differences(before: PropertyMap, after: PropertyMap): readonly Path[] {
  return within(withoutSecrets(before), withoutSecrets(after), []);
}

/** Names of the top-level properties that differ, internal ones ("__…") left out, in order. */
export function changedNames(before: PropertyMap, after: PropertyMap): readonly string[] {
  const names = differences(before, after).map((path) => String(path[0]));
  return [...new Set(names)].filter((name) => !name.startsWith("__")).sort();
}

function within(before: Value | undefined, after: Value | undefined, at: Path): readonly Path[] {
  if (before === UNKNOWN || after === UNKNOWN) return [at];
  if ((before ?? null) === (after ?? null)) return [];
  if (isList(before) && isList(after)) {
    const length = Math.max(before.length, after.length);
    return Array.from({ length }).flatMap((_, i) => within(before[i], after[i], [...at, i]));
  }
  if (isMap(before) && isMap(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => within(before[key], after[key], [...at, key]));
  }
  return [at];
}
