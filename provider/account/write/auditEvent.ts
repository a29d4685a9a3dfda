import type { ItemError } from "../../service/campaignManagement";

/** Values by the names of fields. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * When an audit event happens: before a call (`sending`), after it (`done`: at least one item was done; `failed`: none was; `unknown`: nobody
 * knows), and after the read that follows a write where it shows something else than the events before it said (`read`).
 */
export type AuditPhase = "sending" | "done" | "failed" | "unknown" | "read";

/** What an event is about: goals, tags, the settings of an account, the goals of a campaign. */
export type AuditKind = "goal" | "tag" | "settings" | "campaign";

/** A field before and after. null = not set; missing = not known. */
export interface AuditChange {
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One thing of a call. */
export interface AuditItem {
  /** The Pulumi resource that asked for it. */
  readonly resource: string;
  /** Not known before a new thing is there. */
  readonly id?: string;
  readonly name: string;
  readonly isNew: boolean;
  /** It is paused: what asked for it does not want it any more. */
  readonly hasLeft: boolean;
  readonly fields: Readonly<Record<string, AuditChange>>;
  /** Paths of fields that the program marks secret. */
  readonly secret: readonly string[];
  /** Why the service refused this one. */
  readonly refused?: readonly ItemError[];
}

/** What is noted of one call that writes. */
export interface AuditEvent {
  readonly phase: AuditPhase;
  /** The same object in all events of one call. */
  readonly call: object;
  readonly operation: string;
  readonly kind: AuditKind;
  /** What people call the things: "conversion goal". */
  readonly noun: string;
  readonly items: readonly AuditItem[];
  readonly trackingId?: string | undefined;
  /** Why the whole call failed. */
  readonly failure?: { readonly code?: number | undefined; readonly symbol: string };
}

/** Which of some fields change, and how. `before`: undefined for what is new. */
export function changesOf(
  before: Fields | undefined,
  after: Fields,
  isSame: (one: unknown, other: unknown) => boolean,
): AuditItem["fields"] {
  const changes = Object.entries(after).flatMap(([name, value]) => {
    const now = value ?? null;
    if (before === undefined) return [[name, { after: now }] as const];
    const was = before[name] ?? null;
    return isSame(was, now) ? [] : [[name, { before: was, after: now }] as const];
  });
  return Object.fromEntries(changes);
}
