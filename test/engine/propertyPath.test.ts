import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matches, parsePath, setBack } from "../../provider/engine/propertyPath";
import type { PropertyMap } from "../../provider/engine/values";

describe("property paths", () => {
  it.each([
    ["a", ["a"]],
    ["a.b", ["a", "b"]],
    ["a[0].b", ["a", 0, "b"]],
    ['a["x.y"]', ["a", "x.y"]],
    ['["say \\"hi\\""]', ['say "hi"']],
    ["a[*].b", ["a", "*", "b"]],
    ["*", ["*"]],
  ])("%s", (text, steps) => {
    expect(parsePath(text)).toEqual(steps);
  });

  it.each(["", "a[", "a[x]", 'a["x]', "a..b"])("%j is none", (text) => {
    expect(() => parsePath(text)).toThrow(/property path/);
  });

  it("read back any list of keys and indices", () => {
    const step = fc.oneof(fc.nat(99), fc.string({ minLength: 1 }));
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 4 }), (steps) => {
        const quote = (text: string): string => `["${text.replace(/["\\]/g, "\\$&")}"]`;
        const text = steps.map((s) => (typeof s === "number" ? `[${s}]` : quote(s))).join("");
        expect(parsePath(text)).toEqual(steps);
      }),
    );
  });

  it("match what lies below them and what holds them", () => {
    expect(matches(["a"], ["a", "b", 0])).toBe(true);
    expect(matches(["a", "b"], ["a"])).toBe(true);
    expect(matches(["a", "*", "c"], ["a", 3, "c"])).toBe(true);
    expect(matches(["a", "b"], ["a", "c"])).toBe(false);
  });
});

describe("setting back what is ignored", () => {
  const before: PropertyMap = { a: 1, nested: { x: 1, y: 1 }, list: [1, 2] };
  const after: PropertyMap = { a: 2, nested: { x: 2, y: 2 }, list: [3, 4, 5], fresh: 1 };

  it.each([
    ["a", { ...after, a: 1 }],
    ["nested.x", { ...after, nested: { x: 1, y: 2 } }],
    ["list[0]", { ...after, list: [1, 4, 5] }],
    ["list[*]", { ...after, list: [1, 2, 5] }],
    ["fresh", { a: 2, nested: { x: 2, y: 2 }, list: [3, 4, 5] }],
    ["none.of.these", after],
    ["a.deeper", after],
    ["*", before],
  ])("%s", (path, expected) => {
    expect(setBack(after, before, parsePath(path))).toEqual(expected);
  });
});
