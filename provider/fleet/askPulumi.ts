import { type ExecFileException, execFile } from "node:child_process";

/** What became of a question to the Pulumi CLI. */
export type PulumiAnswer =
  | { readonly is: "answered"; readonly stdout: string }
  /** `why`: one line, without anything of stdout, which may hold secrets. */
  | { readonly is: "failed"; readonly why: string }
  /** No `pulumi` is on PATH. */
  | { readonly is: "missing" };

export type AskPulumi = (args: readonly string[]) => Promise<PulumiAnswer>;

/** What the Pulumi CLI printed, and how it ended. Its stdout may hold secrets. */
export interface PulumiOutput {
  /** 0: done. Undefined: it was ended by a signal. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A backend may be far away, but a command must not hang. */
const TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 256 * 1024 * 1024;

/** Asks the Pulumi CLI on PATH, in a folder; it never asks back. */
export function pulumiIn(cwd: string, environment: NodeJS.ProcessEnv): AskPulumi {
  return async (args) => {
    const { error, stdout, stderr } = await called(args, { cwd, environment, timeout: TIMEOUT_MS });
    return error === null ? { is: "answered", stdout } : failureOf(error, stderr);
  };
}

/** Runs it in a folder, for as long as it takes; undefined where there is none on PATH. Throws an Error when it cannot be started. */
export async function runPulumi(
  args: readonly string[],
  cwd: string,
  environment: NodeJS.ProcessEnv,
  signal?: AbortSignal,
): Promise<PulumiOutput | undefined> {
  const { error, stdout, stderr } = await called(args, { cwd, environment, timeout: 0, signal });
  if (error?.code === "ENOENT") return undefined;
  if (typeof error?.code === "string") throw new Error(`pulumi could not be run (${error.code})`);
  return { code: error === null ? 0 : (error.code ?? undefined), stdout, stderr };
}

interface Call {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  /** 0: none. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
}

interface Called {
  readonly error: ExecFileException | null;
  readonly stdout: string;
  readonly stderr: string;
}

function called(args: readonly string[], { cwd, environment, timeout, signal }: Call): Promise<Called> {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const stop = signal === undefined ? {} : ({ signal, killSignal: "SIGINT" } as const);
  const options = { cwd, env, timeout, maxBuffer: MOST_OUTPUT, encoding: "utf8", ...stop } as const;
  return new Promise((resolve) => {
    const all = [...args, "--non-interactive", "--color", "never"];
    const child = execFile("pulumi", all, options, (error, stdout, stderr) =>
      resolve({ error, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

function failureOf(error: ExecFileException, stderr: string): PulumiAnswer {
  if (error.code === "ENOENT") return { is: "missing" };
  if (error.killed === true)
    return { is: "failed", why: `it did not answer within ${TIMEOUT_MS / 1000} seconds` };
  if (typeof error.code === "string") return { is: "failed", why: `it could not be started (${error.code})` };
  return { is: "failed", why: reasonIn(stderr) ?? `it ended with ${error.code ?? error.signal}` };
}

/** The line that says what is wrong: Pulumi writes `error: …`, after warnings and before advice. */
function reasonIn(stderr: string): string | undefined {
  const lines = stderr.split("\n").map((line) => line.trim());
  const named = lines.find((line) => line.startsWith("error: "))?.slice("error: ".length);
  return named ?? lines.find((line) => line !== "");
}
