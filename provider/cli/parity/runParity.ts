import { sleep } from "../../account/clock";
import { type ObservedFile, type RuleId, ruleIds } from "../../emulator";
import { soapHasEnded } from "../../service/autoTransport";
import { connect, endpointOf } from "../../session/connect";
import { openReader, type ReaderRuntime } from "../../session/reader";
import { UsageError } from "../usageError";
import { refusalOf } from "./allowed";
import { askAll } from "./askAll";
import { Caller } from "./caller";
import { Kit } from "./kit";
import { MOST_GOALS, MOST_TAGS, Own, RUNS_PREFIX } from "./own";
import type { RunFacts, Unfinished } from "./parityFile";
import type { ProbeGroup } from "./probe";
import { leftWords } from "./render";
import { Results, type ResultsRuntime } from "./results";
import { autoTaggingOf, type LeftBehind, pauseRun, type TidyPort, tidy } from "./tidy";
import type { Verdict } from "./verdict";

export interface ParityOptions {
  /** Default: that of the earlier results, else soap for as long as Microsoft serves it. */
  readonly transport?: "soap" | "rest";
  readonly json: boolean;
  /** Results of an earlier run, which are not asked again. */
  readonly resume?: ObservedFile;
}

export interface ParityRuntime extends ReaderRuntime, ResultsRuntime {
  readonly date: () => Date;
  /** 0 (included) to 1. */
  readonly random: () => number;
  /** Shows what the run will make; whether that is wanted. */
  readonly confirm: (words: string) => Promise<boolean>;
  /** Ends the run after the call under way. */
  readonly stop: AbortSignal;
}

/** Asks the rules of these groups; false when it ended early. Throws a UsageError, before any call, for settings of anything but a sandbox. */
export async function runParity(
  groups: readonly ProbeGroup[],
  options: ParityOptions,
  runtime: ParityRuntime,
): Promise<boolean> {
  const { account, settings, transport } = opened(options, runtime);
  const { resume } = options;
  const prefix = prefixOf(runtime.date(), runtime.random);
  if (!(await runtime.confirm(intention(prefix, account.accountId, resume))))
    throw new UsageError("nothing was sent");
  const connection = connect({ ...settings, transport }, runtime);
  const port = connection.port(account);
  const autoTagging = resume?.autoTagging ?? (await autoTaggingOf(port));
  if (resume?.prefix !== undefined) await tidyEarlier(port, resume.prefix, resume, account.accountId);
  const own = new Own(prefix);
  const { date, stop } = runtime;
  const kit = new Kit({
    caller: new Caller(connection, account, transport),
    own,
    stop,
    date,
    sleep: (ms) => sleep(runtime.clock, ms),
  });
  const facts: RunFacts = {
    date: date().toISOString(),
    environment: settings.environment,
    apiVersion: 13,
    transport,
  };
  const unfinished = { prefix, ...(autoTagging === undefined ? {} : { autoTagging }) };
  const results = new Results(facts, knownIn(resume), unfinished, options.json, runtime);
  results.begin();
  let left: LeftBehind | undefined;
  let early: string | undefined;
  try {
    early = await askAll(groups, kit, knownIn(resume), (finding) => results.add(finding));
  } finally {
    left = await tidy(port, own, autoTagging);
    results.end(left.problems.length === 0 && left.active === 0);
    if (!options.json) runtime.print(`${leftWords(left, prefix)}\n`);
  }
  results.show(left, prefix, early);
  return early === undefined && left.active === 0 && left.problems.length === 0;
}

/** Pauses what a run that did not end has left. Throws a UsageError where that run was in another account. */
async function tidyEarlier(
  port: TidyPort,
  prefix: string,
  { rules }: ObservedFile,
  accountId: string,
): Promise<void> {
  const count = await pauseRun(port, prefix);
  const made = rules["default.status"]?.result ?? "not asked";
  if (count === 0 && made !== "not asked")
    throw new UsageError(
      `account ${accountId} has no goal named "${prefix} goal …": go on in the account of the run that did not end`,
    );
}

/** The account to ask, and how. Throws a UsageError for one that must not be asked. */
function opened(options: ParityOptions, runtime: ParityRuntime) {
  const reader = openReader(runtime);
  const { settings } = reader;
  const refused = refusalOf(settings);
  if (refused !== undefined) throw new UsageError(refused);
  const hasEnded = soapHasEnded(endpointOf(settings), runtime.date());
  const transport = options.transport ?? options.resume?.transport ?? (hasEnded ? "rest" : "soap");
  return { account: reader.ref(), settings, transport };
}

/** What need not be asked again. */
function knownIn(resume: ObservedFile | undefined): ReadonlyMap<RuleId, Verdict> {
  const known = new Map<RuleId, Verdict>();
  for (const id of ruleIds) {
    const seen = resume?.rules[id];
    if (seen !== undefined && seen.result !== "not asked") known.set(id, { ...seen, result: seen.result });
  }
  return known;
}

/** Of all names of a run; no other has it, since names can never be used again. */
function prefixOf(date: Date, random: () => number): string {
  const day = date.toISOString().slice(0, 19).replace(/[-:]/g, "").replace("T", "-");
  const mark = Math.floor(random() * 36 ** 4)
    .toString(36)
    .padStart(4, "0");
  return `${RUNS_PREFIX}${day}-${mark}`;
}

function intention(prefix: string, accountId: string, earlier: Unfinished = {}): string {
  const { autoTagging: before, prefix: unfinished } = earlier;
  return [
    ...(unfinished === undefined
      ? []
      : [
          `msads parity first pauses what the run that did not end has left active, named "${unfinished} goal …".`,
        ]),
    `msads parity makes these in account ${accountId}, and they stay there for ever:`,
    `  at most ${MOST_GOALS} conversion goals of Account scope, named "${prefix} goal …", paused at the end`,
    `  at most ${MOST_TAGS} UET tags, named "${prefix} tag …"`,
    "Their names can never be used again. Nothing else is changed; auto-tagging, which new goals turn on, is put back at the end:",
    before === undefined
      ? "  to what it is now"
      : `  to ${before}, as it was before the run that did not end: go on with the same account`,
  ].join("\n");
}
