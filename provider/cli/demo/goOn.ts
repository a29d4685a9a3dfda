import { createInterface } from "node:readline";
import type { Emulator } from "../../emulator";
import type { Paper } from "./paper";
import type { Program } from "./program";
import type { Runner } from "./runner";

interface Kept {
  readonly emulator: Emulator;
  readonly program: Program;
  readonly runner: Runner;
  readonly paper: Paper;
  readonly signal: AbortSignal;
}

/** Leaves everything up until Ctrl-C; Enter runs the program again. */
export async function goOnByHand({ emulator, program, runner, paper, signal }: Kept): Promise<void> {
  const goal = emulator.store.goals.find(({ deleted }) => !deleted);
  paper.line();
  paper.line("Go on by hand:", 0, "bold");
  paper.line(`Edit ${program.folder}/index.ts and press Enter here: it is run again (up).`, 2);
  paper.line("Look at the account, or change a goal as if in the web UI, then press Enter:", 2);
  paper.command(`curl ${emulator.admin}/store`, 4);
  paper.command(
    `curl ${emulator.admin}/goals/${goal?.id ?? "<id>"} -H content-type:application/json -d '{"Status":"Paused"}'`,
    4,
  );
  paper.line("Ctrl-C stops the service and removes the folder.", 2);
  const input = createInterface({ input: process.stdin });
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  let running = Promise.resolve();
  input.on("line", () => {
    const tell = (text: string) => paper.line(text, 2);
    running = running.then(async () => tell((await runner.up()).text)).catch((error) => tell(String(error)));
  });
  await stopped;
  input.close();
  await running;
}
