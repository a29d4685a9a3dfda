import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { doubles } from "../chaos/verdict";
import { statuses } from "../support/e2eEmulator";
import { startKillable } from "../support/e2eKill";
import { until } from "../support/e2eUntil";
import { type NativeProject, nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const GOALS = 12;

/** Twelve goals, each worth so much. */
const program = (value: number) =>
  Array.from({ length: GOALS }, (_, index) => {
    const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
    const properties = JSON.stringify({ name: `Deal ${index}`, goalCategory: "Purchase", revenue });
    return `  deal${index}:\n    type: msads:index:OfflineConversionGoal\n    properties: ${properties}\n`;
  }).join("");

const idsOf = (project: NativeProject) =>
  Object.fromEntries(project.resources().map(({ urn, id }) => [urn, id]));

test("a plugin killed with kill -9 while it creates and while it updates: the next up makes all as wanted, nothing lost, nothing double", async () => {
  lab.emulator.settings({ latencyMs: 150 });
  const project = lab.project({ MSADS_ADOPT: "equal" });
  /** Kills a run's plugins so long after so many calls. */
  const killed = async (calls: number, afterMs: number) => {
    const target = lab.emulator.calls().length + calls;
    const run = startKillable(project.runner.command("up"));
    await until("the call", () => run.isOver() || lab.emulator.calls().length >= target);
    // Not to wait for anything: any moment will do.
    await sleep(afterMs);
    await run.kill("plugin");
  };
  const worth = () =>
    lab.emulator.store.goals.map(({ fields }) => (fields.Revenue as { readonly Value: unknown }).Value);

  project.program(program(25));
  // In the first read, after it, and in the add.
  for (const [calls, afterMs] of [
    [1, 0],
    [1, 100],
    [2, 50],
  ] as const)
    await killed(calls, afterMs);
  const made = await project.run("up");
  expect(made.ok, made.text).toBe(true);
  expect([doubles(lab.emulator), Object.keys(statuses(lab.emulator)).length]).toEqual([[], GOALS]);
  const ids = idsOf(project);

  project.program(program(30));
  for (const [calls, afterMs] of [
    [1, 100],
    [2, 20],
    [3, 100],
  ] as const)
    await killed(calls, afterMs);
  const changed = await project.run("up");
  expect(changed.ok, changed.text).toBe(true);
  expect(worth()).toEqual(Array(GOALS).fill("30"));
  expect(idsOf(project)).toEqual(ids);
  expect([doubles(lab.emulator), (await project.run("preview")).unchanged]).toEqual([[], true]);
});
