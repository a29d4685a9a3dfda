import { sleep } from "../../account/clock";
import { type ObservedFile, type RuleId, ruleIds, ruleOf } from "../../emulator";
import { soapHasEnded } from "../../service/autoTransport";
import { connect, endpointOf } from "../../session/connect";
import { openReader, type ReaderRuntime } from "../../session/reader";
import { UsageError } from "../usageError";
import { refusalOf } from "./allowed";
import { askAll, type Finding } from "./askAll";
import { Caller } from "./caller";
import { Kit } from "./kit";
import { MOST_GOALS, MOST_TAGS, Own } from "./own";
import { parityFile, type RunFacts } from "./parityFile";
import type { ProbeGroup } from "./probe";
import { findingLines, isUnlike, leftWords, summaryOf, summaryWords } from "./render";
import { autoTaggingOf, type LeftBehind, tidy } from "./tidy";
import type { Verdict } from "./verdict";

export interface ParityOptions {
  /** Default: that of the earlier results, else soap for as long as Microsoft serves it. */
  readonly transport?: "soap" | "rest";
  readonly json: boolean;
  /** Results of an earlier run, which are not asked again. */
  readonly resume?: ObservedFile;
}

export interface ParityRuntime extends ReaderRuntime {
  readonly print: (text: string) => void;
  readonly color: boolean;
  readonly date: () => Date;
  /** 0 (included) to 1. */
  readonly random: () => number;
  /** Shows what the run will make; whether that is wanted. */
  readonly confirm: (words: string) => Promise<boolean>;
  /** Ends the run after the call under way. */
  readonly stop: AbortSignal;
  /** Keeps the results so far. */
  readonly save: (file: ObservedFile) => void;
}

/** Asks the rules of these groups; false when it ended early. Throws a UsageError, before any call, for settings of anything but a sandbox. */
export async function runParity(
  groups: readonly ProbeGroup[],
  options: ParityOptions,
  runtime: ParityRuntime,
): Promise<boolean> {
  const reader = openReader(runtime);
  const refused = refusalOf(reader.settings);
  if (refused !== undefined) throw new UsageError(refused);
  const account = reader.ref();
  const { resume } = options;
  const hasEnded = soapHasEnded(endpointOf(reader.settings), runtime.date());
  const transport = options.transport ?? resume?.transport ?? (hasEnded ? "rest" : "soap");
  const prefix = prefixOf(runtime.date(), runtime.random);
  if (!(await runtime.confirm(intention(prefix, account.accountId))))
    throw new UsageError("nothing was sent");
  const connection = connect({ ...reader.settings, transport }, runtime);
  const port = connection.port(account);
  const autoTagging = resume?.autoTagging ?? (await autoTaggingOf(port));
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
    environment: reader.settings.environment,
    apiVersion: 13,
    transport,
  };
  const record = new Record(facts, knownIn(resume), autoTagging, options, runtime);
  let left: LeftBehind | undefined;
  let early: string | undefined;
  try {
    early = await askAll(groups, kit, knownIn(resume), (finding) => record.add(finding));
  } finally {
    left = await tidy(port, own, autoTagging);
    record.end(left.problems.length === 0);
    if (!options.json) runtime.print(`${leftWords(left, prefix)}\n`);
  }
  record.show(left, prefix, early);
  return early === undefined && left.active === 0 && left.problems.length === 0;
}

/** Results as they come in. */
class Record {
  readonly #findings: Finding[] = [];
  readonly #verdicts: Map<RuleId, Verdict>;
  #group = "";

  constructor(
    private readonly facts: RunFacts,
    known: ReadonlyMap<RuleId, Verdict>,
    private readonly autoTagging: string | undefined,
    private readonly options: ParityOptions,
    private readonly runtime: Pick<ParityRuntime, "print" | "save" | "color">,
  ) {
    this.#verdicts = new Map(known);
  }

  add(finding: Finding): void {
    const { print, color } = this.runtime;
    this.#findings.push(finding);
    this.#verdicts.set(finding.rule, finding.verdict);
    this.#save(true);
    if (this.options.json) return;
    if (finding.group !== this.#group) print(`${finding.group}\n`);
    this.#group = finding.group;
    print(findingLines(finding, color));
  }

  /** The run is over. `isTidy`: auto-tagging is as it was. */
  end(isTidy: boolean): void {
    this.#save(!isTidy);
  }

  show(left: LeftBehind, prefix: string, early: string | undefined): void {
    const { print } = this.runtime;
    const summary = summaryOf(this.#findings);
    if (!this.options.json) {
      print(`${summaryWords(summary)}\n`);
      if (early !== undefined) print(`The run ended early: ${early}\nGo on with --resume and the file.\n`);
      return;
    }
    const rules = this.#findings.map((finding) => {
      const { mark, says, off } = ruleOf(finding.rule);
      const { rule: id, group, verdict } = finding;
      return {
        group,
        id,
        mark,
        ...(off === true ? { off } : {}),
        says,
        ...verdict,
        unlike: isUnlike(finding),
      };
    });
    const object = {
      ...this.facts,
      rules,
      summary,
      left: { ...left, prefix },
      ...(early === undefined ? {} : { early }),
    };
    print(`${JSON.stringify(object, null, 2)}\n`);
  }

  #save(isUnderWay: boolean): void {
    this.runtime.save(parityFile(this.facts, this.#verdicts, isUnderWay ? this.autoTagging : undefined));
  }
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
  return `msads-parity ${day}-${mark}`;
}

function intention(prefix: string, accountId: string): string {
  return [
    `msads parity makes these in account ${accountId}, and they stay there for ever:`,
    `  at most ${MOST_GOALS} conversion goals of Account scope, named "${prefix} goal …", paused at the end`,
    `  at most ${MOST_TAGS} UET tags, named "${prefix} tag …"`,
    "Their names can never be used again. Auto-tagging is put back as it was. Nothing else is changed.",
  ].join("\n");
}
