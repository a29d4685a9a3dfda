import { findPulumi } from "../../fleet/findPulumi";
import { engineRunner } from "./engineRunner";
import { pulumiRunner } from "./pulumiRunner";
import type { Runner, RunnerOptions } from "./runner";

export interface Chosen {
  readonly runner: Runner;
  /** Why it is not the CLI on the PATH: one line. Undefined where there is none, or where it is. */
  readonly note?: string;
}

/** The Pulumi CLI if one on the PATH works, else the engine of this package. */
export async function chooseRunner(options: RunnerOptions): Promise<Chosen> {
  const found = findPulumi(options.environment);
  if (found.is !== "usable")
    return { runner: engineRunner(options), ...(found.is === "unusable" ? { note: found.why } : {}) };
  try {
    return { runner: await pulumiRunner(options, found.version) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const note = `the Pulumi CLI ${found.version} on the PATH is not used: ${said}`;
    return { runner: engineRunner(options), note };
  }
}
