import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { up } from "../../provider/engine/index";
import { StrandedLog } from "../../provider/engine/strandedLog";
import { childEnvironment } from "./support/environment";

/** As the SDK prints it. */
const stranded = (message: string, severity: string) =>
  `failed to deliver log message. \nerror: Error: Channel has been shut down \noriginal message: ${message}\n message severity: ${severity}`;

function heard(...texts: readonly string[]): readonly string[] {
  const told: string[] = [];
  const log = new StrandedLog((severity, message) => told.push(`${severity}: ${message}`));
  for (const line of texts.flatMap((text) => text.split("\n"))) log.line(line);
  log.end();
  return told;
}

describe("what a program prints", () => {
  it("is told line by line, a message that could not be delivered as what it is", () => {
    expect(heard("before", stranded("one\n two", "warn"), "after", stranded("", "error"))).toEqual([
      "info: before",
      "warning: one\n two",
      "info: after",
      "error: ",
    ]);
  });

  it.each([
    "",
    "Running program '/srv/goals/' failed with an unhandled exception:\n",
    "Running program '/srv/goals/' failed with an unhandled exception:\n\x1b[36m<ref *1>\x1b[39m ",
  ])("is for debugging only where the SDK speaks of its own closed way: %j", (before) => {
    const closed = `${before}Error: 14 UNAVAILABLE: Channel closed before call started\n    at a place`;
    expect(heard(stranded(closed, "error"))).toEqual([`debug: ${closed}`]);
  });

  it("stays an error where the program has failed by itself", () => {
    const failed = "Running program '/srv/goals/' failed with an unhandled exception:\nError: no such goal";
    expect(heard(stranded(failed, "error"))).toEqual([`error: ${failed}`]);
  });

  it.each([
    "failed to deliver log message. ",
    "failed to deliver log message. \nerror: x\noriginal message: cut off",
    "failed to deliver log message. \n message severity: warn",
    "original message: mine\n message severity: warn",
  ])("is told as it came where it is none, or not whole: %j", (text) => {
    expect(heard(text, "end")).toEqual([...text.split("\n"), "end"].map((line) => `info: ${line}`));
  });

  it("is never lost, whatever comes between", () => {
    const frame = [...stranded("x", "info").split("\n"), " message severity: fatal"];
    const own = fc.stringMatching(/^[a-z0-9]{3}$/);
    fc.assert(
      fc.property(fc.array(fc.oneof(own, fc.constantFrom(...frame))), (lines) => {
        const told = heard(...lines).map((each) => each.replace(/^\w+: /, ""));
        const words = (texts: readonly string[]) =>
          texts.flatMap((text) => text.split("\n")).filter((line) => /^[a-z0-9]{3}$/.test(line));
        expect(words(told).sort()).toEqual(words(lines).sort());
      }),
    );
  });
});

it("a program that logs when the run has failed already is heard as ever", async () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-late-"));
  try {
    const { exitCode, diagnostics } = await up({
      programDir: join(__dirname, "programs/lateLog"),
      stack: "dev",
      stateFile: join(folder, "state.json"),
      env: childEnvironment(),
    });
    expect(exitCode).toBe(1);
    const late = { severity: "warning", message: "late,\nand in two lines", ephemeral: false };
    expect(diagnostics).toContainEqual(late);
    const others = diagnostics.filter(({ message }) => message !== late.message);
    expect(others).toEqual([
      {
        severity: "error",
        message: expect.stringContaining("refused"),
        urn: expect.any(String),
        ephemeral: false,
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
