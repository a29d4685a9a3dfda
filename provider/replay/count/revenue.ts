import { worthBy } from "../../emulator";
import type { Holds } from "../options";
import type { TrafficHit } from "../traffic";
import { PageViews } from "./pageViews";
import type { Money, Tally } from "./tally";

/** What conversions are worth: a goal's own value, or what page and event report, also where the page reports it later. */
export class Revenue {
  readonly pages = new PageViews();
  /** Whether it matters what a page reports later. */
  readonly #restates: boolean;

  constructor(
    tallies: readonly (Tally | undefined)[],
    private readonly holds: Holds,
  ) {
    const varies = tallies.some((tally) => tally?.isUrl === true && tally.revenueType === "VariableValue");
    this.#restates = varies && holds("collect.revenue-variable");
  }

  /** Counts what a conversion is worth. */
  earn(tally: Tally, hit: TrafficHit): void {
    if (tally.revenueType === undefined || tally.revenueType === "NoValue") return;
    const key = this.#restates && tally.isUrl ? keyOf(hit) : undefined;
    const reported = () => (key === undefined ? undefined : this.pages.get(key)?.revenue) ?? reportedBy(hit);
    const worth = worthBy(this.holds, tally.revenueType, tally.usual, reported);
    if (worth === undefined) return;
    tally.earn(worth);
    if (key !== undefined && tally.revenueType === "VariableValue")
      this.pages.note(this.pages.use(key, hit.time), tally, worth);
  }

  /** An event with revenue and nothing else says what the page's own conversions are worth. */
  takePageRevenue(hit: TrafficHit): void {
    if (!this.#restates || hit.event !== "custom" || hit.revenue === undefined) return;
    const { category, action, label, value } = hit;
    const named = category ?? action ?? label ?? value;
    const [key, reported] = [keyOf(hit), reportedBy(hit)];
    if (named !== undefined || key === undefined || reported === undefined) return;
    if (!this.holds("collect.revenue-page")) return;
    const page = this.pages.use(key, hit.time);
    page.revenue = reported;
    for (const conversion of page.conversions) {
      const { tally, worth } = conversion;
      conversion.worth = { amount: reported.amount, currency: reported.currency || worth.currency };
      tally.giveBack(worth);
      tally.earn(conversion.worth);
    }
  }
}

const keyOf = ({ tagId, pageView }: TrafficHit): string | undefined =>
  pageView === undefined ? undefined : `${tagId ?? ""} ${pageView}`;

function reportedBy({ revenue, currency }: TrafficHit): Money | undefined {
  return revenue === undefined ? undefined : { amount: revenue, currency: currency ?? "" };
}
