import fc from "fast-check";

/** Characters and marks that mean something to a parser on the way, or break one. */
const TRAPS = [
  ..."<>&'\"\\/{}[]()`$%#;=?\t\n\r",
  "\r\n",
  "\n\r\n",
  "]]>",
  "<![CDATA[",
  '<![CDATA[<?xml version="1.0"?>]]>',
  "<!--",
  "-->",
  "<!DOCTYPE x>",
  "<?xml?>",
  "<br/>",
  "</Name>",
  '<Name i:nil="true"/>',
  ' i:nil="false"',
  'xsi:type="tns:EventGoal"',
  "&amp;",
  "&lt;",
  "&#0;",
  "&#xD;",
  "&nbsp;",
  "&e;",
  "%0d%0a",
  "\\u0000",
  "\\ud800",
  '","Name":"x',
  "__proto__",
  "constructor",
  "$value",
  "$xml",
  "$attributes",
  "{{AuthenticationToken}}",
  "secret-",
  "${",
  "null",
  "true",
  "1e999",
  "-0",
  "\u00a0",
  "\u0085",
  "\u00ad",
  "\u2028",
  "\u2029",
  "\u200b",
  "\u200f\u202e",
  "\u061c\u05d0\u0627",
  "\ufeff",
  "\ufffd",
  "\ufdd0",
  "é",
  "é",
  "ß",
  "İı",
  "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}",
  "\u{1f1e9}\u{1f1ea}",
  "\u{1fffe}",
  "\u{10ffff}",
  "\u0301\u0301\u0301",
];

/** What XML has no place for. */
const UNFIT = [
  "\0",
  "\u0001",
  "\u0008",
  "\u000b",
  "\u000c",
  "\u001b",
  "\u001f",
  "\ufffe",
  "\uffff",
  "\ud800",
  "\udfff",
];

/** XML 1.0, production 2: a character. */
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ALL_NOT_XML = new RegExp(NOT_XML, "gu");

/** Whether XML can carry a text, by its own words. */
export function isXmlText(text: string): boolean {
  return !NOT_XML.test(text);
}

const anyUnit = fc.integer({ min: 0, max: 0xffff }).map((unit) => String.fromCharCode(unit));
const part = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...TRAPS) },
  { weight: 1, arbitrary: fc.constantFrom(...UNFIT) },
  { weight: 2, arbitrary: fc.string({ unit: "binary", maxLength: 4 }) },
  { weight: 2, arbitrary: fc.string({ unit: "grapheme", maxLength: 6 }) },
  { weight: 1, arbitrary: anyUnit },
);

/** A text of any units, of about so many parts; one in seven as it comes, else without what XML cannot carry. */
export function anyText(parts: number): fc.Arbitrary<string> {
  const raw = fc.array(part, { maxLength: parts, size: "max" }).map((all) => all.join(""));
  return fc.oneof(
    { weight: 1, arbitrary: raw },
    { weight: 6, arbitrary: raw.map((text) => text.replace(ALL_NOT_XML, "")) },
  );
}

/** The same, now and then very long. */
export function anyLongText(parts: number): fc.Arbitrary<string> {
  const long = fc.tuple(anyText(12), fc.integer({ min: 100, max: 4_000 }));
  return fc.oneof(
    { weight: 150, arbitrary: anyText(parts) },
    { weight: 1, arbitrary: long.map(([text, times]) => text.repeat(times)) },
  );
}
