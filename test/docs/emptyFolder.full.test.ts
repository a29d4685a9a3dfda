import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";
import { allPages } from "./markdown";

/** The files that "Getting started" has a reader write, by name: the block that follows "`name`:". */
function filesOf(page: string): Readonly<Record<string, string>> {
  const named = [...page.matchAll(/`([\w.]+)`:\n\n```\w+\n([\s\S]*?)```/g)];
  return Object.fromEntries(named.map(([, name = "", text = ""]) => [name, text]));
}

test("Getting started: the files as they stand there, run without Pulumi", async () => {
  packedPackage();
  const page = allPages().find(({ file }) => file === join("docs", "getting-started.md"))?.text ?? "";
  const files = filesOf(page);
  expect(Object.keys(files)).toEqual(["Pulumi.yaml", "index.ts", "try.mjs"]);
  mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
  const folder = mkdtempSync(join(PROGRAMS, "programs", "stranger-"));
  // What `npm init -y` writes, as far as it counts.
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name: "my-goals", main: "index.js", type: "commonjs" }),
  );
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const { stdout } = await promisify(execFile)(process.execPath, ["try.mjs"], { cwd: folder });
  expect(stdout).toMatch(/\+ 3 to create/);
  expect(stdout).toMatch(/name: 'Order placed'/);
  expect(stdout).toMatch(/status: 'Active'/);
  rmSync(folder, { recursive: true, force: true });
});
