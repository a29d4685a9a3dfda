import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isProviderUrn, makeUrn, parseUrn } from "../../provider/engine/urn";

const scope = { stack: "dev", project: "shop" };

describe("URNs", () => {
  it("carry the types of the parents, but not the stack's", () => {
    const stack = makeUrn(scope, "pulumi:pulumi:Stack", "shop-dev");
    const outer = makeUrn(scope, "my:index:Outer", "o", stack);
    const inner = makeUrn(scope, "my:index:Inner", "i", outer);
    expect(stack).toBe("urn:pulumi:dev::shop::pulumi:pulumi:Stack::shop-dev");
    expect(inner).toBe("urn:pulumi:dev::shop::my:index:Outer$my:index:Inner::i");
    expect(parseUrn(inner)).toMatchObject({
      type: "my:index:Inner",
      name: "i",
      stack: "dev",
      project: "shop",
    });
  });

  it("give back any name, also one with separators", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (name) => {
        expect(parseUrn(makeUrn(scope, "a:b:C", name)).name).toBe(name);
      }),
    );
  });

  it("tell providers from resources", () => {
    expect(isProviderUrn(makeUrn(scope, "pulumi:providers:pulumi-nodejs", "default"))).toBe(true);
    expect(isProviderUrn(makeUrn(scope, "pulumi-nodejs:dynamic:Resource", "default"))).toBe(false);
  });

  it.each(["", "urn:pulumi:dev", "urn:other:dev::shop::a:b:C::x", "urn:pulumi:dev::shop::a:b:C"])(
    "%j is none",
    (text) => {
      expect(() => parseUrn(text)).toThrow(/not a URN/);
    },
  );
});
