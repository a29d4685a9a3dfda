import { Command, InvalidArgumentError, Option } from "commander";
import type { TrafficFormat } from "../replay/traffic";
import type { ReplayRun } from "./replay/runReplay";
import { SETTINGS_HELP } from "./shared/stackOption";
import { UsageError } from "./usageError";

type Options = Omit<ReplayRun, "files">;

const FORMATS: readonly TrafficFormat[] = ["har", "combined", "json", "csv", "ga4"];

const SIDES = `
Which goals:
  (none), --live                the account's goals as they are now
  --stack NAME                  the goals in the state of this stack of the project here
  --state FILE                  the goals in a state that \`pulumi stack export\` wrote
  --program DIR                 live, compared with what the program in DIR would make of it
  --program DIR --stack NAME    the same, for this stack of the program
  --program DIR --state FILE    the state, compared with what the program would make
  --live --stack NAME, --live --state FILE
                                live, compared with the state
Of two sides the older is before: live, then state, then program. What neither a state nor a program has is on both sides as it is live.`;

/** `msads replay`: what recorded traffic would count as conversions, and what a change of a program makes of that. */
export function replayCommand(): Command {
  return new Command("replay")
    .description(
      "Run recorded traffic through conversion goals: what each would count, and which pages a program would begin or cease to count. Reads the account and writes nothing to it",
    )
    .argument(
      "<file...>",
      "HAR, web server log (combined, JSON lines), CSV, or GA4 export; gzip too; - is standard input",
    )
    .option(
      "--program <dir>",
      "what the Pulumi program in this folder would make of the goals (runs `pulumi preview`)",
    )
    .option("--stack <name>", "the state of this stack; with --program, the program's stack")
    .option("--no-stack", "read no stack's config, only the environment and the login of `msads login`")
    .option("--state <file>", "a state, as `pulumi stack export --file` writes it")
    .option("--live", "the goals of the account (the default)")
    .addOption(
      new Option("--format <format>", "of all files (default: told from the content)").choices(FORMATS),
    )
    .option("--site <address>", "scheme and host of pages that lack them, like https://www.example.com")
    .option("--columns <names>", "what columns of CSV and JSON lines are called: page=uri,time=ts", columns)
    .option("--ad-clicks-only", "count only what follows an ad click (msclkid)")
    .option("--top <number>", "pages and events shown for each goal that changes", top, 5)
    .option("--json", "one JSON object for machines")
    .option("--markdown", "Markdown for a pull request")
    .option("--html <file>", "also write one self-contained HTML page with plots")
    .option("--force", "with --html: replace an existing file")
    .addHelpText("after", `${SIDES}\n${SETTINGS_HELP}`)
    .action(async (files: readonly string[], options: Options) => {
      if (options.json && options.markdown)
        throw new UsageError("--json and --markdown both go to standard output: give one of them");
      const { runReplay } = await import("./replay/runReplay.js");
      const { replayRuntime } = await import("./replay/replayRuntime.js");
      await runReplay({ ...options, files }, replayRuntime());
    });
}

function columns(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(",").map((pair): readonly [string, string] => {
    const at = pair.indexOf("=");
    const [column, name] = [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    if (at < 1 || column === "" || name === "")
      throw new InvalidArgumentError(
        "Write pairs like page=uri,time=ts: what it holds, =, what the file calls it.",
      );
    return [column, name];
  });
  return Object.fromEntries(pairs);
}

function top(text: string): number {
  if (!/^[0-9]{1,3}$/.test(text) || Number(text) > 100)
    throw new InvalidArgumentError("A whole number from 0 to 100.");
  return Number(text);
}
