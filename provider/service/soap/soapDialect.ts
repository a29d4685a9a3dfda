import { canonicalDecimal } from "../../goals/decimal";
import type { GoalType } from "../../goals/definition";
import { MAX_BODY_BYTES, readBody } from "../wire/body";
import type { Credentials } from "../wire/credentials";
import { blankToNull } from "../wire/decode";
import type { Members } from "../wire/dialect";
import { deadline } from "../wire/exchange";
import { networkFailure } from "../wire/network";
import { wireType } from "../wire/operations";
import { fieldOrder, isGiven, unknownField } from "../wire/order";
import { asAnswerProblem } from "../wire/problems";
import { unfitText } from "../wire/unfitText";
import { checkEnvelope, MAX_DEPTH, sameNamespace } from "./envelope";
import { faultCode, faultItems } from "./faults";
import { checkContentType, statusProblem } from "./http";
import { type HttpClient, loadWsdl } from "./library";
import { goalType, items, unwrap } from "./nodes";
import { plainText } from "./plainText";
import { requestOrder } from "./requestOrder";
import { type Markers, newMarkers } from "./secrets";
import { safeText } from "./text";

/** Every workaround for a problem of node-soap, by name: the tests remove one after the other. */
export const soapDialect = {
  fieldOrder,
  requestOrder,
  unknownField,
  isGiven,
  text: safeText,
  unfitText,
  decimal: canonicalDecimal,
  number: asIs,
  flag: String,
  /** A goal's type is an attribute; the element Type is never sent. */
  typed: (type: GoalType, members: Members): Members => ({
    $attributes: { "xsi:type": `tns:${wireType(type)}` },
    ...members,
  }),
  list: (name: string, items: readonly unknown[]): unknown => ({ [name]: items }),
  /** A list in the sense of XML Schema. */
  flags: (names: readonly string[]): string => names.join(" "),
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
export type SoapDialect = typeof soapDialect;

function asIs(text: string): string {
  return text;
}
