/** Part of the build: deletes the declarations in dist/ that no entry point of package.json leads to. They would only make the package bigger. */
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import ts from "typescript";

const ROOT = resolve(import.meta.dirname, "..");
const DIST = join(ROOT, "dist");

const { exports: entryPoints } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const reached = new Set();

for (const { types } of Object.values(entryPoints)) if (types !== undefined) reach(resolve(ROOT, types));
const all = readdirSync(DIST, { recursive: true }).filter((path) => path.endsWith(".d.ts"));
for (const path of all) if (!reached.has(join(DIST, path))) rmSync(join(DIST, path));

function reach(file) {
  if (reached.has(file)) return;
  reached.add(file);
  const { importedFiles } = ts.preProcessFile(readFileSync(file, "utf8"), true);
  for (const { fileName } of importedFiles)
    if (fileName.startsWith(".")) reach(declarationOf(file, fileName));
}

/** Throws where an entry point leads to nothing. */
function declarationOf(file, specifier) {
  const path = join(dirname(file), specifier.replace(/\.js$/, ""));
  const found = [`${path}.d.ts`, join(path, "index.d.ts")].find((each) => existsSync(each));
  if (found === undefined) throw new Error(`${file} imports ${specifier}, which has no declaration`);
  return found;
}
