import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { RECORDINGS } from "./lab";
import type { Observed } from "./observation";

/** What the real CLI did with one scenario, without what our engine does otherwise on purpose. */
export interface Recording {
  /** The CLI's version. */
  readonly cli: string;
  readonly ops: readonly Observed[];
}

/** The scenarios of which there is a recording. */
export function recorded(): readonly string[] {
  const files = readdirSync(RECORDINGS).filter((file) => /^(?!package).*\.json$/.test(file));
  return files.map((file) => file.replace(/\.json$/, ""));
}

export function readRecording(scenario: string): Recording {
  return JSON.parse(readFileSync(fileOf(scenario), "utf8")) as Recording;
}

export function writeRecording(scenario: string, recording: Recording): void {
  writeFileSync(fileOf(scenario), `${JSON.stringify(recording, null, 1)}\n`);
}

function fileOf(scenario: string): string {
  return join(RECORDINGS, `${scenario}.json`);
}
