import { describe, expect, test } from "vitest";
import type { Notice } from "../../../provider/session/notices";
import type { Sessions } from "../../../provider/session/session";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { batches, expectSettled, upAndSettle } from "../../support/e2eSettled";
import { type Declared, output, type Program, type RunOptions, Stack, tag } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();

/** Between any two calls the engine takes its time. */
class UnhurriedStack extends Stack {
  override openSessions(notify: (notice: Notice) => void): Sessions {
    const sessions = super.openSessions(notify);
    const ready = sessions.ready.bind(sessions);
    sessions.ready = () => new Promise((resolve) => setTimeout(() => resolve(ready()), 30));
    return sessions;
  }
}

const deal = (more: Values = {}) => offlineGoal("Deal", more);
const order = (more: Values = {}) => urlGoal("Order", more);
const equal: RunOptions = { config: { "msads:adopt": "equal" } };

/** The statuses that were sent for the goals of one name, in order. */
async function movesOf(stack: Stack, program: Program, options: RunOptions, settle = true) {
  const ids = new Set(emulator.now.store.goals.map(({ id }) => id));
  const up = settle ? await upAndSettle(stack, program, options) : await stack.up(program, options);
  expect(emulator.now.store.goals.filter(({ id }) => !ids.has(id))).toEqual([]);
  return up.writes.flatMap(({ sent }) => sent.map(({ fields }) => fields.join()));
}

describe("single goal to library", () => {
  test.each<[string, RunOptions, Values]>([
    ["config adopt: equal", equal, {}],
    ["adopt: true", {}, { adopt: true }],
  ])("with %s: same id, Active, nothing written", async (_, options, consent) => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, mine: order(), lib: libraryOf([deal()]) });
    const { id } = liveGoal(emulator.now, "Order");
    const program = { site, lib: libraryOf([deal(), order(consent)]) };
    const preview = await stack.preview(program, options);
    expect(preview.steps).toEqual(["same site", "update lib", "delete mine"]);
    expect(await movesOf(stack, program, options)).toEqual([]);
    expect(stack.entry("lib").outputs.ids).toMatchObject({ Order: id });
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
  });

  test("all singles into a new library", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, mine: order(), deal: deal() });
    const program = { site, lib: libraryOf([order(), deal()]) };
    expect(await movesOf(stack, program, equal)).toEqual([]);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
  });

  test("without consent it is refused with the line to add, and nothing is touched", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, mine: order() });
    const up = await stack.up({ site, lib: libraryOf([order()]) });
    expect(up.said).toContain('goals["Order"].name');
    expect([up.writes, statuses(emulator.now)]).toEqual([[], { Order: "Active" }]);
  });
});

describe("library to single goal", () => {
  const start = async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, lib: libraryOf([deal(), order()]) });
    return { stack, id: liveGoal(emulator.now, "Order").id };
  };

  test.each<[string, (single: Declared) => Program]>([
    ["the single first", (single) => ({ site, mine: single, lib: libraryOf([deal()]) })],
    ["the library first", (single) => ({ site, lib: libraryOf([deal()]), mine: single })],
  ])("%s: same id, Active, nothing written", async (_, program) => {
    const { stack, id } = await start();
    expect(await movesOf(stack, program(order()), equal)).toEqual([]);
    expect(stack.entry("mine").id).toBe(id);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
  });

  test("by the plugin, which cannot count: a single that waits for a new tag finds its goal Active", async () => {
    const stack = new UnhurriedStack(emulator.now, {}, {}, 1);
    stack.host = "native";
    await upAndSettle(stack, { site, lib: libraryOf([deal(), order()]) });
    const other = tag({ name: "Other site" });
    const mine = order({ adopt: true, tagId: output("other", "id") });
    const program = { site, lib: libraryOf([deal()]), other, mine };
    expect(await movesOf(stack, program, {})).toEqual(["Name", "Id,TagId"]);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
  });

  test("a single that waits for another resource: one pause and one reactivation at most", async () => {
    const { stack, id } = await start();
    const changed = tag({ name: "Main site", description: "new" });
    // Known only once the tag is written: by then the library has paused what left it.
    const late = order({ adopt: true, urlExpression: output("other", "trackingStatus") });
    const other = tag({ name: "Other site" });
    const program = { site: changed, lib: libraryOf([deal()]), other, mine: late };
    const moves = await movesOf(stack, program, {}, false);
    expect(moves.filter((fields) => fields === "Id,Status").length).toBeLessThanOrEqual(1);
    expect(moves.filter((fields) => fields.includes("Status")).length).toBeLessThanOrEqual(2);
    expect(stack.entry("mine").id).toBe(id);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
    await expectSettled(stack, program);
  });

  test("the whole library into singles: its delete pauses nothing that goes on", async () => {
    const { stack, id } = await start();
    const program = { site, mine: order(), deal: deal() };
    expect(await movesOf(stack, program, equal)).toEqual([]);
    expect(stack.entry("mine").id).toBe(id);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
  });
});

