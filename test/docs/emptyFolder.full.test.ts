import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";
import { allPages } from "./markdown";

/** The files that README has a stranger write, by name: the block that follows "`name`:". */
function filesOf(section: string): Readonly<Record<string, string>> {
  const named = [...section.matchAll(/`([\w.]+)`:\n\n```\w+\n([\s\S]*?)```/g)];
  return Object.fromEntries(named.map(([, name = "", text = ""]) => [name, text]));
}

test("README, from an empty folder: the files as they stand there, run without Pulumi", async () => {
  packedPackage();
  const readme = allPages().find(({ file }) => file === "README.md")?.text ?? "";
  const section = readme.split("## From an empty folder")[1]?.split("\n## ")[0] ?? "";
  const files = filesOf(section);
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
