import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import { isCustomerOperation, type Operation } from "../wire/operations";
import { customerWsdl } from "./customerWsdl";
import type { SoapLibrary, SoapOptions } from "./library";
import { namespaceOf } from "./names";
import { type SoapDialect, soapDialect } from "./soapDialect";
import { wsdlOf } from "./wsdl";

/** node-soap, and what it knows of one version of a service. */
export interface Description {
  readonly library: SoapLibrary;
  readonly wsdl: Soap.WSDL;
  readonly options: SoapOptions;
}

/** By namespace. */
const loaded = new Map<string, Promise<Description>>();

/** The description of an operation's service, made at its first use: loading node-soap takes a fifth of a second. */
export function description(
  operation: Operation,
  version: ApiVersion,
  dialect: SoapDialect,
): Promise<Description> {
  const namespace = namespaceOf(operation, version);
  const make = () =>
    load(namespace, isCustomerOperation(operation) ? customerWsdl() : wsdlOf(version), dialect);
  if (dialect !== soapDialect) return make();
  const known = loaded.get(namespace) ?? make();
  loaded.set(namespace, known);
  return known;
}

async function load(namespace: string, text: string, dialect: SoapDialect): Promise<Description> {
  const library = await import("soap");
  const options = {
    envelopeKey: "s",
    attributesKey: "$attributes",
    useEmptyTag: true,
    ...dialect.nilItems,
    ...dialect.scalars,
    ...dialect.whitespace,
  };
  const wsdl = await dialect.loadWsdl(library, text, options);
  wsdl.xmlnsInEnvelope = dialect.envelopeNamespaces(namespace) ?? wsdl.xmlnsInEnvelope;
  wsdl.xmlnsInHeader = `xmlns="${namespace}"`;
  return { library, wsdl, options };
}
