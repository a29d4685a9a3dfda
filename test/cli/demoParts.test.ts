import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { trafficOf } from "../../provider/cli/demo/calls";
import { chooseRunner } from "../../provider/cli/demo/chooseRunner";
import { childEnvironment } from "../../provider/cli/demo/environment";
import { Unexpected } from "../../provider/cli/demo/expect";
import { copyExample } from "../../provider/cli/demo/program";
import { Stage } from "../../provider/cli/demo/stage";
import { storyOf } from "../../provider/cli/demo/story";
import { wrap } from "../../provider/cli/shared/terminal";
import { startEmulator } from "../../provider/emulator";
import { findPulumi, withPath } from "../../provider/fleet/findPulumi";

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
    const program = copyExample("demo");
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

  /** A `pulumi` in a folder of its own, and a PATH that begins with it. */
  const pulumiOf = (lines: readonly string[], mode = 0o755): string => {
    writeFileSync(join(home, "pulumi"), lines.join("\n"));
    chmodSync(join(home, "pulumi"), mode);
    return [home, "/usr/bin", "/bin"].join(delimiter);
  };
  const versioned = (version: string, ...more: readonly string[]) => [
    "#!/bin/sh",
    `if [ "$1" = version ]; then echo ${version}; exit 0; fi`,
    ...more,
  ];
  const chosenIn = (path: string) =>
    chooseRunner({
      folder: home,
      home,
      environment: { PATH: path },
      color: false,
      signal: new AbortController().signal,
    });
  const ENGINE = "the small engine of this package, because there is no usable Pulumi CLI";

  it("is not used when there is none, and nothing is said of it", async () => {
    const { runner, note } = await chosenIn(home);
    expect([runner.title, note]).toEqual([ENGINE, undefined]);
  });

  it.each([
    [
      "older than the SDK may be",
      versioned("v3.215.9"),
      0o755,
      "it is v3.215.9, and v3.216.0 is the oldest supported version",
    ],
    [
      "older, without a v",
      versioned("2.9.1"),
      0o755,
      "it is 2.9.1, and v3.216.0 is the oldest supported version",
    ],
    ["not executable", versioned("v3.300.0"), 0o644, "it cannot be run (EACCES)"],
    ["a script of a shell that is not there", ["#!/no/such/shell"], 0o755, "it cannot be run (ENOENT)"],
    ["crashing", ["#!/bin/sh", "kill -SEGV $$"], 0o755, "`pulumi version` ended with SIGSEGV"],
    ["failing", ["#!/bin/sh", "echo v3.300.0; exit 3"], 0o755, "`pulumi version` ended with exit code 3"],
    [
      "printing garbage",
      ["#!/bin/sh", "printf 'hello \\033[31mthere\\007\\nagain'"],
      0o755,
      '`pulumi version` printed "hello there?" and no version',
    ],
    ["printing nothing", ["#!/bin/sh"], 0o755, "`pulumi version` printed nothing and no version"],
  ])("that is %s is named in one line, and the engine runs the program", async (_what, lines, mode, why) => {
    const { runner, note } = await chosenIn(pulumiOf(lines, mode));
    expect(runner.title).toBe(ENGINE);
    expect(note).toBe(`pulumi on the PATH (${join(home, "pulumi")}) is not used: ${why}`);
  });

  it("that cannot make a stack is named in one line, and the engine runs the program", async () => {
    const script = versioned(
      "v3.999.0",
      "echo 'warning: old' >&2",
      "echo 'error: no backend' >&2",
      "exit 255",
    );
    const { runner, note } = await chosenIn(pulumiOf(script));
    expect(runner.title).toBe(ENGINE);
    expect(note).toBe(
      "the Pulumi CLI v3.999.0 on the PATH is not used: `pulumi stack init` failed: error: no backend",
    );
  });

  it("that does not answer is not waited for", () => {
    const PATH = pulumiOf(["#!/bin/sh", "exec sleep 60"]);
    expect(findPulumi({ PATH }, 100)).toMatchObject({
      why: expect.stringMatching(/did not answer within 0.1 s/),
    });
  });

  it("is as old as the oldest SDK that a program may have", () => {
    const text = readFileSync(join(__dirname, "../../package.json"), "utf8");
    const { peerDependencies } = JSON.parse(text) as { peerDependencies: Record<string, string> };
    const oldest = /^>=(\S+)/.exec(peerDependencies["@pulumi/pulumi"] ?? "")?.[1];
    expect(findPulumi({ PATH: pulumiOf(versioned(`v${oldest}`)) })).toEqual({
      is: "usable",
      version: `v${oldest}`,
    });
  });

  it("is found where Windows writes PATH otherwise", () => {
    const Path = pulumiOf(versioned("v3.300.0"));
    expect(withPath({ Path, HOME: "/me" }, "/node")).toEqual({
      PATH: `/node${delimiter}${Path}`,
      HOME: "/me",
    });
  });

  it("runs with a home and a backend of its own, and never asks", async () => {
    const path = pulumiOf(
      versioned(
        "v3.999.0",
        'echo "$*|$PULUMI_HOME|$PULUMI_BACKEND_URL" >> said',
        'echo "done $1"; if [ "$1" = destroy ]; then exit 3; fi',
      ),
    );
    const { runner, note } = await chosenIn(path);
    expect([runner.title, note]).toEqual(["the Pulumi CLI v3.999.0", undefined]);
    expect(await runner.up()).toEqual({ ok: true, text: "done up" });
    expect(await runner.destroy()).toEqual({ ok: false, text: "done destroy" });
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
