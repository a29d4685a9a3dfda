import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { type SeenProgram, seenProgram } from "../../../provider/fleet/record/programFiles";

let top: string;
const write = (path: string, text = path) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const seen = (more: Partial<Parameters<typeof seenProgram>[0]> = {}, environment = {}): SeenProgram => {
  const program = join(top, "program");
  const place = { program, record: join(program, ".msads-fleet"), file: join(program, "fleet.yaml") };
  const project = { stackConfigDir: program, main: undefined, parts: [], logs: [] };
  return seenProgram({ ...place, ...project, sources: [], ...more }, environment);
};
const print = (sources: readonly string[] = []) =>
  seen({ sources: sources.map((each) => join(top, each)) }).print;

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), "msads-program-"));
  write("program/Pulumi.yaml");
  write("program/index.ts", 'import { order } from "./goals/order";');
  write("program/goals/order.ts");
  write("program/package-lock.json");
});

test.each(["program/index.ts", "program/Pulumi.yaml", "program/goals/new.ts", "program/goals.csv"])(
  "a change of %s is one of the program",
  (path) => {
    const before = print();
    expect(print()).toEqual(before);
    write(path, "// other");
    expect(print().program).not.toBe(before.program);
    expect(print().packages).toBe(before.packages);
  },
);

test.each([
  "program/Pulumi.acme.yaml",
  "program/node_modules/x/index.js",
  "program/.msads-fleet/acme.json",
  "program/fleet.yaml",
  "program/.git/HEAD",
  "program/msads-fleet-report.html",
  "program/msads-report-222.html",
])("a change of %s is none of the program", (path) => {
  const before = print();
  write(path, "// other");
  expect(print()).toEqual(before);
});

test("an audit log that runs write is none of the program", () => {
  write("program/audit.jsonl");
  const logs = [join(top, "program/audit.jsonl")];
  const before = seen({ logs });
  write("program/audit.jsonl", "more");
  expect(seen({ logs })).toEqual(before);
});

test("files that move, or swap their contents, are a change", () => {
  write("program/a.json", "1");
  write("program/b.json", "2");
  const before = print();
  write("program/a.json", "2");
  write("program/b.json", "1");
  expect(print().program).not.toBe(before.program);
});

test("the lock file counts apart, also that of a workspace above", () => {
  const before = print();
  write("program/package-lock.json", "other");
  expect(print()).toEqual({ ...before, packages: expect.not.stringMatching(before.packages) });
  rmSync(join(top, "program/package-lock.json"));
  write("pnpm-lock.yaml");
  const above = print();
  write("pnpm-lock.yaml", "other");
  expect(print().packages).not.toBe(above.packages);
});

test("an import that leaves the folder is refused, with what to write where; a source that covers it counts", () => {
  write("shared/goals.ts");
  write(
    "program/index.ts",
    'import { goals } from "../shared/goals";\nconst x = require("../shared/tags.js");',
  );
  expect(() => print()).toThrow(
    /uses files outside of its folder.*under sources:\n {2}- .*index\.ts uses .*shared\/goals\n.*shared\/tags\.js/s,
  );
  const before = print(["shared"]);
  write("shared/goals.ts", "// other");
  expect(print(["shared"]).program).not.toBe(before.program);
  write("program/index.ts", 'import { goals } from "../shared/goals.js";');
  expect(() => print(["shared/goals.ts"])).not.toThrow();
});

test("a package that is linked into node_modules counts by its files, without a word in the fleet file", () => {
  write("packages/kit/index.ts");
  mkdirSync(join(top, "program/node_modules/@acme"), { recursive: true });
  symlinkSync(join(top, "packages/kit"), join(top, "program/node_modules/@acme/kit"));
  const before = print();
  write("packages/kit/index.ts", "// other");
  expect(print().program).not.toBe(before.program);
});

test("links in circles have an end", () => {
  mkdirSync(join(top, "program/other"));
  symlinkSync(join(top, "program/other"), join(top, "program/goals/there"));
  symlinkSync(join(top, "program/goals"), join(top, "program/other/back"));
  symlinkSync(join(top, "program"), join(top, "program/goals/up"));
  expect(print().program).toBe(print().program);
});

