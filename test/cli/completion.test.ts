import { spawnSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { loadedBy, packagesOf } from "../package/loaded";
import { runMsads } from "./msads";

const MAIN = join(__dirname, "../../dist/cli/main.js");
const folder = mkdtempSync(join(tmpdir(), "msads-completion-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as it stands on PATH. */
const command = join(folder, "msads");
writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${MAIN}" "$@"\n`);
chmodSync(command, 0o755);
writeFileSync(join(folder, "a file.json"), "");

function shell(name: string, args: readonly string[]): string {
  const env = { PATH: `${folder}:${process.env.PATH}`, HOME: folder };
  const child = spawnSync(name, args, { cwd: folder, env, encoding: "utf8" });
  expect(child.stderr).toBe("");
  return child.stdout;
}

const has = (name: string) => spawnSync(name, ["-c", "true"]).status === 0;

/** What the Tab key may put in place of the last word, asked as each shell asks it. */
const typed = [
  { words: ["ex"], becomes: ["export"] },
  { words: ["emulator", "--d"], becomes: ["--data"] },
  { words: ["export", "--status", ""], becomes: ["Active", "Paused", "all"] },
  { words: ["export", "--json", "--status", "P"], becomes: ["Paused"] },
  { words: ["completion", "f"], becomes: ["fish"] },
  { words: ["emulator", "--data", "a"], becomes: ["a file.json"] },
  { words: ["emulator", "--port", ""], becomes: [] },
  { words: ["nothing", "--data", ""], becomes: [] },
  { words: ["$(touch evil)", "ex"], becomes: [] },
] as const;

describe.runIf(has("bash"))("bash", () => {
  /** As bash sets the words, `=` being one of its own. */
  const ask = (words: readonly string[]) =>
    `COMP_WORDS=(msads ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
COMPREPLY=(); _msads_completion msads "" ""; printf '%s|' "\${COMPREPLY[@]}"; echo`;
  const inBash = (all: readonly (readonly string[])[]) =>
    shell("bash", [
      "--norc",
      "--noprofile",
      "-c",
      `source <(msads completion bash); source <(msads completion bash)\n${all.map(ask).join("\n")}`,
    ])
      .trimEnd()
      .split("\n")
      .map((line) => line.split("|").filter((word) => word !== ""));

  it("completes commands, options, their values and files, with nothing but bash, sourced twice", () => {
    expect(inBash(typed.map(({ words }) => words))).toEqual(typed.map(({ becomes }) => becomes));
  });

  it("completes what follows an equals sign", () => {
    expect(
      inBash([
        ["export", "--status", "="],
        ["export", "--status", "=", "Pa"],
        ["emulator", "--data", "=", "a"],
      ]),
    ).toEqual([["Active", "Paused", "all"], ["Paused"], ["a file.json"]]);
  });

  it("is registered for msads", () => {
    const told = shell("bash", ["--norc", "-c", "source <(msads completion bash); complete -p msads"]);
    expect(told).toBe("complete -F _msads_completion msads\n");
  });
});

describe.runIf(has("fish"))("fish", () => {
  it("completes commands, options and their values", () => {
    const lines = ["msads ex", "msads emulator --d", "msads export --status P", "msads export --status=P"];
    const script = ["msads completion fish | source", ...lines.map((line) => `complete -C '${line}'`)];
    const told = shell("fish", ["--no-config", "-c", script.join("\n")])
      .trimEnd()
      .split("\n");
    expect(told.map((line) => line.split("\t")[0])).toEqual([
      "export",
      "--data",
      "Paused",
      "--status=Paused",
    ]);
  });
});

describe.runIf(has("zsh"))("zsh", () => {
  it("registers a function for msads", () => {
    const script = `autoload -U compinit; compinit -u -D; source <(msads completion zsh); print $_comps[msads]`;
    expect(shell("zsh", ["-f", "-c", script])).toBe("_msads\n");
  });
});

describe("msads completion", () => {
  it("has a script for PowerShell that asks msads", async () => {
    const { code, stdout } = await runMsads(["completion", "powershell"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Register-ArgumentCompleter -CommandName 'msads'");
    expect(stdout).toContain("msads complete '--'");
  });

  it("refuses other shells", async () => {
    const { code, stdout, stderr } = await runMsads(["completion", "csh"]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("Allowed choices are bash, zsh, fish, powershell");
  });

  it("is in the help, what the scripts call is not; neither costs other commands anything", async () => {
    const { stdout } = await runMsads(["--help"]);
    expect(stdout).toMatch(/^ {2}completion <shell> /m);
    expect(stdout).not.toMatch(/^ {2}complete /m);
    expect(packagesOf(loadedBy([MAIN, "--help"], folder))).toEqual(["commander"]);
  });
});
