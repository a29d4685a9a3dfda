import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, it } from "vitest";

const LIFECYCLE = join(__dirname, "../../dist/lifecycle/index.js");
const SCRIPT = `
require(${JSON.stringify(LIFECYCLE)});
let kept = [];
for (let round = 0; round < 12; round += 1)
  kept = Array.from({ length: 60_000 }, (_, index) => ({ index, text: "goal " + index }));
const spaces = require("node:v8").getHeapSpaceStatistics();
process.stdout.write(String(spaces.find((space) => space.space_name === "new_space").space_size));
`;

/** What V8 gives a process of this name for what is new, once many objects were made. */
function youngGeneration(argument: string): number {
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", SCRIPT, argument], { encoding: "utf8" });
  expect(stderr).toBe("");
  return Number(stdout);
}

it("stays small in the plugin's process, and is left alone in any other", () => {
  expect(youngGeneration("dynamic-provider")).toBeLessThan(youngGeneration("program") / 2);
});
