import type { AuditKind } from "../../../account/write/auditEvent";
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
  return id === undefined ? `${NOUNS[kind]} (id not known)` : `${NOUNS[kind]} ${id}`;
}

/** "stack dev of shop", "msads restore". */
export function whoInWords({ by, project, stack }: Who): string {
  if (by !== "pulumi") return harmless(by);
  if (stack !== undefined) return harmless(`stack ${stack}${project === undefined ? "" : ` of ${project}`}`);
  return harmless(project === undefined ? "Pulumi" : `project ${project}`);
}

/** One value for people: "not set", "not known", else as JSON. */
export function valueInWords(value: unknown): string {
  if (value === undefined) return "not known";
  return harmless(value === null ? "not set" : show(value));
}

/** A field's two values by its members: one entry for each that differs. */
export function partsOf(
  name: string,
  before: unknown,
  after: unknown,
): readonly { readonly path: string; readonly before: unknown; readonly after: unknown }[] {
  if (!isObject(after) || (before !== undefined && before !== null && !isObject(before)))
    return [{ path: name, before, after }];
  const was = isObject(before) ? before : {};
  const members = [...new Set([...Object.keys(was), ...Object.keys(after)])];
  const parts = members
    .filter((member) => before === undefined || JSON.stringify(was[member]) !== JSON.stringify(after[member]))
    .map((member) => ({
      path: `${name}.${member}`,
      before: before === undefined ? undefined : (was[member] ?? null),
      after: after[member] ?? null,
    }));
  // Both may be hidden.
  return parts.length === 0 ? [{ path: name, before, after }] : parts;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
