import { visitPauseMs } from "../../emulator";
import type { Hash } from "../match/hash";
import type { Holds } from "../options";
import type { TrafficHit } from "../traffic";
import { Table } from "./table";
import type { Ladder, VisitGoals } from "./visitGoals";

const lateMs = 60 * 60_000;

/** Where the numbers of a visit stand. */
const [LAST, STARTED, PAGES, DURATION_STEPS, PAGES_STEPS, WIDTH] = [0, 1, 2, 3, 4, 5];

/** What visitors do without a long pause, and which goals a hit makes them reach. */
export class Visits {
  /** Hits that name neither session nor visitor: each is a visit of its own. */
  ofNobody = 0;
  readonly #table: Table;
  readonly #ends: boolean;
  readonly #once: boolean;
  /** The visit of a hit that names nobody. */
  readonly #alone = new Float64Array(WIDTH);
  #now = 0;

  constructor(
    holds: Holds,
    private readonly hash: Hash,
  ) {
    this.#ends = holds("collect.visit");
    this.#once = holds("collect.once-per-visit");
    const isOver = (time: number) => this.#ends && Math.abs(this.#now - time) > visitPauseMs + lateMs;
    this.#table = new Table(WIDTH, { first: 2 ** 12, most: 2 ** 20, isOver });
  }

  get forgotten(): number {
    return this.#table.forgotten;
  }

  /** Takes a hit into its visit; tells the goals that it makes the visit reach. Whether the visit is a new one. */
  take(hit: TrafficHit, goals: VisitGoals, reach: (goal: number) => void): boolean {
    this.#now = hit.time;
    const who = hit.session ?? hit.visitor;
    if (who === undefined) {
      this.ofNobody += 1;
      begin(this.#alone, 0, hit.time);
      this.#step(this.#alone, 0, hit, goals, reach);
      return true;
    }
    const key = this.hash.start(4).text(hit.tagId).text(who);
    const found = this.#table.find(key);
    const at = found < 0 ? this.#table.add(key, hit.time) : found;
    const { numbers } = this.#table;
    const isNew = found < 0 || (this.#ends && !belongs(numbers, at, hit.time));
    if (isNew) begin(numbers, at, hit.time);
    this.#step(numbers, at, hit, goals, reach);
    return isNew;
  }

  #step(
    numbers: Float64Array,
    at: number,
    hit: TrafficHit,
    { duration, pages }: VisitGoals,
    reach: (goal: number) => void,
  ): void {
    const last = Math.max(numbers[at + LAST] ?? 0, hit.time);
    const started = Math.min(numbers[at + STARTED] ?? 0, hit.time);
    const loads = (numbers[at + PAGES] ?? 0) + (hit.event === "pageLoad" ? 1 : 0);
    numbers[at + LAST] = last;
    numbers[at + STARTED] = started;
    numbers[at + PAGES] = loads;
    this.#climb(numbers, at + DURATION_STEPS, duration, last - started, reach);
    this.#climb(numbers, at + PAGES_STEPS, pages, loads, reach);
  }

  /** Reaches the goals that ask for no more than the visit has come to: those not yet reached, or all, as the rule says. */
  #climb(
    numbers: Float64Array,
    at: number,
    { goals, least }: Ladder,
    come: number,
    reach: (goal: number) => void,
  ): void {
    let step = this.#once ? (numbers[at] ?? 0) : 0;
    while (step < goals.length && (least[step] ?? Number.POSITIVE_INFINITY) <= come) {
      reach(goals[step] ?? 0);
      step += 1;
    }
    numbers[at] = step;
  }
}

function begin(numbers: Float64Array, at: number, time: number): void {
  numbers.fill(0, at, at + WIDTH);
  numbers[at + LAST] = time;
  numbers[at + STARTED] = time;
}

/** Whether a visit was going on then, or pausing. */
function belongs(numbers: Float64Array, at: number, time: number): boolean {
  const [last, started] = [numbers[at + LAST] ?? 0, numbers[at + STARTED] ?? 0];
  return time - last <= visitPauseMs && started - time <= visitPauseMs;
}
