import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  destroy,
  type EngineEvent,
  preview,
  type RunOptions,
  refresh,
  up,
} from "../../provider/engine/index";
import { childEnvironment } from "./support/environment";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-engine-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function options(program: string, env: NodeJS.ProcessEnv = {}): RunOptions {
  return {
    programDir: join(__dirname, "programs", program),
    stack: "dev",
    stateFile: join(folder, "state.json"),
    env: { ...childEnvironment(), CALLLOG: join(folder, "calls.jsonl"), ...env },
  };
}

interface Call {
  readonly op: string;
  readonly name: string;
  readonly pid: number;
  readonly count?: string;
  readonly env?: string;
}
const calls = (): Call[] =>
  readFileSync(join(folder, "calls.jsonl"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Call);

const FIRST = "urn:pulumi:dev::talk::pulumi-nodejs:dynamic:Resource::first";

describe("a program and its provider", () => {
  it("are heard, get their config, and are refreshed first when the project says so", async () => {
    const events: EngineEvent[] = [];
    const created = await up({ ...options("talk"), onEvent: (event) => events.push(event) });
    expect(created.diagnostics).toEqual(
      expect.arrayContaining([
        { severity: "info", message: "a line of the program", ephemeral: false },
        { severity: "info", message: "a line of the provider", ephemeral: false },
        { severity: "warning", message: "about the first", urn: FIRST, ephemeral: false },
        { severity: "warning", message: "about a goal", urn: FIRST, ephemeral: false },
        { severity: "warning", message: "half way", ephemeral: true },
      ]),
    );
    expect(created.exitCode).toBe(0);
    expect(created.changes).toMatchObject({ create: 3, update: 0, same: 0 });
    expect(created.outputs).toEqual({
      greeting: "good day",
      declared: "fallback",
      nested: { a: [1, 2] },
      count: 3,
      dryRun: false,
    });
    const phases = events.flatMap((e) =>
      e.kind === "step" && e.step.urn === FIRST ? [`${e.phase} ${e.step.op}`] : [],
    );
    expect(phases).toEqual(["start create", "done create"]);
    const told = events.flatMap((e) => (e.kind === "diagnostic" ? [e.diagnostic.message] : []));
    expect(told).toContain("half way");
    const first = calls();
    expect(first[0]).toMatchObject({ op: "configure", name: "good day", count: "3" });

    const previewed = await preview({ ...options("talk"), config: { greeting: "from the caller" } });
    const later = calls().slice(first.length);
    expect(previewed.outputs).toMatchObject({ greeting: "from the caller", dryRun: true });
    expect(later.map(({ op }) => op)).not.toContain("create");
    expect(later.filter(({ op }) => op === "read").map(({ name }) => name)).toEqual(["first-1", "second-1"]);
    expect(later.findLastIndex(({ op }) => op === "read")).toBeLessThan(
      later.findLastIndex(({ op }) => op === "diff"),
    );
    expect(
      later.map(({ pid }) => pid),
      "a new process for each operation",
    ).not.toContain(first[0]?.pid);
    expect(previewed.steps.find(({ op, urn }) => op === "refresh" && urn === FIRST)).toMatchObject({
      outcome: "update",
      diff: ["value"],
    });
    expect(previewed.changes.update).toBe(2);
  });

  it("a preview writes nothing at all", async () => {
    const { exitCode, steps } = await preview(options("talk"));
    expect(exitCode).toBe(0);
    expect(steps.filter(({ op }) => op === "create").map(({ name }) => name)).toEqual([
      "talk-dev",
      "first",
      "second",
    ]);
    expect(existsSync(join(folder, "state.json"))).toBe(false);
    expect(calls().map(({ op }) => op)).toEqual(["configure"]);
  });

  it("may be an ES module", async () => {
    const { exitCode, outputs, diagnostics } = await up(options("esm"));
    expect(diagnostics).toEqual([]);
    expect(exitCode).toBe(0);
    expect(outputs).toEqual({ id: "esm-1" });
  });

  it("may be TypeScript, below the folder of Pulumi.yaml", async () => {
    const { exitCode, outputs, diagnostics } = await up(options("typed"));
    expect(diagnostics).toEqual([]);
    expect(exitCode).toBe(0);
    expect(outputs).toEqual({ double: 42 });
  });
});

describe("a provider's config", () => {
  const config = (greeting: string) => ({ ...options("talk"), config: { greeting } });
  /** What was asked since the last time, with the greeting that the asked process was configured with. */
  let seen = 0;
  const asked = (): readonly string[] => {
    const all = calls();
    const greetings = new Map(all.flatMap(({ op, pid, name }) => (op === "configure" ? [[pid, name]] : [])));
    const since = all.slice(seen).filter(({ op }) => op !== "configure");
    seen = all.length;
    return [...new Set(since.map(({ op, pid }) => `${op}: ${greetings.get(pid)}`))].sort();
  };
  beforeEach(() => {
    seen = 0;
  });

  it("is that of the run once the program registers a resource; until then, and without a program, what the stack holds", async () => {
    await up(config("one"));
    expect(asked()).toEqual(["create: one"]);
    await refresh(config("two"));
    expect(asked()).toEqual(["diff: one", "read: one"]);
    await preview(config("two"));
    expect(asked()).toEqual(["diff: one", "diff: two", "read: one"]);
    await up({ ...config("three"), refresh: false });
    expect(asked()).toEqual(["diff: three"]);
    await destroy({ ...config("four"), refresh: true });
    expect(asked()).toEqual(["delete: three", "diff: three", "read: three"]);
    const environments = calls().flatMap(({ op, env }) => (op === "configure" ? [env] : []));
    expect(new Set(environments), "PULUMI_CONFIG of the provider's process").toEqual(new Set(["{}"]));
  });
});

describe("a program without the SDK", () => {
  it("is told to install it", async () => {
    writeFileSync(join(folder, "Pulumi.yaml"), "name: bare\nruntime: nodejs\n");
    const { exitCode, diagnostics } = await preview({ ...options("talk"), programDir: folder });
    expect(exitCode).toBe(1);
    expect(diagnostics[0]?.message).toMatch(/no @pulumi\/pulumi: run npm install/);
  });
});

describe("what the engine does not do is refused by name", () => {
  it.each([
    ["aliases", /"t".*option aliases/],
    ["get", /reading resource "t"/],
    ["replacementTrigger", /replacementTrigger/],
    ["invoke", /function random:index:get/],
    ["replaceWith", /ReplaceWith/],
    ["transforms", /transforms/],
    ["secretInput", /input "password" is secret/],
    ["secretOutput", /output "token" is secret/],
    ["secretExport", /output "exported" is secret/],
  ])("%s", async (what, message) => {
    const { exitCode, diagnostics, steps } = await up(options("refused", { WHAT: what }));
    const errors = diagnostics.filter(({ severity }) => severity === "error").map((d) => d.message);
    expect(errors.join("\n")).toMatch(message);
    expect(exitCode).toBe(1);
    expect(steps.filter(({ name }) => name === "t")).toEqual([]);
    expect(readFileSync(join(folder, "state.json"), "utf8")).not.toContain("hush-hush");
  });
});

describe("what cannot be run is said before anything is written", () => {
  it.each([
    ["a folder that is no program", { programDir: __dirname }, /no Pulumi.yaml/],
    [
      "a program that is not for Node",
      { programDir: join(__dirname, "programs/python") },
      /runtime nodejs only/,
    ],
    ["encrypted config", { stack: "sealed" }, /talk:token is encrypted/],
    ["secret config", { secretConfig: { token: "hush-hush" } }, /talk:token is secret/],
  ])("%s", async (_what, more, message) => {
    const { exitCode, diagnostics } = await up({ ...options("talk"), ...more });
    expect(exitCode).toBe(1);
    expect(diagnostics).toEqual([
      { severity: "error", message: expect.stringMatching(message), ephemeral: false },
    ]);
    expect(existsSync(join(folder, "state.json"))).toBe(false);
  });
});
