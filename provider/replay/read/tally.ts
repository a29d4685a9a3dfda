import type { TrafficNotes } from "../traffic";
import { Clicks } from "./clicks";
import type { NewHit } from "./record";

/** What the hits come to, once they are in one order. */
export class Tally {
  readonly #clicks = new Clicks();
  #pageLoads = 0;
  #events = 0;
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;
  #outOfOrder = 0;
  #tags = false;
  #visitors = false;
  #sessions = false;
  #namesClicks = false;
  #revenue = false;

  /** @param followsClicks the source does not say itself which click brought the visitor */
  take(hits: readonly NewHit[], followsClicks: (source: number) => boolean): void {
    for (const hit of hits) {
      if (followsClicks(hit.source)) this.#clicks.follow(hit);
      if (hit.event === "pageLoad") this.#pageLoads += 1;
      else this.#events += 1;
      if (hit.time < this.#from) this.#from = hit.time;
      if (hit.time < this.#to) this.#outOfOrder += 1;
      else this.#to = hit.time;
      this.#tags ||= hit.tagId !== undefined;
      this.#visitors ||= hit.visitor !== undefined;
      this.#sessions ||= hit.session !== undefined;
      this.#namesClicks ||= hit.click !== undefined;
      this.#revenue ||= hit.revenue !== undefined;
    }
  }

  notes(): Omit<TrafficNotes, "sources" | "assumed"> {
    const hits = this.#pageLoads + this.#events;
    return {
      hits,
      pageLoads: this.#pageLoads,
      events: this.#events,
      from: hits === 0 ? undefined : this.#from,
      to: hits === 0 ? undefined : this.#to,
      outOfOrder: this.#outOfOrder,
      names: {
        tags: this.#tags,
        visitors: this.#visitors,
        sessions: this.#sessions,
        clicks: this.#namesClicks,
        revenue: this.#revenue,
      },
    };
  }
}
