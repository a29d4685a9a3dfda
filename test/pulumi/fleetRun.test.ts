import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, expect, test } from "vitest";
import type { RanAccount } from "../../provider/fleet/results";
import { processesOf } from "../../provider/fleet/run/processes";
import type { RunRequest } from "../../provider/fleet/run/request";
import { type Run, startRun } from "../../provider/fleet/run/supervise";
import { doubles } from "../chaos/verdict";
import { liveGoal, statuses } from "../support/e2eEmulator";
import type { Project } from "../support/e2eProject";
import { ended } from "../support/e2eRunner";
import { until } from "../support/e2eUntil";
import { bench } from "../support/e2eUse";

const lab = bench();
const COMPILED = join(__dirname, "../../dist/fleet/run");
/** Longer than an orderly end takes on any machine: what is waited for comes much sooner. */
const LONG = 120_000;
/** The goals are there, but the answer that says so does not come. */
const HELD = {
  kind: "delay",
  ms: 3_600_000,
  operation: "AddConversionGoals",
  when: "after",
  times: 9,
} as const;

const PROGRAM = `const value = Number(new (require("@pulumi/pulumi").Config)("shop").get("value") ?? 25);
const won = new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase", revenue: { type: "FixedValue", value, currencyCode: "EUR" } });
new msads.ConversionGoalLibrary("all", { goals: { Lead: { type: "OfflineConversion", goalCategory: "Contact" } } });
new msads.OfflineConversionGoal("late", { name: "Late", goalCategory: "Contact" }, { dependsOn: won });
`;
const FIRST = { Won: "Active", Lead: "Active" };
const ALL = { ...FIRST, Late: "Active" };

const started: Run[] = [];
/** A test that fails leaves none to the next. */
afterEach(async () => {
  lab.emulator.clearFaults();
  for (const run of started) run.stop();
  await Promise.all(started.splice(0).map(({ ran }) => ran));
});

/** A program of a fleet, under the real CLI. */
class FleetProgram {
  readonly #project: Project;
  readonly environment: NodeJS.ProcessEnv;

  constructor(text = PROGRAM) {
    this.#project = lab.project({ runner: "pulumi" }).program(text);
    this.environment = this.#project.runner.command("up").env;
  }

  get folder(): string {
    return this.#project.folder;
  }

  /** For the files of a command of its own. */
  get temporary(): string {
    const folder = join(this.folder, "tmp");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return folder;
  }

  request(op: RunRequest["op"], stack: string, config: Readonly<Record<string, string>> = {}): RunRequest {
    const ids = { customerId: "111", accountId: "222" };
    const ours = { "msads:customerId": "111", "msads:accountId": "222", "msads:adopt": "equal" };
    const account = { stack, ...ids, config: { ...config, ...ours } };
    return { op, account, program: this.folder, backend: this.environment.PULUMI_BACKEND_URL };
  }

  start(request: RunRequest, patienceMs = LONG): Run {
    const worker = join(COMPILED, "worker.js");
    const run = startRun(request, { environment: this.environment, patienceMs, worker });
    started.push(run);
    return run;
  }

  /** Runs to the end; nothing of the run is left then. */
  async run(
    op: RunRequest["op"],
    stack: string,
    config?: Readonly<Record<string, string>>,
  ): Promise<RanAccount> {
    const run = this.start(this.request(op, stack, config));
    const ran = await run.ran;
    expect(processesOf(leaderOf(run))).toEqual([]);
    return ran;
  }

  async pulumi(...args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
    const command = this.#project.runner.command("up");
    return ended({ ...command, args: [...args, "--non-interactive", "--color", "never"] });
  }

  settings(stack: string): string {
    return readFileSync(join(this.folder, `Pulumi.${stack}.yaml`), "utf8");
  }
}

function leaderOf({ pid }: Run): number {
  if (pid === undefined) throw new Error("the run did not start");
  return pid;
}

/** An up that has sent its goals and waits for the answer. */
async function heldUp(program: FleetProgram, stack: string, patienceMs = LONG): Promise<Run> {
  lab.emulator.faults(HELD);
  const run = program.start(program.request("up", stack), patienceMs);
  await adding();
  return run;
}

