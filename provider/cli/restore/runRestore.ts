import { lookupIn } from "../../config/settings";
import { counted } from "../../goals/text";
import type { AccountRef } from "../../service/campaignManagement";
import { Origin } from "../../session/auditEntry";
import type { AuditContent } from "../../session/auditReader";
import { connect } from "../../session/connect";
import { openReader, type ReaderRuntime } from "../../session/reader";
import { type Session, Sessions } from "../../session/session";
import { auditWarnings, openAudit } from "../shared/audit/auditFile";
import { changesIn, type LoggedChange } from "../shared/audit/changes";
import { ofThing } from "../shared/audit/select";
import { thingInWords } from "../shared/audit/words";
import { timeInWords } from "../shared/time";
import { type Applied, applyRestore, NotBegun } from "./applyRestore";
import { refusals } from "./limits";
import { logAt } from "./logAt";
import { lookThen } from "./lookThen";
import { renderApplied, renderJson, renderPlan } from "./renderRestore";
import { RESTORE, type RestorePlan } from "./restorePlan";
import { perhapsMade, type ThingThen, thingsThen } from "./thingThen";

export interface RestoreOptions {
  readonly at: Date;
  /** Default: the setting auditLog. */
  readonly file: string | undefined;
  /** The name or id of a goal or another thing. Default: all of the account. */
  readonly thing: string | undefined;
  readonly apply: boolean;
  /** What somebody else has changed since comes back too. */
  readonly overwritesOthers: boolean;
  readonly pausesNew: boolean;
  readonly pauseAtMost: number;
  /** What lines that cannot be read may have told counts as never written. */
  readonly skipsUnreadable: boolean;
  readonly json: boolean;
}

export interface RestoreRuntime extends ReaderRuntime {
  readonly print: (text: string) => void;
  readonly complain: (line: string) => void;
  /** Asks before something is written; undefined where nobody is there to answer. */
  readonly ask: ((question: string) => Promise<boolean>) | undefined;
  /** Calls back on Ctrl-C; returns how to end that. Default: there is none. */
  readonly onInterrupt?: (stop: () => void) => () => void;
}

/** Shows what a restore would write and, with `apply`, writes it. False: something was refused or failed, or the answer was no. */
export async function runRestore(options: RestoreOptions, given: RestoreRuntime): Promise<boolean> {
  const { config = () => undefined, environment } = given;
  const ref = openReader({ ...given, notify: () => {} }).ref();
  const auditLog = lookupIn(config, environment)("auditLog");
  const content = await openAudit(options.file, auditLog);
  const runtime =
    auditLog === undefined && options.file !== undefined ? loggingTo(options.file, given) : given;
  for (const line of auditWarnings(content)) runtime.complain(line);
  const { own, gap } = logAt(content, ref, timeOf(options, content, runtime));
  const changes = chosen(changesIn(own), ref, options);
  const things = thingsThen(changes, options.at);
  const opened = await open(runtime);
  const plan = await planOf(things, opened, ref, options);
  const refused = [
    ...refusals(plan, opened.session, options.pauseAtMost),
    ...(gap === undefined || options.skipsUnreadable || plan.restored.length === 0 ? [] : [gap]),
  ];
  const shown = { ref, at: options.at, plan, refused, perhaps: perhapsMade(changes, options.at) };
  const masked = (text: string) => opened.sessions.secrets.masked(text);
  if (!options.json) runtime.print(masked(renderPlan(shown, options)));
  const isReady = options.apply && refused.length === 0 && plan.restored.length > 0;
  const applied = isReady ? await applying(plan, things, ref, options, runtime) : undefined;
  if (options.json) runtime.print(renderJson(shown, applied, masked));
  else if (applied !== undefined) runtime.print(masked(renderApplied(applied, shown)));
  if (!options.apply) return true;
  const isWhole = applied === undefined ? !isReady : applied.failed.length + applied.notBegun === 0;
  return isWhole && refused.length === 0 && plan.changedOutside.length === 0;
}

/** What a restore writes belongs into the log that it restores from: else the next one takes it for somebody else's. */
function loggingTo(file: string, runtime: RestoreRuntime): RestoreRuntime {
  const { config = () => undefined } = runtime;
  return { ...runtime, config: (key) => (key === "msads:auditLog" ? file : config(key)) };
}

interface Opened {
  readonly sessions: Sessions;
  readonly session: Session;
}

async function open(runtime: RestoreRuntime): Promise<Opened> {
  const { config = () => undefined } = runtime;
  const sessions = new Sessions({ ...runtime, connect, origin: new Origin(RESTORE) });
  sessions.configure({ get: config });
  return { sessions, session: await sessions.ready() };
}

function planOf(
  things: readonly ThingThen[],
  { session, sessions }: Opened,
  ref: AccountRef,
  options: RestoreOptions,
): Promise<RestorePlan> {
  return lookThen(things, session.account(ref), session, options, sessions.secrets);
}

/** Asks, where somebody can answer; then looks again, since time has passed, and writes. Undefined: the answer was no. */
async function applying(
  plan: RestorePlan,
  things: readonly ThingThen[],
  ref: AccountRef,
  options: RestoreOptions,
  runtime: RestoreRuntime,
): Promise<Applied | undefined> {
  if (runtime.ask !== undefined) {
    const isWanted = await runtime.ask(`Write ${counted(plan.restored.length, "change")}? Type yes: `);
    if (!isWanted) runtime.complain("nothing was written, since the answer was not yes");
    if (!isWanted) return undefined;
  }
  const opened = await open({
    ...runtime,
    notify: (notice) => (notice.severity === "debug" ? undefined : runtime.notify(notice)),
  });
  const now = await planOf(things, opened, ref, options);
  if (JSON.stringify(now) !== JSON.stringify(plan))
    throw new Error("the account was changed meanwhile: nothing was written. Run the command again");
  const release = runtime.onInterrupt?.(() => {
    runtime.complain(
      "Stopping: the call under way finishes, and no other is begun. Ctrl-C again ends it at once: then nobody knows what became of that call.",
    );
    void opened.sessions.stop(new NotBegun(), 0);
  });
  try {
    return await applyRestore(now, opened.session.account(ref));
  } finally {
    release?.();
  }
}

/** Throws an Error for a time that is to come; not for one that the log has, by a clock that was ahead. */
function timeOf(
  { at }: RestoreOptions,
  { entries }: AuditContent,
  { date = () => new Date() }: RestoreRuntime,
): Date {
  const isInLog = entries.some(({ time }) => Date.parse(time) >= at.getTime());
  if (at.getTime() > date().getTime() && !isInLog) throw new Error(`${timeInWords(at)} has not come yet`);
  return at;
}

/** The changes of the one thing that is asked for, or all. Throws an Error where several have had its name: only one may be meant. */
function chosen(
  changes: readonly LoggedChange[],
  { accountId }: AccountRef,
  { thing }: RestoreOptions,
): readonly LoggedChange[] {
  const own = ofThing(changes, thing);
  if (own.length === 0)
    throw new Error(
      `the audit log does not know ${JSON.stringify(thing)} in account ${accountId}: msads history lists what it knows`,
    );
  if (thing === undefined) return own;
  const byId = own.filter(({ id }) => id === thing);
  if (byId.length > 0) return byId;
  const things = new Set(own.flatMap(({ kind, id }) => (id === undefined ? [] : [thingInWords(kind, id)])));
  if (things.size > 1)
    throw new Error(
      `several have had the name ${JSON.stringify(thing)} in account ${accountId}: ${[...things].join(", ")}. Name one by its id; msads history shows what each was`,
    );
  return own;
}
