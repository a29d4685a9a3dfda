import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { canonicalDecimal } from "../../provider/goals/decimal";
import { unfitCharacter } from "../../provider/goals/text";
import { portTo } from "./samples";
import { answerOf, type Stub, startStub } from "./stub";
import { Digits, TRANSPORTS } from "./transports";

const PIECES = [
  "<![CDATA[",
  "]]>",
  "</Name>",
  "<a b='c'>",
  "&amp;",
  "&",
  '"',
  "'",
  "\r\n",
  "\n",
  "\t",
  " ",
  "é",
  "😀",
  "\u2028",
  "<!--",
  "-->",
  "<?xml version='1.0'?>",
  "<!DOCTYPE x>",
  "\ufeff",
  "%",
  "\\u0041",
  "$&",
  "{{x}}",
];
const nasty = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: "binary", maxLength: 6 })), { maxLength: 8 })
  .map((parts) => parts.join(""))
  // The foreign reader drops a byte order mark at the beginning of any text.
  .filter((text) => unfitCharacter(text) === undefined && !text.startsWith("\ufeff"));
const anyId = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
const amount = fc
  .tuple(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.stringMatching(/^[0-9]{0,10}$/))
  .map(([units, fraction]) => (fraction === "" ? String(units) : `${units}.${fraction}`));

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

describe.each(TRANSPORTS)("the wire of $name", (transport) => {
  const portTo = transport.port;

  it("carries texts, ids and decimals to a foreign reader and back unchanged", async () => {
    const port = portTo(stub.url);
    const property = fc.asyncProperty(
      nasty,
      nasty,
      anyId,
      anyId,
      amount,
      async (name, label, id, tagId, value) => {
        stub.answer(transport.answer("UpdateConversionGoals", { PartialErrors: [] }));
        const goal = {
          type: "Event",
          id,
          fields: { tagId, name, labelExpression: label, value, revenue: { type: "FixedValue", value } },
        } as const;
        expect((await port.updateConversionGoals([goal])).items).toEqual([{ ok: true, value: undefined }]);

        const plain = canonicalDecimal(value);
        const { operation, members } = await transport.sent(stub.got.at(-1));
        expect(operation).toBe("UpdateConversionGoals");
        expect(members).toEqual({
          ConversionGoals: [
            {
              Type: "Event",
              Id: id,
              Name: name,
              TagId: tagId,
              LabelExpression: label,
              Value: plain,
              Revenue: { Type: "FixedValue", Value: plain },
            },
          ],
        });

        const live = {
          Type: "Event",
          Id: id,
          Name: name,
          Revenue: { Type: "FixedValue", Value: new Digits(asJson(value)) },
          TagId: tagId,
          LabelExpression: label,
          Value: new Digits(asJson(value)),
        };
        stub.answer(transport.answer("GetConversionGoalsByIds", { ConversionGoals: [live] }));
        expect(await port.getConversionGoals({ ids: [id] })).toEqual([
          {
            id,
            type: "Event",
            name,
            fields: {
              name,
              tagId,
              labelExpression: label,
              value: plain,
              revenue: { type: "FixedValue", value: plain },
            },
          },
        ]);
      },
    );
    await fc.assert(property, { numRuns: 300 });
  });

  it("refuses what XML cannot carry before anything is sent", async () => {
    const unfit = fc.constantFrom("\u0000", "\u000b", "\u001f", "\ud800", "\udc00x", "\ufffe", "\uffff");
    const property = fc.asyncProperty(nasty, unfit, nasty, async (before, character, after) => {
      const sent = stub.got.length;
      const name = `${before}${character}x${after}`;
      const call = portTo(stub.url).addConversionGoals([{ type: "Url", fields: { name } }]);
      await expect(call).rejects.toMatchObject({
        outcome: "unreachable",
        fieldPath: "name",
        message: expect.stringContaining("U+"),
      });
      expect(stub.got.length).toBe(sent);
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

describe("the wire of soap", () => {
  it("reads texts in CDATA sections, in pieces and between comments", async () => {
    const port = portTo(stub.url);
    const pieces = fc.array(fc.tuple(nasty, fc.constantFrom("plain", "cdata", "comment")), { maxLength: 5 });
    const property = fc.asyncProperty(pieces, fc.boolean(), async (parts, withAttribute) => {
      const xml = parts.map(([text, form]) =>
        form === "cdata"
          ? cdata(text)
          : form === "comment"
            ? `<!--${text.replaceAll("-", "")}-->`
            : foreign(text),
      );
      const expected = parts
        .map(([text, form]) => (form === "comment" ? "" : form === "cdata" ? lineEnds(text) : text))
        .join("");
      stub.answer({
        body: answerOf(
          "GetUetTagsByIds",
          `<UetTags><UetTag><Description${withAttribute ? ' i:nil="false"' : ""}>${xml.join("")}</Description><Id>1</Id><Name>n</Name></UetTag></UetTags>`,
        ),
      });
      expect(await port.getUetTags("all")).toEqual([{ id: "1", name: "n", description: expected }]);
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

/** A decimal as JSON may write it: no needless zeros before it. */
function asJson(value: string): string {
  return value.replace(/^0+(?=[0-9])/, "");
}

/** XML as a writer that shares nothing with ours makes it. */
function foreign(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("\r", "&#xD;");
}

/** A section ends at the first ]]>, so a text that holds one needs two sections. */
function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll("]]>", "]]]]><![CDATA[>")}]]>`;
}

/** What XML makes of line ends that are not escaped. */
function lineEnds(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}
