import { untraced } from "../operations/untraced";
import { namespaceUri, type Root, type Version } from "./model";
import { importedSpaces, schemaLocation, xsdOf } from "./xsd";

/** libxml2-wasm has a top-level await, so that CommonJS reaches it by `import()` only. */
async function loadLibrary() {
  return import("libxml2-wasm");
}

export type Xml = Awaited<ReturnType<typeof loadLibrary>>;
export type XmlElement = InstanceType<Xml["XmlElement"]>;
export type XmlDocument = InstanceType<Xml["XmlDocument"]>;

/** Checks elements against the schema of one version. */
export interface Validator {
  /** The schema's complaint about the element, or undefined when it is valid. */
  complaint(element: XmlElement): string | undefined;
  /** The same for an element's text. */
  complaintOfText(text: string): string | undefined;
}

export interface XmlTools {
  readonly xml: Xml;
  readonly validators: Readonly<Record<Version | "customer", Validator>>;
}

/** Which validator judges the messages of a service. */
export function judgeOf(tools: XmlTools, version: Version, root: Root): Validator {
  return tools.validators[root === "tns" ? version : root];
}

let tools: Promise<XmlTools> | undefined;

/** The XML library and the compiled schemas; made once a process (about 100 ms), shared by all emulators in it. */
export function xmlTools(): Promise<XmlTools> {
  tools ??= build();
  return tools;
}

async function build(): Promise<XmlTools> {
  const xml = await loadLibrary();
  const texts = ([12, 13] as const).flatMap((version) =>
    importedSpaces.map(
      (space) => [schemaLocation(space, version), Buffer.from(xsdOf(space, version))] as const,
    ),
  );
  if (!xml.xmlRegisterInputProvider(new xml.XmlBufferInputProvider(Object.fromEntries(texts)))) {
    throw new Error("the XML library refused the emulator's schemas");
  }
  return {
    xml,
    validators: {
      12: validatorOf(xml, 12, "tns"),
      13: validatorOf(xml, 13, "tns"),
      customer: validatorOf(xml, 13, "customer"),
    },
  };
}

function validatorOf(xml: Xml, version: Version, root: Root): Validator {
  const schema = xml.XmlDocument.fromString(xsdOf(root, version), { url: namespaceUri(root, version) });
  const validator = xml.XsdValidator.fromDoc(schema);
  schema.dispose();
  const complaint = (element: XmlElement): string | undefined => {
    try {
      untraced(() => validator.validate(element));
      return undefined;
    } catch (error) {
      if (error instanceof xml.XmlLibError) return error.message.trim();
      throw error;
    }
  };
  return { complaint, complaintOfText: (text) => complaintOfText(xml, text, complaint) };
}

function complaintOfText(xml: Xml, text: string, complaint: Validator["complaint"]): string | undefined {
  // Its bytes would be those of another character.
  if (!text.isWellFormed()) return "the text holds half a character";
  try {
    const document = xml.XmlDocument.fromBuffer(Buffer.from(text));
    try {
      return complaint(document.root);
    } finally {
      document.dispose();
    }
  } catch (error) {
    if (error instanceof xml.XmlError) return error.message.trim();
    throw error;
  }
}
