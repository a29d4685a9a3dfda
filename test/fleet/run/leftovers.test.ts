import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, expect, test } from "vitest";
import { endRun, interruptOnce } from "../../../provider/fleet/run/endRun";
import { removeLeftovers } from "../../../provider/fleet/run/leftovers";
import { endProcesses, processesOf, startOf } from "../../../provider/fleet/run/processes";
import { type RunMark, thisPlace } from "../../../provider/fleet/run/runMark";
import { until } from "../../support/e2eUntil";

let parent: string;
const leaders: ChildProcess[] = [];
beforeEach(() => {
  parent = mkdtempSync(join(tmpdir(), "msads-leftovers-"));
});
afterEach(async () => {
  for (const { pid } of leaders.splice(0)) if (pid !== undefined) await endProcesses(pid, 0);
  rmSync(parent, { recursive: true });
});

/** Leads a session of its own, says each SIGINT that it gets, and has a child in its group that gets none. */
async function run(): Promise<{ readonly pid: number; readonly leader: ChildProcess; interrupts(): number }> {
  const text = `process.on("SIGINT", () => console.log("SIGINT"));
    require("child_process").spawn("bash", ["-c", "trap '' INT; echo ready; while :; do sleep 1; done"], { stdio: "inherit" });`;
  const leader = spawn(process.execPath, ["-e", text], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  leaders.push(leader);
  const { pid, stdout } = leader;
  if (pid === undefined || stdout === null) throw new Error("it did not start");
  const lines = createInterface({ input: stdout });
  let interrupts = 0;
  await once(lines, "line");
  lines.on("line", () => {
    interrupts += 1;
  });
  return { pid, leader, interrupts: () => interrupts };
}

const own = { pid: process.pid, started: startOf(process.pid) };

/** A process that is no more: this one has its pid. */
const dead = { pid: process.pid, started: "long ago" };

function folderOf(name: string, mark?: Partial<RunMark>): string {
  const folder = join(parent, name);
  mkdirSync(folder);
  if (mark !== undefined)
    writeFileSync(
      join(folder, "run.json"),
      JSON.stringify({ place: thisPlace(), command: dead, worker: dead, ...mark }),
    );
  return folder;
}

test("folders of dead runs are removed; those of a live command, a live run, another machine, and whatever else is there, stay", async () => {
  const { pid, leader } = await run();
  const worker = { pid, started: startOf(pid) };
  folderOf("msads-run-dead", {});
  folderOf("msads-run-command", { command: own });
  folderOf("msads-run-worker", { worker });
  folderOf("msads-run-elsewhere", { place: "another machine" });
  folderOf("msads-run-unmarked");
  folderOf("other", {});
  writeFileSync(join(parent, "msads-run-file"), "");
  symlinkSync(folderOf("linked", {}), join(parent, "msads-run-link"));
  removeLeftovers(parent);
  const kept = ["command", "elsewhere", "file", "link", "unmarked"].map((name) => `msads-run-${name}`);
  expect(readdirSync(parent).sort()).toEqual(["linked", ...kept, "msads-run-worker", "other"].sort());

  // Its worker is dead, but a process of its group is not.
  leader.kill("SIGKILL");
  await once(leader, "exit");
  expect(processesOf(pid).length).toBeGreaterThan(0);
  removeLeftovers(parent);
  expect(readdirSync(parent)).toContain("msads-run-worker");
  await endProcesses(pid, 0);
  removeLeftovers(parent);
  expect(readdirSync(parent).sort()).toEqual(["linked", ...kept, "other"].sort());
});

test("however many want to end a run, it is interrupted once, and killed so long after that", async () => {
  const { pid, leader, interrupts } = await run();
  const folder = folderOf("msads-run-mine", { worker: { pid, started: startOf(pid) } });
  const sent = [interruptOnce(folder, pid), interruptOnce(folder, pid)];
  await until("SIGINT to come", () => interrupts() > 0);
  expect(sent[1]).toBe(sent[0]);
  leader.kill("SIGKILL");
  await once(leader, "exit");
  await Promise.all([endRun(folder, 100), endRun(folder, 100)]);
  expect([processesOf(pid), interrupts()]).toEqual([[], 1]);
});

test("a process that was given the pid of a dead worker is left alone", async () => {
  const { pid, interrupts } = await run();
  await endRun(folderOf("msads-run-mine", { worker: { pid, started: "long ago" } }), 0);
  const alive = processesOf(pid);
  expect(alive.length).toBeGreaterThan(1);
  // What it was sent would have come before this.
  process.kill(pid, "SIGINT");
  await until("SIGINT to come", () => interrupts() > 0);
  expect(interrupts()).toBe(1);
});
