import { expect, test } from "vitest";
import { SITE } from "../support/e2ePrograms";
import type { Operated } from "../support/e2eProject";
import { eachWay } from "../support/e2eUse";

/** So many goals in a library, or one by one; the first `changed` of them with a longer window. */
const fields = (changed: number) =>
  `{ tagId: site.id, urlExpression: "/thanks/" + i, goalCategory: "Purchase", conversionWindowInMinutes: i < ${changed} ? 90 : 60 }`;
const library = (count: number, changed = 0) => `${SITE}const goals = {};
for (let i = 0; i < ${count}; i++) goals["Goal " + i] = { type: "Url", ...${fields(changed)} };
new msads.ConversionGoalLibrary("all", { goals });`;
const singles = (count: number, changed = 0) =>
  `${SITE}for (let i = 0; i < ${count}; i++) new msads.UrlGoal("goal" + i, { name: "Goal " + i, ...${fields(changed)} });`;

const made = ({ ok, text, writes }: Operated) => {
  expect(ok, text).toBe(true);
  return writes.map(({ operation, items }) => `${operation} ${items}`);
};
/** Reads of everything: goals and tags, and the goals again where a slow machine needs more than ten seconds before it writes. */
const lists = ({ calls }: Operated) =>
  calls.filter(({ operation, ids }) => operation?.startsWith("Get") && ids.length === 0).length;

eachWay((lab) => {
  test("1,000 goals in a library: ten calls make them, none keeps them, one changes one", async () => {
    const project = lab.project();
    const first = await project.program(library(1_000)).run("up");
    expect(made(first)).toEqual([
      "AddUetTags 1",
      ...Array.from({ length: 10 }, () => "AddConversionGoals 100"),
    ]);
    expect(lab.emulator.store.goals).toHaveLength(1_000);

    const same = await project.run("up");
    expect([made(same), same.calls.length, same.unchanged]).toEqual([[], 2, true]);

    const one = await project.program(library(1_000, 1)).run("up");
    expect(made(one)).toEqual(["UpdateConversionGoals 1"]);
    expect(lists(one)).toBeLessThanOrEqual(3);
  });

  test("150 single goals, 32 in flight: no goal is sent twice, and the user hears what would need fewer calls", async () => {
    const project = lab.project();
    const first = await project.program(singles(150)).run("up");
    const adds = made(first).filter((line) => line.startsWith("AddConversionGoals"));
    expect(adds.reduce((sum, line) => sum + Number(line.split(" ")[1]), 0)).toBe(150);
    expect(lab.emulator.store.goals).toHaveLength(150);
    // No set can be larger than what the engine has in flight, so five are the least. An engine that a busy machine holds up for 3 s
    // between two goals makes it some more.
    expect(adds.length).toBeLessThan(150 / 4);
    expect(first.text).toMatch(
      new RegExp(`150 conversion goals were sent in ${adds.length} batches.* at most 32 .*Library needs 2 `),
    );

    const same = await project.run("up");
    expect([made(same), same.calls.length, same.unchanged]).toEqual([[], 2, true]);

    const one = await project.program(singles(150, 1)).run("up");
    expect(made(one)).toEqual(["UpdateConversionGoals 1"]);
    expect(lists(one)).toBeLessThanOrEqual(3);
    expect(one.text).not.toMatch("batches");
  });
});
