import { createInterface } from "node:readline";
import type { Emulator } from "../../emulator";
import type { Terminal } from "../shared/terminal";
import type { Program } from "./program";
import type { Runner } from "./runner";

interface Kept {
  readonly emulator: Emulator;
  readonly program: Program;
  readonly runner: Runner;
  readonly terminal: Terminal;
  readonly signal: AbortSignal;
}

/** Leaves everything up until Ctrl-C; Enter runs the program again. */
export async function goOnByHand({ emulator, program, runner, terminal, signal }: Kept): Promise<void> {
  const goal = emulator.store.goals.find(({ deleted }) => !deleted);
  terminal.line();
  terminal.line("Go on by hand:", 0, "bold");
  terminal.line(`Edit ${program.folder}/index.ts and press Enter here: it is run again (up).`, 2);
  terminal.line("Look at the account, or change a goal as if in the web UI, then press Enter:", 2);
  terminal.command(`curl ${emulator.admin}/store`, 4);
  terminal.command(
    `curl ${emulator.admin}/goals/${goal?.id ?? "<id>"} -H content-type:application/json -d '{"Status":"Paused"}'`,
    4,
  );
  terminal.line("Ctrl-C stops the service and removes the folder.", 2);
  const input = createInterface({ input: process.stdin });
  const stopped = new Promise<void>((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener("abort", () => resolve(), { once: true });
  });
  let running = Promise.resolve();
  input.on("line", () => {
    const tell = (text: string) => terminal.line(text, 2);
    running = running.then(async () => tell((await runner.up()).text)).catch((error) => tell(String(error)));
  });
  await stopped;
  input.close();
  await running;
}
