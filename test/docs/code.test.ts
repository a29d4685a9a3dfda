import { join } from "node:path";
import * as ts from "typescript";
import { beforeAll, expect, test } from "vitest";
import { PROGRAMS, packedPackage } from "../support/e2ePackage";
import { docstringExamples, moduleOf, placeOf, tsBlocks } from "./blocks";

/** As a user's project has them. */
const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  target: ts.ScriptTarget.ES2022,
  lib: ["lib.es2024.d.ts"],
  strict: true,
  skipLibCheck: true,
  types: ["node"],
  noEmit: true,
};

const blocks = [...tsBlocks(), ...docstringExamples()];
const wrong = 'new msads.UetTag("site", { nam: "Main site" });';

/** Modules that stand nowhere but in memory, beside the packed package. */
function inMemory(modules: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile } = host;
  return {
    ...host,
    fileExists: (file) => modules.has(file) || fileExists(file),
    readFile: (file) => modules.get(file) ?? readFile(file),
    getSourceFile: (file, version) => {
      const text = modules.get(file) ?? readFile(file);
      return text === undefined ? undefined : ts.createSourceFile(file, text, version);
    },
  };
}

const fileOf = (at: number) => join(PROGRAMS, `block-${at}.mts`);
let complaints: ReadonlyMap<string, readonly string[]> = new Map();

beforeAll(() => {
  packedPackage();
  const texts = [
    ...blocks.map(moduleOf),
    moduleOf({ file: "", line: 0, language: "ts", text: wrong, before: "", notRun: undefined }),
  ];
  const modules = new Map(texts.map((text, at) => [fileOf(at), `${text}\nexport {};\n`]));
  const program = ts.createProgram([...modules.keys()], OPTIONS, inMemory(modules));
  const said = ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const line =
      file === undefined || start === undefined ? 0 : file.getLineAndCharacterOfPosition(start).line + 1;
    return [file?.fileName ?? "", `${line}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`] as const;
  });
  complaints = new Map(
    [...modules.keys(), ""].map((name) => [
      name,
      said.filter(([file]) => file === name).map(([, text]) => text),
    ]),
  );
});

test.each(blocks.map((block, at) => [placeOf(block), at] as const))("%s compiles", (_, at) => {
  expect([complaints.get(fileOf(at)), complaints.get("")]).toEqual([[], []]);
});

test("a wrong block is seen", () => {
  expect(complaints.get(fileOf(blocks.length))?.join()).toContain("'nam' does not exist");
});
