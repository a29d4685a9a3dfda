import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { type HistoryOptions, runHistory } from "../../provider/cli/history/runHistory";
import { timeFrom } from "../../provider/cli/shared/time";
import { liveGoal, useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { Stack } from "../support/e2eStack";

const emulator = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "msads-history-"));
afterAll(() => rmSync(folder, { recursive: true }));
let file = "";
let count = 0;
beforeEach(() => {
  count += 1;
  file = join(folder, `${count}.log`);
});

async function history(options: Partial<HistoryOptions> = {}) {
  let text = "";
  const complaints: string[] = [];
  await runHistory(
    { file, thing: undefined, since: undefined, json: false, ...options },
    {
      environment: {},
      clock: systemClock,
      notify: () => {},
      print: (printed) => {
        text += printed;
      },
      complain: (line) => complaints.push(line),
    },
  );
  const plain = text
    .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g, "TIME")
    .replace(/TrackingId [0-9a-f-]{36}/g, "TrackingId …");
  return { text, plain, complaints };
}

const worth = (value: number) => ({ revenue: { type: "FixedValue", value, currencyCode: "EUR" } });
const stackNow = () => new Stack(emulator.now, { "msads:auditLog": file }, { PULUMI_PROJECT: "shop" });

describe("msads history", () => {
  test("shows for each goal who changed what, from which value to which", async () => {
    const stack = stackNow();
    await stack.up({ deal: offlineGoal("Deal", worth(25)) });
    await stack.up({ deal: offlineGoal("Deal", worth(30)) });
    await stack.up({});
    const { id } = liveGoal(emulator.now, "Deal");
    expect((await history()).plain).toBe(
      [
        `Deal (goal ${id})`,
        "  TIME  created by stack test of shop, resource deal  TrackingId …",
        '      type: "OfflineConversion"',
        '      name: "Deal"',
        '      status: "Active"',
        '      countType: "All"',
        '      goalCategory: "Purchase"',
        '      revenue.currencyCode: "EUR"',
        '      revenue.type: "FixedValue"',
        "      revenue.value: 25",
        '      scope: "Account"',
        "  TIME  changed by stack test of shop, resource deal  TrackingId …",
        "      revenue.value: 25 → 30",
        "  TIME  paused, since it is not in the program, by project shop, resource deal  TrackingId …",
        '      status: "Active" → "Paused"',
        "",
      ].join("\n"),
    );
  });

  test("follows a goal over its names, and leaves out the others", async () => {
    const stack = stackNow();
    await stack.up({ a: offlineGoal("First"), b: offlineGoal("Other") });
    await stack.up({ a: offlineGoal("Second"), b: offlineGoal("Other") });
    const { id } = liveGoal(emulator.now, "Second");
    for (const thing of ["First", "Second", id]) {
      const { text } = await history({ thing });
      expect(text).toContain(`First (goal ${id})`);
      expect(text).toContain('name: "First" → "Second"');
      expect(text).not.toContain("Other");
    }
    expect((await history({ thing: "Nobody" })).text).toBe("No change.\n");
  });

  test("says what was refused and what nobody knows, and reads over a torn line with a word", async () => {
    emulator.now.faults({
      operation: "AddConversionGoals",
      kind: "partial",
      index: 0,
      code: 3349,
      symbol: "Invalid",
    });
    await stackNow().up({ deal: offlineGoal("Deal") });
    appendFileSync(file, '{"v":1,"ti');
    const { plain, complaints } = await history();
    expect(plain).toContain("not created (refused: 3349 Invalid) by stack test of shop");
    expect(complaints).toEqual([
      "audit log: line 3 is not complete: a process was stopped while it wrote, or is writing now",
    ]);
  });

  test("shows old lines as they are, and nothing from before a time", async () => {
    const old = '2026-01-01T00:00:00.000Z AddUetTags of 1 UET tag(s): "Site" (TrackingId none)';
    appendFileSync(file, `${old}\n`);
    await stackNow().up({ deal: offlineGoal("Deal") });
    expect((await history()).text).toContain('2026-01-01T00:00:00.000Z  AddUetTags of 1 UET tag(s): "Site"');
    const since = new Date("2026-02-01T00:00:00Z");
    expect((await history({ since })).text).not.toContain("AddUetTags");
    expect((await history({ since: new Date("2999-01-01T00:00:00Z") })).text).toBe("No change.\n");
  });

  test("as JSON holds every change with its values", async () => {
    await stackNow().up({ deal: offlineGoal("Deal", worth(25)) });
    const { changes } = JSON.parse((await history({ json: true })).text);
    expect(changes).toMatchObject([
      {
        outcome: "done",
        kind: "goal",
        name: "Deal",
        isNew: true,
        fields: { revenue: { after: { value: "25" } } },
      },
    ]);
  });

  test("reads a log of any length piece by piece, and no letter is lost between two pieces", async () => {
    await stackNow().up({ deal: offlineGoal("Gößenverkauf 🛒") });
    const own = readFileSync(file, "utf8");
    // Pieces are of a megabyte: the lines move over their ends, in steps of less than a letter.
    const filled = `${" ".repeat(997)}\n`.repeat(1_060) + own.repeat(400);
    writeFileSync(file, filled + own);
    const { text, complaints } = await history();
    expect(complaints).toEqual([]);
    expect(new Set(text.match(/name: .*/g))).toEqual(new Set(['name: "Gößenverkauf 🛒"']));
  });

  test("without an audit log says how to have one", async () => {
    await expect(history({ file: undefined })).rejects.toThrow(
      /there is no audit log: name its file, or set auditLog/,
    );
    await expect(history({ file: join(folder, "none.log") })).rejects.toThrow(
      /the audit log cannot be read: ENOENT/,
    );
  });
});

describe("a time on the command line", () => {
  const now = new Date("2026-11-27T12:00:00.000Z");
  test.each([
    ["2026-11-27T10:00:00Z", "2026-11-27T10:00:00.000Z"],
    ["2026-11-27T10:00:00.123+01:00", "2026-11-27T09:00:00.123Z"],
    ["2026-11-27 10:00:00 UTC", "2026-11-27T10:00:00.000Z"],
    ["2 hours ago", "2026-11-27T10:00:00.000Z"],
    ["a day ago", "2026-11-26T12:00:00.000Z"],
    ["90 minutes ago", "2026-11-27T10:30:00.000Z"],
  ])("%s is %s", (text, iso) => {
    expect(timeFrom(text, now).toISOString()).toBe(iso);
  });

  test("without a zone is this machine's", () => {
    expect(timeFrom("2026-11-27 10:30", now)).toEqual(new Date(2026, 10, 27, 10, 30));
    expect(timeFrom("2026-11-27", now)).toEqual(new Date(2026, 10, 27));
  });

  test.each(["yesterday", "", "2026", "2026-13-01", "10:30", "2 moons ago", "2026-11-27T25:00:00Z"])(
    "%j is refused with the forms that it may have",
    (text) => {
      expect(() => timeFrom(text, now)).toThrow(/is no time: write one like 2026-11-27T14:30:00Z/);
    },
  );
});
