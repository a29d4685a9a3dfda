import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JsonNumber, plainNumber, readJson, writeJson } from "../../provider/service/rest/json";

const same = (text: string) => text;

/** What a tree holds once every scalar is text. */
function asTexts(value: unknown): unknown {
  if (value instanceof JsonNumber) return value.digits;
  if (Array.isArray(value)) return value.map(asTexts);
  if (typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inside]) => [name, asTexts(inside)]));
}

const digits = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 25n }), fc.stringMatching(/^[0-9]{0,15}$/))
  .map(([minus, units, rest]) => `${minus ? "-" : ""}${units}${rest === "" ? "" : `.${rest}`}`);
const tree = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    fc.string({ unit: "binary" }),
    fc.boolean(),
    fc.constant(null),
    digits.map((text) => new JsonNumber(text)),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor")), tie("value"), {
      maxKeys: 4,
    }),
  ),
})).value;

describe("JSON", () => {
  it("of any tree is read back as it was, digit for digit", () => {
    fc.assert(
      fc.property(tree, (value) => {
        const read = readJson(writeJson(value), same);
        expect(JSON.stringify(read)).toBe(JSON.stringify(asTexts(value)));
      }),
      { numRuns: 1_000 },
    );
  });

  it("is what JSON.stringify makes, but for the digits of numbers", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wrapped = JSON.parse(JSON.stringify(value), (_name, each) =>
          typeof each === "number" ? new JsonNumber(JSON.stringify(each)) : each,
        );
        expect(JSON.parse(writeJson(wrapped))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });

  it("gives each text to the scrubber, whatever its escapes", () => {
    const clean = (text: string) => text.replaceAll("secret", "-");
    expect(readJson('{"a":["\\u0073ecret"],"b":"se\\u0063ret!"}', clean)).toEqual({ a: ["-"], b: "-!" });
  });

  it.each([
    ["9007199254740993.5", "9007199254740993.5"],
    ["1e5", "100000"],
    ["1.25E+1", "12.5"],
    ["-2.5e-3", "-0.0025"],
    ["0e0", "0"],
    ["12e-2", "0.12"],
    ["1e400", "1e400"],
    ["1e99999999999", "1e99999999999"],
  ])("the number %s is %s", (source, plain) => {
    expect(plainNumber(source)).toBe(plain);
    expect(readJson(`[${source}]`, same)).toEqual([plain]);
  });

  it("with an exponent means the same number", () => {
    const exponent = fc.integer({ min: -20, max: 20 });
    fc.assert(
      fc.property(fc.nat(), fc.stringMatching(/^[0-9]{1,5}$/), exponent, (units, fraction, power) => {
        const source = `${units}.${fraction}e${power}`;
        const plain = plainNumber(source);
        expect(plain).toMatch(/^(0|[1-9][0-9]*)(\.[0-9]+)?$/);
        expect(Number(plain)).toBeCloseTo(Number(source), 12);
        expect(scaled(plain)).toBe(
          BigInt(`${units}${fraction}`) * 10n ** BigInt(40 + power - fraction.length),
        );
      }),
    );
  });
});

/** A plain decimal times 10^40, exactly. */
function scaled(plain: string): bigint {
  const [units = "0", fraction = ""] = plain.split(".");
  return BigInt(units + fraction.padEnd(40, "0"));
}
