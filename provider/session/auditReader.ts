import type { AuditKind, AuditPhase } from "../account/write/auditEvent";
import { AUDIT_VERSION, type AuditEntry, type AuditEntryItem } from "./auditEntry";

/** A line of an earlier version: a text without values. */
export interface AuditText {
  readonly line: number;
  readonly time: string;
  readonly text: string;
}

/** A line of the present version. */
export type ReadEntry = AuditEntry & { readonly line: number };

/** A line that cannot be read, and why, in words that follow "line 7". */
export interface UnreadLine {
  readonly line: number;
  readonly why: string;
  /** It is the last one and not complete: what follows it in the process was not done yet, or stands nowhere. */
  readonly isTorn: boolean;
}

/** A line whose time is before that of the line before it. */
export interface ClockTurn {
  readonly line: number;
  readonly from: string;
  readonly to: string;
}

/** What an audit log holds. Lines are counted from 1. */
export interface AuditContent {
  /** In the order in which they stand: clocks are set, and those of several machines differ. */
  readonly entries: readonly ReadEntry[];
  readonly texts: readonly AuditText[];
  readonly unreadable: readonly UnreadLine[];
  /** Where a clock went back by more than what processes that write at once are apart. */
  readonly turns: readonly ClockTurn[];
}

/** Processes that write at once may be so far apart, in milliseconds. */
const APART = 1_000;

/** Reads an audit log line by line. Never throws: what is no line of one is told and left out. */
export class AuditReader {
  readonly #entries: ReadEntry[] = [];
  readonly #texts: AuditText[] = [];
  readonly #unreadable: UnreadLine[] = [];
  readonly #turns: ClockTurn[] = [];
  #line = 0;
  #last: string | undefined;

  /** The next line, without its end. */
  add(raw: string): void {
    this.#read(raw, true);
  }

  /** What stands behind the last line's end, and nothing more. */
  end(rest: string): AuditContent {
    this.#read(rest, false);
    return {
      entries: this.#entries,
      texts: this.#texts,
      unreadable: this.#unreadable,
      turns: this.#turns,
    };
  }

  #read(raw: string, isWhole: boolean): void {
    this.#line += 1;
    const text = raw.trim();
    const line = this.#line;
    if (text === "") return;
    const old = /^(\d{4}-\d\d-\d\dT[\d:.]+Z) (\S.*)$/.exec(text);
    const found = old === null ? parsed(text) : undefined;
    if (old !== null && isTime(old[1])) {
      this.#texts.push({ line, time: old[1] ?? "", text: old[2] ?? "" });
      this.#noteTime(old[1] ?? "");
    } else if (isEntry(found)) {
      this.#entries.push({ ...found, line });
      this.#noteTime(found.time);
    } else this.#unreadable.push({ line, ...whyNot(found, isWhole) });
  }

  #noteTime(to: string): void {
    const from = this.#last;
    this.#last = to;
    if (from !== undefined && Date.parse(to) < Date.parse(from) - APART)
      this.#turns.push({ line: this.#line, from, to });
  }
}

function whyNot(found: unknown, isWhole: boolean): Omit<UnreadLine, "line"> {
  const version = isObject(found) ? found.v : undefined;
  if (typeof version === "number" && version > AUDIT_VERSION)
    return {
      why: `is of a later version of the format (${version}): update pulumi-msads to read it`,
      isTorn: false,
    };
  return isWhole || found !== undefined
    ? { why: "cannot be read", isTorn: false }
    : { why: "is not complete: a process was stopped while it wrote, or is writing now", isTorn: true };
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
