import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { importFile } from "../../provider/cli/export/importFile";
import { planExport } from "../../provider/cli/export/planExport";
import {
  type ImportFileOptions,
  importInWords,
  runImportFile,
} from "../../provider/cli/export/runImportFile";
import { runCommand } from "../../provider/cli/program";
import type { LiveGoal } from "../../provider/goals/goal";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { output, type Program, Stack, tag } from "../support/e2eStack";
import { HOSTILE_NAMES } from "./exportAccounts";
import { exported } from "./exportProgram";

interface Resource {
  readonly type: string;
  readonly name: string;
  readonly logicalName: string;
  readonly id: string;
}

const emulator = useEmulator();
let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-import-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function made(program: Program): Promise<void> {
  expect((await new Stack(emulator.now).up(program)).errors).toEqual([]);
}

function resourcesIn(text: string): readonly Resource[] {
  const file = JSON.parse(text) as { readonly resources: readonly Resource[] };
  expect(Object.keys(file)).toEqual(["resources"]);
  return file.resources;
}

/** Exports into a file of the test's folder. */
async function run(options: Partial<ImportFileOptions> = {}) {
  const said: string[] = [];
  const summary = await runImportFile(
    {
      include: [],
      exclude: [],
      status: "all",
      importFile: "account.json",
      force: false,
      settings: false,
      campaigns: [],
      ...options,
    },
    {
      environment: {
        MSADS_ENVIRONMENT: "emulator",
        MSADS_ENDPOINT: emulator.now.url,
        MSADS_CREDENTIALS_FILE: join(folder, "none"),
        MSADS_DEVELOPER_TOKEN: "sentinel",
      },
      clock: systemClock,
      notify: () => {},
      cwd: folder,
      progress: (line) => said.push(line),
    },
  );
  const text = readFileSync(summary.file, "utf8");
  return { summary, said, text, resources: resourcesIn(text) };
}

