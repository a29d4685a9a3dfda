import { enums } from "./enums";
import { type EnumType, type Field, namespaceUri, type Root, type Space, type Version } from "./model";
import { operationsIn } from "./operations";
import { complexType, complexTypes, enumValues, fieldsIn, knowsType, messageFields } from "./tables";

const spaces: readonly Space[] = ["tns", "adapi", "arrays", "system", "generic", "customer", "entities"];

/** What the schema of a namespace imports; the others import nothing. */
const importsOf: Partial<Readonly<Record<Space, readonly Space[]>>> = {
  tns: ["adapi", "arrays", "system", "generic"],
  customer: ["entities"],
  entities: ["arrays", "generic"],
};

/** The namespaces that schemas import. */
export const importedSpaces: readonly Space[] = [...new Set(Object.values(importsOf).flat())];

/** Where a namespace's schema is found by the ones that import it. */
export const schemaLocation = (space: Space, version: Version): string =>
  `msads-emulator:v${version}/${space}.xsd`;

/** The XSD text of one namespace of one version. */
export function xsdOf(space: Space, version: Version): string {
  const prefixes = spaces.map((each) => `xmlns:${each}="${namespaceUri(each, version)}"`).join(" ");
  const imports = (importsOf[space] ?? []).map((each) => importOf(each, version));
  const parts = [...imports, ...typesOf(space, version), ...rootsOf(space, version)];
  return (
    `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" ${prefixes} elementFormDefault="qualified" ` +
    `targetNamespace="${namespaceUri(space, version)}">${parts.join("")}</xs:schema>`
  );
}

function importOf(space: Space, version: Version): string {
  const uri = namespaceUri(space, version);
  return `<xs:import namespace="${uri}" schemaLocation="${schemaLocation(space, version)}"/>`;
}

function typesOf(space: Space, version: Version): readonly string[] {
  const complex = Object.keys(complexTypes)
    .filter((name) => complexType(name).space === space && knowsType(name, version))
    .map((name) => complexXsd(name, version));
  const simple = Object.entries(enums).filter(
    ([, type]) => spaceOf(type) === space && enumValues(type, version).length > 0,
  );
  return [...simple.map(([name, type]) => enumXsd(name, type, version)), ...complex];
}

const spaceOf = ({ space = "tns" }: EnumType): Space => space;

function enumXsd(name: string, type: EnumType, version: Version): string {
  const values = enumValues(type, version).map((value) => `<xs:enumeration value="${value}"/>`);
  const one = `<xs:restriction base="xs:string">${values.join("")}</xs:restriction>`;
  const body = type.list ? `<xs:list><xs:simpleType>${one}</xs:simpleType></xs:list>` : one;
  return `<xs:simpleType name="${name}">${body}</xs:simpleType>`;
}

function complexXsd(name: string, version: Version): string {
  const type = complexType(name);
  const sequence = sequenceXsd(fieldsIn(type.fields, version));
  if (type.base === undefined) return `<xs:complexType name="${name}">${sequence}</xs:complexType>`;
  const base = `${complexType(type.base).space}:${type.base}`;
  return (
    `<xs:complexType name="${name}"><xs:complexContent mixed="false">` +
    `<xs:extension base="${base}">${sequence}</xs:extension></xs:complexContent></xs:complexType>`
  );
}

function sequenceXsd(fields: readonly Field[]): string {
  return `<xs:sequence>${fields.map(elementXsd).join("")}</xs:sequence>`;
}

function elementXsd(field: Field): string {
  const least = field.required ? "" : ' minOccurs="0"';
  const most = field.many ? ' maxOccurs="unbounded"' : "";
  const nil = field.nillable ? ' nillable="true"' : "";
  return `<xs:element${least}${most} name="${field.name}"${nil} type="${qualified(field.type)}"/>`;
}

function qualified(type: string): string {
  if (type.startsWith("xs:")) return type;
  const simple = enums[type];
  return `${simple === undefined ? complexType(type).space : spaceOf(simple)}:${type}`;
}

function rootsOf(space: Space, version: Version): readonly string[] {
  const nillable = (name: string, type: string) =>
    `<xs:element name="${name}" nillable="true" type="${type}"/>`;
  if (space === "adapi") return [nillable("AdApiFaultDetail", "adapi:AdApiFaultDetail")];
  if (space === "customer") return [...messagesXsd(space, version), nillable("TrackingId", "xs:string")];
  if (space !== "tns") return [];
  return [
    ...messagesXsd(space, version),
    nillable("ApiFaultDetail", "tns:ApiFaultDetail"),
    nillable("TrackingId", "xs:string"),
  ];
}

function messagesXsd(root: Root, version: Version): readonly string[] {
  return operationsIn(version, root).flatMap((name) => [
    messageXsd(`${name}Request`, messageFields(name, "request", version)),
    messageXsd(`${name}Response`, messageFields(name, "response", version)),
  ]);
}

function messageXsd(name: string, fields: readonly Field[]): string {
  return `<xs:element name="${name}"><xs:complexType>${sequenceXsd(fields)}</xs:complexType></xs:element>`;
}
