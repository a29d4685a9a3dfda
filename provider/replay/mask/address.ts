import { plainText } from "./plain";
import { collapsed, hidden, isNumber, maskUnit, mostDigits, namesMailbox, people } from "./unit";

const longest = 300;
/** An address without user, query and fragment; parts of its path that look personal are masked. */
export function maskAddress(address: string): string {
  const [start, rest] = splitAddress(address);
  const [path = ""] = rest.split(/[?#;]/, 1);
  return cut(`${start}${maskPath(path)}`);
}

/** Scheme and host as they may be shown, and the rest. */
function splitAddress(address: string): readonly [string, string] {
  const trimmed = address.trim();
  const parts = /^(https?):[/\\]{2,}([^/\\?#]*)(.*)$/isu.exec(trimmed);
  if (parts !== null) {
    const [, scheme = "", authority = "", rest = ""] = parts;
    return [`${scheme.toLowerCase()}://${hostOf(authority)}`, rest];
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? [hidden, ""] : ["", trimmed];
}

function hostOf(authority: string): string {
  const host = authority.slice(authority.lastIndexOf("@") + 1).toLowerCase();
  const isOne = /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.?(?::\d{1,5})?$/u.test(host);
  // A number alone is no host, whatever it is, and that of a machine is not shown.
  return isOne && plainText(host) === host && !/^[\d.]+(?::|$)/.test(host) ? maskHost(host) : hidden;
}

/** What stands before the site's own name may be of somebody: a token, a customer's number. */
function maskHost(host: string): string {
  const labels = host.split(".");
  const before = labels.slice(0, -2);
  const digits = digitsOf(before.join("")) <= mostDigits;
  return [...before.map((label) => maskUnit(label, digits)), ...labels.slice(-2)].join(".");
}

function maskPath(path: string): string {
  const units = path.split(/[/\\]/);
  const plain = units.map((unit) => plainText(unit.replaceAll("+", " ")));
  const known = plain.filter((unit) => unit !== undefined);
  const digits = digitsOf(known.join("")) <= mostDigits;
  // A slash, a query or a fragment that was encoded hides what comes with it.
  const masked = plain.map((unit, index) => {
    if (unit === undefined || /[/\\?#;~]/.test(unit) || namesMailbox(unit) || isNumber(unit)) return hidden;
    if (people.test(plain[index - 1] ?? "") && unit !== "") return hidden;
    return unit
      .split(/\s+/u)
      .map((word) => maskUnit(word, digits))
      .join(" ");
  });
  return collapsed(masked.join("/"));
}

export const digitsOf = (text: string): number => text.replace(/\P{N}/gu, "").length;

/** Not in the middle of a masked part, nor of a character. */
export function cut(text: string): string {
  return text.length <= longest ? text : `${text.slice(0, longest).replace(/[\ud800-\udbff]$|\{…?$/, "")}…`;
}
