import { describe, it } from "vitest";
import { replay } from "./support/replay";

/** Each scenario is replayed against what the real CLI was recorded to do: exit code, provider calls, steps, state. */
describe("what the CLI does when all goes well", { timeout: 180_000 }, () => {
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
  ])("%s", replay);
});
