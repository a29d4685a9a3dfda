import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";
import { loadedBy, packagesOf } from "./loaded";

let folder = "";
beforeAll(() => {
  packedPackage();
  mkdirSync(join(PROGRAMS, "programs"), { recursive: true });
  folder = mkdtempSync(join(PROGRAMS, "programs/loading-"));
  // With a package of its own around it, a program finds the packed one.
  writeFileSync(join(folder, "package.json"), "{}");
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ours = (urls: readonly string[]) =>
  urls.flatMap((url) => /\/pulumi-msads\/dist\/([^/]+?)(?:\.js)?(?:\/|$)/.exec(url)?.[1] ?? []);

test("a program that imports the package loads the resources, and no library beyond Pulumi's", () => {
  const pulumi = new Set(packagesOf(loadedBy(["-e", 'require("@pulumi/pulumi")'], folder)));
  const loaded = loadedBy(["-e", 'require("pulumi-msads")'], folder);
  expect(packagesOf(loaded).filter((name) => !pulumi.has(name))).toEqual(["pulumi-msads"]);
  expect([...new Set(ours(loaded))].sort()).toEqual([
    "accountSettings",
    "campaigns",
    "config",
    "goals",
    "index",
    "lookups",
    "nodeVersion",
    "resources",
    "tags",
  ]);
});

test("what the engine runs loads neither the emulator nor an engine", () => {
  const loaded = loadedBy(["-e", 'require("pulumi-msads/lifecycle")'], folder);
  expect([...new Set(ours(loaded))].sort()).toEqual([
    "account",
    "accountSettings",
    "campaigns",
    "config",
    "core",
    "dynamic",
    "goals",
    "nodeVersion",
    "service",
    "session",
    "tags",
  ]);
  expect(packagesOf(loaded)).not.toContain("ajv");
  expect(packagesOf(loaded)).not.toContain("libxml2-wasm");
});
