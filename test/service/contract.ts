import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { XsdValidator } from "libxml2-wasm";
import { ENVELOPE_NAMESPACE } from "../../provider/service/soap/names";

const directory = process.env.MSADS_CONTRACT_DIR;

/** Microsoft's own descriptions and recorded messages, for who has them; nothing of them is part of this repository. */
export const hasContract =
  directory !== undefined && existsSync(join(directory, "campaign-management-v13.wsdl"));

/** Says what is left out, when it is. */
export function noteSkipped(count: number): void {
  if (!hasContract) console.log(`${count} skipped: no contract files (set MSADS_CONTRACT_DIR)`);
}

export function contractFile(name: string): string {
  return readFileSync(join(directory ?? "", name), "utf8");
}

/** Throws when a SOAP message is not what the official description of a version allows. */
export type Validate = (xml: string) => void;

/** A validator made of the schemas inside the official WSDL and one for the envelope around them. */
export async function officialValidator(version: 12 | 13): Promise<Validate> {
  const {
    XmlBufferInputProvider,
    XmlDocument,
    XsdValidator,
    xmlRegisterInputProvider,
    xmlCleanupInputProvider,
  } = await import("libxml2-wasm");
  const schemas = schemasOf(contractFile(`campaign-management-v${version}.wsdl`));
  const files = Object.fromEntries(
    [...schemas.map(({ text }) => text), ENVELOPE].map((text, index) => [
      fileName(index),
      new TextEncoder().encode(text),
    ]),
  );
  xmlRegisterInputProvider(new XmlBufferInputProvider(files));
  const driver = XmlDocument.fromString(
    driverOf([...schemas.map(({ namespace }) => namespace), ENVELOPE_NAMESPACE]),
  );
  const validator: XsdValidator = XsdValidator.fromDoc(driver);
  xmlCleanupInputProvider();
  return (xml) => {
    const document = XmlDocument.fromString(xml);
    try {
      validator.validate(document);
    } finally {
      document.dispose();
    }
  };
}

interface Schema {
  readonly namespace: string;
  readonly text: string;
}

/** The schemas of a WSDL as files of their own: with the prefixes of the whole, and imports that lead to each other. */
function schemasOf(wsdl: string): readonly Schema[] {
  const outer = /<wsdl:definitions[^>]*>/.exec(wsdl)?.[0] ?? "";
  const prefixes = [...outer.matchAll(/xmlns:[a-z0-9]+="[^"]*"/g)].map(([declaration]) => declaration);
  const found = [...wsdl.matchAll(/<xs:schema([^>]*)>[\s\S]*?<\/xs:schema>/g)].map(
    ([text, attributes = ""]) => ({
      namespace: /targetNamespace="([^"]*)"/.exec(attributes)?.[1] ?? "",
      attributes,
      text,
    }),
  );
  const fileOf = new Map(found.map(({ namespace }, index) => [namespace, fileName(index)]));
  return found.map(({ namespace, attributes, text }) => {
    const missing = prefixes.filter(
      (prefix) => !attributes.includes(prefix.slice(0, prefix.indexOf("=") + 1)),
    );
    return {
      namespace,
      text: text
        .replace("<xs:schema", `<xs:schema ${missing.join(" ")}`)
        .replace(/<xs:import namespace="([^"]*)" \/>/g, (_, name: string) =>
          importOf(name, fileOf.get(name) ?? ""),
        ),
    };
  });
}

function driverOf(namespaces: readonly string[]): string {
  const imports = namespaces.map((namespace, index) => importOf(namespace, fileName(index)));
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema">${imports.join("")}</xs:schema>`;
}

function importOf(namespace: string, file: string): string {
  return `<xs:import namespace="${namespace}" schemaLocation="${file}"/>`;
}

function fileName(index: number): string {
  return `memory:schema${index}.xsd`;
}

const ENVELOPE =
  `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified" targetNamespace="${ENVELOPE_NAMESPACE}">` +
  `<xs:element name="Envelope"><xs:complexType><xs:sequence>` +
  `<xs:element name="Header" minOccurs="0"><xs:complexType><xs:sequence>` +
  `<xs:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType></xs:element>` +
  `<xs:element name="Body"><xs:complexType><xs:sequence>` +
  `<xs:any namespace="##any" processContents="strict"/></xs:sequence></xs:complexType></xs:element>` +
  `</xs:sequence></xs:complexType></xs:element></xs:schema>`;
