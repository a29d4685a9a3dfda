import { untraced } from "../operations/untraced";
import type { RuleId } from "../rules";
import { namespaceUri, type Root, soapNamespace, type Version } from "../schema/model";
import { type OperationName, operationNamed } from "../schema/operations";
import type { Xml, XmlDocument, XmlElement } from "../schema/validator";

/** A SOAP message taken apart by namespace; `document` must be disposed of by whoever asked. */
export interface Envelope {
  readonly document: XmlDocument;
  readonly headers: ReadonlyMap<string, string>;
  /** The body's only child. */
  readonly message: XmlElement;
  /** What the message asks for; undefined when it is none of the operations. */
  readonly operation: OperationName | undefined;
  /** Whether a text of the message may have a byte order mark in it. */
  readonly marked: boolean;
}

/** The bytes are no SOAP message: not XML, with a DTD, or not an envelope. */
export class BadMessage {
  constructor(readonly rule: RuleId) {}
}

/** How an envelope is read. */
interface Reading {
  readonly version: Version;
  readonly root: Root;
  /** A document type definition is passed over; its entities are not known. */
  readonly skipsDoctype?: boolean;
}

/** Reads bytes as a SOAP 1.1 envelope of a version of a service. Throws BadMessage. */
export function parseEnvelope(xml: Xml, bytes: Uint8Array, reading: Reading): Envelope {
  const { version, root, skipsDoctype = false } = reading;
  const sent = decode(bytes);
  const text = skipsDoctype ? sent.replace(DOCTYPE, "") : sent;
  const document = parseDocument(xml, text);
  try {
    const envelope = document.root;
    if (!isElement(envelope, soapNamespace, "Envelope")) throw new BadMessage("call.malformed");
    const parts = childElements(xml, envelope);
    const header = parts.find((each) => isElement(each, soapNamespace, "Header"));
    const body = parts.find((each) => isElement(each, soapNamespace, "Body"));
    const message = body === undefined ? [] : childElements(xml, body);
    const [only] = message;
    if (only === undefined || message.length > 1) throw new BadMessage("call.malformed");
    return {
      document,
      headers: header === undefined ? new Map() : readHeaders(xml, header, namespaceUri(root, version)),
      message: only,
      operation: operationOf(only, version, root),
      marked: /\ufeff|&#/.test(text),
    };
  } catch (error) {
    document.dispose();
    throw error;
  }
}

function parseDocument(xml: Xml, text: string): XmlDocument {
  if (hasDoctype(text)) throw new BadMessage("call.dtd");
  const options = xml.ParseOption.XML_PARSE_NO_XXE | xml.ParseOption.XML_PARSE_NONET;
  try {
    const option = options | xml.ParseOption.XML_PARSE_IGNORE_ENC;
    return untraced(() => xml.XmlDocument.fromBuffer(Buffer.from(text), { option }));
  } catch (error) {
    if (error instanceof xml.XmlError) throw new BadMessage("call.malformed");
    throw error;
  }
}

function decode(bytes: Uint8Array): string {
  const [first, second] = bytes;
  const utf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  const label = utf16 ? (first === 0xff ? "utf-16le" : "utf-16be") : "utf-8";
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    throw new BadMessage("call.malformed");
  }
}

const DOCTYPE = /<!DOCTYPE[^[>]*(\[[^\]]*\]\s*)?>/;

/** Looks before the root element only: further on the same characters may be text. */
function hasDoctype(text: string): boolean {
  let at = 0;
  while (at < text.length) {
    at = text.indexOf("<", at);
    if (at < 0) return false;
    if (text.startsWith("<!DOCTYPE", at)) return true;
    const close = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : undefined;
    if (close === undefined) return false;
    const end = text.indexOf(close, at + 2);
    if (end < 0) return false;
    at = end + close.length;
  }
  return false;
}

function readHeaders(xml: Xml, header: XmlElement, uri: string): ReadonlyMap<string, string> {
  return new Map(
    childElements(xml, header)
      .filter((each) => each.namespaceUri === uri)
      .map((each) => [each.name, each.content.trim()]),
  );
}

function operationOf(message: XmlElement, version: Version, root: Root): OperationName | undefined {
  if (message.namespaceUri !== namespaceUri(root, version) || !message.name.endsWith("Request"))
    return undefined;
  return operationNamed(message.name.slice(0, -"Request".length), version, root);
}

function isElement(element: XmlElement, uri: string, name: string): boolean {
  return element.name === name && element.namespaceUri === uri;
}

export function childElements(xml: Xml, parent: XmlElement): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (let child = parent.firstChild; child !== null; child = child.next) {
    if (child instanceof xml.XmlElement) found.push(child);
  }
  return found;
}
