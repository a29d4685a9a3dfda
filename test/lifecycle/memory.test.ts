import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const LIFECYCLE = join(__dirname, "../../dist/lifecycle/index.js");
/** What Pulumi starts as a plugin, and another process of a like name. */
const PLUGIN = "/app/node_modules/@pulumi/pulumi/cmd/dynamic-provider/index.js";
const PROGRAM = "/home/me/my-dynamic-provider/index.js";

/** What a process of this name writes that has this package's lifecycle, and runs the script. */
function run(script: string, argument: string): number {
  const whole = `require(${JSON.stringify(LIFECYCLE)});\n${script}`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", whole, argument], { encoding: "utf8" });
  expect(stderr).toBe("");
  return Number(stdout);
}

/** Writes what V8 has for what is new, once many objects were made. */
const YOUNG = `
let kept = [];
for (let round = 0; round < 12; round += 1)
  kept = Array.from({ length: 60_000 }, (_, index) => ({ index, text: "goal " + index }));
const spaces = require("node:v8").getHeapSpaceStatistics();
process.stdout.write(String(spaces.find((space) => space.space_name === "new_space").space_size));`;

/** Grows large, then makes and drops what is kept for a while; writes the most that the heap has taken then. */
const OLD = `
const { getHeapStatistics } = require("node:v8");
const make = () => Array.from({ length: 50_000 }, (_, index) => ({ index, list: [index], text: "goal " + index }));
const turn = () => new Promise((resolve) => setImmediate(resolve));
(async () => {
  const held = [];
  for (let round = 0; round < 16; round += 1) { held.push(make()); await turn(); }
  let most = 0;
  for (let round = 0; round < 32; round += 1) {
    held[round % 4] = make();
    await turn();
    if (round >= 8) most = Math.max(most, getHeapStatistics().total_heap_size);
  }
  process.stdout.write(String(most / held.length));
})();`;

describe("the plugin's process, and no other", () => {
  it("gives what is new no more room than it has", () => {
    expect(run(YOUNG, PLUGIN)).toBeLessThan(run(YOUNG, PROGRAM) / 2);
  });

  it("takes little for what is not used any more, once it has grown large", () => {
    const [plugin, program] = [run(OLD, PLUGIN), run(OLD, PROGRAM)];
    expect(plugin).toBeLessThan(program * 0.8);
  });
});
