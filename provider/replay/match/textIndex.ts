import { withoutPrefix } from "../../emulator";
import { Automaton } from "./automaton";
import { requiredLiterals } from "./literals";
import { Prefixes } from "./prefixes";

/** A condition on one text, as goals have it. */
export interface Condition {
  /** Among all conditions of a matcher. */
  readonly id: number;
  /** Equals unless it says otherwise. */
  readonly operator: string | undefined;
  readonly expression: string;
}

export interface TextRules {
  /** Texts match without case. */
  readonly caseless: boolean;
  /** Equals and BeginsWith leave out `https://www.` of both sides. */
  readonly bare: boolean;
}

/** What a text meets: some for sure, others if their regular expression says so. */
export interface Findings {
  readonly met: (condition: number) => void;
  readonly perhaps: (condition: number) => void;
}

/** Many conditions on texts of one kind, all looked up at once. */
export class TextIndex {
  readonly #prefixes: Prefixes;
  /** Conditions by the index of their pattern. */
  readonly #starts: readonly Condition[];
  readonly #automaton: Automaton;
  readonly #parts: readonly Part[];
  /** Regular expressions of which nothing is sure. */
  readonly #always: readonly number[];
  /** By condition: at which look a part of it was last seen, and which groups. */
  readonly #told: Uint32Array;
  readonly #seen: Uint8Array;
  #looks = 0;

  /** @param conditions @param size how many conditions the matcher has, `id`s being below it */
  constructor(
    conditions: readonly Condition[],
    size: number,
    private readonly rules: TextRules,
  ) {
    const by = (wanted: (operator: string | undefined) => boolean) =>
      conditions.filter(({ operator }) => wanted(operator));
    this.#starts = by((operator) => operator !== "Contains" && operator !== "RegularExpression");
    this.#prefixes = new Prefixes(this.#starts.map(({ expression }) => this.#cased(this.#bare(expression))));
    const parts: Part[] = by((operator) => operator === "Contains").map(({ id, expression }) => ({
      text: this.#cased(expression),
      id,
      group: 1,
      all: 1,
      sure: true,
    }));
    const always: number[] = [];
    for (const { id, expression } of by((operator) => operator === "RegularExpression")) {
      const required = rules.caseless ? requiredLiterals(expression) : [];
      if (required.length === 0) always.push(id);
      for (const [group, texts] of required.entries())
        parts.push(
          ...texts.map((text) => ({
            text,
            id,
            group: 1 << group,
            all: (1 << required.length) - 1,
            sure: false,
          })),
        );
    }
    this.#parts = parts;
    this.#always = always;
    this.#automaton = new Automaton(parts.map(({ text }) => text));
    this.#told = new Uint32Array(size);
    this.#seen = new Uint8Array(size);
  }

  /** Tells each condition that the text meets, or may meet, once. */
  look(text: string, findings: Findings): void {
    this.#looks += 1;
    const cased = this.#cased(text);
    this.#lookAtStart(text, cased, findings);
    const tell = (index: number) => this.#tell(index, findings);
    if (this.#parts.length > 0) this.#automaton.walk(cased, tell);
    for (const index of this.#automaton.left) if (cased.includes(this.#parts[index]?.text ?? "")) tell(index);
    for (const id of this.#always) findings.perhaps(id);
  }

  #lookAtStart(text: string, cased: string, findings: Findings): void {
    if (this.#starts.length === 0) return;
    const bare = this.#bare(text);
    // Small letters may depend on what stands before them, of a final sigma; else those of the whole text will do.
    const own = bare.length < text.length && text.includes("\u03a3");
    const given = own ? this.#cased(bare) : cased;
    const from = own ? 0 : text.length - bare.length;
    this.#prefixes.walk(given, from, (index, whole) => {
      const condition = this.#starts[index];
      if (condition !== undefined && (whole || condition.operator === "BeginsWith"))
        findings.met(condition.id);
    });
  }

  /** A condition is told when the text has something of each group. */
  #tell(index: number, findings: Findings): void {
    const part = this.#parts[index];
    if (part === undefined) return;
    const { id, group, all, sure } = part;
    const before = this.#told[id] === this.#looks ? (this.#seen[id] ?? 0) : 0;
    if (before === all) return;
    this.#told[id] = this.#looks;
    this.#seen[id] = before | group;
    if ((before | group) !== all) return;
    if (sure) findings.met(id);
    else findings.perhaps(id);
  }

  #cased(text: string): string {
    return this.rules.caseless ? text.toLowerCase() : text;
  }

  #bare(text: string): string {
    return this.rules.bare ? withoutPrefix(text) : text;
  }
}

interface Part {
  readonly text: string;
  readonly id: number;
  /** Which of the groups of texts it belongs to, one bit; and the bits of all that must be there. */
  readonly group: number;
  readonly all: number;
  /** The text itself is what the condition asks for; else a regular expression asks for more. */
  readonly sure: boolean;
}
