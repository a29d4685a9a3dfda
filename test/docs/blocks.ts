import { allPages, type Block } from "./markdown";

const IMPORT = 'import * as msads from "pulumi-msads";';

/** Every block of TypeScript or JavaScript of the documentation. */
export function tsBlocks(): readonly Block[] {
  return allPages()
    .flatMap(({ blocks }) => blocks)
    .filter(({ language }) => language === "ts" || language === "js");
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
