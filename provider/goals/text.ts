/** Replaces a value that is not known before `up`, at any depth. Each host has its own form of it on its wire. */
export const UNKNOWN = Symbol("not known yet");

/** Whether a value is unknown, or holds an unknown part. */
export function holdsUnknown(value: unknown): boolean {
  if (value === UNKNOWN) return true;
  if (typeof value !== "object" || value === null) return false;
  return Object.values(value).some(holdsUnknown);
}

/** The first character that XML 1.0 cannot carry, as "U+0000", or undefined when all fit. */
export function unfitCharacter(text: string): string | undefined {
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const control = code < 0x20 && code !== 0x9 && code !== 0xa && code !== 0xd;
    const loneSurrogate = code >= 0xd800 && code <= 0xdfff;
    if (control || loneSurrogate || code === 0xfffe || code === 0xffff) return codeOf(character);
  }
  return undefined;
}

/** The first control character (Unicode: Cc), as "U+000A", or undefined when there is none; `lines`: tabs and line breaks are none. */
export function controlCharacter(text: string, lines = false): string | undefined {
  for (const character of lines ? text.replace(/[\t\n\r]/g, "") : text)
    if (/\p{Cc}/u.test(character)) return codeOf(character);
  return undefined;
}

function codeOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
}

/** "1 goal", "1,200 goals". */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString("en")} ${thing}${count === 1 ? "" : "s"}`;
}

/** The first five of several values, as an error prints them, and how many more there are. */
export function showSome(values: readonly unknown[]): string {
  const more = values.length - 5;
  return values.slice(0, 5).map(show).join(", ") + (more > 0 ? ` and ${more.toLocaleString("en")} more` : "");
}

/** A value as an error prints it: JSON, cut to a readable length. */
export function show(value: unknown): string {
  const known = (_: string, part: unknown) => (part === UNKNOWN ? "[not known yet]" : part);
  // NaN and Infinity, which JSON has not.
  const json = typeof value === "number" ? String(value) : (JSON.stringify(value, known) ?? String(value));
  return json.length > 120 ? `${json.slice(0, 117)}...` : json;
}
