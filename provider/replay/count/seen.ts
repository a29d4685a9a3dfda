import type { Row } from "../match/matcher";
import { accepts } from "../match/matchSets";
import type { ReplayGoal } from "../replayGoal";
import type { TrafficHit } from "../traffic";

/** What came of one kind. */
class Count {
  total = 0;
  hasSeveral = false;
  #first: Row | undefined;

  add(row: Row): void {
    this.total += 1;
    this.#first ??= row;
    if (row !== this.#first) this.hasSeveral = true;
  }
}

interface OfTag {
  readonly pages: Count;
  readonly events: Count;
  visits: number;
}

/** How much traffic of each tag goals could have reached. */
export class Seen {
  readonly #byTag = new Map<string | undefined, OfTag>();

  /** @param tagKey the tag, if a goal has it @param urlsOfEvents Url goals look at events too */
  constructor(
    private readonly tagKey: (tag: string | undefined) => string | undefined,
    private readonly urlsOfEvents: boolean,
  ) {}

  take(hit: TrafficHit, row: Row): void {
    const of = this.#of(hit.tagId);
    if (hit.page !== undefined && (hit.event === "pageLoad" || this.urlsOfEvents)) of.pages.add(row);
    if (hit.event === "custom") of.events.add(row);
  }

  takeVisit(hit: TrafficHit): void {
    this.#of(hit.tagId).visits += 1;
  }

  /** How many pages, events or visits the goal could have reached; 0 unless they were of several kinds. */
  by({ type, tagId }: ReplayGoal): number {
    const mine = [...this.#byTag].flatMap(([tag, of]) => (accepts(tagId, tag) ? [of] : []));
    if (type !== "Url" && type !== "Event") return mine.reduce((sum, { visits }) => sum + visits, 0);
    const counts = mine.map(({ pages, events }) => (type === "Url" ? pages : events));
    const several =
      counts.some(({ hasSeveral }) => hasSeveral) || counts.filter(({ total }) => total > 0).length > 1;
    return several ? counts.reduce((sum, { total }) => sum + total, 0) : 0;
  }

  #of(tag: string | undefined): OfTag {
    const key = this.tagKey(tag);
    const known = this.#byTag.get(key);
    if (known !== undefined) return known;
    const fresh = { pages: new Count(), events: new Count(), visits: 0 };
    this.#byTag.set(key, fresh);
    return fresh;
  }
}
