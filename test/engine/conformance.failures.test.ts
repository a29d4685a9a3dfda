import { describe, expect, it } from "vitest";
import { up } from "../../provider/engine/index";
import { Lab, replay } from "./support/replay";

/** Each scenario is replayed against what the real CLI was recorded to do: exit code, provider calls, steps, state. */
describe("what the CLI does when something goes wrong or has drifted", { timeout: 180_000 }, () => {
  it.each([
    "failcreate",
    "inflight",
    "init",
    "deleteFails",
    "protect",
    "refresh",
    "upRefresh",
    "checkFails",
    "throws",
    "rejects",
    "continueOnError",
    "dbrCreateFails",
  ])("%s", replay);
});

describe("what the CLI does and this engine does not", () => {
  it("a replacement that deletes first and takes others with it is refused before anything is deleted", async () => {
    const lab = new Lab("dbrProvider");
    try {
      expect((await up(lab.options(0))).exitCode).toBe(0);
      lab.takeCalls();
      const before = lab.resources();
      const { exitCode, diagnostics } = await up(lab.options(1));
      expect(exitCode).toBe(1);
      const [error] = diagnostics.filter(({ severity }) => severity === "error");
      expect(error?.message).toMatch(
        /Resource::a is to be deleted before it is replaced, and .*Resource::b with it/,
      );
      expect(error?.urn).toMatch(/Resource::a$/);
      expect(new Set(lab.takeCalls().map(({ op }) => op))).toEqual(new Set(["check", "diff"]));
      expect(lab.resources()).toEqual(before);
    } finally {
      lab.remove();
    }
  });
});