async function adding(): Promise<void> {
  await until("the goals to be there", () => lab.emulator.store.goals.length === 2);
}

/** The run's `pulumi`. */
function pulumiOf(leader: number): { readonly pid: number; readonly args: readonly string[] } {
  const all = processesOf(leader).map((pid) => ({
    pid,
    args: readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0"),
  }));
  const found = all.find(({ args }) => args[0] === "pulumi");
  if (found === undefined) throw new Error("there is no pulumi in the run");
  return found;
}

/** Does what makes Pulumi stop, and gives it the answer that it waits for as soon as it knows that it is to stop. */
async function stoppedBy(stop: () => unknown, leader: number): Promise<void> {
  const { args } = pulumiOf(leader);
  const log = args[args.indexOf("--event-log") + 1] ?? "";
  await stop();
  await until("pulumi to hear of it", () => readFileSync(log, "utf8").includes("^C received"));
  lab.emulator.clearFaults();
}

/** Whatever a killed run left, `pulumi cancel` where it is asked for and the same up again bring every goal there, once. */
async function expectRecovers(program: FleetProgram, stack: string): Promise<void> {
  const again = await program.run("up", stack);
  if (again.outcome === "locked") {
    expect(again.message).toContain(`pulumi cancel --stack ${stack} --yes`);
    expect((await program.pulumi("cancel", "--stack", stack, "--yes")).code).toBe(0);
  }
  const last = again.outcome === "locked" ? await program.run("up", stack) : again;
  expect([last.outcome, last.message]).toEqual(["done", undefined]);
  expect([statuses(lab.emulator), doubles(lab.emulator)]).toEqual([ALL, []]);
}

/** A run that ended in order sent nothing more, and left no lock. */
async function expectEndedInOrder(program: FleetProgram, stack: string): Promise<void> {
  expect(statuses(lab.emulator)).toEqual(FIRST);
  expect(await program.run("up", stack)).toMatchObject({
    outcome: "done",
    changes: [{ op: "create", resource: "late" }],
  });
  expect([statuses(lab.emulator), doubles(lab.emulator)]).toEqual([ALL, []]);
}

test("an account is previewed and applied: what changes, field by field; its stack is made, and the user's choice of a stack stays", async () => {
  const program = new FleetProgram();
  expect((await program.pulumi("stack", "select", "e2e")).code).toBe(0);
  writeFileSync(
    join(program.folder, "Pulumi.acme.yaml"),
    "# Ours\nconfig:\n  shop:value: 30 # in EUR\n  other:key: kept\n",
  );
  const previewed = await program.run("preview", "acme", { "shop:value": "25" });
  expect([previewed.outcome, previewed.message]).toEqual(["done", undefined]);
  expect(previewed.changes.map(({ op, resource, type, writes }) => [op, resource, type, writes])).toEqual([
    ["create", "late", "OfflineConversionGoal", 1],
    ["create", "won", "OfflineConversionGoal", 1],
    ["create", "all", "ConversionGoalLibrary", 1],
  ]);
  expect(lab.emulator.store.goals).toEqual([]);
  expect(program.settings("acme")).toMatch(
    /^# Ours\nconfig:\n {2}shop:value: "25" # in EUR\n {2}other:key: kept\n {2}msads:customerId: "111"\n.*\nencryptionsalt: /s,
  );

  expect(await program.run("up", "acme")).toMatchObject({ outcome: "done", changes: previewed.changes });
  expect(statuses(lab.emulator)).toEqual(ALL);
  const changed = await program.run("up", "acme", { "shop:value": "26.5" });
  expect(changed.changes).toMatchObject([
    { op: "update", resource: "won", fields: [{ path: "revenue.value", from: 25, to: 26.5 }], writes: 1 },
  ]);
  expect(liveGoal(lab.emulator, "Won").fields.Revenue).toMatchObject({ Value: "26.5" });
  expect(await program.run("preview", "acme")).toMatchObject({ outcome: "done", changes: [] });
  expect((await program.pulumi("stack", "--show-name")).text.trim()).toBe("e2e");
});

