import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../provider/session/auditEntry";
import { readAudit } from "../../provider/session/auditReader";

const entry: AuditEntry = {
  v: 1,
  time: "2026-11-27T10:00:00.000Z",
  phase: "done",
  call: "a-1",
  operation: "UpdateConversionGoals",
  customerId: "111",
  accountId: "222",
  who: { by: "pulumi", project: "shop", stack: "dev" },
  items: [
    {
      kind: "goal",
      id: "4711",
      name: "Order",
      resource: "order",
      fields: { status: { before: "Active", after: "Paused" } },
    },
  ],
};
const at = (time: string): AuditEntry => ({ ...entry, time });
const lines = (...all: readonly unknown[]) =>
  all.map((each) => `${typeof each === "string" ? each : JSON.stringify(each)}\n`).join("");

describe("an audit log is read", () => {
  test("in the order of its times, whichever process wrote first", () => {
    const [late, early] = [at("2026-11-27T10:00:01.000Z"), at("2026-11-27T09:00:00.000Z")];
    expect(readAudit(lines(late, early)).entries).toEqual([early, late]);
  });

  test("with a torn last line, which is told", () => {
    const torn = JSON.stringify(entry).slice(0, 90);
    expect(readAudit(lines(entry) + torn)).toEqual({
      entries: [entry],
      texts: [],
      unreadable: ["line 2 is not complete: a process was stopped while it wrote, or is writing now"],
    });
  });

  test("with lines of earlier versions as texts", () => {
    const text = 'AddConversionGoals of 1 conversion goal(s): "Order" (TrackingId abc)';
    const found = readAudit(lines(`2026-11-26T08:00:00.123Z ${text}`, entry));
    expect(found.texts).toEqual([{ line: 1, time: "2026-11-26T08:00:00.123Z", text }]);
    expect(found.entries).toEqual([entry]);
  });

  test("without lines of a later version, which are told", () => {
    expect(readAudit(lines({ ...entry, v: 2 }, entry)).unreadable).toEqual([
      "line 1 is of a later version of the format (2): update pulumi-msads to read it",
    ]);
  });

  test.each([
    ["a time that is none", { ...entry, time: "yesterday" }],
    ["another phase", { ...entry, phase: "guessed" }],
    ["an item without fields", { ...entry, items: [{ ...entry.items[0], fields: undefined }] }],
    ["an id that is a number", { ...entry, items: [{ ...entry.items[0], id: 4711 }] }],
    ["no object", 4711],
  ])("without a line that has %s, which is told", (_, line) => {
    expect(readAudit(lines(line, entry))).toMatchObject({
      entries: [entry],
      unreadable: ["line 1 cannot be read"],
    });
  });

  test("whatever bytes are between its lines: none of them is lost, and nothing is thrown", () => {
    const noise = fc
      .oneof(fc.string(), fc.string({ unit: "binary" }), fc.json())
      .map((text) => text.replaceAll("\n", " "));
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        const { entries } = readAudit(lines(...before, entry, ...after, entry));
        expect(entries).toEqual([entry, entry]);
      }),
    );
  });

  test("as far as it goes, wherever it is cut", () => {
    const text = lines(entry, entry, entry);
    const length = lines(entry).length;
    fc.assert(
      fc.property(fc.nat(text.length), (end) => {
        const { entries, unreadable } = readAudit(text.slice(0, end));
        const isWhole = end % length === 0 || (end + 1) % length === 0;
        expect(entries).toHaveLength(Math.floor((end + 1) / length));
        expect(unreadable).toHaveLength(isWhole ? 0 : 1);
      }),
    );
  });
});
