import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chosenBy } from "../../provider/fleet/only";

const stacks = ["acme", "acme-eu", "beta", "shop-1", "shop-2", "org/shop-3"];

describe("--only", () => {
  it.each<readonly [readonly string[], readonly string[]]>([
    [["beta"], ["beta"]],
    [["beta,acme"], ["acme", "beta"]],
    [
      ["shop-2", " acme , beta,"],
      ["acme", "beta", "shop-2"],
    ],
    [["acme*"], ["acme", "acme-eu"]],
    [["*shop*"], ["shop-1", "shop-2", "org/shop-3"]],
    [["shop-*,acme*,shop-1"], ["acme", "acme-eu", "shop-1", "shop-2"]],
    [["*"], stacks],
    [["**"], stacks],
    [["a*m*-e*"], ["acme-eu"]],
  ])("%j chooses %j, in the fleet's order", (texts, chosen) => {
    expect(chosenBy(texts, stacks)).toEqual({ stacks: chosen, problems: [] });
  });

  it.each<readonly [readonly string[], readonly string[]]>([
    [["bet"], ['--only "bet" matches no stack of the fleet; did you mean beta?']],
    [["Beta"], ['--only "Beta" matches no stack of the fleet; did you mean beta?']],
    [["gamma"], ['--only "gamma" matches no stack of the fleet']],
    [
      ["acme,x*,y"],
      ['--only "x*" matches no stack of the fleet', '--only "y" matches no stack of the fleet'],
    ],
    [
      ["acm.,acme+"],
      [
        '--only "acm." matches no stack of the fleet; did you mean acme?',
        '--only "acme+" matches no stack of the fleet; did you mean acme?',
      ],
    ],
    [["", " , "], ["--only names no stack"]],
    [[], ["--only names no stack"]],
  ])("%j is refused for what matches nothing", (texts, problems) => {
    expect(chosenBy(texts, stacks).problems).toEqual(problems);
  });

  it("takes * for any characters, as a search letter by letter does", () => {
    const letters = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom("a", "b"), minLength: 1, maxLength: 8 }));
    const isMatch = (pattern: string, name: string): boolean => {
      if (pattern === "") return name === "";
      if (pattern.startsWith("*"))
        return isMatch(pattern.slice(1), name) || (name !== "" && isMatch(pattern, name.slice(1)));
      return pattern[0] === name[0] && isMatch(pattern.slice(1), name.slice(1));
    };
    fc.assert(
      fc.property(letters, names, (pattern, all) => {
        fc.pre(pattern !== "");
        const { stacks: chosen, problems } = chosenBy([pattern], all);
        expect(chosen).toEqual(all.filter((name) => isMatch(pattern, name)));
        expect(problems).toHaveLength(chosen.length === 0 ? 1 : 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it("answers at once to a pattern of many stars", () => {
    const name = "a".repeat(100);
    expect(chosenBy([`${"*a".repeat(50)}*b`], [name]).stacks).toEqual([]);
    expect(chosenBy([`${"*a".repeat(50)}*`], [name]).stacks).toEqual([name]);
  });
});
