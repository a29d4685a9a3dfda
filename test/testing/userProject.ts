import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "vitest";
import { type Account, type AccountOptions, startAccount } from "../../provider/testing";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";

const folders: string[] = [];
const accounts: Account[] = [];

/** A user's folder, which finds the packed package as if it were installed; gone after the test. */
export function folderOf(files: Readonly<Record<string, string>>): string {
  packedPackage();
  mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
  const folder = mkdtempSync(join(PROGRAMS, "programs", "kit-"));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A user's program in plain JavaScript; `msads` and `pulumi` are there. */
export function programOf(text: string, yaml = "", files: Readonly<Record<string, string>> = {}): string {
  const header = 'const msads = require("pulumi-msads");\nconst pulumi = require("@pulumi/pulumi");\n';
  const manifest = JSON.stringify({ name: "shop", main: "index.js" });
  return folderOf({
    "Pulumi.yaml": `name: shop\nruntime: nodejs\n${yaml}`,
    "package.json": manifest,
    "index.js": `${header}${text}`,
    ...files,
  });
}

/** An account that is closed after the test. */
export async function account(options?: AccountOptions): Promise<Account> {
  const started = await startAccount(options);
  accounts.push(started);
  return started;
}

afterEach(async () => {
  for (const each of accounts.splice(0)) await each.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});
