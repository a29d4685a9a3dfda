import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runMsads } from "../cli/msads";
import { allTypes, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { Stack, tag } from "../support/e2eStack";
import { type NativeProject, nativeBench } from "../support/nativeProject";

const lab = nativeBench();

/** Names that are hard on those who make resource names and variables of them. */
const NAMES = [
  "Order-placed",
  "123 go",
  "名前 テスト",
  "*/ // \\ \"'",
  "resources",
  "pulumi",
  "msads",
  "a b2",
  "a b 2",
  "🎉",
];

/** Exports the account and imports it into an empty project, whose program is then what Pulumi wrote. */
async function taken(project: NativeProject, environment: NodeJS.ProcessEnv = {}): Promise<string> {
  const file = join(project.folder, "account.json");
  const exported = await runMsads(["export", "--import-file", file, "--no-stack"], {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: lab.emulator.url,
    HOME: project.folder,
    ...environment,
  });
  expect(exported.code, exported.stderr).toBe(0);
  const code = join(project.folder, "imported.yaml");
  const done = await project.pulumi("import", "--file", file, "--yes", "--protect=false", "--out", code);
  expect([done.ok, done.writes], done.text).toEqual([true, []]);
  const written = readFileSync(code, "utf8");
  project.program(written.slice(written.indexOf("\n") + 1));
  return exported.stdout;
}

/** Names of our resources in state. */
function namesOf(project: NativeProject): readonly string[] {
  const ours = project.resources().filter(({ urn }) => urn.includes("msads:index:"));
  return ours.map(({ urn }) => urn.split("::").slice(3).join("::")).sort();
}

test("what msads export --import-file writes of a whole account, Pulumi imports; its code previews without change", async () => {
  const named = NAMES.map((name, index) => [`n${index}`, offlineGoal(name)]);
  const blog = tag({ name: "Blog", description: "Ours" });
  const made = await new Stack(lab.emulator).up({ site, blog, ...allTypes, ...Object.fromEntries(named) });
  expect(made.errors).toEqual([]);
  lab.emulator.addOtherGoal({ type: "Smart", name: "By itself" });

  const project = lab.project();
  expect(await taken(project)).toContain("By itself");
  const preview = await project.run("preview");
  expect([preview.ok, preview.unchanged], preview.text).toEqual([true, true]);
  const up = await project.run("up");
  expect([up.ok, up.writes], up.text).toEqual([true, []]);
  const names = namesOf(project);
  expect(names).toHaveLength(2 + Object.keys(allTypes).length + NAMES.length);
  expect(names).toEqual(expect.arrayContaining(["main-site", "order-placed", "order-placed-2", "pulumi"]));
});

test("an account of names with the stack's prefix keeps them, and goals without it are left out", async () => {
  const order = urlGoal("Order");
  const config = { "msads:namePrefix": "dev " };
  expect((await new Stack(lab.emulator, config).up({ site, order })).errors).toEqual([]);
  expect((await new Stack(lab.emulator).up({ other: offlineGoal("Other") })).errors).toEqual([]);

  const environment = { MSADS_NAME_PREFIX: "dev " };
  const project = lab.project(environment);
  expect(await taken(project, environment)).toMatch(
    /left out: [0-9]+, "Other": its name does not begin with/,
  );
  const up = await project.run("up");
  expect([up.ok, up.writes, namesOf(project)], up.text).toEqual([true, [], ["main-site", "order"]]);
});