test("has the tags, then the goals, each by its id under the token of its type and the name of the TypeScript export", async () => {
  const blog = tag({ name: "Blog" });
  await made({ site, blog, ...allTypes });
  const { resources, text } = await run();
  const goals = Object.values(allTypes).map(({ inputs }) => ({
    type: `msads:index:${inputs.type}Goal`,
    id: liveGoal(emulator.now, String(inputs.name)).id,
  }));
  const tags = ["Main site", "Blog"].map((name) => ({
    type: "msads:index:UetTag",
    id: liveTag(emulator.now, name).id,
  }));
  expect(resources.map(({ type, id }) => ({ type, id }))).toEqual([...tags, ...goals]);
  const program = (await exported(emulator.now)).text;
  const called = [...program.matchAll(/new msads\.(\w+)\("([^"]+)", \{(?:.|\n)*?adopt: "([0-9]+)"/g)];
  expect(resources.map(({ type, logicalName, id }) => [type.split(":")[2], logicalName, id]).sort()).toEqual(
    called.map(([, type, name, id]) => [type, name, id]).sort(),
  );
  expect(text).not.toMatch(/sentinel|emulator-access-token/);
});

test("a second time it has the same names, also after more goals were made", async () => {
  await made({ site, order: urlGoal("Order placed") });
  const first = await run();
  await made({ late: offlineGoal("order-placed") });
  const second = await run({ importFile: "later.json" });
  expect(second.resources.slice(0, 2)).toEqual(first.resources);
  expect(second.resources[2]).toMatchObject({ name: "orderPlaced2", logicalName: "order-placed-2" });
});

test("leaves out what no program can have, and says why", async () => {
  await made({ site, auto: eventGoal("Auto"), old: urlGoal("Old"), fine: urlGoal("Fine") });
  emulator.now.editGoal(liveGoal(emulator.now, "Auto").id, { IsAutoGoal: true });
  emulator.now.editGoal(liveGoal(emulator.now, "Old").id, { GoalCategory: "None" });
  emulator.now.addOtherGoal({ type: "Smart", name: "By itself" });
  const { resources, summary } = await run();
  expect(resources.map(({ logicalName }) => logicalName)).toEqual(["main-site", "fine"]);
  expect([summary.tags, summary.goals]).toEqual([1, 1]);
  const words = importInWords(summary, folder);
  for (const [name, why] of [
    ["Auto", "auto goal"],
    ["Old", 'goalCategory got "None"'],
    ["By itself", "the API accepts no goals of this type"],
  ])
    expect(words).toMatch(new RegExp(`left out: [0-9]+, "${name}": .*${why}`));
  expect(words).toMatch(/^account\.json: 1 UET tag and 1 goal\n/);
  expect(words).toContain("pulumi import --file account.json");
});

test("leaves out a goal with more digits than a number holds: the plugin's programs have no other decimals", async () => {
  const many = { value: "9007199254740993.5", valueOperator: "Equals" };
  const few = { value: "0.1234567891", valueOperator: "Equals" };
  await made({ site, many: eventGoal("Many", many), few: eventGoal("Few", few) });
  const { resources, summary } = await run();
  expect(resources.map(({ logicalName }) => logicalName)).toEqual(["main-site", "few"]);
  expect([summary.goals, summary.leftOut]).toEqual([
    1,
    [
      expect.objectContaining({
        name: "Many",
        type: "Event",
        why: expect.stringMatching(/^value is 9007199254740993\.5/),
      }),
    ],
  ]);
  const project = await exported(emulator.now);
  expect(project.summary.leftOut).toEqual([]);
});

test("include, exclude and status choose as for a project", async () => {
  const ofBlog = { tagId: output("blog", "id") };
  const paused = urlGoal("Shop b", { status: "Paused" });
  await made({
    site,
    blog: tag({ name: "Blog" }),
    a: urlGoal("Shop a", ofBlog),
    paused,
    c: urlGoal("Other"),
  });
  const { resources, summary } = await run({ include: ["shop*"], status: "Active" });
  expect(resources.map(({ logicalName }) => logicalName)).toEqual(["blog", "shop-a"]);
  expect(summary.filtered).toBe(2);
});

test("names of resources and of what they are called in code are given once, whatever goals are called", () => {
  const names = [...HOSTILE_NAMES, "a b2", "a b 2", "A_B_2"];
  const goals = names.map((name, index): LiveGoal => {
    const fields = { name, status: "Active", scope: "Account", goalCategory: "Purchase" };
    return { id: String(index + 1), name, type: "OfflineConversion", fields };
  });
  const naming = { customerId: "111", apiVersion: 13, namePrefix: "", nameSuffix: "" } as const;
  const plan = planExport(goals, [], { include: [], exclude: [], status: "all" }, naming);
  const resources = resourcesIn(importFile(plan, "222"));
  expect(resources).toHaveLength(plan.goals.length);
  for (const key of ["name", "logicalName", "id"] as const)
    expect(new Set(resources.map((each) => each[key])).size).toBe(resources.length);
  for (const { name } of resources) {
    expect(name).toMatch(/^\p{ID_Start}\p{ID_Continue}*$/u);
    expect(["pulumi", "msads", "import", "class", "type", "await", "undefined"]).not.toContain(name);
  }
});

describe("a file that is there", () => {
  test("is never overwritten unasked: nothing is read and nothing touched", async () => {
    const file = join(folder, "account.json");
    writeFileSync(file, "mine");
    await expect(run()).rejects.toThrow(
      `${folder} has account.json already: choose another file, or replace it with --force`,
    );
    expect([emulator.now.calls(), readFileSync(file, "utf8")]).toEqual([[], "mine"]);
    expect((await run({ force: true })).resources).toEqual([]);
  });
});

test.each([
  ["--out", ["--out", "there"]],
  ["--library", ["--library"]],
])("with %s it is called wrongly: nothing is written", async (_, options) => {
  const file = join(folder, "account.json");
  expect(await runCommand(["node", "msads", "export", "--import-file", file, ...options])).toBe(2);
  expect([existsSync(file), existsSync("there"), emulator.now.calls()]).toEqual([false, false, []]);
});
