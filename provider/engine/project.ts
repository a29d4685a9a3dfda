import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";

/** What the engine takes from Pulumi.yaml. */
export interface Project {
  readonly name: string;
  /** The folder of Pulumi.yaml. */
  readonly root: string;
  /** Where the program runs: the folder of `main`. */
  readonly folder: string;
  /** What to run there: a file, or "." to let package.json say. */
  readonly entry: string;
  readonly typescript: boolean;
  /** Options of node from `runtime.options.nodeargs`. */
  readonly nodeArgs: readonly string[];
  /** `config:`, keys with namespace. */
  readonly config: Readonly<Record<string, string>>;
  /** Whether `options: {refresh: always}` is set. */
  readonly refresh: boolean;
}

interface ProjectFile {
  readonly name?: string;
  readonly main?: string;
  readonly runtime?:
    | string
    | {
        readonly name?: string;
        readonly options?: { readonly typescript?: boolean; readonly nodeargs?: string };
      };
  readonly config?: Readonly<Record<string, unknown>>;
  readonly options?: { readonly refresh?: string };
}

type ParseYaml = (text: string) => unknown;

/**
 * Where the program itself lies, and so what it would load: needed before the file can be read properly, since the parser
 * comes with the program's SDK.
 * @throws Error if there is no Pulumi.yaml.
 */
export function programFolder(root: string): string {
  const file = join(root, "Pulumi.yaml");
  if (!existsSync(file)) throw new Error(`${root} has no Pulumi.yaml`);
  const main = /^main:\s*["']?([^"'#\r\n]+)/m.exec(readFileSync(file, "utf8"))?.[1]?.trim() ?? ".";
  return placeOf(root, main).folder;
}

/** A folder to run in, and what to run there. */
function placeOf(root: string, main: string): { readonly folder: string; readonly entry: string } {
  const path = join(root, main);
  const isFile = existsSync(path) && statSync(path).isFile();
  return isFile ? { folder: dirname(path), entry: basename(path) } : { folder: path, entry: "." };
}

/** @throws Error if Pulumi.yaml is none for Node. */
export function readProject(root: string, parseYaml: ParseYaml): Project {
  const file = join(root, "Pulumi.yaml");
  const text = (parseYaml(readFileSync(file, "utf8")) ?? {}) as ProjectFile;
  const runtime = typeof text.runtime === "string" ? { name: text.runtime } : (text.runtime ?? {});
  if (!text.name) throw new Error(`${file} has no name`);
  if (runtime.name !== "nodejs") throw new Error(`${file}: this engine runs programs of runtime nodejs only`);
  const place = placeOf(root, text.main ?? ".");
  if (!existsSync(place.folder))
    throw new Error(`${file}: main is ${JSON.stringify(text.main)}, and there is no such file or folder`);
  const options = "options" in runtime ? runtime.options : undefined;
  return {
    name: text.name,
    root,
    ...place,
    typescript: options?.typescript !== false && isTypeScript(place.folder, place.entry),
    nodeArgs: options?.nodeargs?.split(/\s+/).filter((part) => part !== "") ?? [],
    config: readConfig(text.config ?? {}, text.name, file),
    refresh: text.options?.refresh === "always",
  };
}

function isTypeScript(folder: string, entry: string): boolean {
  if (entry !== ".") return entry.endsWith(".ts");
  const manifest = join(folder, "package.json");
  const { main } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, "utf8")) as { main?: string })
    : {};
  if (main !== undefined && existsSync(join(folder, main))) return main.endsWith(".ts");
  return existsSync(join(folder, "index.ts")) && !existsSync(join(folder, "index.js"));
}

/**
 * Config of one stack, from Pulumi.<stack>.yaml beside Pulumi.yaml; empty without one.
 * @param replaced keys with namespace that have another value in this run: what the file has for these is not looked at.
 * @throws Error naming encrypted values.
 */
export function readStackConfig(
  project: Project,
  stack: string,
  parseYaml: ParseYaml,
  replaced: readonly string[] = [],
): Readonly<Record<string, string>> {
  const file = join(project.root, `Pulumi.${stack}.yaml`);
  if (!existsSync(file)) return {};
  const text = (parseYaml(readFileSync(file, "utf8")) ?? {}) as {
    config?: Readonly<Record<string, unknown>>;
  };
  const kept = Object.entries(text.config ?? {}).filter(
    ([key]) => !replaced.includes(withNamespace(key, project.name)),
  );
  return readConfig(Object.fromEntries(kept), project.name, file);
}

/** A key without namespace belongs to the project. */
export function withNamespace(key: string, project: string): string {
  return key.includes(":") ? key : `${project}:${key}`;
}

function readConfig(
  config: Readonly<Record<string, unknown>>,
  project: string,
  file: string,
): Record<string, string> {
  const entries = Object.entries(config).flatMap(([key, given]) => {
    const value = plainValue(given);
    if (isSecure(given)) {
      throw new Error(
        `${file}: ${key} is encrypted, which this engine cannot read; give it another value for this run, or give it in the environment`,
      );
    }
    if (value === undefined || value === null) return [];
    return [[withNamespace(key, project), typeof value === "string" ? value : JSON.stringify(value)]];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

function isSecure(given: unknown): boolean {
  return typeof given === "object" && given !== null && "secure" in given;
}

/** A plain value, or what a declaration (`{type, value}`, `{type, default}`) gives. */
function plainValue(given: unknown): unknown {
  if (typeof given !== "object" || given === null || Array.isArray(given)) return given;
  const declared = given as { readonly type?: unknown; readonly value?: unknown; readonly default?: unknown };
  if ("value" in declared) return declared.value;
  if ("default" in declared) return declared.default;
  return "type" in declared ? undefined : given;
}
