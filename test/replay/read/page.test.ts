import fc from "fast-check";
import { expect, test } from "vitest";
import { pageOf } from "../../../provider/replay/read/page";

const on = (address: string, site?: string) => {
  const page = pageOf(address, () => site);
  return typeof page === "string" ? page : page.words;
};

test("any address is as location.href of a browser has it", () => {
  const part = fc.oneof(
    fc.constantFrom(".", "..", "%2e", "%", "?", "&", "=", "'", '"', "ü", "#", "\\", "|", " ", "a", "B", "//"),
    fc.string({ maxLength: 4 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
      const target = `/${parts.join("")}`;
      const site = "https://shop.example";
      expect(on(site + target)).toBe(new URL(site + target).href);
      expect(on(target, site)).toBe(new URL(site + target).href);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["HTTPS://Shop.Example:443/a", "https://shop.example/a"],
  ["https://bücher.example/a", "https://xn--bcher-kva.example/a"],
  ["https://shop.example", "https://shop.example/"],
  ["https://user:word@shop.example/a#top", "https://shop.example/a#top"],
  ["shop.example/a?b", "https://shop.example/a?b"],
  ["www.shop.co.example:8080", "https://www.shop.co.example:8080/"],
  [`https://shop.example/${"x".repeat(3000)}`, `https://shop.example/${"x".repeat(1979)}`],
])("%s becomes %s", (address, expected) => {
  expect(on(address)).toBe(expected);
});

test.each([
  ["/a", "https://site.example/a"],
  ["a/b", "https://site.example/a/b"],
  ["thanks.html?x", "https://site.example/thanks.html?x"],
  ["?q=1", "https://site.example/?q=1"],
])("%s is on the site", (address, expected) => {
  expect(on(address, "https://site.example")).toBe(expected);
  expect(on(address)).toBe("an address without a host, and no site is given");
});

test.each(["android-app://x/y", "https://", "https://a b/", "ftp://shop.example/"])(
  "%s is no page",
  (address) => {
    expect(on(address, "https://site.example")).toBe("no address that can be read");
  },
);
