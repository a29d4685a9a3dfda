import type { AuditText } from "../../session/auditReader";
import type { LoggedChange } from "../shared/audit/changes";
import { loggedField } from "../shared/audit/loggedField";
import { partsOf, thingInWords, valueInWords, whoInWords } from "../shared/audit/words";
import { harmless } from "../shared/columns";
import { timeInWords } from "../shared/time";

/** The history in words, thing by thing; the latest change of each is its last. */
export function renderHistory(changes: readonly LoggedChange[], texts: readonly AuditText[]): string {
  if (changes.length === 0 && texts.length === 0) return "No change.\n";
  const accounts = new Set(changes.map(({ customerId, accountId }) => `${customerId}/${accountId}`));
  const things = [...Map.groupBy(changes, keyOf).values()];
  const blocks = things.map((own) => renderThing(own, accounts.size > 1));
  // Whatever stands in the file, the terminal does not obey it.
  return [...blocks, ...renderTexts(texts)].map((lines) => `${lines.map(harmless).join("\n")}\n`).join("\n");
}

/** What nobody knows the id of stands under its name. */
function keyOf({ customerId, accountId, kind, id, name, resource }: LoggedChange): string {
  return JSON.stringify([customerId, accountId, kind, id ?? [name, resource]]);
}

function renderThing(changes: readonly LoggedChange[], namesAccount: boolean): readonly string[] {
  const [first] = changes;
  if (first === undefined) return [];
  const { kind, id, accountId, customerId } = first;
  const place = namesAccount && kind !== "settings" ? `, account ${accountId} of customer ${customerId}` : "";
  const names = [...new Set(changes.map(({ name }) => name))].join(" → ");
  return [`${names} (${thingInWords(kind, id)}${place})`, ...changes.flatMap(renderChange)];
}

function renderChange(change: LoggedChange): readonly string[] {
  const { time, who, kind, resource, trackingId, fields, isNew } = change;
  const by = `${whoInWords(who)}, resource ${resource}`;
  const tracking = trackingId === undefined ? "" : `  TrackingId ${trackingId}`;
  const values = Object.entries(fields).flatMap(([name, { before, after }]) =>
    partsOf(name, loggedField(kind, name), before, after).map((part) => {
      const after = valueInWords(part.after, part.field);
      return isNew
        ? `      ${part.path}: ${after}`
        : `      ${part.path}: ${valueInWords(part.before, part.field)} → ${after}`;
    }),
  );
  return [`  ${timeInWords(time)}  ${whatInWords(change)} by ${by}${tracking}`, ...values];
}

function whatInWords({ outcome, isNew, hasLeft, errors }: LoggedChange): string {
  const did = isNew ? "created" : hasLeft ? "paused, since it is not in the program," : "changed";
  if (outcome === "done") return did;
  const codes = errors.map(({ code, symbol }) =>
    [code, symbol].filter((part) => part !== undefined).join(" "),
  );
  if (outcome === "refused")
    return `not ${did} (refused${codes.length === 0 ? "" : `: ${codes.join(", ")}`})`;
  return outcome === "unknown"
    ? `perhaps ${did} (no answer came)`
    : `perhaps ${did} (the process was stopped, or the call is under way)`;
}

function renderTexts(texts: readonly AuditText[]): readonly (readonly string[])[] {
  if (texts.length === 0) return [];
  const lines = texts.map(({ time, text }) => `  ${timeInWords(time)}  ${text}`);
  return [["Lines of an earlier version, without values", ...lines]];
}
