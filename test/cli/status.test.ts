import { describe, expect, test } from "vitest";
import { columns, widthOf } from "../../provider/cli/shared/columns";
import { healthOf } from "../../provider/cli/status/health";
import { renderStatus } from "../../provider/cli/status/renderStatus";
import type { StatusOptions } from "../../provider/cli/status/runStatus";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { output, Stack, tag } from "../support/e2eStack";
import { goalsIn, statusOf } from "./statusCommand";

const emulator = useEmulator();

/** Four goals: recording, silent, of a tag that is gone, paused. */
async function fill(): Promise<void> {
  const gone = urlGoal("Gone", { tagId: output("blog", "id") });
  const program = {
    site,
    blog: tag({ name: "Blog" }),
    order: urlGoal("Order"),
    gone,
    deal: offlineGoal("Deal"),
  };
  const stack = new Stack(emulator.now);
  const up = await stack.up({ ...program, off: eventGoal("Off", { status: "Paused" }) });
  expect(up.errors).toEqual([]);
  emulator.now.editTag(liveTag(emulator.now, "Blog").id, { unavailable: true });
}

/** A visit of the thank-you page, as the tag's script reports it. */
async function convert(): Promise<void> {
  const ti = liveTag(emulator.now, "Main site").id;
  const query = new URLSearchParams({ ti, Ver: "2", evt: "pageLoad", p: "https://example.com/thanks" });
  const reply = await fetch(`${emulator.now.collector}/action/0?${query}`);
  expect(reply.ok).toBe(true);
}

const status = (options: Partial<StatusOptions> = {}, pause?: () => Promise<boolean>) =>
  statusOf(emulator.now, options, pause === undefined ? {} : { pause });
const seen = async () =>
  goalsIn((await status({ json: true })).text).map(({ name, trackingStatus }) => [name, trackingStatus]);

