import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { runHistory } from "../../provider/cli/history/runHistory";
import { timeFrom } from "../../provider/cli/shared/time";
import { leapingClock } from "../support/e2eClock";
import { liveGoal, useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { LoggedAccount } from "./restoreLog";

const emulator = useEmulator();
let account: LoggedAccount;
beforeEach(() => {
  account = new LoggedAccount(emulator.now);
});
afterEach(() => account.close());

const deal = (minutes: number) => ({ deal: offlineGoal("Deal", { conversionWindowInMinutes: minutes }) });
const minutes = () => liveGoal(emulator.now, "Deal").fields.ConversionWindowInMinutes;
const lines = () => readFileSync(account.file, "utf8").trimEnd().split("\n");
const write = (...all: readonly string[]) => writeFileSync(account.file, `${all.join("\n")}\n`);

async function history(): Promise<{ readonly text: string; readonly complaints: readonly string[] }> {
  let text = "";
  const complaints: string[] = [];
  await runHistory(
    { file: account.file, thing: undefined, since: undefined, json: false },
    {
      environment: {},
      clock: leapingClock(1),
      notify: () => {},
      print: (printed) => {
        text += printed;
      },
      complain: (line) => complaints.push(line),
    },
  );
  return { text, complaints };
}

/** Three runs: an hour, 90 minutes, two hours; the times after the first and the second. */
async function threeRuns() {
  await account.stack.up(deal(60));
  const first = account.later();
  await account.stack.up(deal(90));
  const second = account.later();
  await account.stack.up(deal(120));
  return { first, second };
}

describe("a line in the middle of the log that cannot be read", () => {
  test.each<[string, (line: string) => string, RegExp]>([
    ["torn", (line) => line.slice(0, 40), /line 3 cannot be read; line 4 cannot be read/],
    [
      "of a later version of the format",
      (line) => line.replace('"v":1', '"v":2'),
      /line 3 is of a later version of the format \(2\): update pulumi-msads to read it; line 4/,
    ],
    [
      "of an earlier version, which holds no values",
      (line) =>
        `${JSON.parse(line).time} UpdateConversionGoals of 1 conversion goal(s): "Deal" (TrackingId none)`,
      /line 3 is of an earlier version, which holds no values; line 4/,
    ],
  ])("%s holds a restore back to before it", async (_, spoilt, words) => {
    await account.stack.up({ deal: offlineGoal("Deal") });
    const first = account.later();
    await account.stack.up(deal(90));
    const second = account.later();
    await account.stack.up(deal(120));
    const all = lines();
    expect(all).toHaveLength(6);
    write(...all.map((line, index) => (index === 2 || index === 3 ? spoilt(line) : line)));
    // The last run found what the lost lines had written: only they know that it was not so at first.
    const { text, writes, isWell } = await account.restore(first, { apply: true });
    expect([writes, isWell]).toEqual([[], false]);
    expect(text).toMatch(words);
    expect(text).toContain(
      "Name a time from 2026-11-27T10:02:00.000Z on, or add --skip-unreadable to restore nevertheless.",
    );
    expect(text).toContain("Nothing is written.");
    const between = await account.restore(second, { apply: true, skipsUnreadable: true });
    expect(between.text).toContain(
      "Only the write after that time tells what these were: conversionWindowInMinutes in 1.",
    );
    expect(minutes()).toBe(90);
  });

  test("is like somebody else's write for a field that the log tells of before and after it", async () => {
    const { first, second } = await threeRuns();
    write(...lines().map((line, index) => (index === 2 || index === 3 ? "torn {" : line)));
    for (const at of [first, second]) {
      const { text, writes } = await account.restore(at, { apply: true });
      expect(text).toContain(
        "conversionWindowInMinutes: it was 60 or 90: somebody else changed it between 2026-11-27T10:00:00.000Z and 2026-11-27T10:02:00.000Z, and the log does not say when. --at 2026-11-27T10:00:00.000Z means 60, --at 2026-11-27T10:02:00.000Z means 90",
      );
      expect(writes).toEqual([]);
    }
    await account.restore(new Date("2026-11-27T10:00:00.000Z"), { apply: true, skipsUnreadable: true });
    expect(minutes()).toBe(60);
  });

  test("holds no restore back to a time after it", async () => {
    const { second } = await threeRuns();
    const all = lines();
    write(all[0] ?? "", "torn {", ...all.slice(1));
    const { writes, complaints } = await account.restore(second, { apply: true });
    expect(complaints).toEqual(["audit log: line 2 cannot be read"]);
    expect(writes).toEqual(["UpdateConversionGoals"]);
    expect(minutes()).toBe(90);
  });

  test("is passed over on request, also as the last one", async () => {
    const { first } = await threeRuns();
    appendFileSync(account.file, "torn {\n");
    const held = await account.restore(first, { apply: true });
    expect(held.text).toContain(
      "line 7 cannot be read. So values from before them may be wrong. Add --skip-",
    );
    expect(held.writes).toEqual([]);
    await account.restore(first, { apply: true, skipsUnreadable: true });
    expect(minutes()).toBe(60);
  });
});

describe("a clock that goes back", () => {
  /** 60 at 10:00, 90 at 12:00 by a clock that is ahead, 120 at 10:20. */
  async function clockAhead() {
    await account.stack.up(deal(60));
    account.setTo("2026-11-27T12:00:00.000Z");
    await account.stack.up(deal(90));
    account.setTo("2026-11-27T10:20:00.000Z");
    await account.stack.up(deal(120));
  }

  test("does not change the order of the lines, which is said", async () => {
    await clockAhead();
    const { text, complaints } = await history();
    expect(text.match(/conversionWindowInMinutes: .*/g)).toEqual([
      "conversionWindowInMinutes: 60",
      "conversionWindowInMinutes: 60 → 90",
      "conversionWindowInMinutes: 90 → 120",
    ]);
    expect(complaints).toEqual([
      "audit log: the clock went back at line 5, from 2026-11-27T12:00:00.000Z to 2026-11-27T10:20:00.000Z. Lines count in the order in which they stand",
    ]);
  });

  test("is an error for a time that it had twice, with the times that can be named", async () => {
    await clockAhead();
    for (const time of ["2026-11-27T10:20:00.000Z", "2026-11-27T11:59:59.999Z"]) {
      account.setTo("2026-11-27T13:00:00.000Z");
      await expect(account.restore(new Date(time), { apply: true })).rejects.toThrow(
        `the clock of the audit log went back before line 5: ${time} stands in it twice, so nobody can tell which lines are before it. Name a time before 2026-11-27T10:20:00.000Z, or 2026-11-27T12:00:00.000Z or later`,
      );
    }
    expect(minutes()).toBe(120);
    account.setTo("2026-11-27T10:30:00.000Z");
    // Not yet by this clock, but in the log.
    const end = await account.restore(new Date("2026-11-27T12:00:00.000Z"), { apply: true });
    expect(end.text).toContain("Nothing to write.");
    await account.restore(new Date("2026-11-27T10:19:59.999Z"), { apply: true });
    expect(minutes()).toBe(60);
  });
});

describe("what msads history shows", () => {
  test("is a time that msads restore takes, and means the account right after that line", async () => {
    account.setTo("2026-11-27T10:00:00.789Z");
    await threeRuns();
    const { text } = await history();
    const times = text.match(/\d{4}-\d\d-\d\dT[\d:.]+Z/g) ?? [];
    expect(times).toHaveLength(3);
    for (const [index, value] of [
      [1, 90],
      [0, 60],
      [2, 120],
    ] as const) {
      await account.restore(timeFrom(times[index] ?? "", new Date()), {
        apply: true,
        overwritesOthers: true,
      });
      expect(minutes()).toBe(value);
    }
  });

  test("and what a restore shows, moves no cursor and turns no line", async () => {
    const evil = "\u001b[2J\u009b31m\u202e\u2066\u0085\u2028x";
    await account.stack.up(deal(60));
    const at = account.later();
    await account.stack.up(deal(90));
    const spoilt = (line: string) => {
      const entry = JSON.parse(line);
      const [item] = entry.items;
      item.resource = `deal${evil}`;
      item.fields[`field${evil}`] = { before: evil, after: evil };
      return JSON.stringify({ ...entry, trackingId: evil, who: { by: evil } });
    };
    write(...lines().map((line, index) => (index < 2 ? line : spoilt(line))));
    const restored = await account.restore(at);
    expect(restored.text).toContain("conversionWindowInMinutes: 90 → 60");
    for (const text of [(await history()).text, restored.text])
      expect(text.replaceAll("\n", "")).not.toMatch(/[\p{C}\u2028\u2029]/u);
  });
});

describe("the program's lines", () => {
  test("escape what an editor or a terminal might act upon", async () => {
    const evil = "a\u200bb\u202ec\u00ad";
    await account.stack.up({ deal: offlineGoal(evil) });
    const at = account.later();
    await account.stack.up({ deal: offlineGoal("Deal") });
    const { text } = await account.restore(at);
    expect(text).toContain('    name: "a\\u200bb\\u202ec\\u00ad",');
  });

  test("name the key where a goal of a library was renamed", async () => {
    const all = (name: string, more: object = {}) => ({
      all: libraryOf([offlineGoal(name, { conversionWindowInMinutes: 60, ...more })]),
    });
    await account.stack.up(all("Old"));
    const at = account.later();
    const second = await account.stack.up(all("New", { renamedFrom: "Old" }));
    expect(second.errors).toEqual([]);
    const { text } = await account.restore(at, { apply: true });
    expect(text).toContain('Old: { renamedFrom: "New", … }, // the key in the library, in place of "New"');
    expect(text).not.toContain("    name:");
    // A program that says so keeps it.
    const third = await account.stack.up(all("Old", { renamedFrom: "New" }));
    expect([third.errors, third.writes]).toEqual([[], []]);
    expect(liveGoal(emulator.now, "Old").fields.Status).toBe("Active");
  });

  test("are none for a goal that has left the program: the next run leaves it alone, and that is said", async () => {
    await account.stack.up({ ...deal(60), other: offlineGoal("Other") });
    const at = account.later();
    await account.stack.up({ other: offlineGoal("Other") });
    const { text } = await account.restore(at, { apply: true });
    const { id } = liveGoal(emulator.now, "Deal");
    expect(text).toContain('status: "Paused" → "Active"');
    expect(text).not.toContain("in the program:");
    expect(text).toContain(
      `It is not in the program, so the next \`pulumi up\` leaves it as it is written, unless a library has unlisted: "pause". To manage it, declare it with adopt: "${id}".`,
    );
    expect((await account.stack.up({ other: offlineGoal("Other") })).writes).toEqual([]);
    expect(liveGoal(emulator.now, "Deal").fields.Status).toBe("Active");
    expect((await history()).text).toContain("paused, since it is not in the program, by stack test of shop");
  });

  test("are those of a goal that came back into the program", async () => {
    await account.stack.up(deal(60));
    account.later();
    await account.stack.up({});
    account.later();
    await account.stack.up(deal(60));
    const at = account.later();
    await account.stack.up(deal(90));
    expect((await account.restore(at)).text).toContain("    conversionWindowInMinutes: 60,");
  });
});
