import { canonicalDecimal } from "../../goals/decimal";
import { MAX_BODY_BYTES, readBody } from "./body";
import { goalType } from "./decode";
import { MAX_DEPTH, sameNamespace } from "./envelope";
import { checkContentType, deadline, statusProblem } from "./exchange";
import { faultCode, faultItems } from "./faults";
import { loadWsdl } from "./library";
import { networkFailure } from "./network";
import { unwrap } from "./nodes";
import { fieldOrder, isGiven, requestOrder, unknownField } from "./order";
import { plainText } from "./plainText";
import { asAnswerProblem } from "./problems";
import { type Credentials, type Markers, newMarkers } from "./secrets";
import { safeText, unfitText } from "./text";

/** Everything that stands between node-soap's ways and a right message, by name: the tests take each out in turn. */
export const cures = {
  fieldOrder,
  requestOrder,
  unknownField,
  isGiven,
  text: safeText,
  unfitText,
  decimal: canonicalDecimal,
  /** node-soap drops nil items by default, which moves ids to the wrong goals. */
  nilItems: { handleNilAsNull: true } as Readonly<Record<string, unknown>>,
  /** node-soap makes numbers of longs and decimals by default, which changes their digits. Our tables know better. */
  scalars: {
    customDeserializer: { long: asIs, int: asIs, decimal: asIs, boolean: asIs },
  } as Readonly<Record<string, unknown>>,
  /** node-soap trims texts by default. */
  whitespace: { preserveWhitespace: true } as Readonly<Record<string, unknown>>,
  loadWsdl,
  /** The namespaces on each envelope; node-soap would put every one of the WSDL there. */
  envelopeNamespaces: (namespace: string): string | undefined => `xmlns:tns="${namespace}"`,
  emptyResult,
  unwrap,
  goalType,
  faultItems,
  faultCode,
  plainText,
  sameNamespace,
  maxDepth: MAX_DEPTH as number,
  asAnswerProblem,
  statusProblem,
  checkContentType,
  redirect: "manual" as "manual" | "follow",
  deadline,
  readBody,
  maxBodyBytes: MAX_BODY_BYTES as number,
  networkFailure,
  newMarkers: newMarkers as (credentials: Credentials) => Markers,
};
export type Cures = typeof cures;

function asIs(text: string): string {
  return text;
}

/** node-soap makes null of an answer without members. */
function emptyResult(result: unknown): unknown {
  return result ?? {};
}
