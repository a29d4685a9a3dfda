import type { ServiceError } from "@grpc/grpc-js";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { initFailure, PluginProcess, sdk, textOf } from "../support/e2ePlugin";
import { type Relay, startRelay } from "../support/e2eRelay";
import { until } from "../support/e2eUntil";
import type { Values } from "../support/e2eWire";

let emulator: Emulator;
let relay: Relay;
let plugin: PluginProcess;
beforeAll(async () => {
  emulator = await startEmulator();
});
beforeEach(async () => {
  emulator.reset();
  relay = await startRelay(emulator.url);
  plugin = await PluginProcess.start({ "msads:environment": "emulator", "msads:endpoint": relay.url });
});
afterEach(async () => {
  await plugin.stop();
  await relay.close();
});
afterAll(() => emulator.close());

const __provider = textOf("conversionGoal");
const deal = (name: string, more: Values = {}): Values => ({
  __provider,
  type: "OfflineConversion",
  name,
  __msads: { name, fresh: true },
  goalCategory: "Purchase",
  ...more,
});

async function created(names: readonly string[]) {
  const checked = await Promise.all(names.map((name) => plugin.check({}, deal(name))));
  return Promise.all(checked.map(({ inputs }) => plugin.create(inputs)));
}

test("every entry point ever shipped answers, and all calls see the config, though they come at once", async () => {
  const state = { customerId: "111", accountId: "222" };
  const tag = { __provider: textOf("uetTag"), name: "Site", __msads: { name: "site" } };
  const goals = { "Deal 2": { type: "OfflineConversion", goalCategory: "Purchase" } };
  const library = { __provider: textOf("conversionGoalLibrary"), goals, __msads: { name: "all" } };
  const [goal, site, all, ...gone] = await Promise.all([
    plugin.check({}, deal("Deal")),
    plugin.check({}, tag),
    plugin.check({}, library),
    plugin.read("1", { ...state, __provider }),
    plugin.read("1", { ...state, __provider: tag.__provider }),
  ]);
  expect([goal, site, all].flatMap(({ failures }) => failures)).toEqual([]);
  expect([goal, site, all].map(({ inputs }) => inputs.accountId)).toEqual(["222", "222", "222"]);
  expect(gone).toEqual(["", ""]);
  expect(relay.requests("GetConversionGoalsByIds")).toBe(1);
  expect(relay.requests("GetUetTagsByIds")).toBe(1);
});

test("check returns failures instead of throwing, and prints nothing", async () => {
  const { failures } = await plugin.check({}, deal("Deal", { goalCategory: "Fun", status: 7 }));
  expect(failures.map((each) => each.split(":")[0])).toEqual(["status", "goalCategory"]);
  emulator.faults({ kind: "fault", code: 105, times: 9 });
  const unread = await plugin.check({}, deal("Deal"));
  expect(unread.failures).toEqual([
    expect.stringMatching(/^accountId: the account could not be read: .*105 InvalidCredentials/),
  ]);
  expect(plugin.printed).toBe("");
});

test("30 creates at once are one call", async () => {
  const names = Array.from({ length: 30 }, (_, i) => `Deal ${i}`);
  const goals = await created(names);
  expect(new Set(goals.map(({ id }) => id)).size).toBe(30);
  expect(
    emulator.calls().flatMap(({ operation, items }) => (operation === "AddConversionGoals" ? [items] : [])),
  ).toEqual([30]);
  expect(relay.requests("AddConversionGoals")).toBe(1);
});

test("what was written although it failed comes in the trailer, with the provider's text", async () => {
  emulator.faults({ operation: "GetConversionGoalsByIds", kind: "fault", code: 105, after: 1, times: 9 });
  const error = await created(["Deal"]).catch((thrown: unknown) => thrown as ServiceError);
  const failure = initFailure((error as ServiceError).metadata);
  expect(failure).toMatchObject({
    id: emulator.store.goals[0]?.id,
    reasons: [expect.stringContaining("could not be read back")],
    properties: { __provider, name: "Deal", customerId: "111", accountId: "222" },
  });
});

test("an error of diff, read or delete reaches the engine, and nothing is printed beside it", async () => {
  const [goal] = await created(["Deal"]);
  const { id = "", outputs = {} } = goal ?? {};
  emulator.faults({ kind: "fault", code: 105, times: 99 });
  plugin.printed = "";
  await plugin.stop();
  plugin = await PluginProcess.start({ "msads:environment": "emulator", "msads:endpoint": relay.url });
  const calls = [plugin.diff(id, outputs, outputs), plugin.read(id, outputs), plugin.remove(id, outputs)];
  const settled = await Promise.allSettled(calls);
  const reasons = settled.map((each) => (each.status === "rejected" ? String(each.reason.details) : ""));
  expect(reasons).toEqual(Array(3).fill(expect.stringMatching(/105 InvalidCredentials/)));
  // What is printed comes through a pipe of its own: a check that prints nothing gives it time to arrive.
  await plugin.check({}, deal("Deal"));
  expect(plugin.printed).toBe("");
});

