import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startAccount } from "../../provider/testing";

const run = promisify(execFile);
const CLI = resolve("dist", "cli", "main.js");

/** What `msads fleet check` says after people edited goals: the example's twenty accounts, applied with the Pulumi CLI on the PATH. */
export async function fleetCheck(): Promise<string> {
  const account = await startAccount();
  const folder = mkdtempSync(join("tools", "dist", "fleet-"));
  try {
    cpSync(join("examples", "fleet"), folder, { recursive: true });
    // Copied: a link would make the whole repository, and with it this folder, a part of the program.
    for (const part of ["dist", "package.json"])
      cpSync(part, join(folder, "node_modules", "pulumi-msads", part), { recursive: true });
    mkdirSync(join(folder, "state"));
    const own = {
      MSADS_ENDPOINT: account.url,
      PULUMI_HOME: resolve(folder, "home"),
      PULUMI_CONFIG_PASSPHRASE: "fleet",
    };
    const { NO_COLOR: _, ...outside } = process.env;
    const options = { cwd: folder, env: { ...outside, ...own, FORCE_COLOR: "1" }, maxBuffer: 1e7 };
    const node = (...args: readonly string[]) => run(process.execPath, args, options);
    await node("add-accounts.mjs");
    await node(CLI, "fleet", "up");
    await node("edit-by-hand.mjs");
    const { stdout } = await node(CLI, "fleet", "check");
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await account.close();
  }
}
