import { writeFileSync } from "node:fs";
import { availableParallelism, loadavg } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cliRows } from "./cli";
import { compare } from "./compared";
import { Service } from "./emulator";
import { inProcessRows } from "./inProcess";
import { manyRows } from "./many";
import { drawPlot } from "./plot";
import { replayRows } from "./replay";
import { asMarkdown, asText, type Row } from "./row";
import { sizeRows } from "./size";
import { startRows } from "./start";
import { wireRows } from "./wire";

const ROOT = join(__dirname, "../../../..");
/** What each call takes where the ways are compared; more of it would only favour those with few calls. Milliseconds. */
const LATENCY = 300;
/** After so many minutes no larger size is begun, and nothing is measured twice. */
const PATIENCE = 5;

/** `npm run bench`: measures, prints the table, and keeps the figures in tools/bench/results.json. */
async function main(): Promise<void> {
  const { values: flags } = parseArgs({
    options: {
      /** A few hundred goals instead of a thousand, and fewer rounds; no plot. */
      quick: { type: "boolean", default: false },
      /** The table as the README has it. */
      markdown: { type: "boolean", default: false },
    },
  });
  const { quick } = flags;
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  const began = performance.now();
  const load = [loadavg()[0]];
  const service = await Service.start();
  const rows: Row[] = [];
  try {
    rows.push(...(await sizeRows(service)), ...startRows(ROOT));
    rows.push(...(await inProcessRows(service, quick)), ...(await wireRows(service, quick)));
    const isLate = () => performance.now() - began > PATIENCE * 60_000;
    const compared = await compare(service, quick ? [30, 100] : [100, 300, 1_000], LATENCY, say, isLate);
    rows.push(...compared.rows);
    rows.push(...(await manyRows(service, quick ? 300 : 1_000, say, quick || isLate() ? 1 : 2)));
    rows.push(...(await cliRows(service, 300)));
    rows.push(...(await replayRows(quick)));
    load.push(loadavg()[0]);
    const machine = `${availableParallelism()} cores, Node ${process.version}, load ${load.map((one) => one?.toFixed(1)).join(" to ")}`;
    const took = `${((performance.now() - began) / 1_000).toFixed(0)} s`;
    const results = { machine, took, quick, rows, series: compared.series, latencyMs: LATENCY };
    writeFileSync(join(ROOT, "tools/bench/results.json"), `${JSON.stringify(results, undefined, 2)}\n`);
    if (!quick) drawPlot(compared, join(ROOT, "docs/bench.svg"));
    process.stdout.write(`${(flags.markdown ? asMarkdown : asText)(rows)}\n\n${machine}; ${took}\n`);
  } finally {
    await service.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
