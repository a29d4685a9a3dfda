import type { ApiVersion, Field } from "../../provider/goals/field";
import type { SoapLibrary, SoapOptions } from "../../provider/service/soap/library";
import { type SoapDialect, soapDialect } from "../../provider/service/soap/soapDialect";
import { isMembers } from "../../provider/service/wire/nodes";

/** A way in which node-soap, left to itself, would send, read or leak something wrong. */
export interface Trap {
  readonly id: string;
  readonly wrong: string;
  /** What stands in the way of it in the product; undefined where node-soap turned out to be right. */
  readonly cure: keyof SoapDialect | undefined;
  /** What would be there without the cure. */
  readonly without: Partial<SoapDialect>;
  /** What stands in the way of seeing the trap: node-soap itself closes it nowadays. */
  readonly unveiled?: Partial<SoapDialect>;
  /** The test in traps.test.ts that fails without the cure. */
  readonly test: string;
}

/** Which parts of the dialect the tests work without: none, each trap's own ("each"), or those of one trap by its id. */
const without = process.env.MSADS_TEST_WITHOUT_CURE;

export const TRAPS: readonly Trap[] = [
  {
    id: "Q1",
    wrong: "the order of a goal's base fields depends on the version of node-soap",
    cure: "fieldOrder",
    without: { fieldOrder: asGiven },
    unveiled: { loadWsdl: olderLibrary },
    test: "base fields before own ones, whatever the version of node-soap",
  },
  trap(
    "Q2",
    "fields of a derived type go out as they come",
    "fieldOrder",
    { fieldOrder: asGiven },
    "own fields in the order of the schema",
  ),
  trap(
    "Q3",
    "members of a request go out as they come",
    "requestOrder",
    { requestOrder: same },
    "members of a request in the order of the schema",
  ),
  trap(
    "Q4",
    "a misspelt field is sent without a word",
    "unknownField",
    { unknownField: () => undefined },
    "a misspelt field is refused",
  ),
  trap(
    "Q5",
    "null means nil, not absent",
    "isGiven",
    { isGiven: (value) => value !== undefined },
    "null is not sent",
  ),
  trap(
    "Q6",
    "a text like a CDATA section goes out unescaped and can add goals",
    "text",
    { text: same },
    "a goal named like XML stays one goal",
  ),
  trap("Q7", "0.0000001 goes out as 1e-7", "decimal", { decimal: String }, "small decimals have no exponent"),
  trap(
    "Q8",
    "control characters go out and break the message",
    "unfitText",
    { unfitText: () => undefined },
    "control characters are refused",
  ),
  trap(
    "Q9",
    "every prefix of the description is on each envelope",
    "envelopeNamespaces",
    { envelopeNamespaces: () => undefined },
    "the envelope declares three prefixes",
  ),
  trap(
    "R1",
    "nil items are dropped, so ids move to other goals",
    "nilItems",
    { nilItems: {} },
    "ids stay with their goals",
  ),
  trap(
    "R2",
    "longs become numbers and lose digits",
    "scalars",
    { scalars: {} },
    "ids and decimals keep their digits",
  ),
  trap("R3", "texts are trimmed", "whitespace", { whitespace: {} }, "blanks around a name stay"),
  trap(
    "R4",
    "an answer without errors is null",
    "items",
    { items: bareItems as SoapDialect["items"] },
    "an update without PartialErrors succeeds",
  ),
  trap(
    "R5",
    "an attribute makes an object of a plain value",
    "unwrap",
    { unwrap: same },
    "values with attributes are read",
  ),
  trap(
    "R6",
    "a goal's type is an attribute, not the element Type",
    "goalType",
    { goalType: spokenType },
    "a goal has its type, also one that came later, which does not break the list",
  ),
  trap(
    "R7",
    "an empty element is an empty text whatever it is",
    "blankToNull",
    { blankToNull: same },
    "an empty status is none, an empty expression is a text",
  ),
  trap(
    "R8",
    "descriptions are shared with every user of node-soap in the process",
    "loadWsdl",
    { loadWsdl: sharedWsdl },
    "another user of node-soap changes nothing",
  ),
  trap(
    "R9",
    "a description that does not begin with <?xml is taken for a file name",
    "loadWsdl",
    { loadWsdl: wsdlByAddress },
    "the description needs no declaration",
  ),
  trap(
    "R10",
    "namespaces are ignored",
    "sameNamespace",
    { sameNamespace: () => true },
    "an answer in other namespaces is refused",
  ),
  trap(
    "R11",
    "elements with names of JavaScript's own crash the reader",
    "asAnswerProblem",
    { asAnswerProblem: same },
    "an element called constructor is a malformed answer",
  ),
  trap(
    "R12",
    "types with prefixes declared in place might not be lists",
    undefined,
    {},
    "one id is a list of one",
  ),
  trap(
    "R13",
    "a CDATA section that holds an XML declaration is read as elements",
    "plainText",
    { plainText: same },
    "a name in CDATA is text",
  ),
  trap(
    "R14",
    "a comment inside a text cuts off what is before it",
    "plainText",
    { plainText: same },
    "a comment inside a text cuts nothing",
  ),
  trap(
    "E1a",
    "one error of a fault is an object, several are an array",
    "faultItems",
    { faultItems: (node) => node as readonly unknown[] },
    "a fault with one error and a fault with two",
  ),
  trap(
    "E1b",
    "codes in faults are texts",
    "faultCode",
    { faultCode: same as SoapDialect["faultCode"] },
    "the code of a fault is a number",
  ),
  trap(
    "E2",
    "what is not XML rejects with a plain object",
    "asAnswerProblem",
    { asAnswerProblem: same },
    "a truncated answer is an error with a message",
  ),
  trap(
    "E3a",
    "HTTP 400 with an envelope counts as success",
    "statusProblem",
    { statusProblem: () => undefined },
    "HTTP 400 is no success",
  ),
  trap(
    "E3b",
    "an empty answer counts as success",
    "checkEnvelope",
    { checkEnvelope: unchecked },
    "an empty answer is no success",
  ),
  trap(
    "E3c",
    "an empty SOAP body counts as success",
    "checkEnvelope",
    { checkEnvelope: unchecked },
    "an empty SOAP body is no success",
  ),
  trap(
    "E3d",
    "any content type will do",
    "checkContentType",
    { checkContentType: () => undefined },
    "an envelope as JSON is no answer",
  ),
  trap(
    "E4",
    "a deeply nested fault overflows the stack",
    "maxDepth",
    { maxDepth: Number.POSITIVE_INFINITY },
    "nesting is bounded",
  ),
  trap(
    "E5",
    "network errors all look alike",
    "networkFailure",
    { networkFailure: () => ({ symbol: "NetworkError", reason: "x", outcome: "unknown" }) },
    "a refused connection is known to have done nothing",
  ),
  trap("S1", "a DTD is accepted", "plainText", { plainText: same }, "an answer with a DTD is refused"),
  trap(
    "S2",
    "node-soap's HTTP client searches answers with a quadratic expression",
    "transport",
    { transport: () => ({}) },
    "120,000 brackets take no time",
  ),
  trap(
    "S3",
    "answers of any size are read",
    "maxBodyBytes",
    { maxBodyBytes: Number.POSITIVE_INFINITY },
    "40 MB are too many",
  ),
  trap(
    "S4",
    "redirects are followed, with the tokens",
    "redirect",
    { redirect: "follow" },
    "a redirect is not followed",
  ),
  trap(
    "S5",
    "the time limit ends with the first byte of the answer",
    "deadline",
    { deadline: () => new AbortController().signal },
    "a trickling answer runs out of time",
  ),
  trap(
    "S6",
    "what was sent is kept and emitted, tokens included",
    "newMarkers",
    { newMarkers: (credentials) => credentials },
    "node-soap never holds a token",
  ),
];

