import type { Diagnostic, Ended } from "./result";

/** What the Pulumi CLI writes of a run to its event log, as far as the kit reads it. */
interface Event {
  readonly resOutputsEvent?: { readonly metadata: Metadata };
  readonly diagnosticEvent?: {
    readonly urn?: string;
    readonly message: string;
    readonly severity: string;
    readonly ephemeral?: boolean;
  };
}

interface Metadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly diffs?: readonly string[] | null;
  readonly detailedDiff?: Readonly<Record<string, unknown>> | null;
  readonly new?: { readonly outputs?: Readonly<Record<string, unknown>> } | null;
}

const STACK = "pulumi:pulumi:Stack";
const PROVIDER = "pulumi:providers:";
const SEVERITIES: readonly Diagnostic["severity"][] = ["info", "warning", "error"];
/** In Pulumi's protocol, in place of a value that is not known yet, and the mark of a secret. */
const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const SIGNATURE = "4dabf18193072939515e22adb298388d";

/** What a run of the CLI did. @param log its event log, one event a line. */
export function endedIn(log: string, ok: boolean, text: string): Ended {
  const events = log
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Event);
  const done = events.flatMap(({ resOutputsEvent }) => resOutputsEvent?.metadata ?? []);
  const ofStack = done.filter(({ type, new: state }) => type === STACK && state);
  return {
    ok,
    text,
    steps: done
      .filter(({ type }) => type !== STACK && !type.startsWith(PROVIDER))
      .map(({ op, urn, type, diffs, detailedDiff }) => ({
        op,
        type,
        name: nameIn(urn),
        diff: detailedDiff ? Object.keys(detailedDiff) : (diffs ?? []),
      })),
    diagnostics: events.flatMap(({ diagnosticEvent }) => diagnosticEvent ?? []).flatMap(diagnostic),
    outputs: shown(ofStack.at(-1)?.new?.outputs ?? {}) as Ended["outputs"],
  };
}

function diagnostic({
  urn,
  message,
  severity,
  ephemeral,
}: NonNullable<Event["diagnosticEvent"]>): readonly Diagnostic[] {
  const known = SEVERITIES.find((each) => severity.startsWith(each));
  if (known === undefined || ephemeral) return [];
  return [{ severity: known, message: message.trim(), ...(urn ? { resource: nameIn(urn) } : {}) }];
}

function nameIn(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function shown(value: unknown): unknown {
  if (value === UNKNOWN) return "[unknown]";
  if (Array.isArray(value)) return value.map(shown);
  if (typeof value !== "object" || value === null) return value;
  if (SIGNATURE in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, shown(inside)]));
}
