import { longestText } from "../../emulator";
import type { Hash } from "../match/hash";
import { Memo } from "../match/memo";
import type { TrafficHit } from "../traffic";
import { maskAddress } from "./address";
import { maskLabel } from "./label";

/** What may be shown of hits. What was lately shown is remembered, since pages come again and again. */
export class Shown {
  readonly #pages = new Memo<string>();

  constructor(private readonly hash: Hash) {}

  of(hit: TrafficHit): string {
    return hit.event === "pageLoad" ? this.#page(hit.page ?? "") : eventText(hit);
  }

  #page(page: string): string {
    const [bare = ""] = page.slice(0, longestText).split(/[?#]/, 1);
    const key = this.hash.start(5).text(bare);
    const known = this.#pages.get(key);
    if (known !== undefined) return known;
    const shown = maskAddress(bare);
    this.#pages.set(key, shown);
    return shown;
  }
}

/** An event by what it carries. */
function eventText({ category, action, label, value }: TrafficHit): string {
  const parts = Object.entries({ category, action, label }).flatMap(([name, text]) =>
    text === undefined ? [] : [`${name} ${maskLabel(text)}`],
  );
  if (parts.length > 0) return `event with ${parts.join(", ")}`;
  return value === undefined ? "event that carries nothing" : "event with a value alone";
}