test("a checkout without the stack's settings file runs all the same, and people's own pulumi up then means the same account", async () => {
  const program = new FleetProgram();
  expect(await program.run("up", "acme")).toMatchObject({ outcome: "done" });
  writeFileSync(join(program.folder, "Pulumi.acme.yaml"), "");
  expect(await program.run("up", "acme")).toMatchObject({ outcome: "done", changes: [] });
  const byHand = await program.pulumi("preview", "--stack", "acme", "--expect-no-changes");
  expect([byHand.code, byHand.text]).toEqual([0, expect.stringContaining("unchanged")]);
});

test("a goal that the service refuses fails the run: the message names the resource and says what the service said", async () => {
  const program = new FleetProgram();
  const symbol = "CampaignServiceInvalidGoalName";
  lab.emulator.faults({
    kind: "partial",
    operation: "AddConversionGoals",
    index: 0,
    code: 5302,
    symbol,
    times: 9,
  });
  const ran = await program.run("up", "acme");
  expect([ran.outcome, ran.message]).toEqual(["failed", expect.stringMatching(/won|all/)]);
  expect(ran.message).toContain("5302");
  const refused = await program.run("preview", "acme", { "shop:value": "-1" });
  expect([refused.outcome, refused.message]).toEqual(["failed", expect.stringContaining("got -1")]);
  const unsigned = await program.start({
    ...program.request("up", "acme"),
    backend: "file:///nowhere/at/all",
  }).ran;
  expect([unsigned.outcome, unsigned.message]).toEqual([
    "failed",
    expect.stringContaining("/nowhere/at/all"),
  ]);
});

test("eight runs at once in one folder do not disturb each other", async () => {
  const program = new FleetProgram(
    `new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase" });`,
  );
  const stacks = Array.from({ length: 8 }, (_, index) => `shop-${index}`);
  const all = await Promise.all(
    stacks.map((stack) => program.run("up", stack, { "msads:namePrefix": `${stack} ` })),
  );
  expect(all.map(({ outcome, message }) => [outcome, message])).toEqual(
    stacks.map(() => ["done", undefined]),
  );
  expect(Object.keys(statuses(lab.emulator)).sort()).toEqual(stacks.map((stack) => `${stack} Won`));
});

test("a stack that another run holds is reported as locked, with who, since when and the way out, and stays locked", async () => {
  const program = new FleetProgram();
  const first = await heldUp(program, "acme");
  const second = await program.run("up", "acme");
  expect(second.outcome).toBe("locked");
  expect(second.message).toMatch(
    /^Stack acme is locked by \S+@\S+ \(pid \d+\) since \d{4}-\d\d-\d\dT.*pulumi cancel --stack acme --yes/,
  );
  expect(await program.run("up", "acme")).toMatchObject({ outcome: "locked" });
  lab.emulator.clearFaults();
  expect(await first.ran).toMatchObject({ outcome: "done" });
  expect(await program.run("up", "acme")).toMatchObject({ outcome: "done", changes: [] });
});

test("a run that is stopped ends in order: nothing more is sent, and the stack is not locked", async () => {
  const program = new FleetProgram();
  const run = await heldUp(program, "acme");
  await stoppedBy(run.stop, leaderOf(run));
  const ran = await run.ran;
  expect([ran.outcome, ran.message]).toEqual(["interrupted", expect.stringContaining("was stopped")]);
  expect(processesOf(leaderOf(run))).toEqual([]);
  await expectEndedInOrder(program, "acme");
});

test("kill -9 of pulumi: nothing of the run is left, and pulumi cancel and the same up bring every goal there once", async () => {
  const program = new FleetProgram();
  const run = await heldUp(program, "acme", 1_000);
  process.kill(pulumiOf(leaderOf(run)).pid, "SIGKILL");
  const ran = await run.ran;
  expect([ran.outcome, ran.message]).toEqual([
    "interrupted",
    expect.stringContaining("Pulumi was killed (SIGKILL)"),
  ]);
  expect(processesOf(leaderOf(run))).toEqual([]);
  lab.emulator.clearFaults();
  await expectRecovers(program, "acme");
});

