import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { RunError } from "@pulumi/pulumi";
import { afterEach, expect, test, vi } from "vitest";
import { copyWords, isWithinReach, refuseCopyOutOfReach } from "../../provider/resources/packageCopy";

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

test("the provider's process is to find the package from the program's folder, not only another package's", () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-copy-"));
  try {
    const nested = join(folder, "node_modules/@acme/goals/node_modules/pulumi-msads");
    mkdirSync(nested, { recursive: true });
    writeFileSync(
      join(nested, "package.json"),
      '{ "name": "pulumi-msads", "exports": { "./lifecycle": "./lifecycle.js" } }',
    );
    writeFileSync(join(nested, "lifecycle.js"), "");
    expect(isWithinReach(folder)).toBe(false);
    expect(isWithinReach(join(folder, "node_modules/@acme/goals"))).toBe(true);
    cpSync(nested, join(folder, "node_modules/pulumi-msads"), { recursive: true });
    expect(isWithinReach(folder)).toBe(true);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("a program whose folder the package cannot be found from stops at its first resource, in a deployment only", () => {
  vi.spyOn(process, "cwd").mockReturnValue("/");
  vi.stubEnv("PULUMI_NODEJS_MONITOR", "127.0.0.1:1");
  expect(refuseCopyOutOfReach).toThrow(RunError);
  expect(refuseCopyOutOfReach).toThrow(/cannot find pulumi-msads from the program's folder, \/\./);
  vi.stubEnv("PULUMI_NODEJS_MONITOR", undefined);
  expect(refuseCopyOutOfReach).not.toThrow();
});

test("the error names who brings the copy, and what to install", () => {
  const words = copyWords("/shop/node_modules/@acme/goals/node_modules/pulumi-msads", "/shop");
  expect(words).toContain("@acme/goals brings a copy of its own.");
  expect(words).toContain("npm install pulumi-msads");
  expect(
    copyWords("/shop/node_modules/.pnpm/pulumi-msads@0.1.0/node_modules/pulumi-msads", "/shop"),
  ).not.toMatch(/brings a copy/);
});
