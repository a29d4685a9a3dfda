#!/usr/bin/env node
import { isNodeFit } from "./node";

/** What package.json says under `engines`; npm only warns of it, and an older Node fails in words that help nobody. */
if (isNodeFit(process.versions.node)) {
  // Whoever reads the output may stop before its end, as `head` does: no failure, and nothing is left to do.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  void import("./program.js")
    .then(({ runCommand }) => runCommand(process.argv))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  process.stderr.write(`msads: needs Node 22.12 or later; this is ${process.versions.node}\n`);
  process.exitCode = 1;
}
