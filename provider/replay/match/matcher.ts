import { longestText, numberMatches } from "../../emulator";
import type { Holds } from "../options";
import type { ReplayGoal } from "../replayGoal";
import type { TrafficHit } from "../traffic";
import { type Conditioned, Conditions } from "./conditions";
import type { Hash } from "./hash";
import type { MatchSet, MatchSets } from "./matchSets";
import { Memo } from "./memo";
import type { Subject } from "./target";
import type { Findings } from "./textIndex";
import { type Tried, Tries } from "./tries";

/** A page or an event; the same one is the same object, as long as it is remembered. */
export interface Row {
  readonly set: MatchSet;
}

interface FreshRow {
  /** Conditions that are met. */
  readonly met: number[];
  readonly hit: TrafficHit;
  readonly row: { set: MatchSet };
}

/** Finds the Url and Event goals that hits match, many hits and all goals at once. */
export class Matcher {
  readonly #tries: Tries;
  readonly #conditions: Conditions;
  readonly #memo = new Memo<Row>();
  readonly #all: boolean;
  readonly #urlsOfEvents: boolean;
  readonly #nothing: Row;
  /** By goal, how many of its conditions are met. */
  readonly #metOf: Uint8Array;
  #fresh: FreshRow[] = [];
  #looking: { readonly fresh: FreshRow; readonly text: string } | undefined;
  /** Made once: millions of pages come by. */
  readonly #findings: Findings = {
    met: (condition) => this.#looking?.fresh.met.push(condition),
    perhaps: (condition) => this.#ask(condition),
  };

  /** @param goals undefined: one that no hit reaches */
  constructor(
    goals: readonly (ReplayGoal | undefined)[],
    holds: Holds,
    private readonly hash: Hash,
    private readonly sets: MatchSets,
  ) {
    this.#tries = new Tries(holds("collect.case"));
    this.#conditions = new Conditions(goals, holds, this.#tries);
    this.#all = holds("collect.event-pairs");
    this.#urlsOfEvents = !holds("collect.url-page-load");
    this.#metOf = new Uint8Array(goals.length);
    this.#nothing = { set: sets.none };
  }

  /** The regular expressions of a goal. */
  triedOf(goal: number): readonly Tried[] {
    return this.#conditions.triedOf.get(goal) ?? [];
  }

  /** What each hit matches. */
  match(hits: readonly TrafficHit[]): readonly Row[] {
    const rows = hits.map((hit) => this.#row(hit));
    this.#tries.run();
    for (const fresh of this.#fresh) fresh.row.set = this.sets.of(this.#goals(fresh));
    this.#fresh = [];
    return rows;
  }

  #row(hit: TrafficHit): Row {
    if (hit.event === "pageLoad" && hit.page === undefined) return this.#nothing;
    this.#setKey(hit);
    const known = this.#memo.get(this.hash);
    if (known !== undefined) return known;
    const row = { set: this.sets.none };
    this.#memo.set(this.hash, row);
    const fresh: FreshRow = { met: [], hit, row };
    this.#fresh.push(fresh);
    if (hit.event === "pageLoad" || this.#urlsOfEvents) this.#look("page", hit.page, fresh);
    if (hit.event === "custom") {
      this.#look("category", hit.category, fresh);
      this.#look("action", hit.action, fresh);
      this.#look("label", hit.label, fresh);
    }
    return row;
  }

  /** The hash of all that decides. */
  #setKey({ event, page, category, action, label, value }: TrafficHit): void {
    if (event === "pageLoad") {
      this.hash.start(0).text(cut(page));
      return;
    }
    this.hash.start(1).text(cut(category)).text(cut(action)).text(cut(label));
    if (this.#urlsOfEvents) this.hash.text(cut(page));
    if (this.#conditions.ofValue.length > 0) this.hash.text(value === undefined ? undefined : String(value));
  }

  #look(subject: Subject, whole: string | undefined, fresh: FreshRow): void {
    const text = cut(whole);
    if (text === undefined) return;
    this.#looking = { fresh, text };
    this.#conditions.indexes[subject].look(text, this.#findings);
  }

  #ask(condition: number): void {
    const tried = this.#conditions.tried[condition];
    if (tried === undefined || this.#looking === undefined) return;
    const { fresh, text } = this.#looking;
    this.#tries.ask(tried, text, (matches) => {
      if (matches) fresh.met.push(condition);
    });
  }

  /** Goals all of whose conditions are met, or one of them, as the rule says. */
  #goals({ met, hit }: FreshRow): readonly number[] {
    const { goals, ofValue } = this.#conditions;
    if (met.length === 0 && (hit.event !== "custom" || ofValue.length === 0)) return [];
    const found: number[] = [];
    for (const condition of met)
      for (const goal of goals[condition] ?? []) {
        const count = (this.#metOf[goal.index] ?? 0) + 1;
        this.#metOf[goal.index] = count;
        if (count === goal.needed && (!this.#all || valueFits(goal, hit))) found.push(goal.index);
      }
    if (hit.event === "custom")
      for (const goal of ofValue) {
        const open = this.#all ? goal.needed === 0 : this.#metOf[goal.index] === 0;
        if (open && valueFits(goal, hit)) found.push(goal.index);
      }
    for (const condition of met) for (const goal of goals[condition] ?? []) this.#metOf[goal.index] = 0;
    return found.sort((one, other) => one - other);
  }
}

function valueFits({ value }: Conditioned, hit: TrafficHit): boolean {
  return value === undefined || numberMatches(hit.value, value.wanted, value.operator);
}

/** What is looked at of a text, as the tag's script cuts it. */
const cut = (text: string | undefined): string | undefined =>
  text !== undefined && text.length > longestText ? text.slice(0, longestText) : text;
