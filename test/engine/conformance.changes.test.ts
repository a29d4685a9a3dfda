import { describe, it } from "vitest";
import { replay } from "./support/replay.js";

/** Each scenario is replayed against what the real CLI was recorded to do: exit code, provider calls, steps, state. */
describe("what the CLI does when all goes well", () => {
  it.each([
    "life",
    "replace",
    "dbrOption",
    "dbrOff",
    "ignore",
    "secrets",
    "unknown",
    "component",
    "retain",
    "diffUnknown",
    "deleteOrder",
    "timeouts",
  ])("%s", replay);
});
