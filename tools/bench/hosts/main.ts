import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { findPulumi } from "../../../provider/fleet/findPulumi";
import { Service } from "../emulator";
import { measured } from "./measured";
import { tableOf } from "./table";

/** `npm run bench:hosts`: the plugin beside the classes, in the same runs of the real CLI on the PATH. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      /** So many times each figure is measured; the table has medians. */
      runs: { type: "string", default: "5" },
      /** Goals of the large program. */
      large: { type: "string", default: "1000" },
    },
  });
  const found = findPulumi(process.env);
  if (found.is !== "usable") throw new Error("no usable pulumi on PATH: these figures are the real CLI's");
  const service = await Service.start();
  try {
    const say = (line: string): void => void process.stderr.write(`  ${line}\n`);
    const figures = await measured(service, { runs: Number(flags.runs), large: Number(flags.large) }, say);
    const machine = `pulumi ${found.version}, ${availableParallelism()} cores, load ${loadavg()[0]?.toFixed(1)}, Node ${process.version}`;
    process.stdout.write(
      `${tableOf(figures)}\n\n${machine}, times are medians of ${flags.runs}, state and memory taken once\n`,
    );
  } finally {
    await service.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
