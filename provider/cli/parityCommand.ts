import { Command, Option } from "commander";
import type { StackChoice } from "./shared/stackConfig";
import { SETTINGS_HELP, withStackOption } from "./shared/stackOption";

interface Options {
  readonly stack: StackChoice;
  readonly yes?: true;
  readonly transport?: "soap" | "rest";
  readonly resume?: string;
  readonly out?: string;
  readonly json?: true;
}

const FILE = "msads-parity.json";

/** `msads parity`: which rules of the emulator hold in Microsoft's sandbox. Exit code 1 when the run ended early, or left goals active. */
export function parityCommand(): Command {
  return withStackOption(new Command("parity"))
    .description(
      "Find out which assumed and observed rules of the emulator hold in Microsoft's sandbox. Makes goals and tags there that stay for ever, paused; refuses production",
    )
    .option("--yes", "agree to what is made, without a question")
    .addOption(
      new Option(
        "--transport <name>",
        "ask over this transport (default: that of --resume, else soap for as long as Microsoft serves it)",
      ).choices(["soap", "rest"]),
    )
    .option("--resume <file>", "go on from the results in this file: what was asked is not asked again")
    .option("--out <file>", `write the results to this file (default: the file of --resume, else ${FILE})`)
    .option("--json", "one JSON object for machines")
    .addHelpText("after", SETTINGS_HELP)
    .action(async ({ stack, yes, transport, resume, out = resume ?? FILE, json }: Options) => {
      const [{ runParity }, { parityRuntime }, { checkOut, readParityFile }, { probeGroups }] =
        await Promise.all([
          import("./parity/runParity.js"),
          import("./parity/parityRuntime.js"),
          import("./parity/parityFile.js"),
          import("./parity/probes/index.js"),
        ]);
      const options = {
        json: json === true,
        ...(transport === undefined ? {} : { transport }),
        ...(resume === undefined ? {} : { resume: readParityFile(resume, transport) }),
      };
      if (out !== resume) checkOut(out);
      const runtime = await parityRuntime(stack, out, yes === true);
      if (!(await runParity(probeGroups, options, runtime))) process.exitCode = 1;
    });
}
