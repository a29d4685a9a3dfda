import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { offlineGoalText, SITE, urlGoalText } from "../support/e2ePrograms";
import type { Project } from "../support/e2eProject";
import { ended, type OperationName } from "../support/e2eRunner";
import { bench } from "../support/e2eUse";

/** What only the CLI has: --run-program, encrypted config and secret values. All else about config is in test/e2e. */
const lab = bench();
const BOTH = `${SITE}${urlGoalText("order", "Order")}
new msads.ConversionGoalLibrary("lib", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase" } } });
`;
const ACTIVE = { Order: "Active", Deal: "Active" };
const PAUSED = { Order: "Paused", Deal: "Paused" };

/** An operation with more flags, or other words of the CLI for the same stack. */
async function pulumi(project: Project, operation: OperationName, ...flags: readonly string[]) {
  const command = project.runner.command(operation);
  const before = lab.emulator.calls().length;
  const { code, text } = await ended({ ...command, args: [...command.args, ...flags] });
  const writes = lab.emulator
    .calls()
    .slice(before)
    .filter((call) => !call.operation?.startsWith("Get"));
  return { ok: code === 0, text, writes };
}

function setSecret(project: Project, key: string, value: string): void {
  const { file, cwd, env } = project.runner.command("up");
  execFileSync(file, ["config", "set", "--secret", key, "--stack", "e2e", "--non-interactive"], {
    cwd,
    env,
    input: value,
  });
}

test("with --run-program a destroy goes by the config of now: readOnly holds it back at once, and lets it go at once", async () => {
  const project = lab.project().program(BOTH);
  await project.up();
  project.configure({ "msads:readOnly": "true" });
  const held = await pulumi(project, "destroy", "--run-program");
  expect([held.ok, held.writes], held.text).toEqual([false, []]);
  expect(held.text).toContain("readOnly is set");
  expect(statuses(lab.emulator)).toEqual(ACTIVE);
  expect((await project.run("up")).writes).toEqual([]);
  const still = await pulumi(project, "destroy");
  expect([still.ok, still.writes], still.text).toEqual([false, []]);
  project.configure({ "msads:readOnly": "false" });
  const gone = await pulumi(project, "destroy", "--run-program");
  expect(gone.ok, gone.text).toBe(true);
  expect(statuses(lab.emulator)).toEqual(PAUSED);
});

test("MSADS_READ_ONLY=true holds a destroy back with --run-program too, whatever the config says", async () => {
  const project = lab.project({ config: { "msads:readOnly": "false" } }).program(BOTH);
  await project.up();
  project.environment({ MSADS_READ_ONLY: "true" });
  for (const flags of [[], ["--run-program"]]) {
    const held = await pulumi(project, "destroy", ...flags);
    expect([held.ok, held.writes], held.text).toEqual([false, []]);
  }
  expect(statuses(lab.emulator)).toEqual(ACTIVE);
});

test("a refresh that goes to the address of the last up says so, and with --run-program it goes to that of now", async () => {
  const project = lab.project({ environment: { MSADS_ENDPOINT: "" } }).program(BOTH);
  project.configure({ "msads:endpoint": lab.emulator.url });
  await project.up();
  const gone = "http://127.0.0.1:9";
  project.configure({ "msads:endpoint": gone });
  expect((await pulumi(project, "refresh")).ok).toBe(true);
  const failed = await pulumi(project, "refresh", "--run-program");
  expect([failed.ok, failed.text.includes(gone)], failed.text).toEqual([false, true]);
  expect(failed.text).toContain("uses the config of the last `pulumi up`, unless it runs with --run-program");
});

