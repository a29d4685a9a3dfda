import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { configWords, stackConfigProblems } from "../../config/stackConfig";
import type { AskPulumi } from "../../fleet/askPulumi";
import { UsageError } from "../usageError";

/** `--stack <name>`; false = `--no-stack`; undefined = the selected one, where there is one. */
export type StackChoice = string | false | undefined;

/** The config of a stack, for a command. */
export interface StackConfig {
  /** The stack that was read; undefined = none. */
  readonly stack: string | undefined;
  /** A value by its full key, like "msads:accountId"; secret ones too. */
  get(key: string): string | undefined;
  /** Why there is none although the folder is a project: a missing setting may be in that config. */
  readonly unread?: string;
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"];
const NONE: StackConfig = { stack: undefined, get: () => undefined };
const WITHOUT = "or skip the stack with --no-stack";

/**
 * Reads the config of the stack that is chosen in a folder, as Pulumi itself would: with the project's own, and secrets
 * opened. Without a project, without Pulumi and without a selected stack there is none, but for a stack that was named:
 * then, and where Pulumi cannot read it, this throws an error of one line, which holds no value. So does a config that would stop the program:
 * a misspelt environment would mean another account than the program's.
 */
export async function readStackConfig(
  choice: StackChoice,
  cwd: string,
  ask: AskPulumi,
): Promise<StackConfig> {
  if (choice === false) return NONE;
  const project = projectFile(cwd);
  if (project === undefined) {
    if (choice === undefined) return NONE;
    throw new UsageError(
      `--stack ${choice}: there is no Pulumi.yaml in this folder or above it; run this in the program's folder`,
    );
  }
  const stack = choice ?? (await selectedStack(ask));
  if (typeof stack !== "string") return { ...NONE, unread: stack.unread };
  const entries = await entriesOf(stack, ask);
  const values = Object.fromEntries([...entries].map(([key, { value }]) => [key, value]));
  const encrypted = [...entries].flatMap(([key, { secret }]) => (secret ? [key] : []));
  const problems = stackConfigProblems({ values, encrypted, project: nameIn(project) });
  if (problems.length > 0) throw new Error(configWords(problems));
  return { stack, get: (key) => entries.get(key)?.value };
}

function projectFile(folder: string): string | undefined {
  const found = PROJECT_FILES.map((name) => join(folder, name)).find((file) => existsSync(file));
  if (found !== undefined) return found;
  const above = dirname(folder);
  return above === folder ? undefined : projectFile(above);
}

/** The project's name. Pulumi has read the file before, so it is one. */
function nameIn(file: string): string {
  const text = readFileSync(file, "utf8");
  if (file.endsWith(".json")) return (JSON.parse(text) as { readonly name: string }).name;
  return /^["']?name["']?\s*:\s*["']?([\w.-]+)/m.exec(text)?.[1] ?? "";
}

async function selectedStack(ask: AskPulumi): Promise<string | { readonly unread: string }> {
  const answer = await ask(["stack", "--show-name"]);
  if (answer.is === "answered") return answer.stdout.trim();
  if (answer.is === "missing") return { unread: "pulumi is not on PATH" };
  if (answer.why.includes("no stack selected"))
    return { unread: "no stack is selected (pulumi stack select <name>, or --stack <name>)" };
  throw new Error(
    `Pulumi cannot say which stack is selected: ${answer.why}; fix that, name one with --stack, ${WITHOUT}`,
  );
}

interface Entry {
  readonly value: string;
  readonly secret: boolean;
}

async function entriesOf(stack: string, ask: AskPulumi): Promise<ReadonlyMap<string, Entry>> {
  const answer = await ask(["config", "--json", "--show-secrets", `--stack=${stack}`]);
  if (answer.is === "missing")
    throw new Error(`--stack ${stack}: pulumi is not on PATH; install it, ${WITHOUT}`);
  const entries = answer.is === "answered" ? parsed(answer.stdout) : undefined;
  if (entries !== undefined) return entries;
  const why = answer.is === "failed" ? answer.why : "its output is not a config";
  throw new Error(`Pulumi cannot read the config of stack ${stack}: ${why}; fix that, ${WITHOUT}`);
}

/** What the config holds by key; undefined for what is no such answer. */
function parsed(text: string): ReadonlyMap<string, Entry> | undefined {
  try {
    const entries = Object.entries(
      JSON.parse(text) as Readonly<Record<string, { readonly value?: unknown; readonly secret?: unknown }>>,
    );
    return new Map(
      entries.flatMap(([key, { value, secret }]) =>
        typeof value === "string" ? [[key, { value, secret: secret === true }] as const] : [],
      ),
    );
  } catch {
    return undefined;
  }
}
