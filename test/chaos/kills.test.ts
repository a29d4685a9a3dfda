import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { everything } from "../support/e2ePrograms";
import type { Project } from "../support/e2eProject";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";
import { seeded } from "../support/engineArrivals";
import { Dice } from "./dice";
import { doubles } from "./verdict";

const ENGINE = join(__dirname, "../../dist/engine/index.js");
const RUN =
  "require(process.argv[1])[process.argv[2]](JSON.parse(process.argv[3])).then(() => {}, console.error)";
const lab = bench("engine");
const dice = new Dice(seeded(20_270_131));
/** The calls of a run, about: the last kills strike runs that are nearly or wholly over. */
const CALLS = 6;

/** Starts an operation and kills the engine and all its children, somewhere on the way. */
async function killed(project: Project, operation: "up" | "destroy"): Promise<void> {
  const before = lab.emulator.calls().length;
  const args = ["-e", RUN, ENGINE, operation, JSON.stringify(project.engineOptions())];
  const engine = spawn(process.execPath, args, { stdio: "ignore" });
  const isOver = () => engine.exitCode !== null;
  const target = dice.whole(0, CALLS);
  for (let turn = 0; turn < 1_000 && !isOver() && lab.emulator.calls().length < before + target; turn += 1)
    await sleep(10);
  await sleep(dice.whole(0, 200));
  await killTree(engine);
}

/** The engine's children are in groups of their own. */
async function killTree(engine: ChildProcess): Promise<void> {
  const { pid } = engine;
  if (pid === undefined) throw new Error("the engine did not start");
  const family = [pid, ...descendants(pid)];
  const gone = engine.exitCode === null && engine.signalCode === null ? once(engine, "exit") : undefined;
  for (const each of family) kill(each);
  await gone;
  await until("the processes to be gone", () => !family.some(isThere));
}

function descendants(pid: number): readonly number[] {
  const text = execFileSync("ps", ["-e", "-o", "pid=,ppid="], { encoding: "utf8" });
  const rows = text
    .trim()
    .split("\n")
    .map((line) => line.trim().split(/\s+/).map(Number));
  const under = (parent: number): readonly number[] =>
    rows.flatMap(([child, of]) => (child !== undefined && of === parent ? [child, ...under(child)] : []));
  return under(pid);
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    // It has ended by itself.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function expectWhole(count: number, status: string): void {
  expect(doubles(lab.emulator)).toEqual([]);
  expect(Object.values(statuses(lab.emulator))).toEqual(Array(count).fill(status));
  const offences = lab.emulator.calls().filter(({ items }) => items > 100);
  expect(offences).toEqual([]);
}

test("ten runs killed with kill -9, engine and plugin: made, changed and destroyed all the same, nothing lost, nothing double", async () => {
  lab.emulator.settings({ latencyMs: 120 });
  const project = lab.project({ environment: { MSADS_ADOPT: "equal" } });
  project.program(everything(false));
  for (let kill = 0; kill < 4; kill += 1) await killed(project, "up");
  await project.up();
  expectWhole(11, "Active");
  const made = new Set(Object.values(project.ids()));
  project.program(everything(true));
  for (let kill = 0; kill < 3; kill += 1) await killed(project, "up");
  await project.up();
  expectWhole(11, "Active");
  expect(new Set(Object.values(project.ids()))).toEqual(made);
  for (let kill = 0; kill < 3; kill += 1) await killed(project, "destroy");
  const destroyed = await project.run("destroy");
  expect(destroyed.ok, destroyed.text).toBe(true);
  expect(project.resources()).toEqual([]);
  expectWhole(11, "Paused");
});
