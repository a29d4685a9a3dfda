import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Result, type RunOptions, up } from "../../provider/engine/index";
import { loadDeployment } from "../../provider/engine/store";
import { isThere } from "../support/e2eKill";
import { until } from "../support/e2eUntil";
import { childEnvironment } from "./support/environment";
import { compileEngine, startEngine } from "./support/runner";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-engine-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const stateFile = (): string => join(folder, "state.json");
const log = (): string => join(folder, "calls.jsonl");
/** Once this file is there, creates that are held go on. */
const goOn = (): string => join(folder, "go-on");

function options({ isHeld = false } = {}): RunOptions {
  const env = { ...childEnvironment(), CALLLOG: log(), ...(isHeld && { HELD_UNTIL: goOn() }) };
  return { programDir: join(__dirname, "programs/talk"), stack: "dev", stateFile: stateFile(), env };
}

/** Process of the provider, once it is in the middle of its first create. */
async function providerInCreate(): Promise<number> {
  const creates = (): string[] =>
    existsSync(log())
      ? readFileSync(log(), "utf8")
          .split("\n")
          .filter((line) => line.includes('"create"'))
      : [];
  await until("the first create", () => creates().length > 0);
  return (JSON.parse(creates()[0] ?? "") as { pid: number }).pid;
}

describe("a run that is interrupted", () => {
  it("by kill -9: the state file is whole and names what was under way, no process is left, and the next run goes on", async () => {
    const engine = startEngine(compileEngine(folder), options({ isHeld: true }));
    const provider = await providerInCreate();
    engine.kill("SIGKILL");
    await once(engine, "exit");
    const { pending, resources } = loadDeployment(stateFile());
    expect(pending.map(({ type, resource }) => `${type} ${resource.urn.split("::").pop()}`)).toEqual([
      "creating first",
    ]);
    expect(resources.map(({ type }) => type)).toEqual([
      "pulumi:pulumi:Stack",
      "pulumi:providers:pulumi-nodejs",
    ]);
    await until("the provider to end", () => !isThere(provider));

    const next = await up(options());
    expect(next.exitCode).toBe(0);
    expect(next.diagnostics[0]).toMatchObject({
      severity: "warning",
      message: expect.stringMatching(/while creating/),
    });
    expect(next.steps.filter(({ op }) => op === "create").map(({ name }) => name)).toEqual([
      "first",
      "second",
    ]);
    expect(loadDeployment(stateFile()).pending).toEqual([]);
  });

  it("by Ctrl-C in a terminal: what is under way is finished and saved, and nothing new starts", async () => {
    const engine = startEngine(compileEngine(folder), options({ isHeld: true }));
    let output = "";
    engine.stdout?.on("data", (chunk) => {
      output += String(chunk);
    });
    await providerInCreate();
    // A terminal signals the whole group of what runs in it.
    process.kill(-(engine.pid ?? 0), "SIGINT");
    await until("the engine to hear of it", () => output.includes("interrupted"));
    writeFileSync(goOn(), "");
    const [code] = (await once(engine, "close")) as [number];
    expect(code).toBe(1);
    const result = JSON.parse(output.replace("interrupted\n", "")) as Result;
    expect(result.steps.map(({ op, name }) => `${op} ${name}`)).toEqual(["create talk-dev", "create first"]);
    expect(result.diagnostics.filter(({ severity }) => severity === "error").map((d) => d.message)).toEqual([
      "interrupted: what was under way is finished and saved",
    ]);
    const { pending, resources } = loadDeployment(stateFile());
    expect(pending).toEqual([]);
    expect(resources.map(({ id }) => id)).toContain("first-1");
  });

  it("before it begins: nothing is done", async () => {
    const result = await up({ ...options(), signal: AbortSignal.abort() });
    expect(result.exitCode).toBe(1);
    expect(result.steps).toEqual([]);
    expect(existsSync(stateFile())).toBe(false);
  });

  it("two runs never write one state file at once", async () => {
    const engine = startEngine(compileEngine(folder), options({ isHeld: true }));
    await providerInCreate();
    const second = await up(options());
    expect(second.exitCode).toBe(1);
    expect(second.diagnostics.map(({ message }) => message).join()).toContain(
      `in use by process ${engine.pid}`,
    );
    writeFileSync(goOn(), "");
    const [code] = (await once(engine, "close")) as [number];
    expect(code).toBe(0);
  });
});
