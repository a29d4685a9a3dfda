import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changedNames, differences } from "../../provider/engine/compare";
import {
  forDisplay,
  forProvider,
  hasSecrets,
  makeSecret,
  markLike,
  markNamed,
  type PropertyMap,
  RESOURCE,
  SIGNATURE,
  UNKNOWN,
  type Value,
  withoutSecrets,
} from "../../provider/engine/values";

const key = fc
  .string({ minLength: 1, maxLength: 6 })
  .filter((text) => text !== SIGNATURE && text !== "__proto__");
const plain = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.integer(),
    fc.string(),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(key, tie("value"), { maxKeys: 3 }),
  ),
})).value;
const plainMap = fc.dictionary(key, plain, { maxKeys: 4 }) as fc.Arbitrary<PropertyMap>;

describe("values on their way to and from a provider", () => {
  it("reach it without marks, at any depth", () => {
    const seen = forProvider({
      top: makeSecret("a"),
      inside: { list: [makeSecret({ deep: 1 }), 2] },
      resource: { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "id-1" },
      notYet: { [SIGNATURE]: RESOURCE, urn: "urn:x", id: "" },
      component: { [SIGNATURE]: RESOURCE, urn: "urn:c" },
      later: UNKNOWN,
    });
    expect(seen).toEqual({
      top: "a",
      inside: { list: [{ deep: 1 }, 2] },
      resource: "id-1",
      notYet: UNKNOWN,
      component: "urn:c",
      later: UNKNOWN,
    });
  });

  it("come back marked by name: maps item by item, lists as a whole", () => {
    const given = {
      pw: makeSecret("a"),
      map: { pw: makeSecret("b"), open: 1 },
      list: [makeSecret(1), 2],
      open: 3,
    };
    const marked = markLike(
      { pw: "A", map: { pw: "B", open: 1, more: 2 }, list: [1, 2], open: 3, extra: 4 },
      given,
    );
    expect(marked).toEqual({
      pw: makeSecret("A"),
      map: { pw: makeSecret("B"), open: 1, more: 2 },
      list: makeSecret([1, 2]),
      open: 3,
      extra: 4,
    });
    expect(markNamed({ a: 1, b: 2 }, ["b", "missing"])).toEqual({ a: 1, b: makeSecret(2) });
  });

  it("lose and regain their marks without losing anything else", () => {
    fc.assert(
      fc.property(plainMap, fc.func(fc.boolean()), (map, choose) => {
        const marked = Object.fromEntries(
          Object.entries(map).map(([name, value]) => [name, choose(name) ? makeSecret(value) : value]),
        );
        expect(forProvider(marked)).toEqual(map);
        expect(markLike(map, marked)).toEqual(marked);
        expect(withoutSecrets(marked)).toEqual(map);
      }),
    );
  });

  it("are never shown when secret", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 8 }), plainMap, (secret, map) => {
        fc.pre(!JSON.stringify(map).includes(secret) && !"[secret]".includes(secret));
        const shown = forDisplay({ ...map, hidden: { deep: [makeSecret(secret)] } });
        expect(JSON.stringify(shown)).not.toContain(JSON.stringify(secret).slice(1, -1));
      }),
    );
    expect(forDisplay({ a: UNKNOWN })).toEqual({ a: "[unknown]" });
  });

  it("do not nest secrets", () => {
    const twice = makeSecret(makeSecret(1));
    expect(twice).toEqual(makeSecret(1));
    expect(hasSecrets(withoutSecrets(makeSecret({ a: makeSecret(1) })))).toBe(false);
  });
});

describe("differences between inputs", () => {
  it("are named by their innermost place", () => {
    expect(differences({ a: { b: [1, 2] }, c: 1 }, { a: { b: [1, 3] }, d: 1 })).toEqual([
      ["a", "b", 1],
      ["c"],
      ["d"],
    ]);
  });

  it("take null for missing, look through secrets, and always count what is unknown", () => {
    expect(differences({ a: null, s: makeSecret("x") }, { s: "x" })).toEqual([]);
    expect(differences({ a: UNKNOWN }, { a: UNKNOWN })).toEqual([["a"]]);
  });

  it("are none between equals, and named by both sides alike", () => {
    fc.assert(
      fc.property(plainMap, (map) => {
        expect(differences(map, structuredClone(map))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(plainMap, plainMap, (a, b) => {
        const sorted = (x: PropertyMap, y: PropertyMap) =>
          differences(x, y)
            .map((p) => JSON.stringify(p))
            .sort();
        expect(sorted(a, b)).toEqual(sorted(b, a));
      }),
    );
  });

  it("leave the SDK's own properties out of what people see", () => {
    expect(
      changedNames({ __provider: "1", b: 1, a: { x: 1 } }, { __provider: "2", b: 2, a: { x: 2 } }),
    ).toEqual(["a", "b"]);
  });
});
