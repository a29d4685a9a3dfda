import { type ObservedFile, type RuleId, ruleOf } from "../../emulator";
import type { Finding } from "./askAll";
import { parityFile, type RunFacts, type Unfinished } from "./parityFile";
import { findingLines, isUnlike, summaryOf, summaryWords } from "./render";
import type { LeftBehind } from "./tidy";
import type { Verdict } from "./verdict";

/** Where results go. */
export interface ResultsRuntime {
  readonly print: (text: string) => void;
  readonly color: boolean;
  /** Keeps the results so far. */
  readonly save: (file: ObservedFile) => void;
}

/** Results as they come in. */
export class Results {
  readonly #findings: Finding[] = [];
  readonly #verdicts: Map<RuleId, Verdict>;
  #group = "";

  constructor(
    private readonly facts: RunFacts,
    known: ReadonlyMap<RuleId, Verdict>,
    private readonly unfinished: Unfinished,
    private readonly isJson: boolean,
    private readonly runtime: ResultsRuntime,
  ) {
    this.#verdicts = new Map(known);
  }

  add(finding: Finding): void {
    const { print, color } = this.runtime;
    this.#findings.push(finding);
    this.#verdicts.set(finding.rule, finding.verdict);
    this.#save(true);
    if (this.isJson) return;
    if (finding.group !== this.#group) print(`${finding.group}\n`);
    this.#group = finding.group;
    print(findingLines(finding, color));
  }

  /** Nothing is asked yet. */
  begin(): void {
    this.#save(true);
  }

  /** The run is over. `isTidy`: its goals are paused, and auto-tagging is as it was. */
  end(isTidy: boolean): void {
    this.#save(!isTidy);
  }

  show(left: LeftBehind, prefix: string, early: string | undefined): void {
    const { print } = this.runtime;
    const summary = summaryOf(this.#findings);
    if (!this.isJson) {
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
    this.runtime.save(parityFile(this.facts, this.#verdicts, isUnderWay ? this.unfinished : undefined));
  }
}
