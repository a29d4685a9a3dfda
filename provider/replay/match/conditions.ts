import { expressionToTry } from "../../emulator";
import type { Holds } from "../options";
import type { ReplayGoal } from "../replayGoal";
import { isOfTexts, type Pair, pairsOf, type Subject, subjects } from "./target";
import { type Condition, TextIndex } from "./textIndex";
import type { Tried, Tries } from "./tries";

/** A Url or Event goal by its conditions. */
export interface Conditioned {
  readonly index: number;
  /** How many conditions must be met. */
  readonly needed: number;
  /** Of an Event goal that asks for a value. */
  readonly value?: { readonly wanted: number; readonly operator: string | undefined };
}

/** The conditions of all goals, each once, however many goals have it. */
export class Conditions {
  readonly indexes: Readonly<Record<Subject, TextIndex>>;
  /** By condition: its regular expression, if it is one. */
  readonly tried: (Tried | undefined)[] = [];
  /** By condition: the goals that have it. */
  readonly goals: Conditioned[][] = [];
  readonly ofValue: Conditioned[] = [];
  /** By goal: its regular expressions. */
  readonly triedOf = new Map<number, Tried[]>();
  readonly #ids = new Map<string, number>();
  readonly #bySubject: Record<Subject, Condition[]> = { page: [], category: [], action: [], label: [] };

  /** @param goals undefined: one that no hit reaches */
  constructor(
    goals: readonly (ReplayGoal | undefined)[],
    private readonly holds: Holds,
    private readonly tries: Tries,
  ) {
    for (const [index, goal] of goals.entries())
      if (goal !== undefined && isOfTexts(goal)) this.#add(index, goal);
    const caseless = holds("collect.case");
    const indexOf = (subject: Subject) => {
      const bare = subject === "page" && holds("collect.url-prefix");
      return new TextIndex(this.#bySubject[subject], this.goals.length, { caseless, bare });
    };
    const [page, category, action, label] = subjects.map(indexOf) as [
      TextIndex,
      TextIndex,
      TextIndex,
      TextIndex,
    ];
    this.indexes = { page, category, action, label };
  }

  #add(index: number, goal: ReplayGoal): void {
    const pairs = pairsOf(goal);
    const needed = this.holds("collect.event-pairs") ? pairs.length : 1;
    const value =
      goal.type === "Event" && goal.value !== undefined
        ? { value: { wanted: Number(goal.value), operator: goal.valueOperator } }
        : {};
    const conditioned = { index, needed, ...value };
    if (conditioned.value !== undefined) this.ofValue.push(conditioned);
    for (const pair of pairs) {
      const id = this.#idOf(pair);
      this.goals[id]?.push(conditioned);
      const tried = this.tried[id];
      if (tried !== undefined) this.triedOf.set(index, [...(this.triedOf.get(index) ?? []), tried]);
    }
  }

  #idOf({ subject, operator, expression }: Pair): number {
    const key = `${subject} ${operator ?? "Equals"} ${expression}`;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    const id = this.goals.length;
    this.#ids.set(key, id);
    this.goals.push([]);
    const regular = operator === "RegularExpression";
    const asked = regular
      ? expressionToTry(expression, this.holds("collect.expression-anywhere"))
      : expression;
    this.tried.push(regular ? this.tries.read(asked, expression) : undefined);
    this.#bySubject[subject].push({ id, operator, expression: asked });
    return id;
  }
}
