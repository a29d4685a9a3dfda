import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { programFolder, readProject, readStackConfig } from "../../provider/engine/project";
import { loadSdk } from "../../provider/engine/sdk";

const { parseYaml } = loadSdk(__dirname);
let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "msads-project-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(root, name, ".."), { recursive: true });
    writeFileSync(join(root, name), text);
  }
}
const project = (yaml: string, files: Readonly<Record<string, string>> = {}) => {
  write({ "Pulumi.yaml": `name: shop\n${yaml}`, ...files });
  return readProject(root, parseYaml);
};

describe("Pulumi.yaml", () => {
  it.each([
    ["no main", "runtime: nodejs", {}, { folder: "", entry: ".", typescript: false }],
    [
      "a folder",
      "runtime: nodejs\nmain: src/",
      { "src/index.js": "" },
      { folder: "src", entry: ".", typescript: false },
    ],
    [
      "a file",
      "runtime: nodejs\nmain: src/go.ts",
      { "src/go.ts": "" },
      { folder: "src", entry: "go.ts", typescript: true },
    ],
    ["index.ts", "runtime: nodejs", { "index.ts": "" }, { folder: "", entry: ".", typescript: true }],
    [
      "index.js beside it",
      "runtime: nodejs",
      { "index.ts": "", "index.js": "" },
      { folder: "", entry: ".", typescript: false },
    ],
    [
      "main of package.json",
      "runtime: nodejs",
      { "package.json": '{"main":"a.ts"}', "a.ts": "" },
      { folder: "", entry: ".", typescript: true },
    ],
    [
      "typescript switched off",
      "runtime:\n  name: nodejs\n  options:\n    typescript: false",
      { "index.ts": "" },
      { folder: "", entry: ".", typescript: false },
    ],
  ])("with %s says where the program is", (_what, yaml, files, expected) => {
    const folder = join(root, expected.folder);
    const read = project(yaml, files);
    expect({ ...read, folder: join(read.folder) }).toMatchObject({
      ...expected,
      folder: expect.stringContaining(folder),
    });
    expect(programFolder(root)).toBe(read.folder);
  });

  it("gives plain, declared and structured config a namespace", () => {
    const { config } = project(
      "runtime: nodejs\nconfig:\n  a: 1\n  b: {value: two}\n  c: {type: string, default: three}\n  d: {type: string}\n  other:e: [1]\n",
    );
    expect(config).toEqual({ "shop:a": "1", "shop:b": "two", "shop:c": "three", "other:e": "[1]" });
  });

  it("passes options of node on, and knows when to refresh", () => {
    const read = project(
      "runtime:\n  name: nodejs\n  options:\n    nodeargs: --import  tsx\noptions:\n  refresh: always",
    );
    expect(read).toMatchObject({ nodeArgs: ["--import", "tsx"], refresh: true });
    expect(project("runtime: nodejs").refresh).toBe(false);
  });

  it("must name a program that is there", () => {
    expect(() => project("runtime: nodejs\nmain: nowhere/")).toThrow(
      /main is "nowhere\/", and there is no such file or folder/,
    );
  });

  it("must have a name, and be there", () => {
    expect(() => programFolder(root)).toThrow(/no Pulumi.yaml/);
    write({ "Pulumi.yaml": "runtime: nodejs" });
    expect(() => readProject(root, parseYaml)).toThrow(/no name/);
  });
});

describe("config of a stack", () => {
  it("is read from its own file, and is empty without one", () => {
    const shop = project("runtime: nodejs", { "Pulumi.dev.yaml": "config:\n  shop:a: x\n  b: true\n" });
    expect(readStackConfig(shop, "dev", parseYaml)).toEqual({ "shop:a": "x", "shop:b": "true" });
    expect(readStackConfig(shop, "prod", parseYaml)).toEqual({});
  });

  it("may hold encrypted values only where this run has others", () => {
    const sealed = "config:\n  token: {secure: abc}\n  msads:developerToken: {secure: abc}\n  b: x\n";
    const shop = project("runtime: nodejs", { "Pulumi.dev.yaml": sealed });
    const read = (...replaced: readonly string[]) => readStackConfig(shop, "dev", parseYaml, replaced);
    expect(read("shop:token", "msads:developerToken")).toEqual({ "shop:b": "x" });
    expect(() => read("msads:developerToken")).toThrow(/Pulumi.dev.yaml: token is encrypted/);
  });
});
