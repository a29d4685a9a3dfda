import { canonicalDecimal } from "../../goals/decimal";
import { AnswerProblem } from "../wire/answerProblem";
import { blankToNull } from "../wire/decode";
import type { Dialect } from "../wire/dialect";
import { text } from "../wire/nodes";
import { fieldOrder, isGiven, unknownField } from "../wire/order";
import { unfitText } from "../wire/unfitText";
import { JsonNumber } from "./json";

/**
 * Messages in JSON: the same names as over SOAP, ids as texts, other numbers as numbers, a goal's type in its member
 * Type, lists as arrays. Microsoft: REST tabs of the reference pages.
 */
export const restDialect: Dialect = {
  fieldOrder,
  unknownField,
  isGiven,
  unfitText,
  text: (value) => value,
  decimal: canonicalDecimal,
  number: (digits) => new JsonNumber(digits),
  flag: (value) => value,
  typed: (type, members) => ({ Type: type, ...members }),
  list: (_name, items) => items,
  flags: (names) => names.join(", "),
  unwrap: (node) => node,
  items: (list) => {
    if (list === undefined || list === null) return [];
    if (Array.isArray(list)) return list;
    throw new AnswerProblem("MalformedAnswer", "the answer holds something else where a list should be");
  },
  blankToNull,
  goalType: (node, reading) => {
    // Microsoft's pages have the short name, and in one example the long one.
    return text(node, "Type", reading)?.replace(/Goal$/, "") ?? "";
  },
};
