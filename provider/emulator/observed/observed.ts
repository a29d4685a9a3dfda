import type { RuleId } from "../rules";
import { inForce, type Problem, type RuleRow, type RuleSwitches, ruleOf, ruleRows } from "../rules";
import type { ObservedFile, ObservedRule } from "./observedFile";

/** A rule as people read it, with what was seen of it. */
export interface ObservedRow extends RuleRow {
  /** Set where the mark comes from a file of `msads parity`. */
  readonly observed?: ObservedRule & Pick<ObservedFile, "date" | "environment" | "transport">;
}

/** What somebody saw the service do, over what the table of rules says. */
export class Observed {
  constructor(private readonly file?: ObservedFile) {}

  /** Whether a rule is in force: a setting decides, else what was seen, else the table. */
  holds(id: RuleId, switches: RuleSwitches): boolean {
    const seen = this.#seen(id);
    if (switches[id] !== undefined || seen === undefined) return inForce(id, switches);
    // A rule that refuses with another code refuses all the same.
    return seen.result === "holds" || (ruleOf(id).code !== undefined && (seen.codes ?? []).length > 0);
  }

  /** A refusal with the code and the symbol that were seen in its place. */
  answered<P extends Problem>(problem: P): P {
    const { rule } = problem;
    const other = rule === undefined ? undefined : this.otherCode(rule);
    return other === undefined ? problem : { ...problem, ...other };
  }

  /** The code that came in place of a rule's own. */
  otherCode(id: RuleId): Pick<Problem, "code" | "symbol"> | undefined {
    const seen = this.#seen(id);
    const [code] = seen?.codes ?? [];
    if (seen?.result !== "differs" || code === undefined) return undefined;
    return { code, symbol: seen.symbols?.[0] ?? ruleOf(id).symbol ?? "Unknown" };
  }

  rows(switches: RuleSwitches): readonly ObservedRow[] {
    return ruleRows(switches).map((row): ObservedRow => {
      const seen = this.#seen(row.id);
      if (seen === undefined || this.file === undefined) return row;
      const { date, environment, transport } = this.file;
      return {
        ...row,
        mark: "observed",
        source: `msads parity, ${environment}, ${date.slice(0, 10)}, over ${transport.toUpperCase()}`,
        inForce: this.holds(row.id, switches),
        observed: { ...seen, date, environment, transport },
      };
    });
  }

  #seen(id: RuleId): ObservedRule | undefined {
    const seen = this.file?.rules[id];
    return seen?.result === "not asked" ? undefined : seen;
  }
}
