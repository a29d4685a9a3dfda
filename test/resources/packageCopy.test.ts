import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { copyWords, isWithinReach } from "../../provider/resources/packageCopy";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** A folder where a package named @acme/goals has its own copy. */
function folderWithCopy(): { readonly folder: string; readonly copy: string } {
  const folder = mkdtempSync(join(tmpdir(), "msads-copy-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const copy = join(folder, "node_modules/@acme/goals/node_modules/pulumi-msads");
  mkdirSync(copy, { recursive: true });
  writeFileSync(
    join(copy, "package.json"),
    '{ "name": "pulumi-msads", "exports": { "./lifecycle": "./lifecycle.js" } }',
  );
  writeFileSync(join(copy, "lifecycle.js"), "");
  return { folder, copy };
}

/** The check as it is in a process that loads the package while it is in a folder, and then goes elsewhere. */
async function checkLoadedIn(folder: string): Promise<() => void> {
  vi.resetModules();
  const cwd = vi.spyOn(process, "cwd").mockReturnValue(folder);
  const { refuseCopyOutOfReach } = await import("../../provider/resources/packageCopy.js");
  cwd.mockReturnValue(tmpdir());
  return refuseCopyOutOfReach;
}

test("the provider's process is to find the package from the program's folder, not only another package's", () => {
  const { folder, copy } = folderWithCopy();
  expect(isWithinReach(folder)).toBe(false);
  expect(isWithinReach(join(folder, "node_modules/@acme/goals"))).toBe(true);
  cpSync(copy, join(folder, "node_modules/pulumi-msads"), { recursive: true });
  expect(isWithinReach(folder)).toBe(true);
});

test("a program whose folder the package cannot be found from stops at its first resource, in a deployment only", async () => {
  const { folder } = folderWithCopy();
  const check = await checkLoadedIn(folder);
  vi.stubEnv("PULUMI_NODEJS_MONITOR", "127.0.0.1:1");
  expect(check).toThrow(RunError);
  expect(check).toThrow(`cannot find pulumi-msads from the program's folder, ${folder}.`);
  vi.stubEnv("PULUMI_NODEJS_MONITOR", undefined);
  expect(check).not.toThrow();
});

test("a program that goes to another folder before its first resource is not stopped", async () => {
  const { folder, copy } = folderWithCopy();
  cpSync(copy, join(folder, "node_modules/pulumi-msads"), { recursive: true });
  const check = await checkLoadedIn(folder);
  vi.stubEnv("PULUMI_NODEJS_MONITOR", "127.0.0.1:1");
  expect(check).not.toThrow();
});

test("the error names who brings the copy, and what to install", () => {
  const words = copyWords("/shop/node_modules/@acme/goals/node_modules/pulumi-msads", "/shop");
  expect(words).toContain("@acme/goals has its own copy.");
  expect(words).toContain("npm install pulumi-msads");
  expect(
    copyWords("/shop/node_modules/.pnpm/pulumi-msads@0.1.0/node_modules/pulumi-msads", "/shop"),
  ).not.toMatch(/brings a copy/);
});
