import { once } from "node:events";
import type { Binding } from "./http/binding";
import { startEmulator } from "./start";

export interface RunArguments extends Binding {
  /** Default 8462. */
  readonly port?: number;
  /** A file that keeps the store. */
  readonly data?: string;
}

/**
 * Runs an emulator until SIGINT or SIGTERM. The first line on stdout is one JSON object with its URLs.
 * Rejects when the port is taken, the data file is unreadable, or other machines would reach it unasked.
 */
export async function runEmulator(args: RunArguments = {}): Promise<void> {
  const emulator = await startEmulator({ ...args, port: args.port ?? 8462 });
  const { url, soap, rest, token, collector, admin } = emulator;
  process.stdout.write(`${JSON.stringify({ url, soap, rest, token, collector, admin })}\n`);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
}
