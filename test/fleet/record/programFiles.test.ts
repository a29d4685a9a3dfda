import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { programPrint } from "../../../provider/fleet/record/programFiles";

let top: string;
const write = (path: string, text = path) => {
  mkdirSync(dirname(join(top, path)), { recursive: true });
  writeFileSync(join(top, path), text);
};
const print = (sources: readonly string[] = []) =>
  programPrint({
    program: join(top, "program"),
    record: join(top, "program/.msads-fleet"),
    file: join(top, "program/fleet.yaml"),
    sources: sources.map((each) => join(top, each)),
  });

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
])("a change of %s is none of the program", (path) => {
  const before = print();
  write(path, "// other");
  expect(print()).toEqual(before);
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
    /uses files outside of its folder.*under sources:\n {2}- .*index\.ts imports .*shared\/goals\n.*shared\/tags\.js/s,
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
  symlinkSync(join(top, "program"), join(top, "program/goals/up"));
  expect(print().program).toBe(print().program);
});
