import { Command, InvalidArgumentError } from "commander";
import { EMULATOR_PORT } from "../config/emulatorAddress";

interface Options {
  readonly port: number;
  readonly data?: string;
  readonly host: string;
  readonly allowRemote?: boolean;
  readonly observed?: string;
}

/** `msads emulator`: runs the stand-in for Microsoft's service until Ctrl-C. */
export function emulatorCommand(): Command {
  return new Command("emulator")
    .description(
      "Run a stand-in for Microsoft's Campaign Management service on this machine. On a terminal it explains how to use it and shows each call; otherwise its first line of output is a JSON object with its addresses",
    )
    .option("--port <number>", "TCP port; 0 takes any free one", port, EMULATOR_PORT)
    .option("--data <file>", "store the account's tags and goals in this file (default: in memory only)")
    .option("--host <address>", "address to listen on", "127.0.0.1")
    .option(
      "--allow-remote",
      "allow an address in --host that other machines can reach, for example in a container",
    )
    .option(
      "--observed <file>",
      "follow what msads parity saw the service do: rules that differed are off, or answer with the code that came",
    )
    .action(async (options: Options) => {
      const { runEmulator } = await import("../emulator/index.js");
      try {
        await runEmulator(options);
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
          throw new Error(
            `port ${options.port} is taken: stop what listens there, or choose another with --port`,
          );
        throw error;
      }
    });
}

function port(text: string): number {
  const number = Number(text);
  if (!/^[0-9]{1,5}$/.test(text) || number > 65_535)
    throw new InvalidArgumentError("A port is a whole number from 0 to 65535.");
  return number;
}
