import equal from "fast-deep-equal";
import { canonicalDecimal, isDecimal } from "./decimal";
import type { Field, FieldKind } from "./field";
import { isCovered } from "./propertyPath";
import { show } from "./text";

/** One property in which what the program wants and what is live differ. */
export interface Difference {
  /** The field that the property belongs to: "revenue". */
  readonly name: string;
  /** The property itself, as Pulumi writes paths: "revenue.value". Of a field without members its name. */
  readonly path: string;
  readonly kind: FieldKind;
  /** Undefined: not set. */
  readonly wanted: unknown;
  readonly live: unknown;
  /** The program marked it as secret: no value of it is shown, a live one neither. */
  readonly isSecret?: boolean;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** A field that differs, by its leaves: of an object the members that do, of `members` at most. */
export function leavesOf(
  name: string,
  field: Field | undefined,
  wanted: unknown,
  live: unknown,
  members?: readonly string[],
): readonly Difference[] {
  const { kind = "text", inside } = field ?? {};
  if (inside === undefined || !isObject(wanted)) return [{ name, path: name, kind, wanted, live }];
  const have: Members = isObject(live) ? live : {};
  return (members ?? [...new Set([...Object.keys(inside), ...Object.keys(wanted)])])
    .filter((member) => !equal(wanted[member] ?? null, have[member] ?? null))
    .map((member) => ({
      name,
      path: `${name}.${member}`,
      kind: inside[member]?.kind ?? "text",
      wanted: wanted[member],
      live: have[member],
    }));
}

/** The same differences, those marked that a program calls secret. */
export function withSecrets(
  found: readonly Difference[],
  secret: readonly string[] = [],
): readonly Difference[] {
  if (secret.length === 0) return found;
  return found.map((each) => (isCovered(each.path, secret) ? { ...each, isSecret: true } : each));
}

/** What stands in the place of a secret. */
export const SECRET = "[secret]";

/** One difference in words: `revenue.value is 99, wanted 25`. */
export function inWords(difference: Difference): string {
  const { path } = difference;
  return `${path} is ${shownLive(difference)}, wanted ${shownWanted(difference)}`;
}

export function shownLive({ kind, live, isSecret }: Difference): string {
  return live === undefined || live === null ? "not set" : shown(kind, live, isSecret);
}

export function shownWanted({ kind, wanted, isSecret }: Difference): string {
  return wanted === undefined || wanted === null ? "none" : shown(kind, wanted, isSecret);
}

/** A decimal is kept as a text, and read as a number. */
function shown(kind: FieldKind, value: unknown, isSecret = false): string {
  if (isSecret) return SECRET;
  return kind === "decimal" && isDecimal(value) ? canonicalDecimal(value) : show(value);
}
