import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dataScrubber, errorScrubber } from "../../provider/service/wire/credentials";
import { hiding } from "../../provider/service/wire/secretForms";
import { trackingIdOf } from "../../provider/service/wire/trackingId";

const printable = fc.string({
  unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
  minLength: 6,
  maxLength: 60,
});
/** How others may write a text, each by their own means. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  "as it is": (text) => text,
  "in an address": encodeURIComponent,
  "in a form": (text) => new URLSearchParams([["a", text]]).toString(),
  "in JSON": (text) => JSON.stringify({ a: text }),
  "in XML": (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;"),
  "in HTML": (text) => text.replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`),
};

describe("a secret that comes back", () => {
  it.each(Object.entries(WRITTEN))("%s leaves the text, and nothing else does", (_how, written) => {
    fc.assert(
      fc.property(printable, fc.string(), fc.string(), (secret, before, after) => {
        const said = `${before} ${written(secret)} ${after}`;
        const clean = hiding([secret], "whole")(said);
        expect(clean).not.toContain(secret);
        expect(clean).toContain("(secret)");
        expect(clean.length).toBeGreaterThanOrEqual(before.length + after.length);
      }),
    );
  });

  it("cut short: what is there of it goes, if it is more than a few characters", () => {
    fc.assert(
      fc.property(printable, fc.nat(60), (secret, length) => {
        const part = secret.slice(0, length);
        const clean = hiding([secret], "cut")(`said: ${part} and so on`);
        const isTold = part.length >= Math.min(12, secret.length);
        expect(clean).toBe(isTold ? "said: (secret) and so on" : `said: ${part} and so on`);
      }),
    );
  });

  it("cut short or whole, in any way of writing it, leaves nothing of its end", () => {
    fc.assert(
      fc.property(
        printable,
        fc.constantFrom(...Object.values(WRITTEN)),
        fc.nat(60),
        (start, written, length) => {
          const secret = `0123456789ab${start}`;
          const said = written(secret).slice(0, Math.max(40, length));
          const clean = hiding([secret], "cut")(`${said} and so on`);
          expect(clean).toMatch(/^(\{"a":"|a=)?\(secret\)(["}]+)? and so on$/);
        },
      ),
    );
  });

  const credentials = { accessToken: "sentinel-access-token", developerToken: "dev-77" };

  it("stays in a name that only begins as it does", () => {
    const scrub = dataScrubber(credentials);
    expect(scrub("sentinel-access dev-77")).toBe("sentinel-access dev-77");
    expect(scrub("a sentinel-access-token")).toBe("a (secret)");
    expect(errorScrubber(credentials)("sentinel-access dev-77")).toBe("(secret) (secret)");
  });

  it("and all else in an error's text: one line, without control characters, not too long", () => {
    const scrub = errorScrubber(credentials);
    expect(scrub("\u001b[2Jgone\r\nMsadsError: all is well\u0007")).toBe(" [2Jgone MsadsError: all is well ");
    expect(scrub("x".repeat(40_000_000))).toHaveLength(2_000);
  });
});

describe("a TrackingId", () => {
  const scrub = errorScrubber({ accessToken: "sentinel-access-token", developerToken: "d" });
  it.each([
    ["8f1c9a72-0000-4abc-9def-001122334455", "8f1c9a72-0000-4abc-9def-001122334455"],
    [" track-1\n", "track-1"],
    ["sentinel-access-token", "(secret)"],
    ["one\nAddConversionGoals ok", undefined],
    ["x".repeat(65), undefined],
    ["", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j is %j", (given, expected) => {
    expect(trackingIdOf(given, scrub)).toBe(expected);
  });
});
