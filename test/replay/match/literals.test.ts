import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileExpression } from "../../../provider/emulator";
import { requiredLiterals } from "../../../provider/replay/match/literals";

describe("texts that every match must have", () => {
  it.each([
    ["/thank-you", [["/thank-you"]]],
    ["^/Thank\\.You$", [["/thank.you"]]],
    ["order/\\d+/done", [["order/"], ["/done"]]],
    ["thanks|danke", [["thanks", "danke"]]],
    ["/(?:thanks|danke)/\\w+/end", [["thanks", "danke"], ["/end"]]],
    ["/checkout/(order|thank-you)-12(?:[?#]|$)", [["/checkout/"], ["order", "thank-you"], ["-12"]]],
    ["abc*", [["ab"]]],
    ["abc+de", [["abc"], ["de"]]],
    ["(?:abc)?de", [["de"]]],
    ["(?:abc){2}", [["abc"]]],
    ["(?i)Shop", [["shop"]]],
    ["(?!thanks)danke", [["danke"]]],
    ["a|thanks", []],
    ["thanks|.*", []],
    ["\\x41bc", []],
    ["\\d+", []],
    ["grüße", [["gr"]]],
  ])("%s", (expression, required) => expect(requiredLiterals(expression)).toEqual(required));

  it("are in every text that random expressions match", () => {
    const piece = fc.constantFrom(
      ..."abAB.*+?|()[]{}^$\\-,12/:=!<>kKsSßΣİſi",
      "(?:",
      "(?=",
      "(?!",
      "(?<n>",
      "{2}",
      "{0,1}",
      "{0}",
      "\\b",
      "\\d",
      "\\k<n>",
      "\\u0061",
      "\\c",
      "[^a]",
      "(?i)",
      "ab",
      "ba",
    );
    const expressions = fc
      .array(fc.oneof(piece, fc.constantFrom("ab", "a", "b", "k")), { maxLength: 6, size: "max" })
      .map((parts) => parts.join(""));
    const texts = fc
      .array(fc.constantFrom("ab", "AB", ..."abABkKsSßΣİſi12.-/{}"), { maxLength: 12, size: "max" })
      .map((parts) => parts.join(""));
    let checked = 0;
    fc.assert(
      fc.property(expressions, fc.array(texts, { minLength: 5, maxLength: 5 }), (expression, given) => {
        const compiled = compileExpression(expression, true);
        const required = compiled === undefined ? [] : requiredLiterals(expression);
        for (const text of given) {
          if (required.length === 0 || !compiled?.test(text)) continue;
          checked += 1;
          for (const texts of required)
            expect(
              texts.some((one) => text.toLowerCase().includes(one)),
              `${expression} on ${text}`,
            ).toBe(true);
        }
      }),
      { numRuns: Number(process.env.MSADS_LITERALS ?? 20_000), seed: 9 },
    );
    expect(checked).toBeGreaterThan(100);
  });
});