test("a look-up by id takes none of the program's arguments for what state knows, and fails where nothing is", async () => {
  const [goal] = await created(["Deal"]);
  await plugin.stop();
  plugin = await PluginProcess.start({ "msads:environment": "emulator", "msads:endpoint": relay.url });
  const asked = deal("Other", { status: "Paused" });
  expect(await plugin.read(goal?.id ?? "", asked)).toBe(goal?.id);
  const nothing =
    /account 222 of customer 111 shows nothing of this kind with the id 5\. Check the option id/;
  await expect(plugin.read("5", asked)).rejects.toThrow(nothing);
  emulator.reset();
  await plugin.stop();
  plugin = await PluginProcess.start({ "msads:environment": "emulator", "msads:endpoint": relay.url });
  await expect(plugin.read("5", asked)).rejects.toThrow(nothing);
  expect(plugin.logged).toEqual([]);
});

test("notices and the audit line arrive at the engine's log with their severities", async () => {
  const [goal] = await created(["Deal"]);
  const { id = "", outputs = {} } = goal ?? {};
  await until("the audit line", () => plugin.logged.some(({ severity }) => severity === 0));
  expect(plugin.logged.find(({ severity }) => severity === 0)?.message).toMatch(
    /AddConversionGoals of 1 .*"Deal".*TrackingId/,
  );
  emulator.editGoal(id, { Status: "Paused" });
  await plugin.stop();
  plugin = await PluginProcess.start({ "msads:environment": "emulator", "msads:endpoint": relay.url });
  await plugin.diff(id, outputs, { ...outputs });
  await until("the drift", () => plugin.logged.length > 0);
  expect(plugin.logged).toEqual([
    {
      severity: 2,
      message: expect.stringContaining('status is "Paused", wanted "Active"'),
      ephemeral: false,
    },
  ]);
  expect(plugin.printed).toBe("");
});

test("what the engine ignores is left alone, whoever told it so, and remembered for the next refresh", async () => {
  const [goal] = await created(["Deal"]);
  const { id = "", outputs = {} } = goal ?? {};
  emulator.editGoal(id, { Status: "Paused" });
  const wanted = deal("Deal", { conversionWindowInMinutes: 90 });
  const { inputs } = await plugin.check(outputs, wanted);
  const ignored = ["status"];
  await plugin.diff(id, outputs, inputs, ignored);
  const updated = await plugin.update(id, outputs, inputs, ignored);
  expect(emulator.store.goals.map(({ fields }) => fields.Status)).toEqual(["Paused"]);
  expect(updated.__msads).toEqual({ name: "Deal", ignored });
  const same = sdk.provider.DiffResponse.DiffChanges.DIFF_NONE;
  expect(await plugin.diff(id, updated, inputs, ignored)).toBe(same);
  expect(await plugin.diff(id, updated, inputs, ["*"])).not.toBe(same);
  expect(await plugin.diff(id, updated, inputs)).not.toBe(same);
});

test("SIGINT: the write under way finishes and is answered, what waits is not sent", async () => {
  emulator.faults({ operation: "AddConversionGoals", kind: "delay", ms: 50_000 });
  const underWay = created(["First"]);
  await until("the write to be under way", () => relay.requests("AddConversionGoals") === 1);
  const { inputs } = await plugin.check({}, deal("Second"));
  const waiting = plugin.create(inputs).catch((error: ServiceError) => error.message);
  // Answered after the create has come in, on the same connection.
  await plugin.check({}, deal("Third"));
  // From here the plugin's own 4 seconds run. What they have to be enough for is an error to here and an answer to there.
  const gone = plugin.interrupt();
  expect(await waiting).toMatch(/The run was interrupted before this was sent; nothing was written/);
  emulator.clearFaults();
  const [first] = await underWay;
  expect(first?.id).toBe(emulator.store.goals[0]?.id);
  await gone;
  expect(emulator.store.goals.map(({ fields }) => fields.Name)).toEqual(["First"]);
});

test("SIGINT: an idle process ends", async () => {
  await plugin.check({}, deal("Deal"));
  await plugin.interrupt();
  expect(relay.requests("AddConversionGoals")).toBe(0);
});
