import { enums } from "../schema/enums";
import type { Field, Version } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { allFields, itemOf, knowsType, messageFields } from "../schema/tables";
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
  return inFields({ xml, version }, message, messageFields(operation, "request", version));
}

interface Walk {
  readonly xml: Xml;
  readonly version: Version;
}

function inFields(walk: Walk, parent: XmlElement, fields: readonly Field[]): readonly XmlElement[] {
  let next = 0;
  return childElements(walk.xml, parent).flatMap((child) => {
    const at = fields.findIndex(({ name }) => name === child.name);
    const field = fields[at];
    if (field === undefined) return [];
    if (at < next) return [child];
    next = at + 1;
    return inValue(walk, child, field.type);
  });
}

function inValue(walk: Walk, element: XmlElement, type: string): readonly XmlElement[] {
  if (type.startsWith("xs:") || enums[type] !== undefined || isNil(element)) return [];
  const item = itemOf(type);
  if (item !== undefined)
    return childElements(walk.xml, element).flatMap((child) => inValue(walk, child, item.type));
  const actual = xsiType(element, walk.version) ?? type;
  return knowsType(actual, walk.version) ? inFields(walk, element, allFields(actual, walk.version)) : [];
}
