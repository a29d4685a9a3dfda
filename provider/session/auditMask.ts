import type { AuditChange, AuditItem } from "../account/write/auditEvent";
import { SECRET } from "../goals/difference";
import { isCovered, joined } from "../goals/propertyPath";
import type { AuditEntryItem, AuditError } from "./auditEntry";

type Shown = Pick<AuditEntryItem, "name" | "resource" | "fields" | "masked">;

/** What of an item may be written down. `masked`: a text without secrets. */
export function withoutSecrets(item: AuditItem, masked: (text: string) => string): Shown {
  const hidden = new Set<string>();
  const hides = (value: unknown) =>
    typeof value !== "boolean" && masked(JSON.stringify(value)) !== JSON.stringify(value);
  const shown = (value: unknown, path: string): unknown => {
    if (value === undefined || value === null) return value;
    if (isCovered(path, item.secret) || (typeof value !== "object" && hides(value))) {
      hidden.add(`fields.${path}`);
      return SECRET;
    }
    if (typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map((each) => (hides(each) ? shown(each, path) : each));
    return Object.fromEntries(
      Object.entries(value).map(([name, inside]) => [name, shown(inside, joined(path, name))]),
    );
  };
  const fields = Object.fromEntries(
    Object.entries(item.fields).map(([name, change]) => [name, both(change, (value) => shown(value, name))]),
  );
  const isHiddenName = isCovered("name", item.secret) || hides(item.name);
  if (isHiddenName) hidden.add("name");
  return {
    name: isHiddenName ? SECRET : item.name,
    resource: masked(item.resource),
    fields,
    ...(hidden.size === 0 ? {} : { masked: [...hidden].sort() }),
  };
}

function both(change: AuditChange, shown: (value: unknown) => unknown): AuditChange {
  return {
    ...("before" in change ? { before: shown(change.before) } : {}),
    ...("after" in change ? { after: shown(change.after) } : {}),
  };
}

/** Codes and symbols: the service's words may repeat what is secret. */
export function errorsOf(item: AuditItem): { readonly refused?: readonly AuditError[] } {
  if (item.refused === undefined) return {};
  return { refused: item.refused.map(({ code, symbol }) => ({ code, symbol })) };
}
