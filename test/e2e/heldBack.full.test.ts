import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { offlineGoalText, SITE, urlGoalText } from "../support/e2ePrograms";
import type { Operated, Project } from "../support/e2eProject";
import { bench } from "../support/e2eUse";

/** A goal, a tag and a library. */
const BOTH = `${SITE}${urlGoalText("order", "Order")}
new msads.ConversionGoalLibrary("lib", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase" } } });
`;
const ACTIVE = { Order: "Active", Deal: "Active" };
const PAUSED = { Order: "Paused", Deal: "Paused" };

const lab = bench();

test("readOnly in the config holds a destroy back once an up has seen it, and until one has seen it gone", async () => {
  const project = lab.project({ config: { "msads:readOnly": "false" } }).program(BOTH);
  await project.up();
  await expectNoWrite(project.configure({ "msads:readOnly": "true" }).run("up"), true);
  const held = await expectNoWrite(project.run("destroy"), false);
  expect(held.text).toContain('readOnly is set (msads:readOnly or MSADS_READ_ONLY): conversion goal "');
  expect(held.text).toContain("or `pulumi destroy --run-program`");
  await expectNoWrite(project.configure({ "msads:readOnly": "false" }).run("destroy"), false);
  expect(statuses(lab.emulator)).toEqual(ACTIVE);
  await expectNoWrite(project.run("up"), true);
  await expectDestroyed(project);
});

test("MSADS_READ_ONLY=true holds every write back whatever the config says, in up as in destroy", async () => {
  const project = lab.project({ config: { "msads:readOnly": "false" } }).program(BOTH);
  await project.up();
  project.environment({ MSADS_READ_ONLY: "true" });
  await expectNoWrite(project.run("up"), true);
  await expectNoWrite(project.run("destroy"), false);
  const more = offlineGoalText("more", "More");
  const up = await expectNoWrite(project.program(`${BOTH}${more}`).run("up"), false);
  expect(up.text).toContain('readOnly is set (msads:readOnly or MSADS_READ_ONLY): conversion goal "More"');
  expect(statuses(lab.emulator)).toEqual(ACTIVE);
  await expectDestroyed(project.environment({ MSADS_READ_ONLY: undefined }));
});

test("misspelt settings stop preview and up before anything is asked, all in one error, with what was meant", async () => {
  const config = { "msads:onDelet": "retain", "msads:enviroment": "sandbox", "other:onDelet": "1" };
  const project = lab.project({ config }).program(BOTH);
  for (const operation of ["preview", "up"] as const) {
    const run = await project.run(operation);
    expect([run.ok, run.calls]).toEqual([false, []]);
    for (const line of [
      "msads:onDelet is not a setting. Did you mean msads:onDelete?",
      "msads:enviroment is not a setting. Did you mean msads:environment?",
    ])
      expect(run.text).toContain(line);
    expect(run.text).not.toContain("other:onDelet");
  }
  expect(project.resources()).toEqual([]);
});

test("a misspelt variable is a warning; one that was to hold the run back stops it before anything is asked", async () => {
  const project = lab.project({ environment: { MSADS_TRANSPORTS: "rest" } }).program(BOTH);
  const words = "MSADS_TRANSPORTS in the environment is not a setting; did you mean MSADS_TRANSPORT?";
  const up = await project.run("up");
  expect([up.ok, up.warnings.filter((line) => line.includes(words)).length], up.text).toEqual([true, 1]);
  project.environment({ MSADS_TRANSPORTS: undefined, MSADS_ONDELTE: "retain" });
  for (const operation of ["preview", "up", "destroy"] as const) {
    const run = await project.run(operation);
    expect([run.ok, run.calls], run.text).toEqual([false, []]);
    expect(run.text).toContain(
      "MSADS_ONDELTE in the environment is not a setting; did you mean MSADS_ON_DELETE?",
    );
  }
  expect(statuses(lab.emulator)).toEqual(ACTIVE);
});

test("changeAtMost: a preview that would change more is refused with the number, and an up without one stays below it", async () => {
  const window = (minutes: number) => `conversionWindowInMinutes: ${minutes}`;
  const goals = (minutes: number) =>
    [1, 2, 3].map((n) => offlineGoalText(`g${n}`, `Goal ${n}`, window(minutes))).join("");
  const project = lab.project().program(goals(60));
  await project.up();
  project.configure({ "msads:changeAtMost": "2" }).program(goals(90));
  const words = "changeAtMost is 2, and this run would change 3: conversionWindowInMinutes in 3 goals";
  const preview = await expectNoWrite(project.run("preview"), false);
  expect(preview.text).toContain(words);
  const up = await project.run("up");
  expect(up.ok).toBe(false);
  expect(changed(90)).toBeLessThanOrEqual(2);
  await project.environment({ MSADS_CHANGE_AT_MOST: "3" }).up();
  expect(changed(90)).toBe(3);
});

test("secrets that stand in the config in clear are refused, all in one error, and get neither into state nor into what is said", async () => {
  const value = "in-clear-7c1f40e2";
  const keys = ["developerToken", "accessToken", "refreshToken", "clientSecret"].map(
    (name) => `msads:${name}`,
  );
  const project = lab.project({ config: Object.fromEntries(keys.map((key) => [key, value])) }).program(BOTH);
  for (const operation of ["preview", "up"] as const) {
    const run = await project.run(operation);
    expect([run.ok, run.calls], run.text).toEqual([false, []]);
    for (const key of keys) expect(run.text).toContain(`${key} is a secret in clear text`);
    expect(run.text + project.runner.stateText()).not.toContain(value);
  }
});

async function expectNoWrite(run: Promise<Operated>, ok: boolean): Promise<Operated> {
  const done = await run;
  expect([done.ok, done.writes], done.text).toEqual([ok, []]);
  return done;
}

async function expectDestroyed(project: Project): Promise<void> {
  const destroyed = await project.run("destroy");
  expect(destroyed.ok, destroyed.text).toBe(true);
  expect(statuses(lab.emulator)).toEqual(PAUSED);
}

function changed(minutes: number): number {
  return lab.emulator.store.goals.filter(({ fields }) => fields.ConversionWindowInMinutes === minutes).length;
}
