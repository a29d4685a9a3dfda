import { isRuleId, type RuleId } from "../rules";

/** What `msads parity` writes and `msads emulator --observed` follows; a file of another number is refused. */
export const observedFormat = 1;

/** holds: the service does what the rule says; differs: it does something else. */
const results = ["holds", "differs", "not asked"] as const;
export type ObservedResult = (typeof results)[number];

/** What came when a rule was tried. No ids, no names, no texts of messages. */
export interface ObservedRule {
  readonly result: ObservedResult;
  /** The service's codes, first the one that counts; none = nothing was refused. */
  readonly codes?: readonly number[];
  readonly symbols?: readonly string[];
  /** Values of Microsoft's enumerations and numbers, by the field's name. */
  readonly fields?: Readonly<Record<string, string>>;
}

/** Which rules hold in the service that somebody asked. */
export interface ObservedFile {
  readonly format: typeof observedFormat;
  /** When it was asked, ISO 8601. */
  readonly date: string;
  readonly environment: string;
  readonly apiVersion: number;
  readonly transport: "soap" | "rest";
  /** What the account's auto-tagging was before; only in the file of a run that did not end. */
  readonly autoTagging?: string;
  /** With what the names of the run's goals begin; only in the file of a run that did not end. */
  readonly prefix?: string;
  readonly rules: Readonly<Partial<Record<RuleId, ObservedRule>>>;
}

type Json = Readonly<Record<string, unknown>>;

/** Reads such a file. Throws an Error of one line that says what is wrong; `name` is what it calls the file. */
export function parseObserved(text: string, name: string): ObservedFile {
  const json = objectIn(text, name);
  const { format, date, environment, apiVersion, transport, autoTagging, prefix, rules } = json;
  if (format !== observedFormat)
    throw new Error(
      `${name} has format ${JSON.stringify(format) ?? "none"}; this version of pulumi-msads reads format ${observedFormat}: run msads parity again`,
    );
  const isWhole =
    typeof date === "string" &&
    !Number.isNaN(Date.parse(date)) &&
    typeof environment === "string" &&
    typeof apiVersion === "number" &&
    (transport === "soap" || transport === "rest") &&
    (autoTagging === undefined || typeof autoTagging === "string") &&
    (prefix === undefined || typeof prefix === "string") &&
    isObject(rules);
  if (!isWhole)
    throw new Error(
      `${name} is no file of msads parity: date, environment, apiVersion, transport and rules are needed`,
    );
  const wrong = Object.entries(rules).find(([id, rule]) => !isRuleId(id) || !isRule(rule));
  if (wrong !== undefined)
    throw new Error(
      `${name}: ${JSON.stringify(wrong[0])} is ${isRuleId(wrong[0]) ? "not a result of msads parity" : "no rule of the emulator"}`,
    );
  return json as unknown as ObservedFile;
}

function objectIn(text: string, name: string): Json {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error(`${name} is no JSON: it may be cut short`);
  }
  if (!isObject(json)) throw new Error(`${name} is no file of msads parity`);
  return json;
}

function isRule(rule: unknown): boolean {
  if (!isObject(rule)) return false;
  const { result, codes = [], symbols = [], fields = {} } = rule;
  return (
    results.some((each) => each === result) &&
    Array.isArray(codes) &&
    codes.every((code) => Number.isSafeInteger(code)) &&
    Array.isArray(symbols) &&
    symbols.every((symbol) => typeof symbol === "string") &&
    isObject(fields) &&
    Object.values(fields).every((value) => typeof value === "string")
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
