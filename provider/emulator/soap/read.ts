import { enums } from "../schema/enums";
import { type Field, namespaceUri, type Version, xsiNamespace } from "../schema/model";
import type { OperationName } from "../schema/operations";
import { allFields, itemOf, messageFields } from "../schema/tables";
import type { Xml, XmlElement } from "../schema/validator";
import { type Fields, typeKey, type Value } from "../schema/values";
import { childElements, type Envelope } from "./parse";

/** Reads a request that the schema has accepted. */
export function readRequest(
  xml: Xml,
  { message, marked }: Pick<Envelope, "message" | "marked">,
  operation: OperationName,
  version: Version,
): Fields {
  const reader = { xml, version, marked };
  return readFields(reader, message, messageFields(operation, "request", version));
}

interface Reader {
  readonly xml: Xml;
  readonly version: Version;
  /** Whether a text of the message may have a byte order mark in it. */
  readonly marked: boolean;
}

const BYTE_ORDER_MARK = "\ufeff";

function readFields(reader: Reader, parent: XmlElement, fields: readonly Field[]): Fields {
  const read: Record<string, Value> = {};
  for (const child of childElements(reader.xml, parent)) {
    const { name } = child;
    const field = fields.find((each) => each.name === name);
    if (field !== undefined) read[name] = readValue(reader, child, field.type);
  }
  return read;
}

function readValue(reader: Reader, element: XmlElement, type: string): Value {
  if (isNil(element)) return null;
  if (type.startsWith("xs:")) return readScalar(textOf(reader, element), type);
  const flags = enums[type];
  if (flags !== undefined) return flags.list ? words(element.content) : element.content;
  const item = itemOf(type);
  if (item !== undefined) {
    return childElements(reader.xml, element).map((child) => readValue(reader, child, item.type));
  }
  const actual = xsiType(element, reader.version) ?? type;
  const fields = readFields(reader, element, allFields(actual, reader.version));
  return actual === type ? fields : { [typeKey]: actual, ...fields };
}

/** The text of an element. libxml2-wasm takes a mark at the beginning of a longer text for none of it. */
function textOf({ marked }: Reader, element: XmlElement): string {
  const text = element.content;
  const isShort = marked && element.eval("string-length(.)") !== [...text].length;
  return isShort ? BYTE_ORDER_MARK + text : text;
}

function readScalar(text: string, type: string): Value {
  if (type === "xs:long") return BigInt(text.trim().replace(/^\+/, "")).toString();
  if (type === "xs:int") return Number(text);
  if (type === "xs:decimal") return text.trim();
  if (type === "xs:boolean") return ["true", "1"].includes(text.trim());
  return text;
}

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

function xsiAttribute(element: XmlElement, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name && each.namespaceUri === xsiNamespace)?.value.trim();
}

export function isNil(element: XmlElement): boolean {
  return ["true", "1"].includes(xsiAttribute(element, "nil") ?? "");
}

/** An xsi:type is a QName: its prefix means what the element's scope says. */
export function xsiType(element: XmlElement, version: Version): string | undefined {
  const [first, second] = (xsiAttribute(element, "type") ?? "").split(":");
  const prefix = second === undefined ? "" : (first ?? "");
  const name = second ?? first;
  const known = element.namespaceForPrefix(prefix) === namespaceUri("tns", version);
  return known && name !== "" ? name : undefined;
}
