import { describe, it } from "vitest";
import { replay } from "./support/replay.js";

/** Each scenario is replayed against what the real CLI was recorded to do: exit code, provider calls, steps, state. */
describe("what the CLI does when something goes wrong or has drifted", () => {
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
