import { describe, expect, test } from "vitest";
import { uploadHealth } from "../../provider/cli/status/uploadHealth";
import { liveGoal, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { Stack } from "../support/e2eStack";
import { goalsIn, statusOf } from "./statusCommand";

const emulator = useEmulator();
const REPORT = "GetOfflineConversionReportByGoalIds";

const reports = () => emulator.now.calls().filter(({ operation }) => operation === REPORT);

async function declare(...names: readonly string[]): Promise<void> {
  const goals = Object.fromEntries(names.map((name, at) => [`offline${at}`, offlineGoal(name)]));
  const { errors } = await new Stack(emulator.now).up({ site, order: urlGoal("Order"), ...goals });
  expect(errors).toEqual([]);
}

const idOf = (name: string) => liveGoal(emulator.now, name).id;

describe.each(["soap", "rest"] as const)("msads status about uploads, over %s", (transport) => {
  const status = (json = true, environment: NodeJS.ProcessEnv = {}) =>
    statusOf(emulator.now, { json }, { environment: { MSADS_TRANSPORT: transport, ...environment } });

  test("names what became of an offline goal's uploads in the last 7 days, and why some did not count", async () => {
    await declare("Deal");
    emulator.now.addUpload(idOf("Deal"), { attributed: 2, unattributed: { MalformedData: 1 } });
    emulator.now.addUpload(idOf("Deal"), {
      attributed: 1,
      unattributed: { NoMatchingClickFound: 5 },
      daysAgo: 3,
    });
    emulator.now.addUpload(idOf("Deal"), { attributed: 100, daysAgo: 9 });
    const [order, deal] = goalsIn((await status()).text);
    expect(deal).toMatchObject({
      name: "Deal",
      uploads: {
        attributed: 3,
        unattributed: 6,
        reasons: [
          { reason: "NoMatchingClickFound", count: 5 },
          { reason: "MalformedData", count: 1 },
        ],
        isWell: false,
        problem: expect.stringContaining("found no ad click"),
        todo: expect.stringContaining("auto-tagging"),
      },
    });
    expect(order).not.toHaveProperty("uploads");
    expect(reports()).toHaveLength(1);
    expect(reports()[0]).toMatchObject({ transport, ids: [idOf("Deal")], outcome: "ok" });
  });

  test("asks for 20 offline goals in a call, paused ones too", async () => {
    await declare(...Array.from({ length: 21 }, (_, at) => `Deal ${at}`));
    emulator.now.editGoal(idOf("Deal 20"), { Status: "Paused" });
    const goals = goalsIn((await status()).text);
    expect(reports().map(({ ids }) => ids.length)).toEqual([20, 1]);
    expect(goals.filter(({ uploads }) => uploads !== undefined)).toHaveLength(21);
  });

  test("makes no call where there is no offline goal", async () => {
    await declare();
    expect((await status()).text).not.toContain("note");
    expect(reports()).toEqual([]);
  });

  test("a refusal is a note: all else is shown", async () => {
    await declare("Deal");
    emulator.now.faults({ kind: "fault", code: 1031, operation: REPORT, times: 9 });
    const { text, isWell } = await status();
    expect(isWell).toBe(true);
    expect(JSON.parse(text)).toMatchObject({
      ok: true,
      note: expect.stringMatching(/^What became of uploads could not be read: .*1031/),
    });
    expect(goalsIn(text).map(({ name }) => name)).toEqual(["Order", "Deal"]);
    expect(goalsIn(text)[1]).not.toHaveProperty("uploads");
    expect((await status(false)).text).toMatch(/\n\nNote: What became of uploads could not be read/);
  });

  test("people see the worst first, with what to do, goals with the same problem together", async () => {
    await declare("Lost", "Fine", "Still", "Off");
    emulator.now.addUpload(idOf("Lost"), { attributed: 9, unattributed: { GoalNotFoundOrInactive: 3 } });
    emulator.now.addUpload(idOf("Fine"), { attributed: 3, unattributed: { NoMatchingClickFound: 1 } });
    emulator.now.editGoal(idOf("Off"), { Status: "Paused" });
    const lines = (await status(false)).text.split("\n");
    const from = lines.indexOf("Uploads of offline conversions, last 7 days");
    expect(lines.slice(from + 2).map((line) => line.trim().replace(/ {2,}/g, " | "))).toEqual([
      "GOAL | ATTRIBUTED | NOT | WHY NOT",
      "",
      expect.stringMatching(/^1 goal: Conversions were uploaded that do not count: under a name/),
      "while it was paused.",
      "→ Use the goal's exact name in the upload. After a rename, change it there too.",
      "Lost | 9 | 3 | 3 GoalNotFoundOrInactive",
      "",
      "1 goal: Nothing was uploaded in the last 7 days.",
      "→ Check that the upload runs, and names the goal. Or nobody converts.",
      "Still | 0 | 0 | -",
      "",
      "1 goal: Paused, and nothing was uploaded.",
      "Off | 0 | 0 | -",
      "",
      "1 goal: Uploads find their ad clicks.",
      "Fine | 3 | 1 | 1 NoMatchingClickFound",
      "",
      "5 goals: 4 silent, 1 paused",
      "",
    ]);
  });
});

test("v12 cannot be asked", async () => {
  await declare("Deal");
  const environment = { MSADS_API_VERSION: "12" };
  const { text } = await statusOf(emulator.now, { json: true }, { environment });
  expect(goalsIn(text).map(({ name, uploads }) => [name, uploads])).toEqual([
    ["Order", undefined],
    ["Deal", undefined],
  ]);
  expect(reports()).toEqual([]);
});

test.each([
  [
    { attributed: 0, unattributed: 4, alerts: [{ reason: "GoalNotFoundOrInactive", count: 4 }] },
    "Paused",
    /paused/,
  ],
  [
    { attributed: 1, unattributed: 1, alerts: [{ reason: "MalformedData", count: 1 }] },
    "Active",
    /find their/,
  ],
  [
    { attributed: 1, unattributed: 2, alerts: [{ reason: "SomethingNew", count: 2 }] },
    "Active",
    /no ad click/,
  ],
  [{ attributed: 0, unattributed: 2, alerts: [] }, "Active", /no ad click/],
] as const)("of %o and a goal that is %s it says %s", (counts, status, problem) => {
  const health = uploadHealth({ goalId: "1", ...counts }, status);
  expect(health.problem).toMatch(problem);
  expect(health.todo === undefined).toBe(health.isWell);
});
