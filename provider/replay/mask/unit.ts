import { looksRandom } from "./word";

/** What stands for something that is not shown. */
export const hidden = "{…}";

const endings =
  /\.(?:html?|xhtml|shtml|php\d?|aspx?|jspx?|do|cgi|pdf|xml|json|txt|csv|jpe?g|png|gif|svg|webp|js|css|zip)$/i;
/** What comes after these is somebody. */
export const people =
  /^(?:users?|members?|profiles?|people|persons?|customers?|clients?|patients?|kunden?|u|unsubscribe|invite|invitation)$/iu;

/** Signs that may stand between the words of a unit. */
const between = /([-_.,:!|>&]+)/u;

/** How many digits may be shown in all: `step-3`, `v2`, `top-10`, but no date, phone number or id in pieces. */
export const mostDigits = 2;

/**
 * A part of an address between slashes, or of a text between blanks: its words, with numbers masked; masked whole where a word may be a
 * token, a name or an address of a mailbox.
 * @param digits whether digits are few enough in the whole to be shown
 */
export function maskUnit(unit: string, digits: boolean): string {
  if (unit === "") return "";
  const { base, ending } = withoutEnding(unit);
  // john.doe, example.com and the three parts of a JWT look the same.
  if (/[^\s.]\.+[^\s.]/u.test(base)) return hidden;
  const parts = base.split(between);
  const isSomebody = (index: number): boolean =>
    /[:|>]/.test(parts[index - 1] ?? "") && people.test(parts[index - 2] ?? "");
  const words = parts.map((part, index) =>
    index % 2 === 1 ? part : isSomebody(index) ? hidden : maskWord(part, digits),
  );
  if (words.includes(undefined)) return hidden;
  return `${collapsed(words.join(""))}${ending}`;
}

function withoutEnding(unit: string): { readonly base: string; readonly ending: string } {
  const ending = endings.exec(unit)?.[0] ?? "";
  const base = unit.slice(0, unit.length - ending.length);
  // index.en.html
  const language = ending === "" ? "" : (/\.[a-z]{2}$/.exec(base)?.[0] ?? "");
  return { base: base.slice(0, base.length - language.length), ending: language + ending };
}

/** A number is masked alone; undefined: what looks like more. */
function maskWord(word: string, digits: boolean): string | undefined {
  if (word === "" || word === hidden) return word;
  if (/^\p{N}+$/u.test(word)) return digits ? word : hidden;
  if (/\p{N}/u.test(word))
    return digits &&
      /^(?:[a-z]{1,6}\d{1,2}|\d{1,2}[a-z]{1,3})$/i.test(word) &&
      !looksRandom(word.replace(/\d/g, ""))
      ? word
      : undefined;
  return /^[\p{L}\p{M}]+$/u.test(word) && !looksRandom(word) ? word : undefined;
}

/** Masked parts side by side as one. */
export function collapsed(text: string): string {
  return text.replace(/\{…\}(?:[-_.,:!|>&\s]*\{…\})+/gu, hidden);
}

/** Whether a text is a number and nothing else, however small. */
export function isNumber(plain: string): boolean {
  return /^[-+.,\s]*\p{N}[-+.,\s\p{N}]*$/u.test(plain);
}

/** Whether a text in plain letters is about a mailbox, whatever stands around it. */
export function namesMailbox(plain: string): boolean {
  return plain.includes("@") || /\b(?:at|dot|punkt)\b.*\bdot\b|\bat\b.*\./iu.test(plain);
}