describe("msads status", () => {
  test("worst first, each with its problem in words, its tag and what to do; two reads, one of the offline goal's uploads, no write", async () => {
    await fill();
    await convert();
    const before = emulator.now.calls().length;
    const goals = goalsIn((await status({ json: true })).text);
    expect(
      goals.map(({ name, severity, trackingStatus, tag: of }) => [name, severity, trackingStatus, of?.name]),
    ).toEqual([
      ["Gone", "inactive", "InactiveDueToTagUnavailable", "Blog"],
      ["Deal", "silent", "NoRecentConversions", undefined],
      ["Order", "ok", "RecordingConversions", "Main site"],
      ["Off", "paused", expect.any(String), "Main site"],
    ]);
    expect(goals[0]).toMatchObject({
      id: liveGoal(emulator.now, "Gone").id,
      tag: { id: expect.stringMatching(/^[0-9]+$/) },
      problem: expect.stringContaining("no longer use"),
      todo: expect.stringContaining("another tag"),
    });
    expect(goals[1]?.todo).toContain("upload");
    expect(goals[2]).toMatchObject({ tag: { trackingStatus: "Active" } });
    expect(goals[2]).not.toHaveProperty("todo");
    expect(
      emulator.now
        .calls()
        .slice(before)
        .map(({ operation }) => operation)
        .sort(),
    ).toEqual(["GetConversionGoalsByIds", "GetOfflineConversionReportByGoalIds", "GetUetTagsByIds"]);
  });

  test("follows a goal from a new tag to silence", async () => {
    expect((await new Stack(emulator.now).up({ site, order: urlGoal("Order") })).errors).toEqual([]);
    expect(await seen()).toEqual([["Order", "TagUnverified"]]);
    await convert();
    expect(await seen()).toEqual([["Order", "RecordingConversions"]]);
    emulator.now.advance(25);
    expect(await seen()).toEqual([["Order", "TagInactive"]]);
  });

  test("the table names each goal once, under its problem", async () => {
    await fill();
    const { text } = await status();
    const lines = text.split("\n");
    expect(lines[0]).toMatch(/^ {2}GOAL +TYPE +STATUS +TRACKING +TAG +TAG STATUS +ID$/);
    const at = (words: string) => lines.findIndex((line) => line.includes(words));
    const order = [
      "no longer use",
      "→ Share the tag",
      "  Gone ",
      "never sent data",
      "  Order ",
      "Paused on purpose",
      "  Off ",
    ];
    const places = order.map(at);
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(text).toContain("4 goals: 1 inactive, 2 silent, 1 paused\n");
    expect(Math.max(...lines.map(widthOf))).toBeLessThan(160);
  });

  test("goals that no program can have are among them, and --fail-on counts them", async () => {
    expect(
      (await new Stack(emulator.now).up({ site, order: urlGoal("Order"), sign: eventGoal("Sign") })).errors,
    ).toEqual([]);
    const tagId = liveTag(emulator.now, "Main site").id;
    const { id } = emulator.now.addOtherGoal({ type: "Smart", name: "By itself", tagId });
    emulator.now.editGoal(liveGoal(emulator.now, "Sign").id, { IsAutoGoal: true });
    await convert();
    const { text } = await status();
    expect(text).toMatch(
      new RegExp(`By itself +Smart, not managed +Active +NoRecentConversions +Main site +Active +${id}`),
    );
    expect(text).toMatch(/Sign +Event, not managed/);
    expect(text).toContain(
      "2 goals: The tag works, but a goal that Microsoft makes has recorded no conversion",
    );
    const { isWell, complaints, text: json } = await status({ failOn: "silent", json: true });
    expect([isWell, complaints]).toEqual([false, ["2 goals fail --fail-on silent"]]);
    expect(goalsIn(json).filter(({ unsupported }) => unsupported !== undefined)).toHaveLength(2);
  });

  test("an account without goals", async () => {
    expect((await status({ failOn: "silent" })).text).toBe("The account shows no conversion goals.\n");
  });

  test.each([
    ["inactive", 25, false],
    ["inactive", 0, true],
    ["silent", 0, true],
    ["silent", 24 * 8, false],
  ] as const)(
    "--fail-on %s after %i hours: well is %s; a paused goal never fails",
    async (failOn, hours, isWell) => {
      const off = eventGoal("Off", { status: "Paused" });
      expect((await new Stack(emulator.now).up({ site, order: urlGoal("Order"), off })).errors).toEqual([]);
      await convert();
      emulator.now.advance(hours);
      const done = await status({ failOn });
      expect(done.isWell).toBe(isWell);
      expect(done.complaints).toEqual(isWell ? [] : [`1 goal fails --fail-on ${failOn}`]);
    },
  );

  test("a tag that is new is silent, not inactive", async () => {
    expect((await new Stack(emulator.now).up({ site, order: urlGoal("Order") })).errors).toEqual([]);
    expect((await status({ failOn: "inactive" })).isWell).toBe(true);
    expect((await status({ failOn: "silent" })).isWell).toBe(false);
  });

  test("--watch looks again, bears a look that fails, and ends when --fail-on fails", async () => {
    expect((await new Stack(emulator.now).up({ site, order: urlGoal("Order") })).errors).toEqual([]);
    await convert();
    let looks = 0;
    const pauses: number[] = [];
    const pause = async (ms?: number) => {
      pauses.push(Number(ms));
      looks += 1;
      if (looks === 1) emulator.now.faults({ kind: "fault", code: 117, times: 4 });
      else emulator.now.clearFaults();
      if (looks === 2) emulator.now.advance(25);
      return looks < 5;
    };
    const { isWell, printed, complaints } = await status(
      { json: true, every: 10, failOn: "inactive" },
      pause,
    );
    expect([isWell, pauses]).toEqual([false, [10_000, 10_000]]);
    expect(printed.map((line) => goalsIn(line)[0]?.trackingStatus)).toEqual([
      "RecordingConversions",
      "TagInactive",
    ]);
    expect(complaints).toEqual([expect.stringContaining("117"), "1 goal fails --fail-on inactive"]);
  });
});

test("a goal whose tag the account does not show names it by its id", () => {
  const fields = { status: "Active", tagId: "501" };
  const goal = { id: "1", type: "Url", name: "Order", trackingStatus: "SomethingNew", fields } as const;
  const health = healthOf({ goals: [goal], tags: [] });
  expect(health).toMatchObject([{ tag: { id: "501" }, severity: "unknown" }]);
  expect(renderStatus(health, false)).toMatch(/Order +Url +Active +SomethingNew +501 \(not shown\)/);
});

describe("columns", () => {
  test("line up for wide letters, are cut where too long, and give a terminal no orders", () => {
    const lines = columns(
      [
        ["名前", "x"],
        ["\u001b[2Jred", "x"],
        ["a".repeat(50), "x"],
      ],
      20,
    );
    const [first = "", second = "", third = ""] = lines;
    expect(lines.map((line) => widthOf(line))).toEqual([23, 23, 23]);
    expect([first.startsWith("名前 "), second.includes("\u001b"), third.slice(19)]).toEqual([
      true,
      false,
      "…  x",
    ]);
  });
});
