import type { ApiVersion } from "../../goals/field";
import { AnswerProblem } from "../wire/answerProblem";
import { webPage } from "../wire/exchange";
import type { Operation } from "../wire/operations";
import { ENVELOPE_NAMESPACE, namespaceOf } from "./names";

/** The service's answers are at most 12 deep; what is deeper was made to hurt. */
export const MAX_DEPTH = 64;

/** Whether an element is in the namespace that it must be in; node-soap looks at no namespace at all. */
export function sameNamespace(given: string | undefined, needed: string): boolean {
  return given === needed;
}

/** What an envelope is held to. */
export interface EnvelopeRules {
  readonly maxDepth: number;
  readonly sameNamespace: typeof sameNamespace;
  readonly plainText: (body: string) => string;
}

/** What a checked answer holds. */
export interface CheckedEnvelope {
  readonly kind: "answer" | "fault";
  readonly xml: string;
}

interface Opened {
  readonly local: string;
  readonly namespace: string | undefined;
}

/**
 * Holds an answer to what node-soap takes on trust: a SOAP 1.1 envelope, in the right namespaces, with the answer to
 * this operation or a fault in it, no DTD, of bounded depth. Throws an AnswerProblem that says what is wrong.
 */
export function checkEnvelope(
  body: string,
  operation: Operation,
  version: ApiVersion,
  rules: EnvelopeRules,
): CheckedEnvelope {
  if (body.trim() === "") throw new AnswerProblem("EmptyAnswer", "the answer is empty");
  if (/^\s*<(!doctype\s+)?html/i.test(body)) throw webPage();
  const xml = rules.plainText(body);
  const [envelope, ...inside] = outline(xml, rules.maxDepth);
  if (envelope?.local !== "Envelope") throw malformed("it is not a SOAP envelope");
  if (!rules.sameNamespace(envelope.namespace, ENVELOPE_NAMESPACE))
    throw malformed("its envelope is not SOAP 1.1");
  const [first] = inside;
  if (first === undefined) throw new AnswerProblem("EmptyAnswer", "the answer's SOAP body is empty");
  if (first.local === "Fault" && rules.sameNamespace(first.namespace, ENVELOPE_NAMESPACE))
    return { kind: "fault", xml };
  if (
    first.local !== `${operation}Response` ||
    !rules.sameNamespace(first.namespace, namespaceOf(operation, version))
  )
    throw malformed(`its body holds no ${operation}Response of API version ${version}`);
  return { kind: "answer", xml };
}

/** The root element and the children of its Body. Throws for what is nested too deeply. */
function outline(xml: string, maxDepth: number): readonly Opened[] {
  const found: Opened[] = [];
  const scopes: ReadonlyMap<string, string>[] = [];
  const path: string[] = [];
  for (const [, close, name = "", attributes = "", empty] of xml.matchAll(TAG)) {
    if (name.startsWith("?") || name.startsWith("!")) continue;
    if (close === "/") {
      path.pop();
      scopes.length = Math.min(scopes.length, path.length);
      continue;
    }
    if (path.length < 3) {
      const scope = new Map([...(scopes.at(-1) ?? []), ...declarations(attributes)]);
      const element = { local: localOf(name), namespace: scope.get(prefixOf(name)) };
      if (path.length === 0 || (path.length === 2 && path[1] === "Body")) found.push(element);
      if (empty !== "/") scopes.push(scope);
    }
    if (empty === "/") continue;
    path.push(localOf(name));
    if (path.length > maxDepth) throw malformed(`it is nested more than ${maxDepth} deep`);
  }
  return found;
}

/** One tag; linear, since neither part can match what the other does. */
const TAG = /<(\/?)(\??[^\s<>/"'=]+)((?:[^<>"']|"[^"]*"|'[^']*')*?)(\/?)>/g;

function declarations(attributes: string): readonly (readonly [string, string])[] {
  const found = attributes.matchAll(/(?:^|\s)xmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g);
  return [...found].map(([, prefix = "", double, single]) => [prefix, double ?? single ?? ""]);
}

function prefixOf(name: string): string {
  return name.includes(":") ? name.slice(0, name.indexOf(":")) : "";
}

function localOf(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

function malformed(reason: string): AnswerProblem {
  return new AnswerProblem("MalformedAnswer", `the answer is not what the API answers (${reason})`);
}
