import { availableParallelism, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { findPulumi } from "../../../provider/fleet/findPulumi";
import { Service } from "../emulator";
import { asMarkdown, asText, type Row } from "../row";
import { beside } from "./busy";
import { repeated, SCENARIOS } from "./scenarios";
import { thousand } from "./thousand";

/** As many as a build server has on its hands beside us. */
const LOOPS = 6;

/** `npm run bench:pulumi`: what is claimed about batches, by the real CLI on PATH. Ends with 1 where a figure is not met. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      /** So many runs of the small edit on this machine as it is, and as many beside six busy loops. */
      runs: { type: "string", default: "10" },
      /** Nothing but these runs. */
      quick: { type: "boolean", default: false },
      /** Only scenarios whose name holds this text. */
      only: { type: "string" },
      /** 1,000 goals at 300 ms a call against one write and one read for each: some minutes. */
      thousand: { type: "boolean", default: false },
      markdown: { type: "boolean", default: false },
    },
  });
  const found = findPulumi(process.env);
  if (found.is !== "usable") {
    const why = found.is === "missing" ? "no pulumi on PATH" : found.why;
    throw new Error(`${why}: these figures are the real CLI's`);
  }
  const service = await Service.start();
  const rows: Row[] = [];
  const add = (row: Row): void => {
    rows.push(row);
    process.stderr.write(`  ${row.met === false ? "NOT MET  " : ""}${row.what}: ${row.measured}\n`);
  };
  try {
    const { only } = flags;
    if (only === undefined) {
      const runs = Number(flags.runs);
      add(await repeated(service, runs, `at load ${loadavg()[0]?.toFixed(1)}`));
      add(await beside(LOOPS, () => repeated(service, runs, `beside ${LOOPS} busy loops`)));
    }
    const asked = flags.quick
      ? []
      : SCENARIOS.filter(({ what }) => only === undefined || what.includes(only));
    for (const scenario of asked) add(await scenario.run(service));
    if (flags.thousand) for (const row of await thousand(service)) add(row);
  } finally {
    await service.close();
  }
  const machine = `pulumi ${found.version}, ${availableParallelism()} cores, Node ${process.version}`;
  process.stdout.write(`${(flags.markdown ? asMarkdown : asText)(rows)}\n\n${machine}\n`);
  if (rows.some(({ met }) => met === false)) process.exitCode = 1;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
