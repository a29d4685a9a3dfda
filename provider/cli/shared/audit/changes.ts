import type { AuditChange, AuditKind } from "../../../account/write/auditEvent";
import type { AuditEntry, AuditEntryItem, AuditError, Who } from "../../../session/auditEntry";

/**
 * What came of a change: `done`; `refused` by the service; `unknown`: no answer came; `unfinished`: the process was stopped before it could
 * tell, or the call is under way.
 */
export type ChangeOutcome = "done" | "refused" | "unknown" | "unfinished";

/** One change of one thing, as all lines of its call together tell it. */
export interface LoggedChange {
  /** When its outcome was known; else when it was sent. ISO 8601. */
  readonly time: string;
  /** When the call was about to be sent: the values before are those of then. */
  readonly sent: string;
  readonly outcome: ChangeOutcome;
  readonly operation: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly who: Who;
  readonly trackingId: string | undefined;
  readonly kind: AuditKind;
  /** Undefined for something new of which nobody knows whether it was made. */
  readonly id: string | undefined;
  readonly name: string;
  readonly resource: string;
  readonly isNew: boolean;
  readonly fields: Readonly<Record<string, AuditChange>>;
  /** Paths inside fields whose values the log hides, like "revenue.value". */
  readonly masked: readonly string[];
  readonly isNameMasked: boolean;
  readonly errors: readonly AuditError[];
  /** A read has shown what it came to: the values after are those of the service. */
  readonly isSeen: boolean;
  /** The goal was paused since the program, or the library, does not have it. */
  readonly hasLeft: boolean;
}

/** The changes that the lines of a log tell of, in the order of the lines that tell their outcomes. */
export function changesIn(entries: readonly AuditEntry[]): readonly LoggedChange[] {
  const places = new Map(entries.map((entry, place) => [entry, place]));
  const calls = [...Map.groupBy(entries, ({ call }) => call).values()].map(changesOfCall);
  const placeOf = ({ last }: CallChanges) => (last === undefined ? 0 : (places.get(last) ?? 0));
  return calls.sort((one, other) => placeOf(one) - placeOf(other)).flatMap(({ changes }) => changes);
}

interface CallChanges {
  /** The line that tells the outcome. */
  readonly last: AuditEntry | undefined;
  readonly changes: readonly LoggedChange[];
}

function changesOfCall(entries: readonly AuditEntry[]): CallChanges {
  const reads = entries.filter(({ phase }) => phase === "read");
  const told = entries.filter(({ phase }) => phase !== "read");
  const last = told.findLast(({ phase }) => phase !== "sending") ?? told.at(-1) ?? reads[0];
  if (last === undefined) return { last, changes: [] };
  const sent = (entries.find(({ phase }) => phase === "sending") ?? last).time;
  const seen = reads.flatMap(({ items }) => items);
  const taken = new Set<AuditEntryItem>();
  const changes = last.items.map((item) => {
    const shown =
      last.phase === "read" ? item : seen.find((each) => !taken.has(each) && isSameThing(each, item));
    if (shown !== undefined) taken.add(shown);
    return changeOf(last, sent, item, shown);
  });
  return { last, changes };
}

function isSameThing(one: AuditEntryItem, other: AuditEntryItem): boolean {
  if (one.kind !== other.kind) return false;
  // Of what is new the answer may have told another id than the read after it.
  const isNew = one.isNew === true && other.isNew === true;
  if (!isNew && one.id !== undefined && other.id !== undefined) return one.id === other.id;
  return one.name === other.name && one.resource === other.resource;
}

function changeOf(
  entry: AuditEntry,
  sent: string,
  item: AuditEntryItem,
  shown: AuditEntryItem | undefined,
): LoggedChange {
  const { time, operation, customerId, accountId, who, trackingId, error } = entry;
  const masked = [...new Set([...(item.masked ?? []), ...(shown?.masked ?? [])])];
  return {
    time,
    sent,
    outcome: shown === undefined ? outcomeOf(entry, item) : "done",
    operation,
    customerId,
    accountId,
    who,
    trackingId,
    kind: item.kind,
    id: shown?.id ?? item.id,
    name: item.name,
    resource: item.resource,
    isNew: item.isNew === true,
    fields: { ...item.fields, ...shown?.fields },
    masked: masked.filter((path) => path.startsWith(FIELDS)).map((path) => path.slice(FIELDS.length)),
    isNameMasked: masked.includes("name"),
    errors: item.refused ?? (error === undefined ? [] : [error]),
    isSeen: shown !== undefined,
    // A restore that pauses knows of no program.
    hasLeft: item.hasLeft === true && who.by === "pulumi",
  };
}

const FIELDS = "fields.";

function outcomeOf({ phase }: AuditEntry, { refused }: AuditEntryItem): ChangeOutcome {
  if (refused !== undefined || phase === "failed") return "refused";
  if (phase === "unknown") return "unknown";
  return phase === "sending" ? "unfinished" : "done";
}
