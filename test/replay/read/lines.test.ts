import fc from "fast-check";
import { expect, test } from "vitest";
import { LineSplitter } from "../../../provider/replay/read/lines";

function linesOf(bytes: Uint8Array, cuts: readonly number[]): readonly (readonly [number, string])[] {
  const lines: [number, string][] = [];
  const splitter = new LineSplitter({
    line: (text, number) => lines.push([number, text]),
    tooLong: (number) => lines.push([number, "too long"]),
  });
  let from = 0;
  for (const cut of [...cuts, bytes.length].toSorted((one, other) => one - other)) {
    splitter.write(bytes.subarray(from, cut));
    from = Math.max(from, cut);
  }
  splitter.end();
  return lines;
}

test("lines end with LF, CRLF or a lone CR, wherever the bytes are cut", () => {
  const part = fc.constantFrom("a", "", "\n", "\r", "\r\n", "ü", "€", "line");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 20 }), fc.array(fc.nat(40), { maxLength: 6 }), (parts, cuts) => {
      const text = parts.join("");
      const bytes = Buffer.from(text);
      const expected = text.split(/\r\n|\n|\r/);
      if (expected.at(-1) === "") expected.pop();
      const within = cuts.map((cut) => Math.min(cut, bytes.length));
      expect(linesOf(bytes, within)).toEqual(expected.map((line, index) => [index + 1, line]));
    }),
    { numRuns: 1000 },
  );
});

test("a line of 1 MiB is given on, and of a longer one only its number", () => {
  const most = 1024 * 1024;
  const bytes = Buffer.from(`${"a".repeat(most)}\n${"b".repeat(most + 1)}\nc`);
  const lines = linesOf(bytes, [1000, most + 500, 2 * most]);
  expect(lines.map(([number, text]) => [number, text.length > 100 ? text.length : text])).toEqual([
    [1, most],
    [2, "too long"],
    [3, "c"],
  ]);
});