/** The dialect as the test of a trap gets them: all, unless it is to be shown that the test fails without its own. */
export function dialectFor(id: string): SoapDialect {
  const found = TRAPS.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no trap ${id}`);
  const ours = found.unveiled === undefined ? soapDialect : { ...soapDialect, ...found.unveiled };
  return without === "each" || without === id ? { ...ours, ...found.without } : ours;
}

function trap(
  id: string,
  wrong: string,
  cure: Trap["cure"],
  missing: Partial<SoapDialect>,
  test: string,
): Trap {
  return { id, wrong, cure, without: missing, test };
}

function same<T>(value: T): T {
  return value;
}

function asGiven(
  entries: readonly (readonly [string, unknown])[],
  _table: readonly (readonly [string, Field])[],
) {
  return entries;
}

function bareItems(
  list: Readonly<Record<string, readonly unknown[]>>,
  name: string,
): readonly unknown[] | undefined {
  return list[name];
}

function spokenType(node: unknown): string {
  return isMembers(node) && typeof node.Type === "string" ? node.Type : "";
}

function unchecked(body: string, _operation: string, _version: ApiVersion) {
  return { kind: "answer", xml: body } as const;
}

async function sharedWsdl(library: SoapLibrary, text: string, options: SoapOptions) {
  const client = await library.createClientAsync(`<?xml version="1.0"?>${text}`, options);
  return client.wsdl;
}

async function wsdlByAddress(library: SoapLibrary, text: string, options: SoapOptions) {
  const client = await library.createClientAsync(text, { ...options, disableCache: true });
  return client.wsdl;
}

/** node-soap before 1.12 sent fields as they came. */
async function olderLibrary(library: SoapLibrary, text: string, options: SoapOptions) {
  const wsdl = await soapDialect.loadWsdl(library, text, options);
  return Object.assign(wsdl, { _orderElementKeys: (fields: object) => Object.keys(fields) });
}
