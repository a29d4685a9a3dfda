import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readStackConfig, type StackChoice } from "../../provider/cli/shared/stackConfig";
import { originsIn } from "../../provider/config/settings";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { type AskPulumi, type PulumiAnswer, pulumiIn } from "../../provider/fleet/askPulumi";
import { hasPulumi } from "../support/e2eRunner";
import { type Ended, runMsads } from "./msads";

const home = mkdtempSync(join(tmpdir(), "msads-stack-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const folder = (name: string) => {
  const path = join(home, name);
  mkdirSync(path, { recursive: true });
  return path;
};
/** The folder of a program, two below that of its Pulumi.yaml. */
const project = join(folder("project/src/deep"), "..", "..");
writeFileSync(
  join(project, "Pulumi.yaml"),
  "name: shop\nruntime: nodejs\nconfig:\n  msads:customerId: '111'\n",
);
const deep = join(project, "src", "deep");
const nowhere = folder("nowhere");

const answered = (stdout: string): PulumiAnswer => ({ is: "answered", stdout });
const failed = (why: string): PulumiAnswer => ({ is: "failed", why });
const missing: PulumiAnswer = { is: "missing" };

/** A Pulumi that answers the two questions so; and what it was asked. */
function fakePulumi(name: PulumiAnswer, config: PulumiAnswer) {
  const asked: (readonly string[])[] = [];
  const ask: AskPulumi = async (args) => {
    asked.push(args);
    return args[0] === "config" ? config : name;
  };
  return { ask, asked };
}

const values = answered(
  JSON.stringify({
    "msads:accountId": { value: "222", secret: false },
    "msads:developerToken": { value: "sentinel", secret: true },
    "shop:data": { value: '{"x":1}', objectValue: { x: 1 }, secret: false },
  }),
);
const complaintOf = (reading: Promise<unknown>) =>
  reading.then(
    () => "",
    (error: Error) => error.message,
  );

describe("the config of a stack", () => {
  test("that would stop its program stops commands too, all in one error: a misspelt environment would mean production", async () => {
    const config = answered(
      JSON.stringify({
        "msads:enviroment": { value: "sandbox", secret: false },
        "msads:onDelet": { value: "retain", secret: false },
        "msads:accessToken": { value: "sentinel", secret: false },
        "msads:developerToken": { value: "sentinel", secret: true },
        "shop:enviroment": { value: "test", secret: false },
      }),
    );
    const message = await complaintOf(readStackConfig("dev", deep, fakePulumi(missing, config).ask));
    expect(message.split("\n").map((line) => line.split(/ is a secret|\. Did/)[0])).toEqual([
      "The configuration of msads is not valid:",
      "  - msads:enviroment is not a setting",
      "  - msads:onDelet is not a setting",
      "  - msads:accessToken",
    ]);
    expect(message).not.toContain("sentinel");
  });

  test.each([
    ["Pulumi.yaml", 'runtime:\n  name: nodejs\nname: "msads"\n'],
    ["Pulumi.json", '{ "runtime": { "name": "nodejs" }, "name": "msads" }'],
  ])("of a project that is itself named msads may have keys of its own (%s)", async (file, text) => {
    const own = folder(`own ${file}`);
    writeFileSync(join(own, file), text);
    const config = answered(
      JSON.stringify({ "msads:enviroment": { value: "x" }, "msads:accountId": { value: "5" } }),
    );
    const { get } = await readStackConfig("dev", own, fakePulumi(missing, config).ask);
    expect(get("msads:accountId")).toBe("5");
  });

  test("is that of the selected one, with secrets, anywhere in a project", async () => {
    const { ask, asked } = fakePulumi(answered("dev\n"), values);
    const { stack, get, unread } = await readStackConfig(undefined, deep, ask);
    expect([stack, get("msads:accountId"), get("msads:developerToken"), get("msads:none"), unread]).toEqual([
      "dev",
      "222",
      "sentinel",
      undefined,
      undefined,
    ]);
    expect(asked.at(-1)).toEqual(["config", "--json", "--show-secrets", "--stack=dev"]);
  });

  test("is that of the stack that was named, whatever is selected", async () => {
    const { ask, asked } = fakePulumi(failed("no stack selected"), values);
    expect((await readStackConfig("prod", project, ask)).stack).toBe("prod");
    expect(asked).toEqual([["config", "--json", "--show-secrets", "--stack=prod"]]);
  });

  test.each<[string, StackChoice, string, PulumiAnswer, string | undefined]>([
    ["no project", undefined, nowhere, missing, undefined],
    ["--no-stack", false, project, missing, undefined],
    ["no pulumi", undefined, project, missing, "pulumi is not on PATH"],
    [
      "no stack selected",
      undefined,
      project,
      failed("no stack selected; please use `pulumi stack select`"),
      "no stack is selected (pulumi stack select <name>, or --stack <name>)",
    ],
  ])("is empty: %s", async (_what, choice, cwd, answer, unread) => {
    const found = await readStackConfig(choice, cwd, fakePulumi(answer, answer).ask);
    expect([found.stack, found.get("msads:accountId"), found.unread]).toEqual([undefined, undefined, unread]);
  });

  test.each<[string, StackChoice, string, PulumiAnswer, PulumiAnswer, string]>([
    ["a name without a project", "dev", nowhere, missing, missing, "--stack dev: there is no Pulumi.yaml"],
    ["a name without pulumi", "dev", project, missing, missing, "--stack dev: pulumi is not on PATH"],
    [
      "a name that no stack has",
      "nope",
      project,
      missing,
      failed("no stack named 'nope' found"),
      "Pulumi cannot read the config of stack nope: no stack named 'nope' found",
    ],
    [
      "nobody logged in",
      undefined,
      project,
      failed("PULUMI_ACCESS_TOKEN must be set"),
      missing,
      "Pulumi cannot say which stack is selected: PULUMI_ACCESS_TOKEN must be set",
    ],
    [
      "a locked passphrase",
      undefined,
      project,
      answered("dev\n"),
      failed("incorrect passphrase"),
      "Pulumi cannot read the config of stack dev: incorrect passphrase",
    ],
    [
      "an answer that is no config",
      "dev",
      project,
      missing,
      answered('{"msads:developerToken": {"value": "sentinel"'),
      "its output is not a config",
    ],
  ])("is refused in one line without a value: %s", async (_what, choice, cwd, name, config, says) => {
    const message = await complaintOf(readStackConfig(choice, cwd, fakePulumi(name, config).ask));
    expect(message).toContain(says);
    expect(message.split("\n")).toHaveLength(1);
    expect(message).not.toContain("sentinel");
  });
});

test("where a setting comes from is told, and a secret's value is not", () => {
  const config: Readonly<Record<string, string>> = {
    "msads:accountId": "222",
    "msads:developerToken": "sentinel",
    "msads:transport": " ",
  };
  const environment = {
    MSADS_ACCOUNT_ID: "333",
    MSADS_ACCESS_TOKEN: "sentinel",
    MSADS_TRANSPORT: "rest",
    MSADS_NAME_PREFIX: "dev ",
  };
  expect(originsIn((key) => config[key], environment)).toEqual([
    { name: "transport", value: "rest", variable: "MSADS_TRANSPORT" },
    { name: "accountId", value: "222", variable: undefined },
    { name: "developerToken", value: undefined, variable: undefined },
    { name: "accessToken", value: undefined, variable: "MSADS_ACCESS_TOKEN" },
    { name: "namePrefix", value: "dev ", variable: "MSADS_NAME_PREFIX" },
  ]);
});

describe.skipIf(process.platform === "win32")("a pulumi on PATH", () => {
  /** A folder that holds a `pulumi` which does that. */
  const withPulumi = (name: string, script: string, mode = 0o755): NodeJS.ProcessEnv => {
    const file = join(folder(name), "pulumi");
    writeFileSync(file, script);
    chmodSync(file, mode);
    return { PATH: `${folder(name)}${delimiter}/usr/bin${delimiter}/bin` };
  };
  const shell = (text: string) => `#!/bin/sh\n${text}\n`;

  test.each<[string, NodeJS.ProcessEnv, PulumiAnswer]>([
    ["answers", withPulumi("good", shell('echo "$*"')), answered("x --non-interactive --color never\n")],
    ["is not there", { PATH: nowhere }, missing],
    [
      "says why it failed, after warnings",
      withPulumi("warns", shell("echo sentinel; echo 'warning: old' >&2; echo 'error: no' >&2; exit 6")),
      failed("no"),
    ],
    ["fails without a word", withPulumi("dumb", shell("echo sentinel; exit 3")), failed("it ended with 3")],
    [
      "cannot be started",
      withPulumi("broken", shell("exit 0"), 0o644),
      failed("it could not be started (EACCES)"),
    ],
  ])("%s", async (_what, environment, answer) => {
    expect(await pulumiIn(nowhere, environment)(["x"])).toEqual(answer);
  });
});

const CASES = hasPulumi() ? describe : describe.skip;

CASES("with the Pulumi CLI (skipped without it)", () => {
  const environment = {
    PULUMI_HOME: folder("pulumi"),
    PULUMI_BACKEND_URL: pathToFileURL(folder("backend")).href,
    PULUMI_CONFIG_PASSPHRASE: "test",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
  const pulumi = (...args: readonly string[]) =>
    execFileSync("pulumi", [...args, "--non-interactive"], {
      cwd: project,
      env: { ...process.env, ...environment },
      stdio: "pipe",
    });
  let emulator: Emulator;
  beforeAll(async () => {
    emulator = await startEmulator();
    pulumi("stack", "init", "dev");
    for (const [name, value] of [
      ["environment", "emulator"],
      ["endpoint", emulator.url],
      ["accountId", "222"],
    ] as const)
      pulumi("config", "set", `msads:${name}`, value);
    pulumi("config", "set", "--secret", "msads:accessToken", "emulator-access-token");
    pulumi("stack", "init", "wrong");
    pulumi("config", "set", "msads:environment", "emulator");
    pulumi("config", "set", "--secret", "msads:accessToken", "sentinel-token");
    pulumi("stack", "select", "dev");
  });
  afterAll(() => emulator.close());
  beforeEach(() => emulator.reset());

  const run = (args: readonly string[], more: NodeJS.ProcessEnv = {}, cwd = deep): Promise<Ended> =>
    runMsads(
      args,
      { ...environment, MSADS_CREDENTIALS_FILE: "/nowhere/none.json", MSADS_MAX_WAIT: "0s", ...more },
      cwd,
    );

  test.each([
    { args: ["status", "--json"] },
    { args: ["export", "--json", "--out", join(home, "exported")] },
    { args: ["report", "--json", "--out", join(home, "report.html")] },
    { args: ["doctor", "--json"] },
  ])("msads $args.0 reads the account of the selected stack", async ({ args }) => {
    const { code, stderr } = await run(args);
    expect([code, stderr]).toEqual([0, expect.not.stringContaining("missing")]);
    const accounts = new Set(emulator.calls().map(({ accountId }) => accountId));
    expect([...accounts]).toEqual(["222"]);
  });

  test("doctor names the source of each setting, and no secret", async () => {
    const { stdout } = await run(["doctor"], { MSADS_TRANSPORT: "rest" });
    expect(stdout).toContain("accountId = 222, from stack dev\n");
    expect(stdout).toContain("customerId = 111, from stack dev\n");
    expect(stdout).toContain("transport = rest, from MSADS_TRANSPORT\n");
    expect(stdout).toContain("accessToken = (secret), from stack dev\n");
    expect(stdout).not.toContain("emulator-access-token");
  });

  test.each([
    { args: ["--stack", "nope"], more: {}, says: "config of stack nope: no stack named 'nope' found" },
    {
      args: [],
      more: { PULUMI_CONFIG_PASSPHRASE: "bad" },
      says: "config of stack dev: incorrect passphrase",
    },
    { args: [], more: { PULUMI_BACKEND_URL: "file:///nowhere" }, says: "unable to open state directory" },
  ])("what Pulumi cannot read is one line: $says", async ({ args, more, says }) => {
    const { code, stdout, stderr } = await run(["status", ...args], more);
    expect([code, stdout, stderr.split("\n").length]).toEqual([1, "", 2]);
    expect(stderr).toContain(says);
    expect(emulator.calls()).toEqual([]);
    const doctor = await run(["doctor", ...args], more);
    expect([doctor.code, doctor.stdout]).toEqual([1, expect.stringContaining(says)]);
  });

  test("--stack names another, and --no-stack none", async () => {
    const wrong = await run(["status", "--stack", "wrong"], { MSADS_ENDPOINT: emulator.url });
    expect([wrong.code, wrong.stderr]).toEqual([1, expect.stringContaining("105")]);
    expect(wrong.stderr).not.toContain("sentinel");
    const none = await run(["status", "--no-stack"]);
    expect([none.code, none.stderr]).toEqual([1, expect.stringContaining("developerToken is missing")]);
  });

  test("without pulumi on PATH, what is missing comes with what was not looked at", async () => {
    const { code, stderr } = await run(["status"], { PATH: nowhere });
    expect([code, stderr]).toEqual([1, expect.stringContaining("not read: pulumi is not on PATH.")]);
    const set = { PATH: nowhere, MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: emulator.url };
    expect(await run(["status"], set)).toMatchObject({ code: 0, stderr: "" });
    expect((await run(["doctor"], set)).stdout).toContain("not read: pulumi is not on PATH.");
  });
});
