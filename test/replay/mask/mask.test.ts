import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { maskAddress } from "../../../provider/replay/mask/address";
import { maskLabel } from "../../../provider/replay/mask/label";
import { Shown } from "../../../provider/replay/mask/shown";
import { Hash } from "../../../provider/replay/match/hash";
import { hit } from "../recorded";
import { hiddenWays, secrets } from "./secrets";

const numRuns = Number(process.env.MSADS_MASKS ?? 3_000);

describe("what may be shown of an address", () => {
  it.each([
    ["https://www.shop.example/thank-you", "https://www.shop.example/thank-you"],
    ["https://shop.example/Checkout/ThankYou.html", "https://shop.example/Checkout/ThankYou.html"],
    ["https://shop.example/step-3", "https://shop.example/step-3"],
    ["https://shop.example/v2/index.en.html", "https://shop.example/v2/index.en.html"],
    ["https://shop.example/danke/auftragsbest%C3%A4tigung", "https://shop.example/danke/auftragsbestätigung"],
    ["https://bücher.example/größe", "https://bücher.example/größe"],
    ["https://shop.example/ありがとう/", "https://shop.example/ありがとう/"],
    ["/thank-you", "/thank-you"],
    ["/newsletter/unsubscribed/confirmation", "/newsletter/unsubscribed/confirmation"],
    ["/request-information/appointment-booked", "/request-information/appointment-booked"],
    ["/bestellung/versandkostenfrei/kontaktformular", "/bestellung/versandkostenfrei/kontaktformular"],
    ["/compte/confirmation-inscription", "/compte/confirmation-inscription"],
    ["/pedido/gracias-por-su-compra", "/pedido/gracias-por-su-compra"],
    ["https://shop.example/", "https://shop.example/"],
    ["https://shop.example:8443/thanks", "https://shop.example:8443/thanks"],
  ])("words stay: %s", (address, shown) => expect(maskAddress(address)).toBe(shown));

  it.each([
    ["https://shop.example/thank-you?order=17&mail=a@b.example#top", "https://shop.example/thank-you"],
    ["https://shop.example/thank-you;jsessionid=abc", "https://shop.example/thank-you"],
    ["https://jane:secret@shop.example/thank-you", "https://shop.example/thank-you"],
    ["https://jane%40mail.example:secret@shop.example/", "https://shop.example/"],
    ["https://shop.example/order-12345/thanks", "https://shop.example/order-{…}/thanks"],
    ["https://shop.example/list/3/shoes", "https://shop.example/list/{…}/shoes"],
    ["https://shop.example/orders/2024/05/17", "https://shop.example/orders/{…}/{…}/{…}"],
    ["https://shop.example/1990/5/12/thanks", "https://shop.example/{…}/{…}/{…}/thanks"],
    ["https://shop.example/users/jane/thanks", "https://shop.example/users/{…}/thanks"],
    ["https://shop.example/~jane/", "https://shop.example/{…}/"],
    ["https://shop.example/jane.doe", "https://shop.example/{…}"],
    ["https://shop.example/jane.doe.html", "https://shop.example/{…}"],
    ["https://shop.example/jane%2540mail.example/x", "https://shop.example/{…}/x"],
    ["https://shop.example/jane＠mail.example", "https://shop.example/{…}"],
    ["https://shop.example/x%3Fmail=jane", "https://shop.example/{…}"],
    ["https://shop.example/%E0%A4%A/x", "https://shop.example/{…}/x"],
    ["https://shop.example/\u202ekcab/x", "https://shop.example/{…}/x"],
    ["https://shop.example/\u001b[31mred/x", "https://shop.example/{…}/x"],
    ["https://shop.example/%1b%5b31m/x", "https://shop.example/{…}/x"],
    ["mailto:jane@mail.example", "{…}"],
    ["data:text/html,jane", "{…}"],
    ["https://jane doe/x", "https://{…}/x"],
    ["https://user:pass\\@shop.example/x", "https://{…}/{…}/x"],
  ])("the rest does not: %s", (address, shown) => expect(maskAddress(address)).toBe(shown));
});

it("long addresses are cut between characters", () => {
  for (const start of ["/", "/a"]) {
    const shown = maskAddress(`${start}${"\u{20bb7}-".repeat(200)}`);
    expect([shown.isWellFormed(), shown.endsWith("…"), shown.length <= 301]).toEqual([true, true, true]);
  }
});

