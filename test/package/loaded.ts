import { spawnSync } from "node:child_process";

/** Tells, at the end of the process, which files were loaded, whether required or imported. */
const RECORDER = `import { registerHooks } from "node:module";
import { writeSync } from "node:fs";
const loaded = [];
registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context); } });
process.on("exit", () => writeSync(3, JSON.stringify(loaded)));`;

/** The URLs of all files that a Node process loads that is started with these arguments. */
export function loadedBy(args: readonly string[], cwd: string): readonly string[] {
  const recorder = `--import=data:text/javascript,${encodeURIComponent(RECORDER)}`;
  const [, , , told] = runWithPipe([recorder, ...args], cwd);
  return JSON.parse(told ?? "[]") as readonly string[];
}

/** The packages of some files, each once: "soap", "@pulumi/pulumi"; what is in none is left out. */
export function packagesOf(urls: readonly string[]): readonly string[] {
  const names = urls.map((url) => /^.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))].sort();
}

function runWithPipe(args: readonly string[], cwd: string): readonly (string | null)[] {
  const child = spawnSync(process.execPath, args, {
    cwd,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe", "pipe"],
  });
  if (child.status !== 0) throw new Error(`node ${args.at(-1)} ended with ${child.status}: ${child.stderr}`);
  return child.output;
}
