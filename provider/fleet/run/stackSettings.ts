import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { type Document, isMap, isScalar, parseDocument, type YAMLMap } from "yaml";
import type { ConfigValues } from "../fleet";

/** What a stack's settings file says. */
export interface StackSettings {
  /** The file itself, `Pulumi.<stack>.yaml`; it need not exist. */
  readonly file: string;
  /** Plain values by full key, as Pulumi has them: texts. Objects and lists are JSON. */
  readonly values: ConfigValues;
  /** Encrypted values, as they stand in the file. They are not among `values`. */
  readonly secure: ConfigValues;
}

/** In the order in which Pulumi looks for them. */
const PROJECT_FILES = ["Pulumi.json", "Pulumi.yaml", "Pulumi.yml"];

/** Reads a stack's settings without Pulumi. Throws an Error that names the file where it is no YAML. @param program folder of the project. */
export function readStackSettings(program: string, stack: string): StackSettings {
  const file = stackSettingsFile(program, stack);
  const document = parsed(file, textOf(file));
  const pairs = configOf(document)?.items ?? [];
  const entries = pairs.map(({ key, value }) => [keyOf(key), value] as const);
  return {
    file,
    values: Object.fromEntries(
      entries.flatMap(([key, value]) => (isSecure(value) ? [] : [[key, configValue(value)]])),
    ),
    secure: Object.fromEntries(
      entries.flatMap(([key, value]) => (isSecure(value) ? [[key, configValue(value)]] : [])),
    ),
  };
}

/** Sets values in a stack's settings file, as `pulumi config set` would; writes only where something differs. */
export function writeStackSettings(program: string, stack: string, config: ConfigValues): void {
  const file = stackSettingsFile(program, stack);
  const before = textOf(file);
  const after = withConfig(file, before, config);
  if (after === before) return;
  const beside = `${file}.${process.pid}`;
  writeFileSync(beside, after);
  renameSync(beside, file);
}

/**
 * The text of a settings file with these values: the same text where none differs. Other keys, encrypted values, how the stack encrypts,
 * and comments stay. A value that was encrypted under one of these keys is replaced.
 * @param file its name, for an error, and for the format.
 */
export function withConfig(file: string, text: string, config: ConfigValues): string {
  const document = parsed(file, text);
  const now = configOf(document);
  const differing = Object.entries(config).filter(([key, value]) => {
    const node = now?.items.find((pair) => keyOf(pair.key) === key)?.value;
    return isSecure(node) || node === undefined || configValue(node) !== value;
  });
  if (differing.length === 0) return text;
  if (extname(file) === ".json") {
    const before = (text.trim() === "" ? {} : JSON.parse(text)) as { readonly config?: ConfigValues };
    const after = { ...before, config: { ...before.config, ...Object.fromEntries(differing) } };
    return `${JSON.stringify(after, null, 4)}\n`;
  }
  if (now === undefined) document.set("config", document.createNode({}));
  for (const [key, value] of differing) setValue(document, key, value);
  return document.toString({ lineWidth: 0 });
}

/** `org/project/stack` has its settings where `stack` has them. */
function stackSettingsFile(program: string, stack: string): string {
  const project =
    PROJECT_FILES.map((name) => join(program, name)).find(existsSync) ?? join(program, "Pulumi.yaml");
  const name = `Pulumi.${stack.split("/").at(-1)}${extname(project)}`;
  return join(dirname(project), settingsFolder(project), name);
}

/** `config` as a text is the older name of `stackConfigDir`. */
function settingsFolder(project: string): string {
  const said = parsed(project, textOf(project)).toJS() as Readonly<Record<string, unknown>> | null;
  return [said?.stackConfigDir, said?.config].find((folder) => typeof folder === "string") ?? "";
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, "utf8") : "";
}

function parsed(file: string, text: string): Document.Parsed {
  const document = parseDocument(text);
  const [problem] = document.errors;
  if (problem !== undefined) throw new Error(`${file}: ${problem.message}`);
  return document;
}

function configOf(document: Document.Parsed): YAMLMap | undefined {
  const config: unknown = document.get("config");
  return isMap(config) ? config : undefined;
}

/** The line keeps its comment. */
function setValue(document: Document.Parsed, key: string, value: string): void {
  const old: unknown = document.getIn(["config", key], true);
  if (isScalar(old)) {
    const { comment } = old;
    const node = document.createNode(value);
    if (comment) node.comment = comment;
    document.setIn(["config", key], node);
  } else document.setIn(["config", key], value);
}

function keyOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}

function isSecure(node: unknown): boolean {
  return isMap(node) && node.has("secure");
}

/** A number as it is written: one of 19 digits has no other form that keeps them. */
function configValue(node: unknown): string {
  if (isScalar(node))
    return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
  return JSON.stringify(node ?? null);
}
