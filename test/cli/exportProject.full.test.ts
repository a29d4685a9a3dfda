import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import type { Project } from "../support/e2eProject";
import { Stack, tag } from "../support/e2eStack";
import { bench } from "../support/e2eUse";
import { exported, withoutAdopt } from "./exportProgram";

const use = bench();

/** Every type, names that hurt, a paused goal, money in each form. */
const account = {
  site,
  blog: tag({ name: 'The "blog"', description: "Our blog", industry: "Retail" }),
  ...allTypes,
  odd: urlGoal(`Überraschung 🎉 */ "\${x}"`, { urlExpression: 'a\\b"c' }),
  off: eventGoal("Off", { status: "Paused", countType: "Unique" }),
  varying: offlineGoal("Deal 2", { revenue: { type: "VariableValue", value: "0.10", currencyCode: "EUR" } }),
};

const TSC = join(__dirname, "../../node_modules/typescript/bin/tsc");

test.each([
  ["a resource for each goal", false],
  ["one library", true],
] as const)(
  "an exported project, %s: compiles, takes all over with no write, and settles",
  async (_, library) => {
    expect((await new Stack(use.emulator).up(account)).errors).toEqual([]);
    const before = structuredClone(use.emulator.store.goals);
    const own = await takenOver(library);
    expect(Object.keys(own.ids())).toHaveLength(library ? 3 : 13);
    expect(use.emulator.store.goals).toEqual(before);
  },
);

/** Exports the account, compiles the project, and runs it: no write, nothing to do afterwards, also without the adopt lines. */
async function takenOver(library: boolean): Promise<Project> {
  const { files, text } = await exported(use.emulator, { library });
  const own = use.project({ main: "index.ts", files });
  const compiled = spawnSync(process.execPath, [TSC, "-p", own.folder], { encoding: "utf8" });
  expect([compiled.stdout, compiled.status]).toEqual(["", 0]);
  const up = await own.run("up");
  expect([up.ok, up.writes], up.text).toEqual([true, []]);
  await own.expectSettled();
  own.program(withoutAdopt(text));
  const bare = await own.run("up");
  expect([bare.ok, bare.writes], bare.text).toEqual([true, []]);
  await own.expectSettled();
  return own;
}
