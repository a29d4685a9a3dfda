import type * as Soap from "soap";
import type { ApiVersion } from "../../goals/field";
import { type Cures, cures as ours } from "./cures";
import type { SoapLibrary, SoapOptions } from "./library";
import { serviceNamespace } from "./names";
import { wsdlOf } from "./wsdl";

/** node-soap, and what it knows of one version of the service. */
export interface Description {
  readonly library: SoapLibrary;
  readonly wsdl: Soap.WSDL;
  readonly options: SoapOptions;
}

const loaded = new Map<ApiVersion, Promise<Description>>();

/** The description of a version, made at its first use: loading node-soap takes a fifth of a second. */
export function description(version: ApiVersion, cures: Cures): Promise<Description> {
  if (cures !== ours) return load(version, cures);
  const known = loaded.get(version) ?? load(version, cures);
  loaded.set(version, known);
  return known;
}

async function load(version: ApiVersion, cures: Cures): Promise<Description> {
  const library = await import("soap");
  const options = {
    envelopeKey: "s",
    attributesKey: "$attributes",
    useEmptyTag: true,
    ...cures.nilItems,
    ...cures.scalars,
    ...cures.whitespace,
  };
  const wsdl = await cures.loadWsdl(library, wsdlOf(version), options);
  const namespace = serviceNamespace(version);
  wsdl.xmlnsInEnvelope = cures.envelopeNamespaces(namespace) ?? wsdl.xmlnsInEnvelope;
  wsdl.xmlnsInHeader = `xmlns="${namespace}"`;
  return { library, wsdl, options };
}
