import { canonicalDecimal } from "../../goals/decimal";
import { MAX_BODY_BYTES, readBody } from "./body";
import { blankToNull, goalType } from "./decode";
import { checkEnvelope, MAX_DEPTH, sameNamespace } from "./envelope";
import { checkContentType, deadline, statusProblem } from "./exchange";
import { faultCode, faultItems } from "./faults";
import { type HttpClient, loadWsdl } from "./library";
import { networkFailure } from "./network";
import { items, unwrap } from "./nodes";
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
  unwrap,
  items,
  blankToNull,
  goalType,
  faultItems,
  faultCode,
  checkEnvelope,
  plainText,
  sameNamespace,
  maxDepth: MAX_DEPTH as number,
  asAnswerProblem,
  /** node-soap's own HTTP client follows redirects, obeys no time limit, and searches answers with a quadratic expression. */
  transport: (httpClient: HttpClient): { readonly httpClient?: HttpClient } => ({ httpClient }),
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
