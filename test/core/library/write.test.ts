import { describe, expect, test } from "vitest";
import type { Emulator } from "../../../provider/emulator";
import { statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal, site } from "../../support/e2eGoals";
import { goalName, libraryOf, manyGoals } from "../../support/e2eLibrary";
import { batches, expectSettled, upAndSettle } from "../../support/e2eSettled";
import { Stack } from "../../support/e2eStack";
import { until } from "../../support/e2eUntil";

const emulator = useEmulator();
/** Waits of seconds, such as those for a service that lags, take milliseconds. */
const WAITLESS = 200;

const of250 = (changed: number, minutes = 90) => ({ lib: libraryOf(manyGoals(250, changed, minutes)) });
const names = ({ store }: Emulator) => store.goals.map(({ fields }) => String(fields.Name)).sort();
const reads = (report: { calls: readonly { operation?: string | undefined; ids: readonly string[] }[] }) =>
  report.calls
    .filter(({ operation }) => operation?.startsWith("Get"))
    .map(({ operation, ids }) => `${operation} ${ids.length}`);

describe("K of 250 changed", () => {
  test("are ceil(K / 100) updates, one list of the goals and one read for each write", async () => {
    // At the machine's own pace: the list is good for ten seconds.
    const stack = new Stack(emulator.now, {}, {}, 1);
    const first = await stack.up({ site, ...of250(0) });
    expect([first.said, batches(first).filter((line) => !line.includes("Tags"))]).toEqual([
      "",
      [100, 100, 50].map((size) => `AddConversionGoals ${size}`),
    ]);
    let minutes = 100;
    for (const [changed, sizes] of [
      [1, [1]],
      [3, [3]],
      [100, [100]],
      [101, [100, 1]],
      [250, [100, 100, 50]],
    ] as const) {
      minutes += 1;
      const up = await stack.up({ site, ...of250(changed, minutes) });
      expect([up.said, up.steps]).toEqual(["", ["same site", "update lib"]]);
      expect(batches(up)).toEqual(sizes.map((size) => `UpdateConversionGoals ${size}`));
      expect(reads(up).sort()).toEqual(
        [
          "GetUetTagsByIds 0",
          "GetConversionGoalsByIds 0",
          "GetAccountProperties 4",
          ...sizes.map((n) => `GetConversionGoalsByIds ${n}`),
        ].sort(),
      );
    }
    await expectSettled(stack, { site, ...of250(250, minutes) });
    const destroyed = await stack.destroy();
    expect(batches(destroyed)).toEqual([100, 100, 50].map((size) => `UpdateConversionGoals ${size}`));
    expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
  });
});

test("where goals are made, changed and paused at once, each kind is in as few calls as it can be", async () => {
  const stack = new Stack(emulator.now, {}, {}, 1);
  const every = (rest: number, goals = manyGoals(180)) => goals.filter((_, index) => index % 3 !== rest);
  await upAndSettle(stack, { lib: libraryOf(every(0)) });
  const up = await upAndSettle(stack, { lib: libraryOf(every(1, manyGoals(180, 180))) });
  // 60 are new, 60 are changed, 60 left: 120 updates.
  expect(batches(up)).toEqual([
    "AddConversionGoals 60",
    "UpdateConversionGoals 100",
    "UpdateConversionGoals 20",
  ]);
  expect(Object.values(statuses(emulator.now)).filter((status) => status === "Paused")).toHaveLength(60);
});

