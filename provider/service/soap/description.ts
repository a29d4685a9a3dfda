import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import type { SoapLibrary, SoapOptions } from "./library";
import { serviceNamespace } from "./names";
import { type SoapDialect, soapDialect } from "./soapDialect";
import { wsdlOf } from "./wsdl";

/** node-soap, and what it knows of one version of the service. */
export interface Description {
  readonly library: SoapLibrary;
  readonly wsdl: Soap.WSDL;
  readonly options: SoapOptions;
}

const loaded = new Map<ApiVersion, Promise<Description>>();

/** The description of a version, made at its first use: loading node-soap takes a fifth of a second. */
export function description(version: ApiVersion, dialect: SoapDialect): Promise<Description> {
  if (dialect !== soapDialect) return load(version, dialect);
  const known = loaded.get(version) ?? load(version, dialect);
  loaded.set(version, known);
  return known;
}

async function load(version: ApiVersion, dialect: SoapDialect): Promise<Description> {
  const library = await import("soap");
  const options = {
    envelopeKey: "s",
    attributesKey: "$attributes",
    useEmptyTag: true,
    ...dialect.nilItems,
    ...dialect.scalars,
    ...dialect.whitespace,
  };
  const wsdl = await dialect.loadWsdl(library, wsdlOf(version), options);
  const namespace = serviceNamespace(version);
  wsdl.xmlnsInEnvelope = dialect.envelopeNamespaces(namespace) ?? wsdl.xmlnsInEnvelope;
  wsdl.xmlnsInHeader = `xmlns="${namespace}"`;
  return { library, wsdl, options };
}
