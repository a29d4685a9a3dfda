import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trafficOf } from "../../provider/cli/demo/calls";
import { childEnvironment } from "../../provider/cli/demo/environment";
import { Unexpected } from "../../provider/cli/demo/expect";
import { wrap } from "../../provider/cli/demo/paper";
import { copyExample } from "../../provider/cli/demo/program";
import { pulumiRunner } from "../../provider/cli/demo/pulumiRunner";
import { Stage } from "../../provider/cli/demo/stage";
import { storyOf } from "../../provider/cli/demo/story";
import { startEmulator } from "../../provider/emulator";

describe("what the demo starts", () => {
  it("sees no setting of msads or Pulumi but version and transport, and the emulator's address", () => {
    const own = {
      HOME: "/home/me",
      MSADS_ACCESS_TOKEN: "secret",
      MSADS_ENDPOINT: "https://elsewhere.example",
      MSADS_API_VERSION: "12",
      MSADS_TRANSPORT: "soap",
      PULUMI_ACCESS_TOKEN: "secret",
      PULUMI_HOME: "/home/me/.pulumi",
    };
    expect(childEnvironment(own, "http://127.0.0.1:1")).toEqual({
      HOME: "/home/me",
      MSADS_API_VERSION: "12",
      MSADS_TRANSPORT: "soap",
      MSADS_ENDPOINT: "http://127.0.0.1:1",
    });
  });
});

describe("the copy of an example", () => {
  const made: ReturnType<typeof copyExample>[] = [];
  const copy = () => {
    const program = copyExample("quickstart");
    made.push(program);
    return program;
  };
  afterEach(() => {
    for (const program of made.splice(0)) program.remove();
  });

  it("is edited by text that stands in it once, or not at all", () => {
    const program = copy();
    const main = join(program.folder, "index.ts");
    const original = readFileSync(main, "utf8");
    program.edit([{ find: "value: 25,", replace: "value: 26," }]);
    const edited = readFileSync(main, "utf8");
    expect(edited).toBe(original.replace("value: 25,", "value: 26,"));
    const one = { find: "value: 26,", replace: "value: 27," };
    expect(() => program.edit([one, { find: "not there", replace: "" }])).toThrow(
      '"not there" once, but does 0',
    );
    expect(() => program.edit([one, { find: "site.id", replace: "" }])).toThrow('"site.id" once, but does');
    expect(readFileSync(main, "utf8")).toBe(edited);
  });
});

describe("lines of the demo", () => {
  it("are broken at blanks and keep their indent, a little deeper", () => {
    expect(wrap("  one two three four", 12)).toEqual(["  one two", "    three", "    four"]);
    expect(wrap("short", 12)).toEqual(["short"]);
    const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
    expect(wrap(`  ${red("one")} ${red("two")} three`, 12)).toEqual([
      `  ${red("one")} ${red("two")}`,
      "    three",
    ]);
    expect(wrap(`  ${"x".repeat(20)}`, 12)).toEqual([`  ${"x".repeat(20)}`]);
  });
});

describe.skipIf(process.platform === "win32")("the Pulumi CLI", () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), "msads-cli-test-"));
  });
  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  const runnerIn = (path: string) =>
    pulumiRunner({
      folder: home,
      home,
      environment: { PATH: path },
      color: false,
      signal: new AbortController().signal,
    });

  it("is not used when there is none", async () => {
    expect(await runnerIn(home)).toBeUndefined();
  });

  it("runs with a home and a backend of its own, and never asks", async () => {
    const script = [
      "#!/bin/sh",
      'if [ "$1" = version ]; then echo v3.999.0; exit 0; fi',
      'echo "$*|$PULUMI_HOME|$PULUMI_BACKEND_URL" >> said',
      'echo "done $1"; if [ "$1" = destroy ]; then exit 3; fi',
    ];
    writeFileSync(join(home, "pulumi"), script.join("\n"));
    chmodSync(join(home, "pulumi"), 0o755);
    const runner = await runnerIn([home, "/usr/bin", "/bin"].join(delimiter));
    expect(runner?.title).toBe("the Pulumi CLI v3.999.0");
    expect(await runner?.up()).toEqual({ ok: true, text: "done up" });
    expect(await runner?.destroy()).toEqual({ ok: false, text: "done destroy" });
    const own = `|${join(home, "pulumi-home")}|file://${join(home, "backend")}`;
    const common = "--stack demo --yes --skip-preview --non-interactive --color never --parallel 16";
    expect(readFileSync(join(home, "said"), "utf8").trim().split("\n")).toEqual([
      `stack init demo --non-interactive${own}`,
      `up ${common}${own}`,
      `destroy ${common}${own}`,
    ]);
  });
});

describe("the story", () => {
  it("fails in every chapter when the account is not as claimed", async () => {
    const emulator = await startEmulator();
    try {
      const stage = new Stage(emulator);
      const write = { operation: "UpdateUetTags", items: 1, sent: [] } as unknown as Parameters<
        typeof trafficOf
      >[0][0];
      for (const { check } of storyOf(8))
        expect(() => check(stage, trafficOf([write]), {})).toThrow(Unexpected);
    } finally {
      await emulator.close();
    }
  });
});
