import { existsSync, lstatSync, readFileSync, realpathSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { contentHash, filesIn, namesIn } from "./filesIn";

/** The packages that a program finds where it is. */
export interface Installed {
  /** Folders of packages that are linked into node_modules: their code changes without the lock file. */
  readonly linked: readonly string[];
  /** What is installed, whatever the lock file says: by version, or by content where a version says nothing. */
  readonly packages: readonly string[];
}

/** This package, with its plugin: what compares and writes. */
const OURS = "pulumi-msads";
/** How a package is called for that lies on this disk: it changes under one version. */
const LOCAL = /^(file|link|portal|workspace|\.|\/|~)/;

/** Looks at what the program depends on; of linked packages also at what these depend on. This package is never one of the program's own. */
export function installedFor(program: string): Installed {
  const linked = new Set(linksIn(join(program, "node_modules")));
  const packages = new Map<string, string>();
  const seen = new Set<string>();
  const left = [program, ...linked];
  for (let folder = left.pop(); folder !== undefined; folder = left.pop()) {
    if (seen.has(folder)) continue;
    seen.add(folder);
    for (const [name, wanted] of dependenciesOf(folder)) {
      const found = placeOf(name, folder);
      if (found === undefined) continue;
      if (isLinked(found) && name !== OURS) {
        linked.add(realpathSync(found));
        left.push(realpathSync(found));
      } else packages.set(`${name} for ${relative(program, folder)}`, versionOf(found, name, wanted));
    }
  }
  return { linked: [...linked].sort(), packages: [...packages].map((each) => each.join(": ")).sort() };
}

function versionOf(folder: string, name: string, wanted: string): string {
  const { version } = readPackage(folder);
  if (name !== OURS && !LOCAL.test(wanted)) return String(version);
  const files = filesIn(realpathSync(folder), () => false);
  return `${version} ${contentHash(files, (file) => relative(realpathSync(folder), file))}`;
}

/** Every package is looked at for ours: it may be there without a word in package.json. */
function dependenciesOf(folder: string): readonly (readonly [string, string])[] {
  const { dependencies, optionalDependencies, peerDependencies } = readPackage(folder);
  const named = [peerDependencies, optionalDependencies, dependencies].flatMap((each) =>
    typeof each === "object" && each !== null ? Object.entries(each) : [],
  );
  return [[OURS, ""], ...named.map(([name, wanted]) => [name, String(wanted)] as const)];
}

function readPackage(folder: string): Readonly<Record<string, unknown>> {
  try {
    const read: unknown = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
    return typeof read === "object" && read !== null ? { ...read } : {};
  } catch {
    return {};
  }
}

/** As Node.js finds a package: beside the folder, or above it. */
function placeOf(name: string, folder: string): string | undefined {
  const found = join(folder, "node_modules", name);
  if (existsSync(found)) return found;
  const above = dirname(folder);
  return above === folder ? undefined : placeOf(name, above);
}

/** Links by hand (`npm link`) stand in no package.json. */
function linksIn(modules: string): readonly string[] {
  const names = namesIn(modules);
  const scopes = names.filter((name) => name.startsWith("@"));
  const scoped = scopes.flatMap((scope) => namesIn(join(modules, scope)).map((name) => join(scope, name)));
  const others = [...names, ...scoped].filter((name) => name !== OURS);
  const links = others.map((name) => join(modules, name)).filter(isLinked);
  return links.map((path) => realpathSync(path));
}

/** A link out of node_modules; pnpm's stay inside. */
function isLinked(path: string): boolean {
  if (!existsSync(path) || !lstatSync(path).isSymbolicLink()) return false;
  return !realpathSync(path).split(sep).includes("node_modules");
}
