import { enums } from "../schema/enums";
import type { Field, Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { allFields, enumValues, itemOf, knowsType, messageFields } from "../schema/tables";
import type { Xml, XmlElement } from "../schema/validator";
import { childElements } from "./parse";
import { isNil, xsiType } from "./read";

/** The elements of a request that come after one that the schema puts after them, or come twice. Elements that the schema lacks do not count. */
export function misplaced(
  xml: Xml,
  message: XmlElement,
  operation: OperationName,
  version: Version,
): readonly XmlElement[] {
  return inFields(
    { xml, version, picksLate: true, picksText: () => false },
    message,
    messageFields(operation, "request", version),
  );
}

/** The elements of a request whose text is no member of its enumeration, or no number. */
export function misspelt(
  xml: Xml,
  message: XmlElement,
  operation: OperationName,
  version: Version,
): readonly XmlElement[] {
  const picksText = (text: string, type: string) => !isOfType(text, type, version);
  return inFields(
    { xml, version, picksLate: false, picksText },
    message,
    messageFields(operation, "request", version),
  );
}

interface Walk {
  readonly xml: Xml;
  readonly version: Version;
  /** Whether elements are looked for that come too late. */
  readonly picksLate: boolean;
  /** Whether an element with this text, of this type, is looked for. */
  readonly picksText: (text: string, type: string) => boolean;
}

const numbers: Readonly<Record<string, RegExp>> = {
  "xs:long": /^\s*[+-]?\d+\s*$/,
  "xs:int": /^\s*[+-]?\d+\s*$/,
  "xs:decimal": /^\s*[+-]?(\d+\.?\d*|\.\d+)\s*$/,
  "xs:boolean": /^\s*(true|false|1|0)\s*$/,
};

function isOfType(text: string, type: string, version: Version): boolean {
  const names = enums[type];
  if (names === undefined) return numbers[type]?.test(text) ?? true;
  const members = enumValues(names, version);
  const given = names.list ? text.split(/\s+/).filter((name) => name !== "") : [text];
  return given.every((name) => members.includes(name));
}

function inFields(walk: Walk, parent: XmlElement, fields: readonly Field[]): readonly XmlElement[] {
  let next = 0;
  return childElements(walk.xml, parent).flatMap((child) => {
    const at = fields.findIndex(({ name }) => name === child.name);
    const field = fields[at];
    if (field === undefined) return [];
    if (walk.picksLate && at < next) return [child];
    next = Math.max(next, at + 1);
    return inValue(walk, child, field.type);
  });
}

function inValue(walk: Walk, element: XmlElement, type: string): readonly XmlElement[] {
  if (isNil(element)) return [];
  if (type.startsWith("xs:") || enums[type] !== undefined)
    return walk.picksText(element.content, type) ? [element] : [];
  const item = itemOf(type);
  if (item !== undefined)
    return childElements(walk.xml, element).flatMap((child) => inValue(walk, child, item.type));
  const actual = xsiType(element, walk.version) ?? type;
  return knowsType(actual, walk.version) ? inFields(walk, element, allFields(actual, walk.version)) : [];
}
