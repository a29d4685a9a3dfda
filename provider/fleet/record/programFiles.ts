import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Fleet } from "../fleet";
import type { Fingerprint } from "./fingerprint";

/** What installing, running and versioning leave in a folder: no part of the program. */
const NO_SOURCE: ReadonlySet<string> = new Set([
  "node_modules",
  ".git",
  ".pulumi",
  ".venv",
  "venv",
  "__pycache__",
  ".DS_Store",
]);
const LOCK_FILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "uv.lock",
  "poetry.lock",
  "requirements.txt",
  "go.sum",
  "packages.lock.json",
];
/** A stack's config is told apart from the program: each stack has its own. */
const STACK_CONFIG = /^Pulumi\.[^/\\]+\.(yaml|yml|json)$/;

/** The shared part of all accounts' fingerprints. */
export type ProgramPrint = Pick<Fingerprint, "program" | "packages">;

/**
 * Hashes the program's files, the packages that are linked into its node_modules, and the fleet file's `sources`. Throws an Error that names the
 * files by which the program leaves its folder where the fleet file does not: a change of them would go unseen.
 */
export function programPrint({
  program,
  sources,
  record,
  file,
}: Pick<Fleet, "program" | "sources" | "record" | "file">): ProgramPrint {
  const all = [program, ...sources, ...linkedPackages(program)];
  const skipped = new Set([record, file].map((path) => resolve(path)));
  const files = all.flatMap((root) => filesIn(root, skipped));
  const strays = files.flatMap((each) => straysOf(each, all));
  if (strays.length > 0) throw new Error(strayWords(strays, file));
  const hash = createHash("sha256");
  for (const each of [...new Set(files)].sort())
    hash
      .update(`${relative(program, each)}\0`)
      .update(contentHash(each))
      .update("\0");
  return { program: hash.digest("base64url"), packages: lockHash(program) };
}

/** The lock file beside the program, or above it in a workspace. */
function lockHash(folder: string): string {
  const found = LOCK_FILES.map((name) => join(folder, name)).filter((each) => existsSync(each));
  if (found.length > 0)
    return createHash("sha256").update(found.map(contentHash).join("\0")).digest("base64url");
  const above = dirname(folder);
  return above === folder ? "none" : lockHash(above);
}

/** Folders that npm, yarn or pnpm link into node_modules: their code changes without the lock file. */
function linkedPackages(program: string): readonly string[] {
  const modules = join(program, "node_modules");
  const scopes = namesIn(modules).filter((name) => name.startsWith("@"));
  const names = [
    ...namesIn(modules),
    ...scopes.flatMap((scope) => namesIn(join(modules, scope)).map((name) => join(scope, name))),
  ];
  const links = names
    .map((name) => join(modules, name))
    .filter((path) => lstatSync(path).isSymbolicLink() && existsSync(path));
  return links.map((path) => realpathSync(path)).filter((path) => !path.split(sep).includes("node_modules"));
}

function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function filesIn(path: string, skipped: ReadonlySet<string>): readonly string[] {
  const name = basename(path);
  if (NO_SOURCE.has(name) || skipped.has(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory())
    return STACK_CONFIG.test(name) || LOCK_FILES.includes(name) ? [] : [path];
  // A link to a folder above would have no end.
  if (lstatSync(path).isSymbolicLink() && path.startsWith(realpathSync(path) + sep)) return [];
  return namesIn(path).flatMap((each) => filesIn(join(path, each), skipped));
}

function contentHash(file: string): string {
  return createHash("sha256").update(readFileSync(file)).digest("base64url");
}

/** A module that is named by its way from the file, in an import, an export or a require. */
const RELATIVE_IMPORT = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["'](\.\.?\/[^"'\n]+)["']/g;

interface Stray {
  readonly from: string;
  readonly to: string;
}

function straysOf(file: string, roots: readonly string[]): readonly Stray[] {
  if (!/\.[cm]?[jt]sx?$/.test(file)) return [];
  const text = readFileSync(file, "utf8");
  const targets = [...text.matchAll(RELATIVE_IMPORT)].map(([, path = ""]) => resolve(dirname(file), path));
  return targets.filter((to) => !roots.some((root) => isIn(to, root))).map((to) => ({ from: file, to }));
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

function strayWords(strays: readonly Stray[], file: string): string {
  const list = strays.slice(0, 10).map(({ from, to }) => `  - ${from} imports ${to}`);
  return `The program uses files outside of its folder, and a check would not see them change. Name their folders in ${file}, under sources:\n${list.join("\n")}`;
}
