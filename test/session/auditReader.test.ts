import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../provider/session/auditEntry";
import { AuditReader } from "../../provider/session/auditReader";

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

function readAudit(text: string) {
  const reader = new AuditReader();
  const all = text.split("\n");
  const rest = all.pop() ?? "";
  for (const line of all) reader.add(line);
  return reader.end(rest);
}
const withoutLines = (text: string) => readAudit(text).entries.map(({ line: _, ...each }) => each);

describe("an audit log is read", () => {
  test("in the order in which its lines stand, and says where the clock went back by more than a second", () => {
    const times = ["10:00:01.000", "10:00:00.200", "09:00:00.000", "10:00:02.000"];
    const all = times.map((time) => at(`2026-11-27T${time}Z`));
    const { entries, turns } = readAudit(lines(...all));
    expect(entries).toEqual(all.map((each, index) => ({ ...each, line: index + 1 })));
    expect(turns).toEqual([{ line: 3, from: "2026-11-27T10:00:00.200Z", to: "2026-11-27T09:00:00.000Z" }]);
  });

  test("with a torn last line, which is told", () => {
    const torn = JSON.stringify(entry).slice(0, 90);
    expect(readAudit(lines(entry) + torn)).toEqual({
      entries: [{ ...entry, line: 1 }],
      texts: [],
      unreadable: [
        {
          line: 2,
          why: "is not complete: a process was stopped while it wrote, or is writing now",
          isTorn: true,
        },
      ],
      turns: [],
    });
  });

  test("with lines of earlier versions as texts", () => {
    const text = 'AddConversionGoals of 1 conversion goal(s): "Order" (TrackingId abc)';
    const found = readAudit(lines(`2026-11-26T08:00:00.123Z ${text}`, entry));
    expect(found.texts).toEqual([{ line: 1, time: "2026-11-26T08:00:00.123Z", text }]);
    expect(found.entries).toEqual([{ ...entry, line: 2 }]);
  });

  test("without lines of a later version, which are told", () => {
    const why = "is of a later version of the format (2): update pulumi-msads to read it";
    const later = JSON.stringify({ ...entry, v: 2 });
    expect(readAudit(`${lines(entry)}${later}\n`).unreadable).toEqual([{ line: 2, why, isTorn: false }]);
    // Without the end of its line, too: it is whole.
    expect(readAudit(`${lines(entry)}${later}`).unreadable).toEqual([{ line: 2, why, isTorn: false }]);
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
      unreadable: [{ line: 1, why: "cannot be read", isTorn: false }],
    });
  });

  test("whatever bytes are between its lines: none of them is lost, and nothing is thrown", () => {
    const noise = fc
      .oneof(fc.string(), fc.string({ unit: "binary" }), fc.json())
      .map((text) => text.replaceAll("\n", " "));
    fc.assert(
      fc.property(fc.array(noise), fc.array(noise), (before, after) => {
        expect(withoutLines(lines(...before, entry, ...after, entry))).toEqual([entry, entry]);
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
