import type { Command, Option } from "commander";
import { msadsProgram } from "../../provider/cli/program";
import { GENERATED, table } from "./markdown";

/** The page of commands: what `--help` says of each. */
export function commandsPage(): string {
  const sections = msadsProgram()
    .commands.filter((command) => !isHidden(command))
    .map((command) => section(command, `msads ${command.name()}`));
  return [GENERATED, INTRODUCTION, ...sections].join("\n\n").concat("\n");
}

const INTRODUCTION = `# Commands

In a project that has the package, run \`npx msads <command>\`. Every command has \`--help\`. Exit codes: 0 done, 1 failed, 2 wrong usage.
With \`--json\`, a command that cannot begin prints \`{"ok": false, "error": "..."}\`.
The commands use the provider's settings: the stack's config, else the environment (\`MSADS_*\`), else the login of \`msads login\`: [configuration](configuration.md).`;

function section(command: Command, title: string): string {
  const words = [command.description().replace(/\.?$/, ".")];
  const usage = argumentsOf(command);
  if (usage !== "") words.push(`Called as \`${title} ${usage}\`.`);
  const rows = command.options.filter(({ hidden }) => !hidden).map(row);
  const options = rows.length === 0 ? [] : [table(["option", "does"], rows)];
  const inner = command.commands.filter((each) => !isHidden(each));
  return [
    `## ${title}`,
    escaped(words.join(" ")),
    ...options,
    ...inner.map((each) => `#${section(each, `${title} ${each.name()}`)}`),
  ].join("\n\n");
}

function argumentsOf(command: Command): string {
  return command.registeredArguments
    .map((each) => {
      const name = `${each.name()}${each.variadic ? "..." : ""}`;
      return each.required ? `<${name}>` : `[${name}]`;
    })
    .join(" ");
}

function row({ flags, description, argChoices, defaultValue }: Option): readonly string[] {
  const choices = argChoices === undefined ? "" : `: ${argChoices.join(", ")}`;
  const isPlain = typeof defaultValue === "string" || typeof defaultValue === "number";
  return [`\`${flags}\``, `${description}${choices}${isPlain ? ` (default ${defaultValue})` : ""}`];
}

function isHidden(command: Command): boolean {
  return (command as unknown as { readonly _hidden?: boolean })._hidden === true;
}

function escaped(text: string): string {
  return text.replace(/`[^`]*`|<(?=\w)/g, (found) => (found === "<" ? "&lt;" : found));
}
