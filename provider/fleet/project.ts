import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import type { ConfigValues } from "./fleet";

/** What the fleet needs of a Pulumi project. */
export interface Project {
  readonly name: string;
  /** The project's own config: defaults of every stack. */
  readonly config: ConfigValues;
  /** The backend that the project names. */
  readonly backend: string | undefined;
  /** Where the stacks' config files are. */
  readonly stackConfigDir: string;
  /** Where its code is, when that is not the project's folder. */
  readonly main: string | undefined;
  /** What else it names on this disk: a compiled program, plugins. */
  readonly parts: readonly string[];
}

export const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];

/** Throws an Error when the folder holds no project, or one that cannot be read. */
export function readProject(folder: string): Project {
  const file = PROJECT_FILES.map((name) => join(folder, name)).find((each) => existsSync(each));
  if (file === undefined) throw new Error(`${folder} is no Pulumi project: it has no Pulumi.yaml`);
  const project = parsed(readFileSync(file, "utf8"), file);
  if (typeof project.name !== "string") throw new Error(`${file} names no project`);
  const { backend, config, main } = project;
  // A text as `config` is its older name.
  const stacks = [project.stackConfigDir, config].find((each) => typeof each === "string");
  return {
    name: project.name,
    config: isTable(config) ? projectConfig(config, project.name) : {},
    backend: isTable(backend) && typeof backend.url === "string" ? backend.url : undefined,
    stackConfigDir: resolve(folder, stacks ?? ""),
    main: typeof main === "string" ? resolve(folder, main) : undefined,
    parts: partsOf(project).map((each) => resolve(folder, each)),
  };
}

function partsOf({ runtime, plugins }: Readonly<Record<string, unknown>>): readonly string[] {
  const options = isTable(runtime) && isTable(runtime.options) ? runtime.options : {};
  const kinds = isTable(plugins) ? Object.values(plugins) : [];
  const all = kinds.flatMap((kind: unknown) => (Array.isArray(kind) ? kind.filter(isTable) : []));
  return [options.binary, ...all.map(({ path }) => path)].filter((each) => typeof each === "string");
}

function parsed(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = parse(text);
    return isTable(value) ? value : {};
  } catch (error) {
    throw new Error(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** A key of the project's own needs no namespace; a value is given as it is, or as `value` or `default` of a declaration. */
function projectConfig(config: Readonly<Record<string, unknown>>, project: string): ConfigValues {
  const values = Object.entries(config).flatMap(([key, given]) => {
    const value = isTable(given) ? (given.value ?? given.default) : given;
    if (value === undefined || value === null) return [];
    return [[key.includes(":") ? key : `${project}:${key}`, textOf(value)] as const];
  });
  return Object.fromEntries(values);
}

function textOf(value: unknown): string {
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
