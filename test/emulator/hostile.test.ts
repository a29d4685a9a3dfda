import fc from "fast-check";
import { expect, it } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { Driver, good, wireXml } from "./driver";
import { envelopeOf, soap, texts } from "./soapClient";

const complaints: string[] = [];
const emulator = useEmulator({ complain: (text) => complaints.push(text) });

const goal = `<t:ConversionGoal i:type="t:EventGoal">${wireXml("EventGoal", good.Event)}</t:ConversionGoal>`;
const call = {
  base: "",
  operation: "AddConversionGoals",
  body: `<t:ConversionGoals>${goal}<t:ConversionGoal i:nil="true"/></t:ConversionGoals>`,
};
const bytes = Buffer.from(envelopeOf(call));

const splice = fc.record({
  at: fc.nat(bytes.length),
  cut: fc.nat(8),
  put: fc.oneof(
    fc.uint8Array({ maxLength: 6 }).map((each) => Buffer.from(each)),
    fc
      .constantFrom(
        "<",
        ">",
        "&",
        "]]>",
        "<![CDATA[",
        "<!--",
        "&#0;",
        'i:nil="true"',
        ' xmlns:t="urn:x"',
        "\ufffe",
        "<?x?>",
      )
      .map((each) => Buffer.from(each)),
  ),
});

it("damaged messages get a SOAP answer or a bare 400, and do no harm", async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(splice, { minLength: 1, maxLength: 2 }), async (splices) => {
      const damaged = splices.reduce(
        (text, { at, cut, put }) => Buffer.concat([text.subarray(0, at), put, text.subarray(at + cut)]),
        bytes,
      );
      const reply = await soap({ ...call, base: emulator.now.soap, envelope: new Uint8Array(damaged) });
      seen.add(reply.status);
      if (reply.status === 400) expect(reply.text).toBe("");
      else if (reply.status === 500) expect(reply.text).toContain("<s:Fault>");
      else expect([reply.status, reply.text]).toEqual([200, expect.stringContaining("Response")]);
      expect(complaints).toEqual([]);
    }),
    { numRuns: 200, examples: [[[]], [[{ at: bytes.indexOf("Equals"), cut: 1, put: Buffer.from("e") }]]] },
  );
  expect([...seen].sort()).toEqual([200, 400, 500]);
});

it("any name that XML can carry comes back as it was", async () => {
  const driver = new Driver(emulator.now);
  const legal = fc
    .string({ unit: "binary", minLength: 1, maxLength: 100 })
    .map((text) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ""))
    .filter((text) => text.trim() !== "" && text.length <= 100);
  const toXml = (text: string, mark: string) =>
    text.replace(/[&<>\r]/g, (one) => `&#${one.charCodeAt(0)};`).replaceAll("\ufeff", mark);
  const hard = [
    '<b>&amp;</b> "quoted" ]]>',
    "tabs\tand\nlines\r\nkept",
    "<![CDATA[x]]>",
    "žluťoučký 🐎",
    "  blanks  ",
  ];
  const marks = ["\ufeff", "&#xFEFF;", "&#65279;"];
  const fromXml = (text: string) =>
    text.replace(
      /&(lt|gt|amp|#xD);/g,
      (_all, name: string) => ({ lt: "<", gt: ">", amp: "&", "#xD": "\r" })[name] ?? "",
    );
  await fc.assert(
    fc.asyncProperty(legal, fc.constantFrom(...marks), async (name, mark) => {
      emulator.now.reset();
      await driver.addTags([{ Name: toXml(name, mark) }]);
      expect(emulator.now.store.tags[0]?.fields.Name).toBe(name);
      expect(texts((await driver.getTags()).text, "Name").map((text) => fromXml(text ?? ""))).toEqual([name]);
    }),
    {
      numRuns: 25,
      examples: [
        ...["\ufeffmore than sixteen bytes", "\ufeff\ufeffmore than sixteen bytes", "\ufeffx"].flatMap(
          (name) => marks.map((mark): [string, string] => [name, mark]),
        ),
        ...hard.map((name): [string, string] => [name, ""]),
      ],
    },
  );
});
