import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { allPages, type Block, ROOT } from "./markdown";

const IMPORT = 'import * as msads from "pulumi-msads";';

/** Every block of TypeScript or JavaScript of the documentation. */
export function tsBlocks(): readonly Block[] {
  return allPages()
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => language === "ts" || language === "js");
}

/** The examples in the docstrings of what programs import. */
export function docstringExamples(): readonly Block[] {
  const files = ["provider/lookups.ts", ...globSync("provider/resources/**/*.ts", { cwd: ROOT })].sort();
  return files.flatMap((file) => {
    const text = readFileSync(join(ROOT, file), "utf8");
    return [...text.matchAll(/@example\n([\s\S]*?)\*\//g)].map(({ 1: found = "", index }) => {
      const example = found.replace(/^ *\* ?/gm, "");
      const line = text.slice(0, index).split("\n").length;
      return { file, line, language: "ts", text: example, before: beforeExample(example), notRun: undefined };
    });
  });
}

/** What examples take for granted: Pulumi, and a tag. */
function beforeExample(example: string): string {
  const tag = example.includes("const tag") ? "" : 'const tag = new msads.UetTag("a", { name: "A" });\n';
  return `import * as pulumi from "@pulumi/pulumi";\n${tag}`;
}

/** A block as a module: a fragment gets what stands unseen before it, and the package. */
export function moduleOf({ text, before }: Block): string {
  const all = `${before}${text}`;
  return all.includes('from "pulumi-msads') ? all : `${IMPORT}\n${all}`;
}

/** A whole Pulumi program, which runs as it stands. */
export function isProgram({ text, before }: Block): boolean {
  return before === "" && text.includes(IMPORT) && text.includes("new msads.");
}

/** Where a block stands, for people. */
export function placeOf({ file, line }: Block): string {
  return `${file}:${line}`;
}
