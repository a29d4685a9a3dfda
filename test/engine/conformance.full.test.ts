import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { up } from "../../provider/engine/index";
import { comparable } from "./support/differences";
import { Lab, scenarioOf } from "./support/lab";
import { observe } from "./support/observation";
import { readRecording, recorded } from "./support/recording";
import { engineOptions, resourcesIn, underEngine } from "./support/underEngine";

describe("each program as the real CLI was recorded to run it: exit code, provider calls, steps, words, state", () => {
  it.each(recorded())("%s", async (name) => {
    const scenario = scenarioOf(name);
    const lab = new Lab(name);
    try {
      const observed = comparable(await observe(lab, scenario, underEngine(lab, scenario)), name);
      const recording = readRecording(name);
      expect(observed.map(({ op }) => op)).toEqual(recording.ops.map(({ op }) => op));
      for (const [i, ops] of recording.ops.entries()) expect(observed[i], ops.op).toEqual(ops);
    } finally {
      lab.remove();
    }
  });
});

describe("what the CLI does and this engine does not", () => {
  it("a replacement that deletes first and takes others with it is refused before anything is deleted", async () => {
    const lab = new Lab("dbrProvider");
    const options = engineOptions(lab);
    const resources = () => resourcesIn(join(lab.folder, "state.json"));
    try {
      expect((await up(options)).exitCode).toBe(0);
      lab.takeCalls();
      const before = resources();
      const { exitCode, diagnostics } = await up({ ...options, env: lab.environment(1) });
      expect(exitCode).toBe(1);
      const [error] = diagnostics.filter(({ severity }) => severity === "error");
      expect(error?.message).toMatch(
        /Resource::a is to be deleted before it is replaced, and .*Resource::b with it/,
      );
      expect(error?.urn).toMatch(/Resource::a$/);
      expect(new Set(lab.takeCalls().map(({ op }) => op))).toEqual(new Set(["check", "diff"]));
      expect(resources()).toEqual(before);
    } finally {
      lab.remove();
    }
  });
});