test("of secrets in the config, state holds ciphertext; of those in the environment, nothing", async () => {
  const config = { developer: "developer-9d27e1b4", access: "access-f3b0c811" };
  lab.emulator.settings({ rules: { "auth.token-invalid": false } });
  const project = lab.project({ environment: { MSADS_ACCESS_TOKEN: config.access } }).program(BOTH);
  setSecret(project, "msads:developerToken", config.developer);
  const up = await project.up();
  const state = project.runner.stateText();
  expect(JSON.stringify(resourceOf(state, "pulumi:providers:pulumi-nodejs"))).toMatch(
    /"msads:developerToken":\{[^}]*"ciphertext":/,
  );
  const destroyed = await pulumi(project, "destroy");
  expect(destroyed.ok, destroyed.text).toBe(true);
  for (const text of [state, up.text, destroyed.text])
    for (const secret of Object.values(config)) expect(text).not.toContain(secret);
  expect(statuses(lab.emulator)).toEqual(PAUSED);
});

test("changeAtMost: an up with its preview is refused there, and writes nothing", async () => {
  const goals = (minutes: number) =>
    [1, 2, 3]
      .map((n) => offlineGoalText(`g${n}`, `Goal ${n}`, `conversionWindowInMinutes: ${minutes}`))
      .join("");
  const project = lab.project().program(goals(60));
  await project.up();
  const others = `new msads.AccountConversionSettings("account", { finalUrlSuffix: "a=b" });\n${SITE}`;
  project.configure({ "msads:changeAtMost": "2" }).program(`${goals(90)}${others}`);
  const { args, ...command } = project.runner.command("up");
  const before = lab.emulator.calls().length;
  const up = await ended({ ...command, args: args.filter((arg) => arg !== "--skip-preview") });
  expect(up.code, up.text).not.toBe(0);
  expect(up.text).toContain(
    "changeAtMost is 2, and this run would change 5: conversionWindowInMinutes in 3 goals; ",
  );
  expect(
    lab.emulator
      .calls()
      .slice(before)
      .filter((call) => !call.operation?.startsWith("Get")),
  ).toEqual([]);
});

test("values that the program marks secret are encrypted in state, sent as they are, and masked in drift and failures", async () => {
  const worth = (value: string) =>
    `const pulumi = require("@pulumi/pulumi");
${SITE}${urlGoalText("order", "Order", `revenue: { type: "FixedValue", value: pulumi.secret(${value}), currencyCode: "EUR" }`)}
new msads.ConversionGoalLibrary("lib", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase",
  revenue: { type: "FixedValue", value: pulumi.secret(${value}), currencyCode: "EUR" } } } });
new msads.UetTag("blog", { name: "Blog", description: pulumi.secret("For Zappa") });`;
  const project = lab.project().program(worth("4242.5"));
  await project.up();
  expect(liveGoal(lab.emulator, "Order").fields.Revenue?.Value).toBe("4242.5");
  const hidden = /4242\.5|5151\.75|Zappa|Theirs/;
  expect(project.runner.stateText()).not.toMatch(hidden);
  const Revenue = { Type: "FixedValue", Value: "5151.75", CurrencyCode: "EUR" } as const;
  for (const name of ["Order", "Deal"]) lab.emulator.editGoal(liveGoal(lab.emulator, name).id, { Revenue });
  for (const { id, fields } of lab.emulator.store.tags)
    if (fields.Name === "Blog") lab.emulator.editTag(id, { Description: "Theirs" });
  for (const operation of ["preview", "refresh"] as const) {
    const { text } = await project.run(operation);
    for (const who of [/order: goal \d+, "Order"/, /lib\["Deal"\]: goal \d+, "Deal"/])
      expect(text).toMatch(
        new RegExp(
          `${who.source}, was changed outside this program: revenue\\.value is \\[secret\\], wanted \\[secret\\]`,
        ),
      );
    expect(text).toContain("description is [secret], wanted [secret]");
    expect(text).not.toMatch(hidden);
    expect(project.runner.stateText()).not.toMatch(hidden);
  }
  const refused = await project.program(worth("-4242.5")).run("preview");
  expect([refused.ok, hidden.test(refused.text)], refused.text).toEqual([false, false]);
});

function resourceOf(state: string, type: string): unknown {
  const { deployment } = JSON.parse(state) as {
    deployment: { resources: readonly { readonly type: string }[] };
  };
  return deployment.resources.find((resource) => resource.type === type);
}