describe("3 of 250 are refused", () => {
  const refuse = (
    operation: "AddConversionGoals" | "UpdateConversionGoals",
    code: number,
    symbol: string,
    index: number,
  ) => emulator.now.faults({ operation, kind: "partial", index, code, symbol });

  test("when they are made: 247 stand in state, the 3 are named with their codes, the next up makes them", async () => {
    for (const index of [0, 7, 99]) refuse("AddConversionGoals", 3349, "InvalidCategoryForGoalType", index);
    const stack = new Stack(emulator.now, {}, {}, 1);
    const up = await stack.up(of250(0));
    expect(up.said).toMatch(/^lib: 3 of 250 goals failed, the others are unaffected:\n/);
    for (const index of [0, 7, 99])
      expect(up.said).toMatch(
        new RegExp(
          `"${goalName(index)}": AddConversionGoals refused .*3349 InvalidCategoryForGoalType.*TrackingId`,
        ),
      );
    const { id, outputs, initErrors } = stack.entry("lib");
    expect([
      id,
      Object.keys(outputs.ids as object).length,
      Object.keys(outputs.goals as object).length,
    ]).toEqual(["222", 247, 247]);
    expect(initErrors?.join()).toContain("3349");
    const again = await upAndSettle(stack, of250(0));
    expect(batches(again)).toEqual(["AddConversionGoals 3"]);
    expect(names(emulator.now)).toEqual(Array.from({ length: 250 }, (_, index) => goalName(index)));
  });

  test("when they are changed: the next up changes them, and no other", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await stack.up(of250(0));
    for (const index of [1, 2, 3])
      refuse("UpdateConversionGoals", 5337, "InvalidConversionGoalConversionWindow", index);
    const up = await stack.up(of250(250));
    expect(up.said).toContain("3 of 250 goals failed");
    expect(up.said).toContain(`"${goalName(2)}": UpdateConversionGoals refused`);
    expect(stack.entry("lib").outputs.goals).toMatchObject({
      [goalName(1)]: { conversionWindowInMinutes: 60 },
      [goalName(4)]: { conversionWindowInMinutes: 90 },
    });
    expect(batches(await upAndSettle(stack, of250(250)))).toEqual(["UpdateConversionGoals 3"]);
  });
});

const few = (count: number) => ({ lib: libraryOf(manyGoals(count)) });

test("a new goal that failed beside one that stands: the next up takes what state has for the library's own", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, few(1));
  emulator.now.faults({
    operation: "AddConversionGoals",
    kind: "partial",
    index: 1,
    code: 5337,
    symbol: "X",
  });
  const up = await stack.up(few(3));
  expect(up.said).toMatch(/^lib: 1 of 3 goals failed, the others are unaffected:\n"Goal 003": /);
  // The engine keeps the old inputs of a failed update: only the outputs know of the second goal.
  expect(Object.keys(stack.entry("lib").inputs.goals as object)).toEqual(["Goal 001"]);
  expect(batches(await upAndSettle(stack, few(3)))).toEqual(["AddConversionGoals 1"]);
});

test("all refused at the first up: nothing is in state, one line has the reason and all names", async () => {
  const stack = new Stack(emulator.now, { "msads:readOnly": "true" });
  const up = await stack.up(few(2));
  expect(stack.state.size).toBe(0);
  expect(up.said).toMatch(/all 2 goals failed[\s\S]*readOnly is set/);
});

test("a failed pause of a goal that left keeps it in state, and the next up pauses it", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, few(3));
  emulator.now.faults({
    operation: "UpdateConversionGoals",
    kind: "partial",
    index: 0,
    code: 5337,
    symbol: "X",
  });
  const up = await stack.up(few(2));
  expect(up.said).toContain('1 of 3 goals failed, the others are unaffected:\n"Goal 003": ');
  expect(Object.keys(stack.entry("lib").outputs.ids as object)).toHaveLength(3);
  await upAndSettle(stack, few(2));
  expect(statuses(emulator.now)).toEqual({
    "Goal 001": "Active",
    "Goal 002": "Active",
    "Goal 003": "Paused",
  });
});

