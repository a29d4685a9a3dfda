import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { PACKAGE_ROOT } from "../shared/manifest";

/** A change of the program's text; it contains `find` exactly once. */
export interface Edit {
  readonly find: string;
  readonly replace: string;
}

/** A copy of an example, in a folder of its own. */
export interface Program {
  /** Everything of this demo: program, state, Pulumi's home. */
  readonly home: string;
  /** The folder of Pulumi.yaml. */
  readonly folder: string;
  /** Changes index.ts. Throws when a text to find is missing or is there twice; then nothing is changed. */
  edit(edits: readonly Edit[]): void;
  remove(): void;
}

/** Copies an example and links what it imports. Throws when one of these is not installed. */
export function copyExample(example: string): Program {
  const home = mkdtempSync(join(tmpdir(), "msads-demo-"));
  const folder = join(home, example);
  cpSync(join(PACKAGE_ROOT, "examples", example), folder, {
    recursive: true,
    filter: (source) => !source.endsWith("node_modules"),
  });
  link(PACKAGE_ROOT, join(folder, "node_modules", "pulumi-msads"));
  for (const name of ["@pulumi/pulumi", "typescript"])
    link(folderOf(name), join(folder, "node_modules", ...name.split("/")));
  const main = join(folder, "index.ts");
  return {
    home,
    folder,
    edit: (edits) => writeFileSync(main, edits.reduce(applied, readFileSync(main, "utf8"))),
    remove: () => rmSync(home, { recursive: true, force: true, maxRetries: 3 }),
  };
}

function link(target: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(target, path, "junction");
}

function folderOf(name: string): string {
  try {
    return dirname(createRequire(join(PACKAGE_ROOT, "package.json")).resolve(`${name}/package.json`));
  } catch {
    throw new Error(`the demo needs ${name}: npm install ${name}`);
  }
}

function applied(text: string, { find, replace }: Edit): string {
  const parts = text.split(find);
  if (parts.length !== 2)
    throw new Error(
      `the example should hold ${JSON.stringify(find)} once, but does ${parts.length - 1} times`,
    );
  return parts.join(replace);
}
