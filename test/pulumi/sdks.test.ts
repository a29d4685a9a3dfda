import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { found } from "../support/found";

const REPOSITORY = join(__dirname, "../..");
const SCHEMA = join(REPOSITORY, "plugin/schema.json");
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-sdks-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function ran(file: string, args: readonly string[], cwd: string, more: NodeJS.ProcessEnv = {}): string {
  const env = { ...process.env, NODE_OPTIONS: "", ...more };
  return execFileSync(file, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function generated(language: string): string {
  const out = join(folder, language);
  ran("pulumi-gensdk", [SCHEMA, language, out], folder);
  return out;
}

test("the CLI takes the schema from the plugin", () => {
  const home = {
    PULUMI_HOME: join(folder, "home"),
    PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  };
  const plugin = join(REPOSITORY, "plugin/pulumi-resource-msads");
  const told = JSON.parse(ran("pulumi", ["package", "get-schema", plugin], folder, home));
  const own = JSON.parse(readFileSync(SCHEMA, "utf8"));
  expect(Object.keys(told.resources).sort()).toEqual(Object.keys(own.resources).sort());
});

/** Makes SDKs without a language's host. */
const noGenerator = found("pulumi-gensdk") === undefined;

test.skipIf(noGenerator)("an SDK for Node.js compiles", () => {
  const sdk = generated("nodejs");
  symlinkSync(join(REPOSITORY, "node_modules"), join(sdk, "node_modules"));
  ran(
    process.execPath,
    [join(REPOSITORY, "node_modules/typescript/bin/tsc"), "-p", sdk, "--outDir", join(sdk, "bin")],
    sdk,
  );
  expect(existsSync(join(sdk, "bin/urlGoal.js"))).toBe(true);
});

test.skipIf(noGenerator || found("python3") === undefined)(
  "an SDK for Python compiles, and its names are Python's",
  () => {
    const sdk = generated("python");
    ran("python3", ["-m", "compileall", "-q", "pulumi_msads"], sdk);
    const enums = readFileSync(join(sdk, "pulumi_msads/_enums.py"), "utf8");
    expect([...enums.matchAll(/^ {4}(IOS|B2.*) = /gm)].map(([, name]) => name)).toEqual([
      "IOS",
      "B2B_SERVICES",
      "B2C_SERVICES",
    ]);
    expect(readFileSync(join(sdk, "pulumi_msads/README.md"), "utf8")).toContain(
      "import pulumi_msads as msads",
    );
  },
);

/** The same module versions as the CLI itself has, which are there already. */
const CLI_MODULE = process.env.MSADS_PULUMI_GO_MOD;

test.skipIf(noGenerator || found("go") === undefined || CLI_MODULE === undefined)(
  "an SDK for Go compiles",
  () => {
    const sdk = join(generated("go"), "msads");
    const required = readFileSync(CLI_MODULE ?? "", "utf8").replace(/^(module|tool) .*$/gm, "");
    writeFileSync(join(sdk, "go.mod"), `module pulumi-msads/sdk/go/msads\n${required}`);
    cpSync((CLI_MODULE ?? "").replace(/mod$/, "sum"), join(sdk, "go.sum"));
    ran("go", ["build", "-mod=mod", "."], sdk);
  },
);
