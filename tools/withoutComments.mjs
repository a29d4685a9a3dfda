/** Part of the build: takes the comments out of the code in dist/. They are a tenth of the package; the declarations keep theirs, which editors show. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import ts from "typescript";

const DIST = resolve(import.meta.dirname, "../dist");
const compilerOptions = {
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.Preserve,
  removeComments: true,
};

for (const path of readdirSync(DIST, { recursive: true })) {
  if (!path.endsWith(".js")) continue;
  const file = join(DIST, path);
  const { outputText } = ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions, fileName: path });
  writeFileSync(file, outputText);
}