test("a failed rename keeps the goal under its old key, and the next up renames it", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, few(2));
  const { ids } = stack.entry("lib").outputs;
  const renamed = {
    lib: libraryOf([
      offlineGoal("New", { renamedFrom: "Goal 001", conversionWindowInMinutes: 60 }),
      ...manyGoals(2).slice(1),
    ]),
  };
  emulator.now.faults({
    operation: "UpdateConversionGoals",
    kind: "partial",
    index: 0,
    code: 5317,
    symbol: "X",
  });
  expect((await stack.up(renamed)).said).toContain('"New": UpdateConversionGoals refused');
  expect(stack.entry("lib").outputs.ids).toEqual(ids);
  await upAndSettle(stack, renamed);
  expect(statuses(emulator.now)).toEqual({ New: "Active", "Goal 002": "Active" });
});

describe("an outcome that nobody knows", () => {
  test.each([["before"], ["after"]] as const)(
    "adds whose connection breaks %s they are done make no doubles",
    async (when) => {
      emulator.now.faults({ operation: "AddConversionGoals", kind: "drop", when });
      const stack = new Stack(emulator.now, {}, {}, WAITLESS);
      await upAndSettle(stack, few(120));
      expect(names(emulator.now)).toEqual(Array.from({ length: 120 }, (_, index) => goalName(index)));
    },
  );

  test.each([["before"], ["after"]] as const)(
    "updates whose connection breaks %s they are done are done",
    async (when) => {
      const stack = new Stack(emulator.now, {}, {}, WAITLESS);
      await upAndSettle(stack, few(3));
      emulator.now.faults({ operation: "UpdateConversionGoals", kind: "drop", when });
      await upAndSettle(stack, { lib: libraryOf(manyGoals(3, 2)) });
    },
  );

  test("a run that was killed in the middle, before its state was written, is healed by adopt: equal", async () => {
    await new Stack(emulator.now).up(few(100));
    const empty = new Stack(emulator.now, { "msads:adopt": "equal" });
    const up = await upAndSettle(empty, few(120));
    expect(batches(up)).toEqual(["AddConversionGoals 20"]);
    expect(names(emulator.now)).toEqual(Array.from({ length: 120 }, (_, index) => goalName(index)));
  });

  test("a run that was killed after a rename and before its state was written goes on", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, few(2));
    const state = new Map(stack.state);
    const renamed = {
      lib: libraryOf([
        offlineGoal("New", { renamedFrom: "Goal 001", conversionWindowInMinutes: 60 }),
        ...manyGoals(2).slice(1),
      ]),
    };
    await stack.up(renamed);
    for (const [name, entry] of state) stack.state.set(name, entry);
    expect((await upAndSettle(stack, renamed)).writes).toEqual([]);
    expect(names(emulator.now)).toEqual(["Goal 002", "New"]);
  });
});

test("interrupted between two calls: what was written is in state, what was not is named", async () => {
  const stack = new Stack(emulator.now, {}, {}, 1);
  const sessions: { stop(error: Error, graceMs: number): Promise<void> }[] = [];
  const open = stack.openSessions.bind(stack);
  stack.openSessions = (notify) => {
    const opened = open(notify);
    sessions.push(opened);
    return opened;
  };
  // The list before the first call passes; what it wrote is read back once it is told so.
  emulator.now.faults({ operation: "GetConversionGoalsByIds", kind: "delay", ms: 3_600_000, after: 1 });
  const running = stack.up(few(250));
  await until("the first batch", () => emulator.now.store.goals.length >= 100);
  const stopped = sessions[0]?.stop(new Error("interrupted: no new write starts"), 4_000);
  emulator.now.clearFaults();
  await stopped;
  const up = await running;
  expect(emulator.now.store.goals.length).toBe(100);
  expect(up.said).toContain("150 of 250 goals failed, the others are unaffected");
  expect(up.said).toContain("and 140 more: interrupted: no new write starts");
  expect(Object.keys(stack.entry("lib").outputs.ids as object)).toHaveLength(100);
  expect(batches(await upAndSettle(stack, few(250)))).toEqual([
    "AddConversionGoals 100",
    "AddConversionGoals 50",
  ]);
});
