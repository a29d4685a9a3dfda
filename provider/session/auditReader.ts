import type { AuditKind, AuditPhase } from "../account/write/auditEvent";
import { AUDIT_VERSION, type AuditEntry, type AuditEntryItem } from "./auditEntry";

/** A line of an earlier version: a text without values. */
export interface AuditText {
  readonly line: number;
  readonly time: string;
  readonly text: string;
}

/** What an audit log holds. Lines are counted from 1. */
export interface AuditContent {
  /** In the order of their times. */
  readonly entries: readonly AuditEntry[];
  readonly texts: readonly AuditText[];
  /** The lines that cannot be read, each in words. */
  readonly unreadable: readonly string[];
}

/** Reads the text of an audit log. Never throws: what is no line of one is told and left out. */
export function readAudit(text: string): AuditContent {
  const lines = text.split("\n");
  const entries: AuditEntry[] = [];
  const texts: AuditText[] = [];
  const unreadable: string[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim();
    const number = index + 1;
    const old = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\S.*)$/.exec(line);
    const found = old === null ? parsed(line) : undefined;
    if (line === "") continue;
    else if (old !== null && isTime(old[1]))
      texts.push({ line: number, time: old[1] ?? "", text: old[2] ?? "" });
    else if (isEntry(found)) entries.push(found);
    else unreadable.push(`line ${number} ${whyNot(found, index === lines.length - 1)}`);
  }
  const byTime = (one: { readonly time: string }, other: { readonly time: string }) =>
    Date.parse(one.time) - Date.parse(other.time);
  return { entries: entries.sort(byTime), texts: texts.sort(byTime), unreadable };
}

function whyNot(found: unknown, isLast: boolean): string {
  const version = isObject(found) ? found.v : undefined;
  if (typeof version === "number" && version > AUDIT_VERSION)
    return `is of a later version of the format (${version}): update pulumi-msads to read it`;
  return isLast
    ? "is not complete: a process was stopped while it wrote, or is writing now"
    : "cannot be read";
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

const PHASES: ReadonlySet<unknown> = new Set<AuditPhase>(["sending", "done", "failed", "unknown", "read"]);
const KINDS: ReadonlySet<unknown> = new Set<AuditKind>(["goal", "tag", "settings", "campaign"]);

function isEntry(value: unknown): value is AuditEntry {
  if (!isObject(value) || value.v !== AUDIT_VERSION || !PHASES.has(value.phase)) return false;
  const { time, call, operation, customerId, accountId, who, items, error, trackingId } = value;
  const texts = [call, operation, customerId, accountId].every((each) => typeof each === "string");
  const isWho = isObject(who) && typeof who.by === "string" && [who.project, who.stack].every(isTextIfSet);
  const isRest = isTextIfSet(trackingId) && (error === undefined || isError(error));
  return isTime(time) && texts && isWho && isRest && Array.isArray(items) && items.every(isItem);
}

function isItem(value: unknown): value is AuditEntryItem {
  if (!isObject(value) || !KINDS.has(value.kind)) return false;
  const { id, name, resource, fields, masked = [], refused = [] } = value;
  if (!isTextIfSet(id) || typeof name !== "string" || typeof resource !== "string") return false;
  const isFields = isObject(fields) && Object.values(fields).every(isObject);
  const isMasked = Array.isArray(masked) && masked.every((path) => typeof path === "string");
  return isFields && isMasked && Array.isArray(refused) && refused.every(isError);
}

function isError(value: unknown): boolean {
  if (!isObject(value)) return false;
  return isTextIfSet(value.symbol) && (value.code === undefined || typeof value.code === "number");
}

function isTextIfSet(value: unknown): boolean {
  return value === undefined || typeof value === "string";
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && /^\d{4}-\d\d-\d\dT/.test(value) && !Number.isNaN(Date.parse(value));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
