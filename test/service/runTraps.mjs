// Runs the test of every trap without the cure of that trap, and expects each to fail: a cure that nothing misses is no cure.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const folder = mkdtempSync(join(tmpdir(), "msads-traps-"));

function run(without) {
  const output = join(folder, `${without || "all"}.json`);
  const args = ["vitest", "run", "test/service/traps.test.ts", "--reporter=json", `--outputFile=${output}`];
  spawnSync("npx", args, {
    env: { ...process.env, MSADS_TEST_WITHOUT_CURE: without },
    stdio: "ignore",
  });
  const { testResults } = JSON.parse(readFileSync(output, "utf8"));
  return new Map(
    testResults
      .flatMap(({ assertionResults }) => assertionResults)
      .map(({ title, status }) => [title, status]),
  );
}

const cured = run("");
const uncured = run("each");
rmSync(folder, { recursive: true });

let bad = cured.size === 0 ? 1 : 0;
for (const [title, status] of cured) {
  const harmless = title.startsWith("R12:");
  const without = uncured.get(title);
  const right = status === "passed" && without === (harmless ? "passed" : "failed");
  if (!right) bad += 1;
  console.log(
    `${right ? "ok " : "BAD"}  with ${status}  without ${harmless ? "(no cure needed)" : without}  ${title}`,
  );
}
console.log(`${cured.size} traps, ${bad} bad`);
process.exit(bad === 0 ? 0 : 1);
