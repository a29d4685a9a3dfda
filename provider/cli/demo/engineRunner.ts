import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { destroy, type Result, renderPlan, up } from "../../engine";
import { PARALLEL, type Runner, type RunnerOptions, STACK } from "./runner";

/** The engine of this package: no Pulumi CLI needed. */
export function engineRunner({ folder, home, environment, color, signal }: RunnerOptions): Runner {
  const options = {
    programDir: folder,
    stack: STACK,
    stateFile: join(home, "state.json"),
    env: environment,
    parallel: PARALLEL,
    signal,
  };
  let shown: Result["outputs"] = {};
  const told = (result: Result) => {
    const outputs = isDeepStrictEqual(result.outputs, shown) ? {} : readable(result.outputs);
    shown = result.outputs;
    return { ok: result.exitCode === 0, text: renderPlan({ ...result, outputs }, { color }) };
  };
  return {
    title: "the small engine of this package, because there is no usable Pulumi CLI",
    stateFile: options.stateFile,
    up: async () => told(await up(options)),
    destroy: async () => told(await destroy(options)),
  };
}

/** Outputs for the screen, shown when they are new: one line for each value, and what is long, like a tag's script, is cut. */
function readable(outputs: Result["outputs"]): Result["outputs"] {
  return Object.fromEntries(Object.entries(outputs).flatMap(([name, value]) => flat(name, value)));
}

function flat(name: string, value: unknown): readonly (readonly [string, unknown])[] {
  if (typeof value === "string" && value.length > LONGEST) return [[name, `${value.slice(0, LONGEST)}…`]];
  if (typeof value !== "object" || value === null) return [[name, value]];
  return Object.entries(value).flatMap(([key, each]) => flat(`${name}.${key}`, each));
}

const LONGEST = 60;
