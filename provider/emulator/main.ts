import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Binding } from "./http/binding";
import { type ObservedFile, parseObserved } from "./observed/observedFile";
import { Screen } from "./pages/screen";
import { USUAL_PORT } from "./pages/waysIn";
import { startEmulator } from "./start";

export interface RunArguments extends Binding {
  /** Default `USUAL_PORT`. */
  readonly port?: number;
  /** A file that keeps the store. */
  readonly data?: string;
  /** A file that `msads parity` wrote: rules follow it. */
  readonly observed?: string;
}

/**
 * Runs an emulator until SIGINT or SIGTERM. On a terminal it says how to use it and shows each call; elsewhere the only line is one JSON object with its URLs.
 * Rejects when the port is taken, a file is unreadable, or other machines would reach it unasked.
 */
export async function runEmulator(args: RunArguments = {}, stdout = process.stdout): Promise<void> {
  const { observed: file, ...others } = args;
  const screen = stdout.isTTY ? new Screen(stdout) : undefined;
  const emulator = await startEmulator({
    ...others,
    ...(file === undefined ? {} : { observed: observedIn(file) }),
    port: args.port ?? USUAL_PORT,
    onCall: (call) => screen?.call(call),
  });
  const { url, soap, rest, token, collector, admin } = emulator;
  if (screen === undefined) stdout.write(`${JSON.stringify({ url, soap, rest, token, collector, admin })}\n`);
  else screen.banner(emulator, args.data);
  await Promise.race([once(process, "SIGINT"), once(process, "SIGTERM")]);
  await emulator.close();
}

/** Throws an Error of one line for a file that cannot be followed. */
function observedIn(file: string): ObservedFile {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Error(`${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  return parseObserved(text, file);
}
