import { systemClock } from "../../account/clock";
import type { ReaderWorld } from "../../lifecycle/reader";

/** The world of a command: what it has to tell goes to stderr, but for details. */
export function cliWorld(): ReaderWorld {
  return {
    environment: process.env,
    clock: systemClock,
    notify: ({ severity, message }) => {
      if (severity !== "debug") process.stderr.write(`msads: ${message}\n`);
    },
  };
}
