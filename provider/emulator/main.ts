import { once } from "node:events";
import type { Binding } from "./http/binding";
import { Screen } from "./pages/screen";
import { USUAL_PORT } from "./pages/waysIn";
import { startEmulator } from "./start";

export interface RunArguments extends Binding {
  /** Default `USUAL_PORT`. */
  readonly port?: number;
  /** A file that keeps the store. */
  readonly data?: string;
}

/**
 * Runs an emulator until SIGINT or SIGTERM. On a terminal it says how to use it and shows each call; elsewhere the only line is one JSON object with its URLs.
 * Rejects when the port is taken, the data file is unreadable, or other machines would reach it unasked.
 */
export async function runEmulator(args: RunArguments = {}, stdout = process.stdout): Promise<void> {
  const screen = stdout.isTTY ? new Screen(stdout) : undefined;
  const emulator = await startEmulator({
    ...args,
    port: args.port ?? USUAL_PORT,
    onCall: (call) => screen?.call(call),
  });
  const { url, soap, rest, token, collector, admin } = emulator;
  if (screen === undefined) stdout.write(`${JSON.stringify({ url, soap, rest, token, collector, admin })}\n`);
  else screen.banner(emulator, args.data);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
}
