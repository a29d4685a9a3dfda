import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { loadSdk } from "../../provider/engine/sdk";

const ROOT = join(__dirname, "../..");
const FOLDER = join(ROOT, ".github/workflows");

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<string, { readonly "timeout-minutes": number; readonly steps: readonly Step[] }>
  >;
}
interface Manifest {
  readonly private?: boolean;
  readonly scripts: Readonly<Record<string, string>>;
}

const { parseYaml } = loadSdk(ROOT);
const manifest = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as Manifest;
const workflows = readdirSync(FOLDER).map((file) => {
  const text = readFileSync(join(FOLDER, file), "utf8");
  return { file, text, workflow: parseYaml(text) as Workflow };
});

describe.each(workflows)("$file", ({ text, workflow }) => {
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  test("calls npm scripts and files that are there", () => {
    const commands = steps.flatMap((step) => [step.run, ...Object.values(step.with ?? {})]).map(String);
    const scripts = commands.flatMap(
      (command) => /^npm run (\S+)|^npm (test)$/.exec(command)?.slice(1) ?? [],
    );
    const named = scripts.filter((name) => name !== undefined);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter((name) => !(name in manifest.scripts))).toEqual([]);
  });

  test("holds no secret, has no more rights than each job needs, and every job ends", () => {
    expect(text).not.toMatch(/secrets\.|_authToken|NPM_TOKEN/);
    expect([{}, { contents: "read" }]).toContainEqual(workflow.permissions);
    expect(Object.values(workflow.jobs).map((job) => job["timeout-minutes"] <= 45)).not.toContain(false);
  });
});

test("the tests run on every Node that the package is for, and on three systems", () => {
  const text = workflows.find(({ file }) => file === "ci.yml")?.text;
  for (const word of [
    "node-version: 22",
    "node-version: 24",
    "ubuntu-latest",
    "macos-latest",
    "windows-latest",
  ])
    expect(text).toContain(word);
});
