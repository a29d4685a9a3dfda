import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readJson } from "../../provider/service/rest/json";
import { checkEnvelope } from "../../provider/service/soap/envelope";
import { soapDialect } from "../../provider/service/soap/soapDialect";
import { hiding } from "../../provider/service/wire/secretForms";
import { processorTime } from "../support/cpuTime";

const SIZE = 100_000;
/** Many times what any of these takes. */
const MOST_MS = 2_000;

const xmlUnit = fc
  .array(
    fc.constantFrom(
      "<",
      "</",
      "/>",
      ">",
      '"',
      "'",
      " ",
      "=",
      "a",
      ":",
      "!",
      "?",
      "<a ",
      '<a "',
      "<a '",
      ' xmlns="',
      ":nil=",
      "<!--",
      "<![CDATA[",
      "\t",
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""));
const jsonUnit = fc
  .array(fc.constantFrom("{", "[", '"', "\\", ",", ":", "1", "e", "-", ".", " ", "}", "]"), {
    minLength: 1,
    maxLength: 5,
  })
  .map((parts) => parts.join(""));

/** A short piece again and again, after a good beginning or none: what expressions of exponential or square cost choke on. */
function timed(start: string, unit: string, end: string, work: (text: string) => unknown): void {
  const text = start + unit.repeat(Math.ceil(SIZE / unit.length)) + end;
  const spent = processorTime();
  try {
    work(text);
  } catch {
    // Whether it is refused is not what is looked at here.
  }
  expect(spent(), JSON.stringify({ start, unit, end })).toBeLessThan(MOST_MS);
}

const envelope = '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>';

describe("reading takes as long as what is read", () => {
  it("an envelope of any pieces", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", envelope, "<a "),
        xmlUnit,
        fc.constantFrom("", ">", '"'),
        (start, unit, end) =>
          timed(start, unit, end, (text) => checkEnvelope(text, "UpdateConversionGoals", 13, soapDialect)),
      ),
      { numRuns: Number(process.env.MSADS_EXPRESSIONS ?? 60) },
    );
  });

  it("JSON of any pieces", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", '{"PartialErrors":['),
        jsonUnit,
        fc.constantFrom("", "]", '"'),
        (start, unit, end) =>
          timed(start, unit, end, (text) => readJson(text, hiding(["secret-token-of-some-length"], "cut"))),
      ),
      { numRuns: Number(process.env.MSADS_EXPRESSIONS ?? 60) },
    );
  });

  it("texts that nearly hold a secret", () => {
    const secret = `secret-token+/=${"x".repeat(1_000)}`;
    for (const unit of ["secret-toke", "secret-token+", secret.slice(0, 500), "s", "secret-token+%2F"])
      timed("", unit, "", hiding([secret], "cut"));
  });
});
