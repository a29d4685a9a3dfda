import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { findPulumi } from "../../provider/fleet/findPulumi";
import { type Account, startAccount } from "../../provider/testing";
import { fleetCheck } from "./fleet";
import { replayOfChange } from "./replay";
import { windowOf } from "./svg";

/** `npm run docs:pictures`: real runs of the built commands against the emulator, as pictures in docs/pictures. Runs in the repository's folder. */
const run = promisify(execFile);
const OUT = join("docs", "pictures");
const CLI = join("dist", "cli", "main.js");

/** What a command prints on a terminal with colours. */
async function colored(args: readonly string[], more: NodeJS.ProcessEnv = {}): Promise<string> {
  const { NO_COLOR: _, ...own } = process.env;
  const env = { ...own, ...more, FORCE_COLOR: "1" };
  const { stdout } = await run(process.execPath, [CLI, ...args], { env, maxBuffer: 1e7 });
  return stdout;
}

/** One step of the demo, and the table at its end. */
async function demo(): Promise<void> {
  const lines = (await colored(["demo"])).split("\n");
  const at = (text: string) => lines.findIndex((line) => line.includes(text));
  save("demo-edit", "npm run demo", lines.slice(at("3/7"), at("4/7")));
  save("demo-drift", "npm run demo", lines.slice(at("4/7"), at("5/7")));
  save("demo-table", "npm run demo", lines.slice(at("goals written")));
}

/** An account in which some goals record conversions and others do not. */
async function status(): Promise<void> {
  const account = await startAccount();
  try {
    await liveFor(account);
    const environment = { MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: account.url };
    save("status", "npx msads status", (await colored(["status"], environment)).split("\n"));
  } finally {
    await account.close();
  }
}

/** The goals of the demo, ten days in the life of the site, and one tag that fell off its pages. */
async function liveFor(account: Account): Promise<void> {
  // Below the repository the program finds Pulumi's SDK; the package is the built one.
  const folder = mkdtempSync(join("tools", "dist", "program-"));
  try {
    cpSync(join("examples", "demo"), folder, { recursive: true });
    mkdirSync(join(folder, "node_modules"));
    symlinkSync(process.cwd(), join(folder, "node_modules", "pulumi-msads"), "junction");
    await account.program(folder).up();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await account.pageLoad("Blog", "https://blog.example.com/");
  await account.pageLoad("Main site", "https://www.example.com/thank-you");
  account.clock.advance({ days: 10 });
  await account.pageLoad("Main site", "https://www.example.com/thank-you");
}

/** What only the Pulumi CLI can run. */
async function underPulumi(): Promise<void> {
  if (findPulumi(process.env).is !== "usable") {
    process.stdout.write("fleet-check.svg and replay.svg stay as they are: there is no pulumi on the PATH\n");
    return;
  }
  save("fleet-check", "npx msads fleet check", (await fleetCheck()).split("\n"));
  save("replay", "npx msads replay access.log --program .", (await replayOfChange()).split("\n"));
}

function save(name: string, title: string, lines: readonly string[]): void {
  const text = lines.map(withoutNoise).join("\n").trim();
  const file = join(OUT, `${name}.svg`);
  writeFileSync(file, windowOf(title, text));
  process.stdout.write(`${file}\n`);
}

/** Type tokens fill the line and say nothing here. */
function withoutNoise(line: string): string {
  return line.replaceAll("pulumi-nodejs:dynamic/", "").trimEnd();
}

async function main(): Promise<void> {
  mkdirSync(OUT, { recursive: true });
  await status();
  await demo();
  await underPulumi();
}

void main();
