/** Values as the SDK puts them on the wire: JSON, with marked objects for secrets and resource references, and one string for "not known yet". */

export type Value = null | boolean | number | string | readonly Value[] | PropertyMap;
export interface PropertyMap {
  readonly [key: string]: Value;
}

/** The key that marks an object as something special, and the marks. Fixed by Pulumi (sdk/nodejs/runtime/rpc). */
export const SIGNATURE = "4dabf18193072939515e22adb298388d";
export const SECRET = "1b47061264138c4ac30d75fd1eb44270";
export const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
/** Stands wherever a value is not known before the update runs. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isMap(value: Value | undefined): value is PropertyMap {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Value | undefined): value is readonly Value[] {
  return Array.isArray(value);
}

export function isSecret(value: Value | undefined): value is PropertyMap {
  return isMap(value) && value[SIGNATURE] === SECRET;
}

export function makeSecret(value: Value): Value {
  return isSecret(value) ? value : { [SIGNATURE]: SECRET, value: withoutSecrets(value) };
}

/** Rebuilds a value from its parts; `visit` may answer for a whole part, else the walk goes into it. */
function rewrite(value: Value, visit: (part: Value) => Value | undefined): Value {
  const answer = visit(value);
  if (answer !== undefined) return answer;
  if (isList(value)) return value.map((item) => rewrite(item, visit));
  if (!isMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, rewrite(item, visit)]));
}

export function rewriteMap(map: PropertyMap, visit: (part: Value) => Value | undefined): PropertyMap {
  return Object.fromEntries(Object.entries(map).map(([key, item]) => [key, rewrite(item, visit)]));
}

export function withoutSecrets(value: Value): Value {
  return rewrite(value, (part) => (isSecret(part) ? withoutSecrets(part.value ?? null) : undefined));
}

/** As a dynamic provider sees it: secrets unwrapped, a resource reference as its id (a component's as its URN). */
export function forProvider(map: PropertyMap): PropertyMap {
  const visit = (part: Value): Value | undefined => {
    if (isSecret(part)) return rewrite(part.value ?? null, visit);
    if (isMap(part) && part[SIGNATURE] === RESOURCE) return "id" in part ? part.id || UNKNOWN : part.urn;
    return undefined;
  };
  return rewriteMap(map, visit);
}

export function some(value: Value, test: (part: Value) => boolean): boolean {
  if (test(value)) return true;
  if (isList(value)) return value.some((item) => some(item, test));
  return isMap(value) && Object.values(value).some((item) => some(item, test));
}

export function hasSecrets(value: Value): boolean {
  return some(value, isSecret);
}

/** Marks in `plain` what is secret under the same name in `model`; a list with one secret item becomes secret as a whole. */
export function markLike(plain: PropertyMap, model: PropertyMap): PropertyMap {
  const marked: Record<string, Value> = { ...plain };
  for (const [key, value] of Object.entries(plain)) {
    const like = model[key];
    if (like === undefined || hasSecrets(value) || !hasSecrets(like)) continue;
    const inside = isMap(like) && !isSecret(like) && isMap(value);
    marked[key] = inside ? markLike(value, like) : makeSecret(value);
  }
  return marked;
}

/** Marks the named properties as secret. */
export function markNamed(map: PropertyMap, names: readonly string[]): PropertyMap {
  const marked: Record<string, Value> = { ...map };
  for (const name of names) {
    const value = map[name];
    if (value !== undefined) marked[name] = makeSecret(value);
  }
  return marked;
}

/** For people: secrets and unknown values by name only. */
export function forDisplay(map: PropertyMap): Record<string, unknown> {
  return rewriteMap(map, (part) => {
    if (isSecret(part)) return "[secret]";
    return part === UNKNOWN ? "[unknown]" : undefined;
  });
}
