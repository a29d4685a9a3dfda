import { existsSync, readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, relative, resolve } from "node:path";

/** A file that a program names outside of all that is known of it. */
export interface Stray {
  readonly from: string;
  readonly to: string;
}

/** A module that is named by its way from the file, in an import, an export or a require. */
const IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.\.?\/[^"'\n]+)["']/g;
/** Any text of a program that leads upwards: data that it reads. */
const UPWARDS = /["'`](\.\.\/[^"'`$\n]+)["'`]/g;
const CODE = /\.([cm]?[jt]sx?|py|go|cs)$/;
/** Files that say where other code is, and how. */
const SETUP: readonly (readonly [RegExp, RegExp])[] = [
  [/^go\.(mod|work)$/, /(?:=>|\buse)\s+(\.\.\/\S+)/g],
  [/^requirements.*\.txt$/, /^\s*(?:-[er]\s+)?(?:file:)?(\.\.\/\S+)/gm],
  [/^pyproject\.toml$/, /["'](?:file:)?(\.\.\/[^"'\n]+)["']/g],
  [/^tsconfig.*\.json$/, /(?<!"extends"\s*:\s*)"(\.\.\/[^"*\n]+)/g],
  [/\.ya?ml$/, /fn::(?:readFile|fileAsset|fileArchive)["']?\s*:\s*["']?(\.\.\/[^"'\s}]+)/g],
];

/** The files by which some file leaves the roots. `bases`: where the program may run, from which it reads files. */
export function straysOf(file: string, roots: readonly string[], bases: readonly string[]): readonly Stray[] {
  const setup = SETUP.flatMap(([name, pattern]) => (name.test(basename(file)) ? [pattern] : []));
  if (!CODE.test(file) && setup.length === 0) return [];
  const text = readFileSync(file, "utf8");
  const named = (pattern: RegExp) => [...text.matchAll(pattern)].map(([, path = ""]) => path);
  const imported = CODE.test(file) ? named(IMPORT).map((path) => resolve(dirname(file), path)) : [];
  const read = [...(CODE.test(file) ? [UPWARDS] : []), ...setup]
    .flatMap(named)
    .flatMap((path) => [dirname(file), ...bases].map((base) => resolve(base, path)))
    .filter((path) => existsSync(path));
  const targets = new Set([...imported, ...read]);
  return [...targets].filter((to) => !roots.some((root) => isIn(to, root))).map((to) => ({ from: file, to }));
}

function isIn(path: string, root: string): boolean {
  const way = relative(root, path);
  const isInside = way === "" || !(way.startsWith("..") || isAbsolute(way));
  return isInside || withoutEnding(path) === withoutEnding(root);
}

/** Of a single file the import may leave out the ending, or name another: `./util.js` of util.ts. */
function withoutEnding(path: string): string {
  return path.replace(/\.[cm]?[jt]sx?$/, "");
}

export function strayWords(strays: readonly Stray[], file: string): string {
  const list = strays.slice(0, 10).map(({ from, to }) => `  - ${from} uses ${to}`);
  return `The program uses files outside of its folder, and a check would not see them change. Name their folders in ${file}, under sources:\n${list.join("\n")}`;
}
