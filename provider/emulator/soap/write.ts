import { enums } from "../schema/enums";
import {
  type Field,
  namespaceUri,
  type Root,
  type Space,
  soapNamespace,
  type Version,
  xsiNamespace,
} from "../schema/model";
import { type OperationName, rootOf } from "../schema/operations";
import { allFields, complexType, complexTypes, itemOf, knowsType, messageFields } from "../schema/tables";
import { type Fields, isFields, typeKey, type Value } from "../schema/values";

/** An envelope around the body's content, with the TrackingId header that every answer has. */
export function envelope(
  version: Version | 11,
  trackingId: string,
  body: string,
  root: Root = "tns",
): string {
  const header = `<h:TrackingId xmlns:h="${namespaceUri(root, version)}">${trackingId}</h:TrackingId>`;
  return `<s:Envelope xmlns:s="${soapNamespace}"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
}

/** The response element of an operation: its service's as default namespace, `i:` declared where the service declares it. */
export function writeResponse(operation: OperationName, version: Version, response: Fields): string {
  const name = `${operation}Response`;
  const members = messageFields(operation, "response", version).map((field) => {
    const marks = ` xmlns:i="${xsiNamespace}"`;
    return writeField(field, response[field.name], version, "", marks);
  });
  return `<${name} xmlns="${namespaceUri(rootOf(operation), version)}">${members.join("")}</${name}>`;
}

function writeField(
  field: Field,
  value: Value | undefined,
  version: Version,
  prefix: string,
  marks = "",
): string {
  const name = prefix + field.name;
  if (value === undefined && (field.silent || !field.nillable)) return "";
  const foreign = foreignSpace(field.type, version);
  if (value === undefined || value === null) return `<${name} i:nil="true"${foreign}${marks}/>`;
  const derived = isFields(value) ? value[typeKey] : undefined;
  const type = typeof derived === "string" ? derived : field.type;
  // A class that the schema lacks, as only the web UI makes it, has the members of its base.
  const content = writeContent(
    knowsType(type, version) || !isFields(value) ? type : field.type,
    value,
    version,
  );
  const typed = type === field.type ? "" : ` i:type="${type}"`;
  return content === ""
    ? `<${name}${typed}${foreign}${marks}/>`
    : `<${name}${typed}${foreign}${marks}>${content}</${name}>`;
}

/** The children of a type of another namespace get a prefix, as the service writes them. */
function foreignSpace(type: string, version: Version): string {
  const space = complexTypes[type]?.space ?? "tns";
  return space === "tns" ? "" : ` xmlns:${prefixOf(space)}="${namespaceUri(space, version)}"`;
}

/** Types of `entities` hold ones of the others. */
function prefixOf(space: Space): string {
  return space === "entities" ? "e" : "a";
}

function writeContent(type: string, value: Value, version: Version): string {
  if (type.startsWith("xs:") || enums[type] !== undefined) return escapeText(scalarText(value));
  const { space } = complexType(type);
  const prefix = space === "tns" ? "" : `${prefixOf(space)}:`;
  const item = itemOf(type);
  if (item !== undefined) {
    const items = Array.isArray(value) ? value : [];
    return items.map((each) => writeField(item, each, version, prefix)).join("");
  }
  const fields = isFields(value) ? value : {};
  return allFields(type, version)
    .map((field) => writeField(field, fields[field.name], version, prefix))
    .join("");
}

function scalarText(value: Value): string {
  return Array.isArray(value) ? value.join(" ") : String(value);
}

/** Text as XML text; a carriage return would be lost if it were written as it is. */
export function escapeText(text: string): string {
  return text.replace(/[&<>\r]/g, (mark) => textMarks[mark] ?? mark);
}

const textMarks: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
