import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

const files = new Set(globSync("provider/**/*.ts", { cwd: join(__dirname, "..") }));

/** The files of ours that a file imports, types and imports at run time included. */
function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(__dirname, "..", file), "utf8");
  return ts.preProcessFile(text, true, true).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const path = normalize(join(dirname(file), fileName.replace(/\.js$/, "")));
    const found = [`${path}.ts`, join(path, "index.ts")].find((each) => files.has(each));
    return found === undefined ? [] : [found];
  });
}

/** The first way found from a file back to itself, file by file. */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const found: string[] = [];
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) found.push([...way.slice(way.indexOf(file)), file].join(" → "));
    if (way.includes(file) || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...way, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

test("no file of the provider imports itself by way of others, not even for a type", () => {
  const graph = new Map([...files].map((file) => [file, importsOf(file)]));
  expect([...graph.values()].flat().length).toBeGreaterThan(files.size);
  expect(circles(graph)).toEqual([]);
});

test("a circle is found, wherever it begins", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c"]],
    ["c", ["b"]],
  ]);
  expect(circles(graph)).toEqual(["b → c → b"]);
});
