/**
 * What a message holds, named as on the wire: longs and decimals as text, ints as numbers, flags and arrays as lists,
 * nil as null. An element that was not there is not there.
 */
export type Value = string | number | boolean | null | readonly Value[] | Fields;

export interface Fields {
  readonly [name: string]: Value | undefined;
}

/** Under this name a value carries the type that its xsi:type gave, for example `UrlGoal`. */
export const typeKey = "@type";

export function isFields(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asList(value: Value | undefined): readonly Value[] {
  return Array.isArray(value) ? value : [];
}

/** Only the fields that hold something: nil and absent mean the same to the service. */
export function withoutNil(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== null && value !== undefined),
  );
}

/** Whether XML can carry the text. */
export function isXmlText(text: string): boolean {
  return !/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u.test(text);
}
