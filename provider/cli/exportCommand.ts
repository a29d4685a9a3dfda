import { Command, Option } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly out?: string;
  readonly library?: true;
  readonly importFile?: string;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly status: "Active" | "Paused" | "all";
  readonly settings?: true;
  readonly campaigns: readonly string[];
  readonly json?: true;
  readonly force?: true;
}

/** `msads export`: an account's tags and goals as a Pulumi project that takes them over. */
export function exportCommand(): Command {
  return withStackOption(new Command("export"))
    .description(
      "Write the account's UET tags and conversion goals as a Pulumi project; its first `pulumi up` takes them over and changes nothing",
    )
    .option("--out <folder>", "where to write it (default: msads-<account id>)")
    .option("--library", "put all goals into one ConversionGoalLibrary, instead of a resource for each")
    .addOption(
      new Option(
        "--import-file <file>",
        "write a file for `pulumi import --file` instead of a project, for programs in any language that use the plugin",
      ).conflicts(["out", "library"]),
    )
    .option(
      "--include <pattern>",
      "only goals and tags whose name matches (* and ?; may be repeated)",
      collect,
      [],
    )
    .option(
      "--exclude <pattern>",
      "leave out goals and tags whose name matches (may be repeated)",
      collect,
      [],
    )
    .addOption(
      new Option("--status <status>", "only goals of this status")
        .choices(["Active", "Paused", "all"])
        .default("all"),
    )
    .option("--settings", "the account's conversion settings as well (auto-tagging and others)")
    .option(
      "--campaigns <ids>",
      "which goals these campaigns have as well (ids with commas between; may be repeated)",
      (ids: string, before: readonly string[]) => [...before, ...ids.split(",").map((id) => id.trim())],
      [],
    )
    .option("--json", "the summary as one JSON object for machines")
    .option("--force", "replace existing files")
    .addHelpText("after", `${SETTINGS_HELP} It reads the account and writes nothing to it.`)
    .action(async ({ stack, out, library, importFile, json, force, settings, ...filter }: Options) => {
      const { cliRuntime } = await import("./shared/cliRuntime.js");
      const cwd = process.cwd();
      const progress = (line: string) => void process.stderr.write(`${line}\n`);
      const runtime = { ...(await cliRuntime(stack)), cwd, progress };
      const common = { ...filter, settings: settings === true, force: force === true };
      const tell = <S>(summary: S, words: (summary: S, cwd: string) => string) =>
        void process.stdout.write(json ? `${JSON.stringify(summary, null, 2)}\n` : words(summary, cwd));
      if (importFile !== undefined) {
        const { runImportFile, importInWords } = await import("./export/runImportFile.js");
        return tell(await runImportFile({ ...common, importFile }, runtime), importInWords);
      }
      const { runExport, inWords } = await import("./export/runExport.js");
      const place = out === undefined ? {} : { out };
      tell(await runExport({ ...common, ...place, library: library === true }, runtime), inWords);
    });
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
