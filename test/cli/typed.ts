import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, vi } from "vitest";
import { runCommand } from "../../provider/cli/program";

/** What a command that was typed came to. */
export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the `msads` command in this process, as it is typed. What tests before it left does not decide its exit code. */
export async function msads(...args: readonly string[]): Promise<Said> {
  const said = { out: "", err: "" };
  const listen = (name: "out" | "err") => (text: string | Uint8Array) => {
    said[name] += String(text);
    return true;
  };
  const spies = [
    vi.spyOn(process.stdout, "write").mockImplementation(listen("out")),
    vi.spyOn(process.stderr, "write").mockImplementation(listen("err")),
  ];
  const before = process.exitCode;
  process.exitCode = undefined;
  try {
    return { code: await runCommand(["node", "msads", ...args]), ...said };
  } finally {
    process.exitCode = before;
    for (const spy of spies) spy.mockRestore();
  }
}

/** A folder for each test, in which the command knows no settings but these. */
export function useTyped(settings: () => NodeJS.ProcessEnv): { readonly folder: string } {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "msads-typed-"));
    for (const name of Object.keys(process.env)) if (/^MSADS_/.test(name)) vi.stubEnv(name, undefined);
    vi.stubEnv("MSADS_CREDENTIALS_FILE", join(folder, "none.json"));
    for (const [name, value] of Object.entries(settings())) vi.stubEnv(name, value);
  });
  afterEach(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  return {
    get folder() {
      return folder;
    },
  };
}
