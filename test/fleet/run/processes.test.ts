import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import { endProcesses, killProcesses, processesOf, signalGroup } from "../../../provider/fleet/run/processes";
import { until } from "../../support/e2eUntil";

const leaders: ChildProcess[] = [];
afterEach(async () => {
  for (const { pid } of leaders.splice(0)) if (pid !== undefined) await endProcesses(pid, 0);
});

const WAIT = "setInterval(() => undefined, 1e6);";
/** Two children: one in the group, and one in a group of its own, as Pulumi's plugins are. */
const CHILDREN = `require("child_process").spawn("bash", ["-c", "set -m; sleep 1000 & exec sleep 1000"], { stdio: "ignore" });`;

/** Both run, and the second is in its group. */
async function haveStarted(pid: number): Promise<void> {
  await until("the children to be there", () => {
    const args = ["-o", "pgid=,comm=", "-p", processesOf(pid).join(",")];
    const rows = spawnSync("ps", args, { encoding: "utf8" }).stdout.trim().split("\n");
    const groups = rows
      .filter((row) => row.endsWith("sleep"))
      .map((row) => Number(row.trim().split(/\s+/)[0]));
    return groups.length === 2 && groups.includes(pid) && new Set(groups).size === 2;
  });
}

/** In a container that has no init, one that has ended stays as a zombie. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return /^[^\sZ]/.test(stdout);
}

/** A leader of a session, with children, that says when it is ready. */
async function family(text: string): Promise<{ readonly leader: ChildProcess; readonly pid: number }> {
  const leader = spawn(process.execPath, ["-e", `${text} ${WAIT} console.log("ready")`], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
  leaders.push(leader);
  const { pid, stdout } = leader;
  if (pid === undefined || stdout === null) throw new Error("it did not start");
  await once(createInterface({ input: stdout }), "line");
  return { leader, pid };
}

test("a run's processes are found whatever group they are in, also after their parent is killed, and none is left when they are ended", async () => {
  const { leader, pid } = await family(CHILDREN);
  await haveStarted(pid);
  leader.kill("SIGKILL");
  await once(leader, "exit");
  const orphans = processesOf(pid);
  expect(orphans.filter(isAlive).length).toBe(2);
  await endProcesses(pid, 0);
  expect([processesOf(pid), orphans.filter(isAlive)]).toEqual([[], []]);
});

test("a signal to the group reaches the group and no plugin; what does not end by itself is killed in the end, but for the one that asks", async () => {
  const { leader, pid } = await family(`process.on("SIGINT", () => undefined); ${CHILDREN}`);
  await haveStarted(pid);
  signalGroup(pid, "SIGINT");
  // The leader ignores it.
  await until("the child of the group to be gone", () => processesOf(pid).length === 2);
  await endProcesses(pid, 50, [pid]);
  expect([processesOf(pid), leader.exitCode]).toEqual([[pid], null]);
  killProcesses(pid);
  await once(leader, "exit");
  expect(processesOf(pid)).toEqual([]);
  signalGroup(pid, "SIGINT");
});
