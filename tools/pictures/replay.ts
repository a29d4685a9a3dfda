import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { startAccount } from "../../provider/testing";

const run = promisify(execFile);
const CLI = resolve("dist", "cli", "main.js");

/** What `msads replay` says of the change that the example's README asks for, made with the Pulumi CLI on the PATH. */
export async function replayOfChange(): Promise<string> {
  const account = await startAccount();
  const folder = mkdtempSync(join("tools", "dist", "replay-"));
  try {
    cpSync(join("examples", "replay"), folder, { recursive: true });
    // Copied: a link would make the whole repository, and with it this folder, a part of the program.
    for (const part of ["dist", "package.json"])
      cpSync(part, join(folder, "node_modules", "pulumi-msads", part), { recursive: true });
    mkdirSync(join(folder, "state"));
    const own = {
      MSADS_ENDPOINT: account.url,
      PULUMI_HOME: resolve(folder, "home"),
      PULUMI_BACKEND_URL: `file://${resolve(folder, "state")}`,
      PULUMI_CONFIG_PASSPHRASE: "replay",
    };
    const { NO_COLOR: _, ...outside } = process.env;
    const options = { cwd: folder, env: { ...outside, ...own }, maxBuffer: 1e7 };
    await run(process.execPath, ["make-traffic.mjs"], options);
    await run("pulumi", ["stack", "init", "dev"], options);
    await run("pulumi", ["up", "--yes", "--skip-preview", "--non-interactive"], options);
    change(join(folder, "index.ts"));
    const args = ["replay", "access.log", "--site", "https://shoes.example", "--program", "."];
    const colored = { ...options, env: { ...options.env, FORCE_COLOR: "1" } };
    return (await run(process.execPath, [CLI, ...args], colored)).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await account.close();
  }
}

function change(file: string): void {
  const before = readFileSync(file, "utf8");
  const after = before
    .replace('urlOperator: "Contains"', 'urlOperator: "RegularExpression"')
    .replace('urlExpression: "/thank-you"', 'urlExpression: "/thank-you([?]|$)"');
  if (after === before) throw new Error(`${file} is not as its README says`);
  writeFileSync(file, after);
}
