import fc from "fast-check";
import { expect, it } from "vitest";
import { processorTime } from "../support/cpuTime";
import { useEmulator } from "../support/e2eEmulator";
import { Driver, good } from "./driver";
import { callRest, restCodes } from "./restClient";

const complaints: string[] = [];
const emulator = useEmulator({ complain: (text) => complaints.push(text) });

const text = JSON.stringify({
  ConversionGoals: [{ Type: "Event", ...good.Event, Value: 1.5, ValueOperator: "Equals" }, null],
});
const splice = fc.record({
  at: fc.nat(text.length),
  cut: fc.nat(8),
  put: fc.oneof(
    fc.string({ unit: "binary", maxLength: 6 }),
    fc.constantFrom("{", "}", "[", "]", '"', ",", ":", "null", "\\u0000", '"__proto__":1,', "1e9", "-", "\\"),
  ),
});

it("damaged requests get an answer or a fault of the service, and do no harm", async () => {
  await new Driver(emulator.now).addTags([{ Name: "site" }]);
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.array(splice, { minLength: 1, maxLength: 2 }), async (splices) => {
      const damaged = splices.reduce(
        (body, { at, cut, put }) => body.slice(0, at) + put + body.slice(at + cut),
        text,
      );
      const reply = await callRest({ base: emulator.now.rest, path: "/ConversionGoals", body: damaged });
      seen.add(reply.status);
      if (reply.status === 200) expect(reply.json.ConversionGoalIds).toBeInstanceOf(Array);
      else expect([reply.status, reply.json.Type]).toEqual([400, "ApiFaultDetail"]);
      expect(complaints).toEqual([]);
    }),
    { numRuns: 300, examples: [[[]], [[{ at: 0, cut: 0, put: " " }]], [[{ at: 0, cut: 1, put: "" }]]] },
  );
  expect([...seen].sort()).toEqual([200, 400]);
});

it("any name that the service can keep comes back as it was, over both transports", async () => {
  const legal = fc
    .string({ unit: "binary", minLength: 1, maxLength: 100 })
    .map((name) => name.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, ""))
    .filter((name) => name.trim() !== "" && name.length <= 100);
  await fc.assert(
    fc.asyncProperty(legal, async (name) => {
      emulator.now.reset();
      await callRest({ base: emulator.now.rest, path: "/UetTags", body: { UetTags: [{ Name: name }] } });
      expect(emulator.now.store.tags[0]?.fields.Name).toBe(name);
      const found = await callRest({ base: emulator.now.rest, path: "/UetTags/QueryByIds" });
      expect(found.json.UetTags?.map((tag) => tag?.Name)).toEqual([name]);
      const overSoap = await new Driver(emulator.now).getTags();
      expect(overSoap.status).toBe(200);
    }),
    { numRuns: 100 },
  );
  expect(complaints).toEqual([]);
});

it("big and deep requests are refused in no time", async () => {
  const bodies = [
    `{"UetTags":[${"0,".repeat(10_000_000)}0]}`,
    `{"UetTags":${"[".repeat(10_000_000)}`,
    '"'.repeat(20_000_000),
    `{"UetTags":[{"Name":"${"\\".repeat(20_000_000)}`,
  ];
  for (const body of bodies) {
    const spent = processorTime();
    const reply = await callRest({ base: emulator.now.rest, path: "/UetTags", body });
    expect([reply.status, restCodes(reply)]).toEqual([400, ["100"]]);
    expect(spent()).toBeLessThan(8_000);
  }
  const tooLong = await callRest({
    base: emulator.now.rest,
    path: "/UetTags",
    body: " ".repeat(33 * 1024 * 1024),
  });
  expect(tooLong.status).toBe(413);
});