test("a goal goes on under another key that adopts its id", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([order()]) });
  const { id } = liveGoal(emulator.now, "Order");
  const program = { site, lib: libraryOf([urlGoal("Bought", { adopt: id })]) };
  expect(await movesOf(stack, program, {})).toEqual(["Id,Name"]);
  expect(statuses(emulator.now)).toEqual({ Bought: "Active" });
});

test("what leaves a library is paused in the call that changes other goals", async () => {
  const stack = new UnhurriedStack(emulator.now, {}, {}, 1);
  await upAndSettle(stack, { site, mine: order(), lib: libraryOf([deal(), offlineGoal("Kept")]) });
  const lib = libraryOf([offlineGoal("Kept")]);
  const up = await upAndSettle(stack, { site, mine: order({ status: "Paused" }), lib });
  expect(batches(up)).toEqual(["UpdateConversionGoals 2"]);
  expect(statuses(emulator.now)).toEqual({ Deal: "Paused", Kept: "Active", Order: "Paused" });
});

test("a library under another resource name takes its goals along", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([order(), deal()]) });
  expect(await movesOf(stack, { site, goals: libraryOf([order(), deal()]) }, equal)).toEqual([]);
  expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
});

describe("a goal that another resource of the program wants is not paused, though that one fails to take it", () => {
  const refusesOneUpdate = () =>
    emulator.now.faults({ kind: "fault", operation: "UpdateConversionGoals", code: 5308 });
  const longer: Values = { conversionWindowInMinutes: 90 };

  test.each<[string, Declared]>([
    ["under its name", order({ ...longer, adopt: true })],
    ["under another name, by its id", urlGoal("Bought", { ...longer, adopt: "its id" })],
  ])("a single takes it from a library %s", async (_, single) => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await upAndSettle(stack, { site, lib: libraryOf([deal(), order()]) });
    const { id } = liveGoal(emulator.now, "Order");
    const adopt = single.inputs.adopt === true ? true : id;
    const program = {
      site,
      mine: { ...single, inputs: { ...single.inputs, adopt } },
      lib: libraryOf([deal()]),
    };
    refusesOneUpdate();
    const up = await stack.up(program, { continueOnError: true });
    expect(up.steps).toEqual(["same site", "update lib"]);
    expect(emulator.now.store.goal(id)?.fields.Status).toBe("Active");
    await upAndSettle(stack, program);
  });

  test("a library takes it from a single", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await upAndSettle(stack, { site, mine: order(), lib: libraryOf([deal()]) });
    const program = { site, lib: libraryOf([deal(), order({ ...longer, adopt: true })]) };
    refusesOneUpdate();
    expect((await stack.up(program, { continueOnError: true })).ok).toBe(false);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Order: "Active" });
    await upAndSettle(stack, program);
  });

  test("another key of the library takes it", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await upAndSettle(stack, { site, lib: libraryOf([deal(), order()]) });
    const { id } = liveGoal(emulator.now, "Order");
    const program = { site, lib: libraryOf([deal(), urlGoal("Bought", { ...longer, adopt: id })]) };
    refusesOneUpdate();
    expect((await stack.up(program)).ok).toBe(false);
    expect(emulator.now.store.goal(id)?.fields.Status).toBe("Active");
    await upAndSettle(stack, program);
  });

  test("a single under another resource name takes it", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await upAndSettle(stack, { site, mine: order() });
    const program = { site, yours: order({ ...longer, adopt: true }) };
    refusesOneUpdate();
    const up = await stack.up(program, { continueOnError: true });
    expect([up.ok, up.said.includes('stays as it is: resource "yours" will take it over')]).toEqual([
      false,
      true,
    ]);
    expect(statuses(emulator.now)).toEqual({ Order: "Active" });
    await upAndSettle(stack, program);
  });
});
