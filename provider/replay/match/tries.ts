import { createContext, Script } from "node:vm";
import { compileExpression, Expressions } from "../../emulator";

/** A regular expression, and whether it can still be asked. */
export interface Tried {
  readonly expression: string;
  /** As the goal has it. */
  readonly original: string;
  /** Undefined: JavaScript cannot read it. */
  readonly compiled: RegExp | undefined;
  state: "fine" | "unreadable" | "too slow";
}

/** One regular expression against many texts. */
interface Work {
  readonly tried: Tried;
  readonly texts: string[];
  readonly met: ((matches: boolean) => void)[];
}

/** What the script below works at; it says how far it has come. */
interface Job {
  readonly expressions: readonly RegExp[];
  readonly texts: readonly (readonly string[])[];
  readonly answers: boolean[][];
  readonly now: () => number;
  expression: number;
  text: number;
  /** Since when, and from which text on, this run is at this expression. */
  since: number;
  from: number;
}

const script = `(() => {
  const { expressions, texts, answers } = job;
  for (; job.expression < expressions.length; job.expression++) {
    const expression = expressions[job.expression];
    const given = texts[job.expression];
    const found = answers[job.expression];
    job.since = job.now();
    job.from = job.text;
    for (; job.text < given.length; job.text++) found[job.text] = expression.test(given[job.text]);
    job.text = 0;
  }
})()`;

const oneRunMs = 300;
/** So many runs may end while one expression is under way that takes more than this for a text. */
const mostEnded = 25;
const slowMs = 1;

/**
 * Tries regular expressions against many texts in one run with a time limit, which costs next to nothing; what is under way when the limit
 * comes is tried alone, as the emulator does. An expression that takes too long is given up.
 */
export class Tries {
  readonly #context = createContext(Object.create(null));
  readonly #script = new Script(script);
  readonly #alone = new Expressions();
  readonly #ended = new Map<Tried, number>();
  readonly #work = new Map<Tried, Work>();

  /** @param now milliseconds */
  constructor(
    private readonly caseless: boolean,
    private readonly now = () => performance.now(),
  ) {}

  /** @param expression in the form in which the emulator tries it @param original as the goal has it */
  read(expression: string, original: string): Tried {
    const compiled = compileExpression(expression, this.caseless);
    return { expression, original, compiled, state: compiled === undefined ? "unreadable" : "fine" };
  }

  /** Notes a try; `met` hears of it in `run`, unless the expression cannot be asked. */
  ask(tried: Tried, text: string, met: (matches: boolean) => void): void {
    if (tried.state !== "fine") return;
    const work = this.#work.get(tried) ?? { tried, texts: [], met: [] };
    this.#work.set(tried, work);
    work.texts.push(text);
    work.met.push(met);
  }

  /** Makes all tries that were asked for. Those of an expression that was given up match nothing. */
  run(): void {
    if (this.#work.size === 0) return;
    const works = [...this.#work.values()];
    this.#work.clear();
    const job = jobOf(works, this.now);
    while (job.expression < works.length) {
      const work = works[job.expression];
      if (work?.tried.state !== "fine") this.#skip(job);
      else if (!this.#ends(job)) this.#tryAlone(job, works[job.expression]);
    }
    for (const [index, { met }] of works.entries())
      for (const [at, tell] of met.entries()) tell(job.answers[index]?.[at] === true);
  }

  #skip(job: Job): void {
    job.expression += 1;
    job.text = 0;
  }

  /** Whether all is done before the limit. */
  #ends(job: Job): boolean {
    Object.assign(this.#context, { job });
    try {
      this.#script.runInContext(this.#context, { timeout: oneRunMs });
      return true;
    } catch {
      // The time is over, or the expression has used up its stack.
      return false;
    } finally {
      Object.assign(this.#context, { job: undefined });
    }
  }

  #tryAlone(job: Job, work: Work | undefined): void {
    const text = work?.texts[job.text];
    if (work === undefined || text === undefined) return;
    const { tried } = work;
    const slow = (this.now() - job.since) / (job.text - job.from + 1) > slowMs;
    const ended = (this.#ended.get(tried) ?? 0) + (slow ? 1 : 0);
    this.#ended.set(tried, ended);
    const attempt = this.#alone.forOneHit()(tried.expression, text, this.caseless);
    if (attempt === "too slow" || ended >= mostEnded) {
      tried.state = "too slow";
      this.#skip(job);
      return;
    }
    const answers = job.answers[job.expression];
    if (answers !== undefined) answers[job.text] = attempt === "match";
    job.text += 1;
  }
}

function jobOf(works: readonly Work[], now: () => number): Job {
  return {
    expressions: works.flatMap(({ tried }) => (tried.compiled === undefined ? [] : [tried.compiled])),
    texts: works.map(({ texts }) => texts),
    answers: works.map(() => []),
    now,
    expression: 0,
    text: 0,
    since: now(),
    from: 0,
  };
}
