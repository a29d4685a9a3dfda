import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

export const MAIN = join(__dirname, "..", "..", "dist", "cli", "main.js");

/** Starts the built command. Throws when it is not built. */
export function startMsads(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
  cwd = process.cwd(),
): ChildProcess {
  if (!existsSync(MAIN)) throw new Error("dist/cli/main.js is missing: npm run build");
  return spawn(process.execPath, [MAIN, ...args], {
    env: { ...withoutSettings(), ...environment },
    cwd,
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command to its end. */
export async function runMsads(
  args: readonly string[],
  environment?: NodeJS.ProcessEnv,
  cwd?: string,
): Promise<Ended> {
  const child = startMsads(args, environment, cwd);
  const text = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const)
    child[name]?.setEncoding("utf8").on("data", (chunk: string) => {
      text[name] += chunk;
    });
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, ...text };
}

/** The tests' own environment must not decide what the command does. */
function withoutSettings(): NodeJS.ProcessEnv {
  const others = Object.entries(process.env).filter(([name]) => !/^(MSADS|PULUMI)_/.test(name));
  return Object.fromEntries(others);
}
