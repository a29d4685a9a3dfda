import type { Hash } from "../match/hash";
import type { Holds } from "../options";
import type { TrafficHit } from "../traffic";
import { Table } from "./table";
import type { Tally } from "./tally";

const lateMs = 60 * 60_000;

/** Which of the hits that reach a goal count: those in the window after the ad click, and of goals that count once the first. */
export class Windows {
  /** Conversions of goals that count once, of hits that name nobody. */
  ofNobody = 0;
  readonly #clicks: Table;
  readonly #counted: Table;
  #now = 0;
  #clickedAt = 0;

  constructor(
    tallies: readonly (Tally | undefined)[],
    private readonly holds: Holds,
    private readonly hash: Hash,
  ) {
    const unique = tallies.flatMap((tally) => (tally?.isUnique === true ? [tally.windowMs] : []));
    const longest = Math.max(0, ...unique) + lateMs;
    this.#clicks = new Table(1, { first: 2 ** 12, most: 2 ** 22, isOver: () => false });
    this.#counted = new Table(1, {
      first: 2 ** 12,
      most: 2 ** 22,
      isOver: (time) => Math.abs(this.#now - time) > longest,
    });
  }

  get forgottenClicks(): number {
    return this.#clicks.forgotten;
  }

  get forgottenPersons(): number {
    return this.#counted.forgotten;
  }

  /** Looks at the next hit. */
  meet(hit: TrafficHit): void {
    this.#now = hit.time;
    this.#clickedAt = hit.click === undefined ? hit.time : this.#firstSeen(hit.click, hit.time);
  }

  /** Whether the hit counts for a goal that it has reached. */
  counts(tally: Tally, hit: TrafficHit): boolean {
    if (hit.click === undefined && this.holds("collect.click")) return false;
    if (hit.time - this.#clickedAt > tally.windowMs && this.holds("collect.window")) return false;
    return !tally.isUnique || !this.holds("collect.unique") || this.#isFirst(tally, hit);
  }

  #firstSeen(click: string, time: number): number {
    const key = this.hash.start(2).text(click);
    const at = this.#clicks.find(key);
    if (at < 0) {
      this.#clicks.add(key, time);
      return time;
    }
    const { numbers } = this.#clicks;
    const before = numbers[at] ?? time;
    // A hit that comes late may be the first.
    if (time < before) numbers[at] = time;
    return Math.min(time, before);
  }

  #isFirst(tally: Tally, hit: TrafficHit): boolean {
    const who = this.#individual(hit);
    if (who === undefined) {
      this.ofNobody += 1;
      return true;
    }
    const key = this.hash.start(3).text(who).number(tally.index);
    const at = this.#counted.find(key);
    if (at < 0) {
      this.#counted.add(key, hit.time);
      return true;
    }
    const { numbers } = this.#counted;
    if (Math.abs(hit.time - (numbers[at] ?? 0)) <= tally.windowMs) return false;
    numbers[at] = hit.time;
    return true;
  }

  /** Whom a goal that counts once counts: the ad click, else the visitor. */
  #individual({ click, visitor, session }: TrafficHit): string | undefined {
    return click ?? (this.holds("collect.unique-visitor") ? (visitor ?? session) : undefined);
  }
}
