import { spawn } from "node:child_process";
import { join } from "node:path";
import type { World } from "./world";

const MSADS = join(__dirname, "../../../../../dist/cli/main.js");

/** What a command took, its children included. */
export interface Took {
  readonly wallMs: number;
  readonly cpuMs: number;
  /** What it printed as JSON. */
  readonly json: { readonly counts: Readonly<Record<string, number>>; readonly accounts: readonly unknown[] };
}

/** Runs `msads fleet … --json`, with bash's own measure of processor time. Throws where it prints no JSON. */
export function fleet(world: World, ...args: readonly string[]): Promise<Took> {
  const command = 'TIMEFORMAT="%R %U %S"; time "$@" 2>/dev/null';
  const child = spawn("bash", ["-c", command, "bash", process.execPath, MSADS, "fleet", ...args, "--json"], {
    cwd: world.folder,
    env: world.environment,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (chunk) => {
    stdout += String(chunk);
  });
  child.stderr.on("data", (chunk) => {
    stderr += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject).on("close", () => {
      const [wall = 0, user = 0, system = 0] = stderr.trim().split(" ").map(Number);
      try {
        const json = JSON.parse(stdout) as Took["json"];
        resolve({ wallMs: wall * 1000, cpuMs: (user + system) * 1000, json });
      } catch {
        reject(new Error(`msads fleet ${args.join(" ")} printed no JSON: ${stdout}${stderr}`));
      }
    });
  });
}
