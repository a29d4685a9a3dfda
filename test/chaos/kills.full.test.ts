import { writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import type { Emulator } from "../../provider/emulator";
import { statuses, withTwin } from "../support/e2eEmulator";
import { startKillable, VICTIMS } from "../support/e2eKill";
import { everything } from "../support/e2ePrograms";
import type { Project } from "../support/e2eProject";
import { TRANSPORTS } from "../support/e2eTransport";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";
import { seeded } from "../support/engineArrivals";
import { Dice } from "./dice";
import { doubles } from "./verdict";

const lab = bench();
const dice = new Dice(seeded(20_270_131));
/** The calls of a run, about: the last kills strike runs that are nearly or wholly over. */
const CALLS = 6;
const environment = { MSADS_ADOPT: "equal" };

/** Runs that are killed somewhere on the way: each over the other transport than the one before, the victims by lot. */
async function killed(project: Project, operation: "up" | "destroy", times: number): Promise<void> {
  for (let turn = 0; turn < times; turn += 1) {
    const before = lab.emulator.calls().length;
    const run = startKillable(project.speak(turn % 2 === 0 ? "soap" : "rest").runner.command(operation));
    const target = before + dice.whole(0, CALLS);
    await until("the call", () => run.isOver() || lab.emulator.calls().length >= target);
    // Not to wait for anything: any moment will do.
    await sleep(dice.whole(0, 200));
    await run.kill(dice.pick(VICTIMS));
  }
}

function expectWhole(emulator: Emulator, status: string): void {
  expect(doubles(emulator)).toEqual([]);
  expect(Object.values(statuses(emulator))).toEqual(Array(11).fill(status));
  expect(emulator.store.tags).toHaveLength(2);
  expect(emulator.calls().filter(({ items }) => items > 100)).toEqual([]);
}

/**
 * The same program with the state from before the killed runs, or none: as after `PULUMI_SKIP_CHECKPOINTS=true`. The service is as the
 * kills have left it.
 */
async function expectHealedFrom(state: string | undefined, program: string): Promise<void> {
  await withTwin(lab.emulator, async (twin) => {
    const project = lab.project({ environment, transport: "rest" }, twin).program(program);
    if (state !== undefined) writeFileSync(project.engineOptions().stateFile, state);
    await project.up();
    expectWhole(twin, "Active");
  });
}

test("ten runs killed with kill -9, engine, plugin or both, over both transports: made, changed and destroyed all the same, nothing lost, nothing double", async () => {
  lab.emulator.settings({ latencyMs: 120 });
  const project = lab.project({ environment }).program(everything(false));
  await killed(project, "up", 4);
  await expectHealedFrom(undefined, everything(false));
  await project.up();
  expectWhole(lab.emulator, "Active");
  const made = new Set(Object.values(project.ids()));
  project.program(everything(true));
  const before = project.runner.stateText();
  await killed(project, "up", 3);
  await expectHealedFrom(before, everything(true));
  await project.up();
  expectWhole(lab.emulator, "Active");
  expect(new Set(Object.values(project.ids()))).toEqual(made);
  await killed(project, "destroy", 3);
  const destroyed = await project.run("destroy");
  expect(destroyed.ok, destroyed.text).toBe(true);
  expect(project.resources()).toEqual([]);
  expectWhole(lab.emulator, "Paused");
  expect(new Set(lab.emulator.calls().map(({ transport }) => transport))).toEqual(new Set(TRANSPORTS));
});
