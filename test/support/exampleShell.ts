import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect } from "vitest";
import type { Emulator } from "../../provider/emulator";
import { withPath } from "../../provider/fleet/findPulumi";
import { EXAMPLES, exampleCopy } from "../testing/exampleCopy";
import { PROGRAMS } from "./e2ePackage";
import { ended } from "./e2eRunner";

/** Runs a line of bash in an example's folder. It has to succeed unless told to fail; the text is all that it prints. */
export type Shell = (script: string, toFail?: boolean) => Promise<string>;

/** Examples as their readers run them, with the plugin and the real CLI; the copies are removed after each test. */
export function exampleShells(bench: { readonly emulator: Emulator }) {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  /** A copy of an example as after its `npm install`, and a shell in it. */
  return (example: string): Shell => {
    const folder = exampleCopy(example);
    folders.push(folder);
    symlinkSync(join(PROGRAMS, "node_modules"), join(folder, "node_modules"));
    const home = join(folder, "home");
    const own = {
      HOME: home,
      PULUMI_HOME: join(home, "pulumi"),
      PULUMI_BACKEND_URL: `file://${folder}`,
      PULUMI_CONFIG_PASSPHRASE: "e2e",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      MSADS_ENDPOINT: bench.emulator.url,
    };
    const env = { ...withPath({ PATH: process.env.PATH }, dirname(process.execPath)), ...own };
    return async (script, toFail = false) => {
      const { code, text } = await ended({ file: "bash", args: ["-ec", script], cwd: folder, env });
      expect(code !== 0, `${script}\n${text}`).toBe(toFail);
      return text;
    };
  };
}

/** What an example's page tells to type, line by line, as it stands there. */
export function told(example: string, start: string): string {
  const page = readFileSync(join(EXAMPLES, example, "README.md"), "utf8");
  const line = page.split("\n").find((each) => each.trim().startsWith(start));
  if (line === undefined) throw new Error(`the page of ${example} tells no ${start}`);
  return line.trim().replace(/ {2,}#.*$/, "");
}

/** All that an example's page tells to type below a heading, in order. */
export function toldBelow(example: string, heading: string): readonly string[] {
  const page = readFileSync(join(EXAMPLES, example, "README.md"), "utf8");
  const section = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  const lines = section?.match(/^ {4,}\S.*$/gm) ?? [];
  return lines.map((line) => line.trim().replace(/ {2,}#.*$/, ""));
}
