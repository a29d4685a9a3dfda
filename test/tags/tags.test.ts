import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { UNKNOWN } from "../../provider/goals/text";
import { compareTag, tagPatch as patchOf, wantedTag } from "../../provider/tags/compareTag";
import { type LiveTag, tagFields } from "../../provider/tags/tag";
import { ownerProblems, tagProblems } from "../../provider/tags/tagProblems";

const live: LiveTag = { id: "501", name: "Site", description: null, industry: null };
const properties = (inputs: Readonly<Record<string, unknown>>, version: 12 | 13 = 13) =>
  tagProblems(inputs, version).map(({ property }) => property);

const tagPatch = (fields: Readonly<Record<string, unknown>>, tag: LiveTag) =>
  patchOf(compareTag({ fields }, tag));

describe("tagProblems", () => {
  it.each([
    { name: "x" },
    { name: "x".repeat(100) },
    { name: "N", description: "" },
    { name: "N", description: "The shop,\r\n\tand its blog" },
    { name: "\u{1f600}".repeat(50) },
    { name: "N", industry: "Retail" },
    { name: "N", sharedWith: ["333", "444"] },
    { name: "N", sharedWith: [] },
    { name: "N", sharedWith: [UNKNOWN, "333", UNKNOWN] },
  ])("%o is good", (inputs) => expect(tagProblems(inputs, 13)).toEqual([]));

  it.each([
    [{}, "name"],
    [{ name: null }, "name"],
    [{ name: " " }, "name"],
    [{ name: "x".repeat(101) }, "name"],
    [{ name: "a\u0007" }, "name"],
    [{ name: "a\nb" }, "name"],
    [{ name: "\u{1f600}".repeat(51) }, "name"],
    [{ name: "N", description: "a\u0085" }, "description"],
    [{ name: "N", description: 5 }, "description"],
    [{ name: "N", description: "a\u0000" }, "description"],
    [{ name: "N", industry: "Shops" }, "industry"],
    [{ name: "N", id: "1" }, "id"],
    [{ name: "N", trackingScript: "x" }, "trackingScript"],
    [{ name: "N", customerShare: {} }, "customerShare"],
    [{ name: "N", sharedWith: "333" }, "sharedWith"],
    [{ name: "N", sharedWith: [333] }, "sharedWith"],
    [{ name: "N", sharedWith: ["333", "333"] }, "sharedWith"],
    [{ name: "N", sharedWith: ["x"] }, "sharedWith"],
  ])("%o is not", (inputs, property) => {
    expect(properties(inputs)).toEqual([property]);
  });

  it.each([
    ["333", 'Write it as a list: ["333"]'],
    [[333], 'Write each as a string: "333"'],
    [["333", "444", "333"], '"333" is in it twice'],
  ])("says how customers are listed for %j", (sharedWith, told) => {
    expect(tagProblems({ name: "N", sharedWith }, 13)[0]?.reason).toContain(told);
  });

  it("a tag is not shared with its own customer", () => {
    expect(ownerProblems({ sharedWith: ["333", "111"], customerId: "111" })).toEqual([
      { property: "sharedWith", reason: expect.stringContaining("the tag's own customer") },
    ]);
    expect(ownerProblems({ sharedWith: ["333"], customerId: "111" })).toEqual([]);
    expect(ownerProblems({ sharedWith: UNKNOWN, customerId: "111" })).toEqual([]);
  });

  it("v12 has no industry", () => {
    expect(tagProblems({ name: "N", industry: "Retail" }, 12)).toEqual([
      { property: "industry", reason: expect.stringContaining("API version 13") },
    ]);
  });

  it("takes unknowns anywhere and never throws", () => {
    expect(properties({ name: UNKNOWN, description: UNKNOWN, industry: UNKNOWN })).toEqual([]);
    const value = fc.oneof(fc.jsonValue(), fc.constant(UNKNOWN));
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), fc.jsonValue(), (inputs, name) => {
        expect(tagProblems({ ...inputs, name }, 13)).toBeInstanceOf(Array);
      }),
    );
  });

  it("the table stands in the order of the wire", () => {
    expect(Object.keys(tagFields)).toEqual(Object.keys(tagFields).sort());
  });
});

describe("tagPatch", () => {
  const patch = (inputs: Readonly<Record<string, unknown>>, shown: Partial<LiveTag> = {}) =>
    tagPatch(wantedTag(inputs), { ...live, ...shown });

  it("is nothing for a tag as wanted, and only what differs otherwise", () => {
    expect(patch({ name: "Site" })).toBeUndefined();
    expect(patch({ name: "Site", description: "Shop", industry: "Retail" })).toEqual({
      description: "Shop",
      industry: "Retail",
    });
    expect(patch({ name: "site" })).toEqual({ name: "site" });
  });

  it("leaves alone what the program does not set", () => {
    expect(patch({ name: "Site" }, { description: "theirs", industry: "Autos" })).toBeUndefined();
    expect(patch({ name: "Site", description: null }, { description: "theirs" })).toBeUndefined();
  });

  it("an empty description is one that is not set", () => {
    expect(patch({ name: "Site", description: "" }, { description: null })).toBeUndefined();
    expect(patch({ name: "Site", description: "" }, { description: "old" })).toEqual({ description: "" });
  });

  it("a reply without the field, and a value not known yet, are no difference", () => {
    expect(tagPatch({ description: "x", industry: "Retail" }, { id: "1", name: "Site" })).toBeUndefined();
    expect(patch({ name: UNKNOWN })).toBeUndefined();
  });

  it("sharing is a set: its order is no difference, and without the field nothing is managed", () => {
    const shared = { sharedWith: ["333", "444"] };
    expect(patch({ name: "Site", sharedWith: ["444", "333"] }, shared)).toBeUndefined();
    expect(patch({ name: "Site" }, shared)).toBeUndefined();
    expect(patch({ name: "Site", sharedWith: [] }, { sharedWith: null })).toBeUndefined();
    expect(patch({ name: "Site", sharedWith: [] }, shared)).toEqual({ sharedWith: [] });
    expect(patch({ name: "Site", sharedWith: ["444"] }, shared)).toEqual({ sharedWith: ["444"] });
    expect(patch({ name: "Site", sharedWith: ["444", UNKNOWN] }, shared)).toBeUndefined();
  });

  it("once applied leaves nothing different", () => {
    const fields = fc.record(
      {
        name: fc.string({ minLength: 1 }),
        description: fc.string(),
        industry: fc.constantFrom("Retail", "Other"),
        sharedWith: fc.uniqueArray(fc.constantFrom("333", "444", "555")),
      },
      { requiredKeys: ["name"] },
    );
    fc.assert(
      fc.property(fields, fields, (before, after) => {
        const tag = { ...live, ...before };
        const change = tagPatch(wantedTag(after), tag) ?? {};
        expect(tagPatch(wantedTag(after), { ...tag, ...change })).toBeUndefined();
      }),
    );
  });
});
