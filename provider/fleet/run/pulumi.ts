import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, createReadStream, existsSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { PulumiEnd } from "./outcome";
import type { Job, RunRequest } from "./request";
import { RunEvents } from "./runEvents";

/*
 * Pulumi's CLI as Pulumi's Automation API runs it: the same flags, and the results from its engine's events. But not by way of its SDK, whose
 * `stack.up()` selects the stack, so that the user's next command would go to another account than before; reads the secrets in the stack's
 * outputs; and costs as much again as half a run, for the SDK itself and four further calls of the CLI.
 *
 * Pulumi writes to files here, not to a pipe as there: one whose reader is killed would kill it too, in the middle of its work.
 */

/** A run of the CLI. */
export interface PulumiRun {
  readonly child: ChildProcess;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

const FLAGS: Readonly<Record<RunRequest["op"], readonly string[]>> = {
  preview: ["preview"],
  up: ["up", "--yes", "--skip-preview"],
};

/** The operation itself. No stack is selected: that is one file for all runs, and the user's own choice. */
export function operationArguments({ op, account }: RunRequest, folder: string): readonly string[] {
  return [...FLAGS[op], "--stack", account.stack, "--suppress-outputs", "--event-log", eventLog(folder)];
}

/** Makes the stack. */
export function initArguments({ account }: RunRequest): readonly string[] {
  return ["stack", "init", account.stack, "--no-select"];
}

/** Whether Pulumi said that it knows no such stack. */
export function isUnknownStack(stderr: string): boolean {
  return /no stack named .* found/.test(stderr);
}

/** Whether Pulumi said that there is such a stack: another run has just made it. */
export function isKnownStack(stderr: string): boolean {
  return /stack '.*' already exists/.test(stderr);
}

export function startPulumi(args: readonly string[], { request, folder }: Job): PulumiRun {
  const errors = openSync(errorFile(folder), "w");
  const child = spawn("pulumi", [...args, "--non-interactive", "--color", "never"], {
    cwd: request.program,
    env: {
      ...process.env,
      ...(request.backend !== undefined && { PULUMI_BACKEND_URL: request.backend }),
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // For the event log.
      PULUMI_DEBUG_COMMANDS: "true",
    },
    stdio: ["ignore", "ignore", errors],
    windowsHide: true,
  });
  closeSync(errors);
  const ended = new Promise<Awaited<PulumiRun["ended"]>>((resolve, reject) => {
    child.on("error", reject).on("exit", (code, signal) => resolve({ code, signal }));
  });
  return { child, ended };
}

export function stderrIn(folder: string): string {
  return existsSync(errorFile(folder)) ? readFileSync(errorFile(folder), "utf8") : "";
}

/** What the engine said until now. */
export async function eventsIn(folder: string): Promise<RunEvents> {
  const events = new RunEvents();
  if (!existsSync(eventLog(folder))) return events;
  const lines = createInterface({ input: createReadStream(eventLog(folder)) });
  for await (const line of lines) events.add(line);
  return events;
}

/** How a run ended, with all that it said. */
export async function endOf(
  folder: string,
  ended: Pick<PulumiEnd, "code" | "signal" | "isStopped">,
): Promise<{ readonly end: PulumiEnd; readonly events: RunEvents }> {
  const events = await eventsIn(folder);
  return { events, end: { ...ended, stderr: stderrIn(folder), errors: events.errors } };
}

function eventLog(folder: string): string {
  return join(folder, "events.jsonl");
}

function errorFile(folder: string): string {
  return join(folder, "stderr");
}