test("a package of the workspace counts, and what that one depends on, wherever npm linked them", () => {
  write("program/package.json", '{ "dependencies": { "kit": "*" } }');
  write("packages/kit/package.json", '{ "dependencies": { "names": "*" } }');
  write("packages/names/index.js");
  write("packages/apart/index.js");
  mkdirSync(join(top, "node_modules"), { recursive: true });
  for (const name of ["kit", "names", "apart"])
    symlinkSync(join(top, "packages", name), join(top, "node_modules", name));
  const before = print();
  write("packages/apart/index.js", "// other");
  expect(print()).toEqual(before);
  write("packages/names/index.js", "// other");
  expect(print().program).not.toBe(before.program);
});

test("what is installed counts, not only what the lock file says", () => {
  write("program/package.json", '{ "dependencies": { "kit": "^1", "goals": "file:../goals.tgz" } }');
  write("program/node_modules/kit/package.json", '{ "version": "1.0.0" }');
  write("program/node_modules/goals/package.json", '{ "version": "1.0.0" }');
  write("program/node_modules/pulumi-msads/package.json", '{ "version": "1.0.0" }');
  for (const [path, text] of [
    ["kit/package.json", '{ "version": "1.0.1" }'],
    ["goals/index.js", "// the archive was packed anew"],
    ["pulumi-msads/dist/index.js", "// another build"],
  ] as const) {
    const before = print();
    expect(print()).toEqual(before);
    write(`program/node_modules/${path}`, text);
    expect(print()).toEqual({ ...before, packages: expect.not.stringMatching(before.packages) });
  }
});

test("code, a compiled program and a plugin that the project names elsewhere count", () => {
  write("app/index.js");
  write("out/program");
  const more = { main: join(top, "app"), parts: [join(top, "out/program")] };
  for (const path of ["app/index.js", "out/program"]) {
    const before = seen(more).print;
    write(path, "// other");
    expect(seen(more).print.program).not.toBe(before.program);
  }
});

test("compiled code that Git does not know counts as well", () => {
  write("program/.gitignore", "bin");
  write("program/bin/index.js");
  const before = print();
  write("program/bin/index.js", "// other");
  expect(print().program).not.toBe(before.program);
});

test.each([
  ["program/index.ts", 'readFileSync("../shared/goals.csv")'],
  ["program/goals/order.ts", 'readFileSync("../shared/goals.csv")'],
  ["program/__main__.py", "open('../shared/goals.csv')"],
  ["program/go.mod", "replace example.com/shared => ../shared/goals.csv"],
  ["program/requirements.txt", "-e ../shared/goals.csv"],
  ["program/tsconfig.json", '{ "paths": { "@shared/*": ["../shared/*"] } }'],
  ["program/Pulumi.yaml", "variables:\n  all:\n    fn::readFile: ../shared/goals.csv"],
])("%s that uses a file outside of the folder is refused: %s", (path, text) => {
  write("shared/goals.csv");
  write(path, text);
  expect(() => print()).toThrow(/uses files outside of its folder/);
  expect(() => print(["shared"])).not.toThrow();
});

test.each([
  ["program/index.ts", "process.env.SHOP"],
  ["program/index.ts", 'process.env["SHOP"]'],
  ["program/index.ts", "const { REGION, SHOP = 'x' } = process.env;"],
  ["program/__main__.py", 'os.environ.get("SHOP")'],
  ["program/__main__.py", 'os.getenv("SHOP")'],
  ["program/main.go", 'os.Getenv("SHOP")'],
])("an environment variable that %s reads counts: %s", (path, text) => {
  write(path, text);
  const before = seen({}, { SHOP: "north", OTHER: "1" }).print;
  expect(seen({}, { SHOP: "north", OTHER: "2" }).print).toEqual(before);
  expect(seen({}, { SHOP: "south" }).print).toEqual({
    ...before,
    variables: expect.not.stringMatching(before.variables),
  });
});

test("a credential that the program names may be another each time", () => {
  write("program/index.ts", "process.env.MSADS_ACCESS_TOKEN");
  expect(seen({}, { MSADS_ACCESS_TOKEN: "a" })).toEqual(seen({}, { MSADS_ACCESS_TOKEN: "b" }));
});

test("a program that looks something up cannot be judged from here; a generated SDK that could is none", () => {
  write("program/sdks/msads/index.ts", "export function getUetTag(args) {}");
  expect(seen().obstacle).toBeUndefined();
  write("program/index.ts", 'const site = await msads.getUetTag({ name: "Site" });');
  expect(seen().obstacle).toMatch(/looks something up in the account \(getUetTag in .*index\.ts\)/);
});
