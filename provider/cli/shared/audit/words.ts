import type { AuditKind } from "../../../account/write/auditEvent";
import { canonicalDecimal, isDecimal } from "../../../goals/decimal";
import type { Field } from "../../../goals/field";
import { show } from "../../../goals/text";
import type { Who } from "../../../session/auditEntry";
import { harmless } from "../columns";

const NOUNS: Readonly<Record<AuditKind, string>> = {
  goal: "goal",
  tag: "UET tag",
  settings: "account",
  campaign: "campaign",
};

/** `goal 4711`. */
export function thingInWords(kind: AuditKind, id: string | undefined): string {
  return id === undefined ? `${NOUNS[kind]} (id not known)` : `${NOUNS[kind]} ${harmless(id)}`;
}

/** "stack dev of shop", "msads restore". */
export function whoInWords({ by, project, stack }: Who): string {
  if (by !== "pulumi") return harmless(by);
  if (stack !== undefined) return harmless(`stack ${stack}${project === undefined ? "" : ` of ${project}`}`);
  return harmless(project === undefined ? "Pulumi" : `project ${project}`);
}

/** One value of a field for people: "not set", "not known", decimals as numbers, else as JSON. */
export function valueInWords(value: unknown, field: Field | undefined): string {
  return value === undefined ? "not known" : harmless(shown(value, field));
}

/** Decimals are kept as texts, and read as numbers. */
function shown(value: unknown, field: Field | undefined): string {
  if (value === null) return "not set";
  if (field?.kind === "decimal" && isDecimal(value)) return canonicalDecimal(value);
  if (field?.inside === undefined || !isObject(value)) return show(value);
  const { inside } = field;
  const members = Object.entries(value).map(([member, each]) => `${member}: ${shown(each, inside[member])}`);
  return `{ ${members.join(", ")} }`;
}

/** A part of a field, or the whole of it. */
interface Part {
  readonly path: string;
  readonly field: Field | undefined;
  readonly before: unknown;
  readonly after: unknown;
}

/** A field's two values by its members: one entry for each that differs. */
export function partsOf(
  name: string,
  field: Field | undefined,
  before: unknown,
  after: unknown,
): readonly Part[] {
  if (!isObject(after) || (before !== undefined && before !== null && !isObject(before)))
    return [{ path: name, field, before, after }];
  const was = isObject(before) ? before : {};
  const members = [...new Set([...Object.keys(was), ...Object.keys(after)])];
  const parts = members
    .filter((member) => before === undefined || JSON.stringify(was[member]) !== JSON.stringify(after[member]))
    .map((member) => ({
      path: `${name}.${member}`,
      field: field?.inside?.[member],
      before: before === undefined ? undefined : (was[member] ?? null),
      after: after[member] ?? null,
    }));
  // Both may be hidden.
  return parts.length === 0 ? [{ path: name, field, before, after }] : parts;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
