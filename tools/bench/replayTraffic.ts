import { newHit } from "../../provider/replay/read/record";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import type { Traffic, TrafficHit } from "../../provider/replay/traffic";

const startedAt = Date.UTC(2026, 4, 1);
const words = "shoes boots coats shirts bags hats belts socks rings watches lamps chairs tables beds".split(
  " ",
);

/** The same numbers in every run, 0 to 1 (mulberry32). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Pages of a shop as its log has them: some again and again, most with an id of their own, a third with a query that comes once. */
export function pagesOf(count: number, next: () => number): readonly string[] {
  const word = () => words[Math.floor(next() * words.length)] ?? "";
  const one = (): string => {
    const kind = next();
    if (kind < 0.3) return `https://www.shop.example/${word()}/`;
    const product = `https://www.shop.example/${word()}/${word()}-${word()}-${Math.floor(next() ** 3 * 50_000)}`;
    if (kind < 0.6) return product;
    const id = Math.floor(next() * 2 ** 48).toString(36);
    if (kind < 0.95) return `${product}?utm_source=bing&utm_medium=cpc&msclkid=${id}${id}`;
    return `https://www.shop.example/checkout/thank-you-${Math.floor(next() * 100)}?order=${id}`;
  };
  return Array.from({ length: count }, one);
}

/** A quarter of each operator. */
export function goalsOf(count: number): readonly ReplayGoal[] {
  const kinds = [
    (index: number) => ["Equals", `https://www.shop.example/${words[index % words.length]}/`],
    (index: number) => [
      "BeginsWith",
      `shop.example/${words[index % words.length]}/${words[(index * 5) % words.length]}-`,
    ],
    (index: number) => ["Contains", `/thank-you-${index}`],
    (index: number) => ["RegularExpression", `/checkout/(?:order|thank-you)-${index}(?:[?#]|$)`],
  ] as const;
  return Array.from({ length: count }, (_, index) => {
    const [urlOperator = "", expression = ""] =
      kinds[index % kinds.length]?.(Math.floor(index / kinds.length)) ?? [];
    // No two of them alike, so that none can be saved.
    const urlExpression =
      index < 56 || urlOperator === "Contains" || urlOperator === "RegularExpression"
        ? expression
        : `${expression}${index}`;
    return { id: String(index), name: `Goal ${index}`, type: "Url", tagId: "1", urlOperator, urlExpression };
  });
}

/** So many hits of 50,000 visitors a day, over these pages in turn; made while they are read. */
export function trafficOf(pages: readonly string[], hits: number): Traffic {
  async function* batches() {
    const next = numbersFrom(7);
    for (let from = 0; from < hits; from += 4_096)
      yield Array.from({ length: Math.min(4_096, hits - from) }, (_, at) =>
        hitOf(from + at, pages[(from + at) % pages.length] ?? "", Math.floor(next() * 50_000)),
      );
  }
  return { hits: batches, notes: () => notesOf(hits) };
}

function hitOf(index: number, page: string, visitor: number): TrafficHit {
  const time = startedAt + index * 100;
  const hit = newHit("pageLoad", time, page, 0, index + 1);
  return { ...hit, tagId: "1", visitor: `${Math.floor(index / 864_000)}.${visitor}` };
}

function notesOf(hits: number) {
  return {
    sources: [],
    hits,
    pageLoads: hits,
    events: 0,
    from: startedAt,
    to: startedAt + hits * 100,
    outOfOrder: 0,
    names: { tags: true, visitors: true, sessions: false, clicks: false, revenue: false },
    assumed: [],
  };
}
