import { rmSync } from "node:fs";
import { type AfterUp, afterUp, otherProgram } from "./afterUp";
import { interruptOnce } from "./endRun";
import { bounded, outcomeOf } from "./outcome";
import { endProcesses, killProcesses, WITHOUT_PULUMI_MS } from "./processes";
import {
  endOf,
  initArguments,
  isKnownStack,
  isUnknownStack,
  operationArguments,
  startPulumi,
  stderrIn,
} from "./pulumi";
import type { Job, RunRequest, ToWorker, WorkerResult } from "./request";
import { makeRunFolder } from "./runMark";
import { writeStackSettings } from "./stackSettings";
import { Guard } from "./startGuard";
import { withoutSecrets } from "./withoutSecrets";

/*
 * The process that runs one account: it leads a group of its own, and outlives neither the command that started it nor Pulumi.
 * When the command is gone, or says stop, Pulumi gets one SIGINT (a second would make it end at once) and so long to end in order.
 */
class Worker {
  readonly #guard: Guard;
  #isStopped = false;
  #isPulumiAlive = false;

  constructor(
    private readonly folder: string,
    private readonly patienceMs: number,
  ) {
    this.#guard = new Guard(folder, patienceMs);
  }

  async run(request: RunRequest): Promise<void> {
    const result = await this.#result({ request, folder: this.folder }).catch(
      (error: unknown): WorkerResult => ({
        outcome: "failed",
        changes: [],
        message: bounded(wordsOf(error)),
      }),
    );
    this.#isStopped = true;
    // Before the result goes out: the command may be killed before it could do that.
    await endProcesses(process.pid, Math.min(this.patienceMs, WITHOUT_PULUMI_MS), this.#others);
    const { message } = result;
    await send({ ...result, message: message && withoutSecrets(message, process.env) });
    this.#end();
    if (process.connected) process.disconnect();
  }

  stop(): void {
    if (this.#isStopped) return;
    this.#isStopped = true;
    // This process is in the group as well, and ignores it.
    interruptOnce(this.folder, process.pid);
    setTimeout(() => {
      killProcesses(process.pid, this.#others);
      if (this.#isPulumiAlive) return;
      this.#end();
      process.exit(1);
    }, this.patienceMs).unref();
  }

  /** The only processes of the run that are not to be ended. */
  get #others(): readonly number[] {
    return [process.pid, ...this.#guard.pids];
  }

  #end(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.#guard.over();
  }

  async #result(job: Job): Promise<WorkerResult> {
    const { request, folder } = job;
    makeRunFolder(folder);
    writeStackSettings(request.program, request.account.stack, request.account.config);
    const other = request.after && otherProgram(request.after);
    let ended = await this.#pulumi(operationArguments(request, folder), job);
    // A stack that exists, as nearly all do, costs no question.
    if (ended.code !== 0 && isUnknownStack(stderrIn(folder))) {
      ended = await this.#pulumi(initArguments(request), job);
      if (ended.code === 0 || isKnownStack(stderrIn(folder)))
        ended = await this.#pulumi(operationArguments(request, folder), job);
    }
    const endedAt = new Date();
    const { end, events } = await endOf(folder, { ...ended, isStopped: this.#isStopped });
    const result = { ...outcomeOf(end, request), changes: events.changes };
    const isApplied = result.outcome === "done" && request.op === "up";
    return isApplied && request.after !== undefined
      ? { ...result, message: await noted(request.after, other, endedAt) }
      : result;
  }

  async #pulumi(args: readonly string[], job: Job) {
    if (this.#isStopped) return { code: null, signal: null };
    const { ended } = startPulumi(args, job);
    this.#isPulumiAlive = true;
    try {
      return await ended;
    } finally {
      this.#isPulumiAlive = false;
    }
  }
}

/** What is applied is applied, whatever comes after. */
async function noted(
  after: AfterUp,
  otherBefore: string | undefined,
  endedAt: Date,
): Promise<string | undefined> {
  try {
    const other = otherBefore ?? otherProgram(after);
    if (other !== undefined)
      throw new Error(`${other} changed while the command ran. The next one runs this account again.`);
    await afterUp(after, endedAt);
    return undefined;
  } catch (error) {
    return bounded(`It is applied, but that could not be noted: ${wordsOf(error)}`);
  }
}

/** Tells the command, if it is still there. */
function send(result: WorkerResult): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(result, undefined, undefined, () => resolve());
  });
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

const [folder = "", patienceMs = ""] = process.argv.slice(2);
const worker = new Worker(folder, Number(patienceMs));
process.on("SIGINT", () => undefined);
process.on("SIGTERM", () => worker.stop());
process.on("disconnect", () => worker.stop());
process.on("message", (told: ToWorker) => {
  if ("stop" in told) worker.stop();
  else void worker.run(told.request);
});
