import { longestText } from "../../emulator";
import type { Hash } from "../match/hash";
import { Memo } from "../match/memo";
import type { TrafficHit } from "../traffic";
import { maskAddress } from "./address";
import { maskLabel } from "./label";

/** What may be shown of hits. What was lately shown is remembered, since pages and events come again and again. */
export class Shown {
  readonly #masked = new Memo<string>();

  constructor(private readonly hash: Hash) {}

  of(hit: TrafficHit): string {
    if (hit.event === "custom") return this.#event(hit);
    const [bare = ""] = (hit.page ?? "").slice(0, longestText).split(/[?#]/, 1);
    return this.#mask(5, bare, maskAddress);
  }

  /** An event by what it carries. */
  #event({ category, action, label, value }: TrafficHit): string {
    const parts = Object.entries({ category, action, label }).flatMap(([name, text]) =>
      text === undefined ? [] : [`${name} ${this.#mask(6, text.slice(0, longestText), maskLabel)}`],
    );
    if (parts.length > 0) return `event with ${parts.join(", ")}`;
    return value === undefined ? "event that carries nothing" : "event with a value alone";
  }

  #mask(kind: number, text: string, mask: (text: string) => string): string {
    const key = this.hash.start(kind).text(text);
    const known = this.#masked.get(key);
    if (known !== undefined) return known;
    const shown = mask(text);
    this.#masked.set(key, shown);
    return shown;
  }
}