describe("what may be shown of an event", () => {
  it.each([
    ["Add to cart", "Add to cart"],
    ["checkout: step 3", "checkout: step 3"],
    ["Shoes & Bags", "Shoes & Bags"],
    ["newsletter-signup", "newsletter-signup"],
    ["7", "{…}"],
    ["order 4711001", "order {…}"],
    ["jane.doe@mail.example", "{…}"],
    ["call +49 151 234 567 89", "call {…}"],
    ["jane at mail dot example", "{…}"],
    ["jane (at) mail.example", "{…}"],
  ])("%s", (label, shown) => expect(maskLabel(label)).toBe(shown));

  it("its parts by name", () => {
    const event = hit({ event: "custom", category: "Shop", action: "buy", label: "jane@mail.example" });
    expect(new Shown(new Hash(1)).of(event)).toBe("event with category Shop, action buy, label {…}");
  });
});

/** Letters and digits alone: a secret stays one, whatever signs are between its parts. */
const bare = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

/** Whether what is shown holds a secret, or more than a few signs of it in a row. */
function leaks(shown: string, parts: readonly string[]): boolean {
  return parts.some((part) => bare(shown).includes(bare(part)));
}

describe("secrets are never shown", () => {
  const words = fc.constantFrom("thanks", "order", "checkout", "", "Thank-You", "produkte");

  it("in any place of an address, encoded in any way, in any case", () => {
    const place = fc.constantFrom("segment", "prefix", "suffix", "user", "query", "fragment", "parameter");
    fc.assert(
      fc.property(secrets, hiddenWays, place, words, words, ({ text, parts }, hide, where, one, other) => {
        const secret = hide(text);
        const address = {
          segment: `https://shop.example/${one}/${secret}/${other}`,
          prefix: `https://shop.example/${one}/${secret}-${other}`,
          suffix: `/${one}-${secret}/${other}`,
          user: `https://${secret.replaceAll("/", "%2F")}:${secret.replaceAll("/", "%2f")}@shop.example/${one}`,
          query: `https://shop.example/${one}?${other}=${secret}`,
          fragment: `https://shop.example/${one}#${secret}`,
          parameter: `https://shop.example/${one};id=${secret}/${other}`,
        }[where];
        const shown = maskAddress(address);
        expect(leaks(shown, parts), `${address} -> ${shown}`).toBe(false);
      }),
      { numRuns, seed: 5 },
    );
  });

  it("in a label, between other words", () => {
    const glue = fc.constantFrom(" ", ": ", "/", "|", " - ", "_", "-");
    fc.assert(
      fc.property(secrets, hiddenWays, words, words, glue, ({ text, parts }, hide, one, other, sign) => {
        const label = [one, hide(text), other].join(sign);
        const shown = maskLabel(label);
        expect(leaks(shown, parts), `${label} -> ${shown}`).toBe(false);
      }),
      { numRuns, seed: 6 },
    );
  });

  it("nor tokens of 10 to 20 letters, but for one of two hundred", () => {
    const token = fc.array(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), {
      minLength: 10,
      maxLength: 20,
      size: "max",
    });
    const tokens = fc.sample(token, { numRuns: 20_000, seed: 8 }).map((letters) => letters.join(""));
    const shown = tokens.filter((each) => maskAddress(`/${each}/`).includes(each));
    expect(shown.length).toBeLessThanOrEqual(100);
  });

  it("and nothing that a terminal obeys, of whatever comes", () => {
    const anything = fc.string({ unit: "binary", maxLength: 80 });
    fc.assert(
      fc.property(anything, (text) => {
        for (const shown of [
          maskAddress(text),
          maskAddress(`https://shop.example/${text}`),
          maskLabel(text),
        ]) {
          expect(shown).not.toMatch(/[\p{C}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
          expect(shown).not.toMatch(/[@?#%=<>"'`$\\]/);
        }
      }),
      { numRuns, seed: 7 },
    );
  });
});

it.each([
  ["https://k7x9q2m4p8.shop.example/a", "https://{…}.shop.example/a"],
  ["https://jane1987.shop.example/a", "https://{…}.shop.example/a"],
  ["https://dsl-084-059.isp.example/a", "https://dsl-{…}.isp.example/a"],
  ["https://192.0.2.7:8080/a", "https://{…}/a"],
  ["https://www2.shop.example:8443/a", "https://www2.shop.example:8443/a"],
  ["https://shop24.example/a", "https://shop24.example/a"],
  ["https://shop.example/user:jane", "https://shop.example/user:{…}"],
  ["https://shop.example/customer-service", "https://shop.example/customer-service"],
])("%s is shown as %s", (address, shown) => {
  expect(maskAddress(address)).toBe(shown);
});

it("a label that names somebody after a word for people does not show who", () => {
  expect(maskLabel("user:jane")).toBe("user:{…}");
});
