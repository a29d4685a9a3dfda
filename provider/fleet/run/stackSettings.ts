import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, extname, join } from "node:path";
import { type Document, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from "yaml";
import type { ConfigValues } from "../fleet";
import { PROJECT_FILES, readProject } from "../project";

/** What a stack's settings file, `Pulumi.<stack>.yaml`, says of its config. */
export interface StackSettings {
  /** Plain values by full key, as Pulumi has them: texts. Objects and lists are JSON. */
  readonly values: ConfigValues;
  /** Encrypted values, as they stand in the file, and objects that hold one. */
  readonly secure: ConfigValues;
  /** Environments of Pulumi ESC that give further config. */
  readonly imports: readonly string[];
}

/** Reads a stack's settings without Pulumi; none where there is no file. Throws an Error that names the file where it is no YAML. @param program folder of the project. */
export function readStackSettings(program: string, stack: string): StackSettings {
  const file = stackSettingsFile(program, stack);
  const document = parsed(file, textOf(file));
  const pairs = configOf(document)?.items ?? [];
  const of = (secure: boolean): ConfigValues =>
    Object.fromEntries(
      pairs
        .filter(({ value }) => isSecure(value) === secure)
        .map(({ key, value }) => [keyOf(key), configValue(value)]),
    );
  return { values: of(false), secure: of(true), imports: importsOf(document) };
}

/** Sets values in a stack's settings file, as `pulumi config set` would; writes only where something differs. */
export function writeStackSettings(program: string, stack: string, config: ConfigValues): void {
  const file = stackSettingsFile(program, stack);
  const before = textOf(file);
  const after = withConfig(file, before, config);
  if (after === before) return;
  mkdirSync(dirname(file), { recursive: true });
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
  const project = PROJECT_FILES.find((name) => existsSync(join(program, name))) ?? "";
  const name = `Pulumi.${stack.split("/").at(-1)}${extname(project)}`;
  return join(readProject(program).stackConfigDir, name);
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

/** A list of names, or of tables with one key, or an environment that is written out here. */
function importsOf(document: Document.Parsed): readonly string[] {
  const { environment } = (document.toJS() ?? {}) as Readonly<Record<string, unknown>>;
  if (environment === undefined || environment === null) return [];
  const all: readonly unknown[] = Array.isArray(environment) ? environment : [environment];
  return all.map((each) => (typeof each === "string" ? each : Object.keys(each as object).join(", ")));
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

/** Pulumi takes an object that holds an encrypted value for a secret as a whole. */
function isSecure(node: unknown): boolean {
  if (isSeq(node)) return node.items.some(isSecure);
  return isMap(node) && (node.has("secure") || node.items.some(({ value }) => isSecure(value)));
}

/** A number as it is written: one of 19 digits has no other form that keeps them. */
function configValue(node: unknown): string {
  if (!isScalar(node)) return JSON.stringify(node ?? null);
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}