test("kill -9 of a run's worker: pulumi, which it leaves, is stopped and ends in order, or is killed where it does not in time", async () => {
  const program = new FleetProgram();
  const killed = async (stack: string, patienceMs: number, kill: (leader: number) => Promise<void>) => {
    const run = await heldUp(program, stack, patienceMs);
    await kill(leaderOf(run));
    const ran = await run.ran;
    const message = expect.stringContaining("was killed (SIGKILL)");
    expect([ran.outcome, ran.message, processesOf(leaderOf(run))]).toEqual(["interrupted", message, []]);
  };
  await killed("orderly", LONG, (leader) => stoppedBy(() => process.kill(leader, "SIGKILL"), leader));
  await expectEndedInOrder(program, "orderly");
  lab.emulator.reset();
  await killed("stuck", 1_000, async (leader) => void process.kill(leader, "SIGKILL"));
  lab.emulator.clearFaults();
  await expectRecovers(program, "stuck");
});

/** The command that started a run, as a process of its own. */
async function startCommand(program: FleetProgram, stack: string, patienceMs: number) {
  const text = `const run = require(${JSON.stringify(join(COMPILED, "supervise.js"))})
    .startRun(${JSON.stringify(program.request("up", stack))}, { environment: process.env, patienceMs: ${patienceMs} });
    console.log(run.pid);`;
  const command: ChildProcess = spawn(process.execPath, ["-e", text], {
    env: { ...program.environment, TMPDIR: program.temporary },
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (command.stdout === null) throw new Error("the command has no output");
  const [line] = await once(createInterface({ input: command.stdout }), "line");
  return { command, leader: Number(line) };
}

/** kill -9 of these, in this order; the guard's death is seen before the others die. */
const KILLED = {
  command: ["command"],
  "command and worker at once": ["command", "worker"],
  "guard, the command, the next guard and the worker": ["guard", "command", "guard", "worker"],
} as const;

test.each(Object.entries(KILLED))(
  "kill -9 of the %s: the run ends in order, is killed where it does not end in time, and leaves no file",
  async (_, victims) => {
    const program = new FleetProgram();
    const started = async (stack: string, patienceMs: number) => {
      lab.emulator.faults(HELD);
      const { command, leader } = await startCommand(program, stack, patienceMs);
      await adding();
      const kill = async () => {
        for (const victim of victims)
          if (victim === "command") command.kill("SIGKILL");
          else if (victim === "worker") process.kill(leader, "SIGKILL");
          else await killGuard(leader);
      };
      return { leader, kill };
    };
    const ends = await started("orderly", LONG);
    await stoppedBy(ends.kill, ends.leader);
    await until("nothing of the run to be left", () => processesOf(ends.leader).length === 0);
    await expectEndedInOrder(program, "orderly");

    lab.emulator.reset();
    const hangs = await started("stuck", 2_000);
    await hangs.kill();
    await until("nothing of the run to be left", () => processesOf(hangs.leader).length === 0);
    lab.emulator.clearFaults();
    await expectRecovers(program, "stuck");
    await until("no folder of a run to be left", () => readdirSync(program.temporary).every(isNoRun));
  },
);

/** A guard that is killed alone is replaced. */
async function killGuard(leader: number): Promise<void> {
  const first = guardOf(leader);
  process.kill(Number(first), "SIGKILL");
  await until("another guard", () => !["", first].includes(guardOf(leader)));
}

/** The shell that a worker started, by its pid. */
function guardOf(leader: number): string {
  const { stdout } = spawnSync("ps", ["-o", "pid=,comm=", "--ppid", String(leader)], { encoding: "utf8" });
  return /(\d+) sh$/m.exec(stdout)?.[1] ?? "";
}

function isNoRun(name: string): boolean {
  return !name.startsWith("msads-run-");
}
