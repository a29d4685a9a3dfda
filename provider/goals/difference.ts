import equal from "fast-deep-equal";
import { canonicalDecimal, isDecimal } from "./decimal";
import type { Field, FieldKind } from "./field";
import { isCovered } from "./propertyPath";
import { show } from "./text";

/**
 * Why a property differs, and so whether it is written:
 *
 * - `edited`: the program says otherwise than before, or says it for the first time. Written.
 * - `drifted`: the program says what it said before; the account has changed. Written.
 * - `default`: it left the program, and goes to its documented default or the service's own. Written.
 * - `left`: it left the program and cannot be cleared: it stays as it is, unmanaged.
 * - `ignored`: `ignoreChanges` leaves it to others.
 * - `rounded`: the service keeps fewer digits of what the program says.
 */
export type Why = "edited" | "drifted" | "default" | "left" | "ignored" | "rounded";

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
  readonly why: Why;
  /** The program marked it as secret: no value of it is shown, a live one neither. */
  readonly isSecret?: boolean;
}

type Members = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Members {
  return typeof value === "object" && value !== null;
}

/** A field that differs, by its leaves: of an object the members that do. */
export function leavesOf(
  name: string,
  field: Pick<Field, "kind" | "inside"> | undefined,
  wanted: unknown,
  live: unknown,
  why: (path: string) => Why,
): readonly Difference[] {
  const { kind = "text", inside } = field ?? {};
  if (inside === undefined || !isObject(wanted))
    return [{ name, path: name, kind, wanted, live, why: why(name) }];
  const have: Members = isObject(live) ? live : {};
  return [...new Set([...Object.keys(inside), ...Object.keys(wanted)])]
    .filter((member) => !equal(wanted[member] ?? null, have[member] ?? null))
    .map((member) => {
      const path = `${name}.${member}`;
      const own = inside[member]?.kind ?? "text";
      return { name, path, kind: own, wanted: wanted[member], live: have[member], why: why(path) };
    });
}

/** The same differences, those marked that a program calls secret. */
export function withSecrets(
  found: readonly Difference[],
  secret: readonly string[] = [],
): readonly Difference[] {
  if (secret.length === 0) return found;
  return found.map((each) => (isCovered(each.path, secret) ? { ...each, isSecret: true } : each));
}

/** What a message shows instead of a secret. */
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
