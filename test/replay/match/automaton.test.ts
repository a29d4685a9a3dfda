import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Automaton } from "../../../provider/replay/match/automaton";
import { Prefixes } from "../../../provider/replay/match/prefixes";

const texts = (maxLength: number) =>
  fc
    .array(fc.constantFrom("a", "b", "ab", "ß", "\ud83d", "\u0000"), { maxLength })
    .map((parts) => parts.join(""));
const patterns = fc.array(texts(4), { maxLength: 12 });
/** With little room some patterns are left to be tried one by one. */
const cells = fc.constantFrom(undefined, 1, 20, 60);

describe("many patterns at once", () => {
  it("are found where each alone is: anywhere in a text", () => {
    fc.assert(
      fc.property(patterns, texts(20), cells, (wanted, text, most) => {
        const automaton = new Automaton(wanted, most);
        const found = new Set(automaton.left.filter((index) => text.includes(wanted[index] ?? "")));
        automaton.walk(text, (index) => found.add(index));
        expect([...found].sort()).toEqual(
          [...wanted.keys()].filter((index) => text.includes(wanted[index] ?? "")).sort(),
        );
      }),
      { numRuns: 3_000, seed: 10 },
    );
  });

  it("at the start of a text, and as the whole of it", () => {
    fc.assert(
      fc.property(patterns, texts(6), fc.nat({ max: 2 }), cells, (wanted, text, from, most) => {
        const rest = text.slice(from);
        const found: (readonly [number, boolean])[] = [];
        if (from > text.length) return;
        new Prefixes(wanted, most).walk(text, from, (index, whole) => found.push([index, whole]));
        const expected = [...wanted.entries()].flatMap(([index, each]) =>
          rest.startsWith(each) ? [[index, rest === each] as const] : [],
        );
        expect(found.sort(([one], [other]) => one - other)).toEqual(expected);
      }),
      { numRuns: 3_000, seed: 11 },
    );
  });
});
