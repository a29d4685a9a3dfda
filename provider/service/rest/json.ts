import { AnswerProblem } from "../wire/answerProblem";

/** A number of a request by its digits: JavaScript's own numbers would lose some of "9007199254740993.5". */
export class JsonNumber {
  constructor(readonly digits: string) {}
}

/** A message as JSON text. */
export function writeJson(value: unknown): string {
  if (value instanceof JsonNumber) return value.digits;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, inside]) => `${JSON.stringify(name)}:${writeJson(inside)}`,
  );
  return `{${members.join(",")}}`;
}

/** The service's answers are at most 6 deep and hold 50 values a goal; what is more was made to hurt. */
const MAX_DEPTH = 64;
const MAX_VALUES = 500_000;

/**
 * JSON text with every scalar as text, numbers by their digits as they were written, true and false by name; null stays null.
 * `scrub` gets each text. Throws an AnswerProblem for what is no JSON, too deep or too much.
 */
export function readJson(json: string, scrub: (text: string) => string): unknown {
  measure(json);
  try {
    return JSON.parse(json, (_name, value: unknown, context?: { readonly source: string }) => {
      if (typeof value === "string") return scrub(value);
      if (typeof value === "boolean") return String(value);
      // Node has the source text since 21.
      return typeof value === "number" && context !== undefined ? plainNumber(context.source) : value;
    });
  } catch (error) {
    if (error instanceof AnswerProblem) throw error;
    throw new AnswerProblem("MalformedAnswer", "the answer was cut short or is no JSON");
  }
}

/** Looks at depth and number of values before anything is made of them. */
function measure(json: string): void {
  let depth = 0;
  let values = 0;
  let inText = false;
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (inText) {
      if (code === BACKSLASH) at += 1;
      else if (code === QUOTE) inText = false;
    } else if (code === QUOTE) inText = true;
    else if (code === OPEN_BRACE || code === OPEN_BRACKET) depth += 1;
    else if (code === CLOSE_BRACE || code === CLOSE_BRACKET) depth -= 1;
    else if (code === COMMA) values += 1;
    if (depth > MAX_DEPTH)
      throw new AnswerProblem("MalformedAnswer", `the answer is nested more than ${MAX_DEPTH} deep`);
    if (values > MAX_VALUES)
      throw new AnswerProblem("AnswerTooLarge", `the answer holds more than ${MAX_VALUES} values`);
  }
}

const [QUOTE, BACKSLASH, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [...'"\\,{}[]'].map(
  (character) => character.charCodeAt(0),
);

/** A number of JSON without its exponent, digit for digit. An exponent that no amount has stays: no field takes it. */
export function plainNumber(source: string): string {
  const [, sign = "", units = "", fraction = "", power] =
    /^(-?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,2})$/.exec(source) ?? [];
  if (power === undefined) return source;
  const digits = `${units}${fraction}`;
  const point = units.length + Number(power);
  const padded = point < 1 ? `${"0".repeat(1 - point)}${digits}` : digits.padEnd(point, "0");
  const split = Math.max(point, 1);
  const head = padded.slice(0, split).replace(/^0+(?=[0-9])/, "");
  const tail = padded.slice(split);
  return `${sign}${head}${tail === "" ? "" : `.${tail}`}`;
}
