import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { stripVTControlCharacters } from "node:util";

/** The Pulumi CLI on PATH, if it can be used. */
export type FoundPulumi =
  | { readonly is: "usable"; readonly version: string }
  | { readonly is: "missing" }
  /** `why`: one line, which names the file. */
  | { readonly is: "unusable"; readonly why: string };

/** The oldest CLI that is used, as the oldest SDK that a program may have (peerDependencies of package.json). */
const OLDEST = [3, 216, 0] as const;
/** It answers in less than a second; on a machine that is busy, later. */
const PATIENCE_MS = 30_000;
const LONGEST = 60;

/** Looks for `pulumi` as the system would, and asks it for its version. @param patienceMs how long it may take to answer. */
export function findPulumi(environment: NodeJS.ProcessEnv, patienceMs = PATIENCE_MS): FoundPulumi {
  const file = onPath(environment);
  if (file === undefined) return { is: "missing" };
  const unusable = (why: string) =>
    ({ is: "unusable", why: `pulumi on the PATH (${file}) is not used: ${why}` }) as const;
  const { error, status, signal, stdout } = spawnSync("pulumi", ["version"], {
    env: { ...environment, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "pipe", "ignore"],
    encoding: "utf8",
    timeout: patienceMs,
    killSignal: "SIGKILL",
  });
  const { code } = (error ?? {}) as NodeJS.ErrnoException;
  if (code === "ETIMEDOUT") return unusable(`it did not answer within ${patienceMs / 1_000} seconds`);
  if (error !== undefined) return unusable(`it cannot be run (${code ?? error.message})`);
  if (status !== 0) return unusable(`\`pulumi version\` ended with ${signal ?? `exit code ${status}`}`);
  const numbers = /^v?(\d+)\.(\d+)\.(\d+)/.exec(stdout.trim())?.slice(1).map(Number);
  if (numbers === undefined) return unusable(`\`pulumi version\` printed ${shown(stdout)} and no version`);
  const version = shown(stdout, "");
  if (isOlder(numbers))
    return unusable(`it is ${version}, and v${OLDEST.join(".")} is the oldest supported version`);
  return { is: "usable", version };
}

/** The environment's PATH; Windows may write its name otherwise. */
export function pathOf(environment: NodeJS.ProcessEnv): string {
  return Object.entries(environment).find(([name]) => /^path$/i.test(name))?.[1] ?? "";
}

/** The environment with folders put before all others on PATH. */
export function withPath(environment: NodeJS.ProcessEnv, ...folders: readonly string[]): NodeJS.ProcessEnv {
  const others = Object.entries(environment).filter(([name]) => !/^path$/i.test(name));
  return { ...Object.fromEntries(others), PATH: [...folders, pathOf(environment)].join(delimiter) };
}

function onPath(environment: NodeJS.ProcessEnv): string | undefined {
  const names = process.platform === "win32" ? ["pulumi.exe", "pulumi.cmd"] : ["pulumi"];
  const folders = pathOf(environment).split(delimiter).filter(Boolean);
  return folders
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => existsSync(file));
}

function isOlder(numbers: readonly number[]): boolean {
  const at = OLDEST.findIndex((least, i) => numbers[i] !== least);
  return at >= 0 && (numbers[at] ?? 0) < (OLDEST[at] ?? 0);
}

/** The first line of what came, cut and without anything that would move the cursor. */
function shown(text: string, quote = '"'): string {
  const [line = ""] = stripVTControlCharacters(text)
    .trim()
    .split(/[\r\n]/);
  const cut = line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
  return line === "" ? "nothing" : `${quote}${cut.replace(/\p{Cc}/gu, "?")}${quote}`;
}
