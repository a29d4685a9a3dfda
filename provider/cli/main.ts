#!/usr/bin/env node
import { isNodeFit, unfitWords } from "../nodeVersion";

if (isNodeFit(process.versions.node)) {
  // Whoever reads the output may stop before its end, as `head` does: no failure, and nothing is left to do.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit();
  });
  // Progress and notices that nobody reads are no reason to stop in the middle of the work.
  process.stderr.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  void import("./program.js")
    .then(({ runCommand }) => runCommand(process.argv))
    .then((code) => {
      process.exitCode = code;
    });
} else {
  process.stderr.write(`msads: ${unfitWords(process.versions.node)}\n`);
  process.exitCode = 1;
}
