import { readFileSync } from "node:fs";
import { join } from "node:path";
import { destroy, preview, type RunOptions, refresh, up } from "../../../provider/engine/index";
import { CONFIG, type Json, type Lab, PARALLEL, type Scenario, SECRETS, STACK } from "./lab";
import type { Runs } from "./observation";

const OPERATIONS = { preview, up, refresh, destroy } as const;

/** A lab's stack under our engine. */
export function underEngine(lab: Lab, scenario: Scenario): Runs {
  const options = engineOptions(lab);
  return {
    run: async (operation, step, flags = []) => {
      const result = await OPERATIONS[operation]({
        ...options,
        config: { ...CONFIG, ...scenario.config?.(step) },
        env: lab.environment(step),
        continueOnError: flags.includes("--continue-on-error"),
        refresh: flags.includes("--refresh"),
      });
      return {
        exit: result.exitCode,
        steps: result.steps,
        changes: Object.fromEntries(Object.entries(result.changes).filter(([, count]) => count > 0)),
        said: result.diagnostics.filter(({ ephemeral }) => !ephemeral),
      };
    },
    resources: () => resourcesIn(options.stateFile),
  };
}

export function engineOptions(lab: Lab): RunOptions {
  return {
    programDir: lab.program,
    stack: STACK,
    stateFile: join(lab.folder, "state.json"),
    config: CONFIG,
    secretConfig: SECRETS,
    plaintextSecrets: true,
    parallel: PARALLEL,
    env: lab.environment(0),
  };
}

/** Of a state file; none without one. */
export function resourcesIn(stateFile: string): readonly Json[] {
  try {
    const text = readFileSync(stateFile, "utf8");
    return (JSON.parse(text) as { deployment: { resources: readonly Json[] } }).deployment.resources;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
}
