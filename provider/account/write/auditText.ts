import type { AuditEvent, AuditItem } from "./auditEvent";

/** What the engine's debug log says of an event: what was written, and in a line of its own what was refused of the same call. */
export function auditTexts(event: AuditEvent): readonly string[] {
  const { phase, items, failure } = event;
  if (phase === "sending" || phase === "read") return [];
  if (phase === "unknown") return [text(event, items, "outcome unknown")];
  if (phase === "failed" && failure !== undefined) return [text(event, items, failure.symbol)];
  const done = items.filter(({ refused }) => refused === undefined);
  const refused = items.filter((item) => item.refused !== undefined);
  return [
    ...(done.length === 0 ? [] : [text(event, done)]),
    ...(refused.length === 0 ? [] : [text(event, refused, "refused")]),
  ];
}

function text(
  { operation, noun, trackingId }: AuditEvent,
  items: readonly AuditItem[],
  failure?: string,
): string {
  const names = items.map(({ name }) => JSON.stringify(name)).join(", ");
  const end = failure === undefined ? "" : ` failed: ${failure}`;
  return `${operation} of ${items.length} ${noun}(s)${end}: ${names} (TrackingId ${trackingId ?? "none"})`;
}
