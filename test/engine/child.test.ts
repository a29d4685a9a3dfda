import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { startChild } from "../../provider/engine/child";

it("a process that cannot start is an error where it is started, and nothing more", async () => {
  const lost: unknown[] = [];
  const note = (error: unknown): void => void lost.push(error);
  process.on("uncaughtException", note);
  try {
    const cwd = join(tmpdir(), "msads-no-such-folder");
    const start = () => startChild({ script: "x.js", args: [], cwd, env: {}, onLine: () => undefined });
    expect(start).toThrow(`cannot start x.js in ${cwd}`);
    // Were it told only now, the test would miss it, and not fail.
    await setTimeout(50);
    expect(lost).toEqual([]);
  } finally {
    process.off("uncaughtException", note);
  }
});
