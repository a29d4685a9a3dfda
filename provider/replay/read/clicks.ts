import { ownCopy } from "./memo";
import type { NewHit } from "./record";

const mostVisitors = 200_000;
const keptMs = 90 * 86_400_000;

/** The ad click that brought a visitor, as the cookie of the tag's script keeps it: the latest one, for 90 days. */
export class Clicks {
  readonly #clicks = new Map<string, { readonly click: string; readonly time: number }>();

  /** Adds the click to a hit that does not name its own. */
  follow(hit: NewHit): void {
    const own = hit.click ?? (hit.page === undefined ? undefined : clickIn(hit.page));
    if (own === undefined) {
      const known = hit.visitor === undefined ? undefined : this.#clicks.get(hit.visitor);
      if (known !== undefined && hit.time - known.time <= keptMs) hit.click = known.click;
      return;
    }
    hit.click = own;
    if (hit.visitor === undefined) return;
    this.#clicks.delete(hit.visitor);
    this.#clicks.set(ownCopy(hit.visitor), { click: ownCopy(own), time: hit.time });
    if (this.#clicks.size <= mostVisitors) return;
    const oldest = this.#clicks.keys().next();
    if (!oldest.done) this.#clicks.delete(oldest.value);
  }
}

function clickIn(page: string): string | undefined {
  if (!page.includes("msclkid=")) return undefined;
  const query = URL.parse(page)?.searchParams.get("msclkid") ?? "";
  return query.replace(/[^\w-]/g, "").slice(0, 100) || undefined;
}
