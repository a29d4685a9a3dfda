import { Command, InvalidArgumentError } from "commander";

interface Options {
  readonly program: string;
  readonly out: string;
  readonly csv?: string;
  readonly customer?: readonly string[];
  readonly json?: true;
  readonly force?: true;
}

/** `msads fleet init`: a fleet file with the accounts that the sign-in can reach. */
export function initCommand(): Command {
  return new Command("init")
    .description(
      "Write a fleet file with every active account that the sign-in can reach, a stack for each. It reads from Microsoft Advertising and writes nothing to it. If the file is there already, it stays as it is, and the accounts that it lacks are listed",
    )
    .option("--program <folder>", "the Pulumi project that runs for each account", ".")
    .option("--out <file>", "where to write the fleet file", "fleet.yaml")
    .option("--csv <file>", "write the accounts to this CSV file, which the fleet file then names")
    .option("--customer <id>", "only accounts of this customer; may be repeated", addId)
    .option("--json", "one JSON object for machines")
    .option("--force", "replace existing files; accounts keep the stacks that they have in the file")
    .addHelpText(
      "after",
      "\nThe command uses MSADS_* in the environment, else the login of `msads login`; customerId and accountId are not needed.",
    )
    .action(async ({ program, out, csv, customer = [], json, force }: Options) => {
      const { runInit } = await import("./runInit.js");
      const { initWords } = await import("./initWords.js");
      const { cliRuntime } = await import("../shared/cliRuntime.js");
      const cwd = process.cwd();
      const progress = (line: string) => void process.stderr.write(`${line}\n`);
      const options = { program, out, customers: customer, force: force === true };
      const runtime = { ...(await cliRuntime(false)), cwd, progress };
      const result = await runInit({ ...options, ...(csv === undefined ? {} : { csv }) }, runtime);
      process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : initWords(result, cwd));
    });
}

function addId(id: string, before: readonly string[] = []): readonly string[] {
  if (/^[0-9]{1,19}$/.test(id)) return [...before, id];
  throw new InvalidArgumentError("It must be an id in digits, as in the web UI's address (cid=).");
}
