import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { pulumiRunner } from "../../provider/cli/demo/pulumiRunner";
import { PARALLEL } from "../../provider/cli/demo/runner";
import { findPulumi } from "../../provider/fleet/findPulumi";
import { goalWritesOf, type Service } from "./emulator";
import { seconds } from "./figures";
import type { Way } from "./programs";
import { type Row, told } from "./row";
import { Stack } from "./stack";

const WAYS: readonly Way[] = ["nothing", "single", "library"];

/** The same with the real CLI, where there is one: first up, and nothing changed. */
export async function cliRows(service: Service, goals: number): Promise<readonly Row[]> {
  const found = findPulumi(process.env);
  if (found.is !== "usable")
    return [told("the real CLI", `skipped: ${found.is === "missing" ? "no pulumi" : found.why}`)];
  const rows: Row[] = [];
  for (const way of WAYS) rows.push(await cliRow(service, way, goals, found.version));
  return rows;
}

async function cliRow(service: Service, way: Way, goals: number, version: string): Promise<Row> {
  await service.reset(0);
  const stack = new Stack(service, way, goals, PARALLEL);
  try {
    stack.write(0, 60);
    const home = join(stack.folder, "home");
    mkdirSync(home);
    const environment = stack.environment();
    const signal = new AbortController().signal;
    const options = { folder: stack.folder, home, environment, color: false, signal };
    const runner = await pulumiRunner(options, version);
    const [first, again] = [await timed(runner.up), await timed(runner.up)];
    const writes = goalWritesOf(await service.calls()).length;
    return told(
      `the real CLI, ${goals} goals, ${PARALLEL} in flight, ${way}`,
      `first up ${seconds(first)}, nothing changed ${seconds(again)}, ${writes} writes of goals`,
    );
  } finally {
    stack.remove();
  }
}

async function timed(run: () => Promise<{ readonly ok: boolean; readonly text: string }>): Promise<number> {
  const began = performance.now();
  const { ok, text } = await run();
  if (!ok) throw new Error(text);
  return performance.now() - began;
}
