import { createContext, Script } from "node:vm";
import { BoundedMap } from "../store/boundedMap";

/** What became of one attempt to match. */
export type Attempt = "match" | "no match" | "unreadable" | "too slow";

/** Tries expressions against the texts of one hit. */
export type TryExpression = (expression: string, text: string, caseless: boolean) => Attempt;

const oneTryMs = 250;
const oneHitMs = 1000;

/**
 * Regular expressions of goals, run so that a catastrophic one cannot hold the emulator up: a try takes a quarter of a second at
 * most, all tries of a hit about one second, and an expression that took too long twice is not tried again.
 */
export class Expressions {
  readonly #slow = new BoundedMap<true>(1_000);
  readonly #context = createContext(Object.create(null));
  // Only a script of its own can be ended from outside while it matches.
  readonly #test = new Script("expression.test(text)");

  /** For one hit: its tries share their time. `now`: milliseconds. */
  forOneHit(now: () => number = () => performance.now()): TryExpression {
    let left = oneHitMs;
    return (expression, text, caseless) => {
      const key = `${caseless} ${expression}`;
      if (this.#slow.has(key) || left <= 0) return "too slow";
      const compiled = compileExpression(expression, caseless);
      if (compiled === undefined) return "unreadable";
      const startedAt = now();
      // Once more: a machine that stood still for a moment is no fault of the expression.
      const once = () => this.#run(compiled, text, oneTryMs);
      const first = once();
      const attempt = first === "too slow" ? once() : first;
      left -= now() - startedAt;
      if (attempt === "too slow") this.#slow.set(key, true);
      return attempt;
    };
  }

  /** Whether goals can use an expression: `too slow` once it was. */
  judge(expression: string, caseless: boolean): Attempt | undefined {
    if (this.#slow.has(`${caseless} ${expression}`)) return "too slow";
    return compileExpression(expression, caseless) === undefined ? "unreadable" : undefined;
  }

  #run(expression: RegExp, text: string, timeout: number): Attempt {
    Object.assign(this.#context, { expression, text });
    try {
      return this.#test.runInContext(this.#context, { timeout }) === true ? "match" : "no match";
    } catch {
      return "too slow";
    }
  }
}

/** Undefined when it is none. The service's dialect has the switch for case in front, which JavaScript has not. */
export function compileExpression(expression: string, caseless: boolean): RegExp | undefined {
  const bare = expression.replace(/^\(\?i\)/, "");
  try {
    return new RegExp(bare, caseless || bare !== expression ? "i" : "");
  } catch {
    return undefined;
  }
}
