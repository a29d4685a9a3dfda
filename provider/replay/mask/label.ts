import { cut, digitsOf } from "./address";
import { plainText } from "./plain";
import { collapsed, hidden, isNumber, maskUnit, mostDigits, namesMailbox } from "./unit";

/** A category, action or label of an event; words that look personal are masked. */
export function maskLabel(label: string): string {
  const plain = plainText(label.replaceAll("+", " "));
  if (plain === undefined || namesMailbox(plain) || isNumber(plain)) return hidden;
  const digits = digitsOf(plain) <= mostDigits;
  const words = plain
    .split(/(\s+|\/+)/u)
    .map((part, index) => (index % 2 === 1 ? (part.trim() === "" ? " " : "/") : maskUnit(part, digits)));
  return cut(collapsed(words.join("").trim()));
}
