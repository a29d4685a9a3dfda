import { readFileSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";

const NAME = "pulumi-msads";

/** How a copy of the package lies on this machine, and how it came there. */
export interface Installed {
  /** The folder of the package. */
  readonly root: string;
  readonly version: string;
}

/**
 * What a new project in `folder` says in its package.json to get this same package: as the project says that installed it, which may
 * be a tarball that no registry has; else what npm noted when it installed it; else the version.
 */
export function packageSpec({ root, version }: Installed, folder: string): string {
  const inModules = root.split(/[\\/]/).includes("node_modules");
  // A clone, or a link to one: nothing installed it.
  if (!inModules) return fileSpec(root, folder);
  for (const project of foldersAbove(root)) {
    const spec = specIn(project) ?? notedBy(project);
    const own = spec === undefined ? undefined : ownSpec(spec, project, folder);
    if (own !== undefined) return own;
  }
  return `^${version}`;
}

function foldersAbove(folder: string): readonly string[] {
  const above = dirname(folder);
  return above === folder ? [] : [above, ...foldersAbove(above)];
}

/** The spec in a project's package.json. */
function specIn(project: string): string | undefined {
  const { dependencies, devDependencies, optionalDependencies } = json(join(project, "package.json"));
  return [dependencies, devDependencies, optionalDependencies]
    .map((list) => member(list, NAME))
    .find((spec) => typeof spec === "string" && spec !== "") as string | undefined;
}

/** What npm noted of an install that package.json does not speak of (`npm install --no-save`). */
function notedBy(project: string): string | undefined {
  const { packages } = json(join(project, "node_modules", ".package-lock.json"));
  const resolved = member(member(packages, `node_modules/${NAME}`), "resolved");
  return typeof resolved === "string" && resolved.startsWith("file:") ? resolved : undefined;
}

/** The spec as another folder has to say it; undefined for one that means nothing outside of its workspace. */
function ownSpec(spec: string, project: string, folder: string): string | undefined {
  if (/^(workspace|catalog|portal|patch|link):/.test(spec)) return undefined;
  const path =
    /^file:(.*)$/.exec(spec)?.[1] ?? (/^(\.{1,2}[\\/]|\/)|^[^:@]+\.tgz$/.test(spec) ? spec : undefined);
  if (path === undefined) return spec;
  return fileSpec(resolve(project, path.replace(/^\/\/(?=\/)/, "")), folder);
}

/** From folder to folder, so that both may be moved together; from another drive the whole path. */
function fileSpec(target: string, folder: string): string {
  const path = relative(folder, target);
  const shown = isAbsolute(path) ? target : path;
  return `file:${shown.replaceAll("\\", "/") || basename(target)}`;
}

function json(file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
  } catch {
    return {};
  }
}

function member(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
