import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Command } from "commander";
import { expect, test } from "vitest";
import { msadsProgram } from "../../provider/cli/program";
import { SETTING_NAMES } from "../../provider/config/settingNames";
import { settingsOf } from "../../provider/config/settings";
import { startEmulator } from "../../provider/emulator";
import { allPages, type Page, ROOT } from "./markdown";

const pages = allPages();
const each = pages.map((page) => [page.file, page] as const);
const program = msadsProgram();

/** Lines of code: those of blocks that are no program, and what stands in code within text. */
function codeOf({ blocks, spans }: Page): readonly string[] {
  const shell = blocks.filter(({ language }) => ["", "sh", "bash", "yaml"].includes(language));
  return [...shell.flatMap(({ text }) => text.split("\n")), ...spans].map((line) => line.trim());
}

/** The words after `msads` where a line calls it. */
function callsOf(page: Page): readonly (readonly string[])[] {
  return codeOf(page).flatMap((line) => {
    const [, call] = /^(?:run: |\$ )?(?:[A-Z_]+=\S+ )*(?:npx )?msads ([a-z-].*)$/.exec(line) ?? [];
    return call === undefined ? [] : [call.replace(/ ?(>|\||&&|#).*$/, "").split(/\s+/)];
  });
}

/** What is wrong with a call of `msads`; undefined when it could be typed so. */
function fault(call: readonly string[], parent = program): string | undefined {
  const [name = "", ...words] = call;
  if (name.startsWith("-")) return optionFault(parent, name, words[0]);
  const command = parent.commands.find((known) => known.name() === name);
  if (command === undefined) return `no command ${name}`;
  if (command.commands.length > 0 && words.length > 0) return fault(words, command);
  for (const [at, word] of words.entries()) {
    if (!word.startsWith("--") || word === "--help") continue;
    const [flag = "", inline] = word.replace(/[,.`]$/, "").split("=");
    const wrong = optionFault(command, flag, inline ?? words[at + 1]);
    if (wrong !== undefined) return `msads ${name}: ${wrong}`;
  }
  return undefined;
}

function optionFault(command: Command, flag: string, value: string | undefined): string | undefined {
  const option = command.options.find(({ long }) => long === flag);
  if (option === undefined) return `no option ${flag}`;
  if (!option.required) return undefined;
  if (value === undefined || value.startsWith("--")) return `${flag} needs a value`;
  const isPlaceholder = value.startsWith("<");
  if (option.argChoices === undefined || isPlaceholder || option.argChoices.includes(value)) return undefined;
  return `${flag} takes ${option.argChoices.join(", ")}`;
}

test.each(each)("%s: each msads command can be typed so", (_, page) => {
  expect(callsOf(page).flatMap((words) => fault(words) ?? [])).toEqual([]);
});

test("a wrong command is seen", () => {
  expect(fault(["exprot"])).toBe("no command exprot");
  expect(fault(["--versoin"])).toBe("no option --versoin");
  expect(fault(["export", "--outt", "x"])).toBe("msads export: no option --outt");
  expect(fault(["status", "--fail-on", "broken"])).toContain("takes inactive, silent");
  expect(fault(["export", "--status", "Paused", "--force"])).toBeUndefined();
  expect(fault(["fleet", "begin"])).toBe("no command begin");
  expect(fault(["fleet", "init", "--csv", "accounts.csv"])).toBeUndefined();
});

/** The settings that the provider looks up. */
function settingNames(): ReadonlySet<string> {
  const asked = new Set<string>();
  const given: Readonly<Record<string, string>> = { refreshToken: "t" };
  for (const values of [{}, given])
    try {
      settingsOf(
        (name) => {
          asked.add(name);
          return (values as Readonly<Record<string, string>>)[name];
        },
        join(ROOT, "no-such-file"),
      );
    } catch {
      // What is missing is not the matter here.
    }
  return asked;
}

const names = settingNames();
const variable = (name: string) => `MSADS_${name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;

test.each(each)("%s: each setting exists", (_, { text }) => {
  const used = [...text.matchAll(/(?<!dynamic\/)\bmsads:(?!index:|[A-Z])([A-Za-z]+)/g)].map(
    ([, name]) => name ?? "",
  );
  expect(used.filter((name) => !names.has(name))).toEqual([]);
});

test.each(each)("%s: each variable of the environment is one that something reads", (_, { text }) => {
  const used = new Set([...text.matchAll(/\bMSADS_[A-Z_]*[A-Z]\b/g)].map(([name]) => name));
  const known = new Set([...names].map(variable));
  expect([...used].filter((name) => !known.has(name) && !isRead(name))).toEqual([]);
});

const sources = ["provider/**/*.ts", "test/**/*.{ts,mjs}", "tools/bench/*.ts"].flatMap((pattern) =>
  globSync(pattern, { cwd: ROOT }).filter((file) => !file.startsWith(join("test", "docs"))),
);
let code: string | undefined;

function isRead(name: string): boolean {
  code ??= sources.map((file) => readFileSync(join(ROOT, file), "utf8")).join("\n");
  return code.includes(name);
}

test("the table of configuration has every setting, and none beside them", () => {
  const page = pages.find(({ file }) => file === join("docs", "configuration.md"))?.text ?? "";
  const rows = [...page.matchAll(/^\| (?:`msads:([A-Za-z]+)`)?[ *]*\| `(MSADS_[A-Z_]+)`/gm)];
  const listed = rows.flatMap(([, name]) => name ?? []);
  expect([...listed].sort()).toEqual([...names].sort());
  expect([...SETTING_NAMES].sort()).toEqual([...names].sort());
  const variables = rows
    .filter(([, name]) => name !== undefined)
    .map(([, name = "", env]) => [variable(name), env]);
  expect(variables.filter(([wanted, env]) => wanted !== env)).toEqual([]);
});

test.each(each)("%s: each npm script, test path and pulumi command exists", (file, page) => {
  const all = codeOf(page);
  const scripts = [...scriptsOf("package.json"), ...scriptsOf(join(dirname(file), "package.json"))];
  const run = all.flatMap((line) => [...line.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name ?? ""));
  expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  const paths = all.flatMap((line) => /vitest run (test\/\S+)/.exec(line)?.[1] ?? []);
  const isThere = (path: string) => globSync(`${path}*`, { cwd: ROOT }).length > 0;
  expect(paths.filter((path) => !isThere(path))).toEqual([]);
  const verbs = all.flatMap((line) =>
    [...line.matchAll(/(?:^|&& |run: )pulumi ([a-z]+)/g)].map(([, verb]) => verb ?? ""),
  );
  expect(verbs.filter((verb) => !PULUMI.has(verb))).toEqual([]);
});

const PULUMI = new Set(
  "cancel config destroy import login new package plugin preview refresh stack state up".split(" "),
);

function scriptsOf(file: string): readonly string[] {
  if (!existsSync(join(ROOT, file))) return [];
  return Object.keys(JSON.parse(readFileSync(join(ROOT, file), "utf8")).scripts ?? {});
}

test("docs/emulator.md: each call of admin is answered", async () => {
  const spans = pages.find(({ file }) => file === join("docs", "emulator.md"))?.spans ?? [];
  const calls = spans.flatMap(
    (span) => /^(GET|POST|DELETE) ([a-z]+(?:\/<id>)?)$/.exec(span)?.slice(1, 3) ?? [],
  );
  expect(calls.length).toBeGreaterThan(10);
  const emulator = await startEmulator();
  const missing: string[] = [];
  for (let at = 0; at < calls.length; at += 2) {
    const [method = "", path = ""] = calls.slice(at, at + 2);
    const body = method === "POST" ? { body: "{}", headers: { "content-type": "application/json" } } : {};
    const { status } = await fetch(`${emulator.admin}/${path.replace("<id>", "1")}`, { method, ...body });
    if (status === 404) missing.push(`${method} ${path}`);
  }
  await emulator.close();
  expect(missing).toEqual([]);
});
