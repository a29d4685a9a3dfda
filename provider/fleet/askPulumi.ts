import { type ExecFileException, execFile } from "node:child_process";

/** What became of a question to the Pulumi CLI. */
export type PulumiAnswer =
  | { readonly is: "answered"; readonly stdout: string }
  /** `why`: one line, without anything of stdout, which may hold secrets. */
  | { readonly is: "failed"; readonly why: string }
  /** No `pulumi` is on PATH. */
  | { readonly is: "missing" };

export type AskPulumi = (args: readonly string[]) => Promise<PulumiAnswer>;

/** A backend may be far away, but a command must not hang. */
const TIMEOUT_MS = 60_000;
const MOST_OUTPUT = 64 * 1024 * 1024;

/** Asks the Pulumi CLI on PATH, in a folder; it never asks back. */
export function pulumiIn(cwd: string, environment: NodeJS.ProcessEnv): AskPulumi {
  const env = { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" };
  const options = { cwd, env, timeout: TIMEOUT_MS, maxBuffer: MOST_OUTPUT, encoding: "utf8" } as const;
  return (args) =>
    new Promise((resolve) => {
      const all = [...args, "--non-interactive", "--color", "never"];
      const child = execFile("pulumi", all, options, (error, stdout, stderr) =>
        resolve(error === null ? { is: "answered", stdout } : failureOf(error, stderr)),
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
