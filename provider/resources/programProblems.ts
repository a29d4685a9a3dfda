import * as pulumi from "@pulumi/pulumi";
import { ActiveGoals } from "../goals/activeGoals";
import { foldName, type NameHolder, nameTaken } from "../goals/names";
import { inWords, type Problem } from "../goals/problem";

/** A resource that cannot be registered as it is. */
export interface Unfit {
  readonly resource: string;
  /** "index.ts:12:1", where that is known. */
  readonly place: string | undefined;
  readonly problems: readonly Problem[];
}

/** The program's time, and its end. */
export interface ProgramTurns {
  /** Calls back once the synchronous part of the program is over. */
  readonly whenOver: (over: () => void) => void;
  /** Calls back once what the program exports was looked at as well. */
  readonly whenExported: (exported: () => void) => void;
  /** Is told an error at once. */
  readonly raise: (error: Error) => void;
}

/**
 * What is wrong with the resources of a program, gathered until its synchronous part is over, so that one error tells all. Nothing of
 * ours is registered before that. What is declared later, after an `await`, is gathered anew.
 */
export class ProgramProblems {
  #unfit: Unfit[] = [];
  readonly #names = new Map<string, NameHolder>();
  readonly #active = new Map<string, ActiveGoals>();
  #passed: Promise<void> | undefined;
  #failed: Error | undefined;

  constructor(private readonly turns: ProgramTurns) {}

  add(unfit: Unfit): void {
    this.#unfit.push(unfit);
    void this.passed();
  }

  /** Notes a resource's name. Why it cannot be had: another resource that was declared beside it has it already. */
  nameProblems(noun: "goal" | "tag", customer: unknown, holder: NameHolder): readonly string[] {
    const key = JSON.stringify([noun, customer ?? null, foldName(holder.name)]);
    const other = this.#names.get(key);
    if (other !== undefined) return [nameTaken(noun, holder.name, other)];
    this.#names.set(key, holder);
    void this.passed();
    return [];
  }

  /** The goals that are to be Active, and the libraries that pause others, of a customer. */
  activeGoals(customer: unknown): ActiveGoals {
    const key = JSON.stringify(customer ?? null);
    const goals = this.#active.get(key) ?? new ActiveGoals();
    this.#active.set(key, goals);
    void this.passed();
    return goals;
  }

  /** Settles when all that is declared now is known. Rejects when anything of it, or of what was declared before, is wrong. */
  passed(): Promise<void> {
    this.#passed ??= this.#wave();
    return this.#passed;
  }

  #wave(): Promise<void> {
    const passed = new Promise<void>((resolve, reject) => {
      const end = () => {
        const unfit = this.#unfit;
        this.#unfit = [];
        this.#names.clear();
        this.#active.clear();
        this.#passed = undefined;
        if (unfit.length > 0) this.#failed = programError(unfit);
        if (this.#failed === undefined) return resolve();
        reject(this.#failed);
        if (unfit.length > 0) this.turns.raise(this.#failed);
      };
      const { whenOver, whenExported } = this.turns;
      whenOver(() => (this.#unfit.length > 0 ? whenExported(end) : end()));
    });
    // Everybody who waits for it gets the error; perhaps nobody does.
    passed.catch(() => {});
    return passed;
  }
}

/**
 * One error for all. Pulumi prints a RunError without a stack trace, and the same error only once, but first each of the resources
 * that fail with it writes its own word in front of the message: this one stays as it is.
 */
function programError(unfit: readonly Unfit[]): Error {
  const error = new pulumi.RunError();
  const message = programWords(unfit);
  Object.defineProperty(error, "message", { get: () => message, set: () => {}, enumerable: false });
  error.stack = message;
  return error;
}

function programWords(unfit: readonly Unfit[]): string {
  const count = unfit.reduce((sum, { problems }) => sum + problems.length, 0);
  const problems = count === 1 ? "a problem" : `${count} problems`;
  const lines = unfit.flatMap((each) => [
    `  ${each.resource}${each.place === undefined ? "" : ` (${each.place})`}`,
    ...each.problems.map((problem) => `    - ${inWords(problem)}`),
  ]);
  return `The program has ${problems}. The resources below were not registered.\n${lines.join("\n")}`;
}
