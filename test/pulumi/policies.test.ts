import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { liveGoal } from "../support/e2eEmulator";
import { SITE, urlGoalText } from "../support/e2ePrograms";
import { ended } from "../support/e2eRunner";
import { bench } from "../support/e2eUse";

const lab = bench();
const HEAD = 'const pulumi = require("@pulumi/pulumi");\n';
const WORTH = "5151.75";
const revenue = `revenue: { type: "FixedValue", value: ${WORTH}, currencyCode: "EUR" }`;
const ORDER = `${SITE}const order = ${urlGoalText("order", "Order", `status: "Active", ${revenue}`)}`;
const LIBRARY = `new msads.ConversionGoalLibrary("lib", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase", ${revenue} } } });\n`;

/** Takes a policy to all resources of the stack. */
const byStack = (register: string, policy: string) => `pulumi.runtime.${register}(${policy});\n`;
const IGNORING = 'opts: { ...opts, ignoreChanges: ["status"] }';
const entries = (of: string) =>
  `({ type, props, opts }) => type.includes("msads") ? { props: Object.fromEntries(Object.entries(props)${of}), ${IGNORING} } : undefined`;
const ALL_SECRET = entries(".map(([name, value]) => [name, pulumi.secret(value)])");
const MADE_ANEW = entries(
  '.filter(([name, value]) => !name.startsWith("__") && value !== undefined).map(([name, value]) => [name, name === "revenue" ? pulumi.secret(value) : value])',
);
const ONE_SECRET = `({ props, opts }) => ({ props: props.revenue ? { ...props, revenue: pulumi.secret(props.revenue) } : props, ${IGNORING} })`;

/** A stack is made and its goals are changed outside: neither what is secret nor what is ignored is told of, and nothing of it is sent. */
async function expectHeld(program: string, ...names: readonly string[]): Promise<string> {
  const project = lab.project().program(program);
  const said = [(await project.up()).text];
  expect(project.runner.stateText()).not.toContain(WORTH);
  for (const name of names)
    lab.emulator.editGoal(liveGoal(lab.emulator, name).id, {
      Status: "Paused",
      Revenue: { Type: "FixedValue", Value: "6262.5", CurrencyCode: "EUR" },
    });
  for (const operation of ["preview", "refresh", "up"] as const) {
    const done = await project.run(operation);
    expect(done.ok, done.text).toBe(true);
    expect(done.writes.flatMap(({ sent }) => sent.flatMap(({ fields }) => fields))).not.toContain("Status");
    said.push(done.text);
  }
  await project.expectSettled();
  const text = said.join("\n");
  expect(text).toContain("outside this program: revenue.value is [secret], wanted [secret]");
  expect(text).not.toMatch(/5151\.75|6262\.5|status is/);
  return text;
}

describe.each([
  ["a stack transformation", "registerStackTransformation"],
  ["a transform of the stack", "registerResourceTransform"],
])("%s", (_, register) => {
  test("that marks all inputs secret shows none of them", async () => {
    const policy = ALL_SECRET.replace('["status"]', '["status", "goals[*].status"]');
    const text = await expectHeld(`${HEAD}${byStack(register, policy)}${ORDER}${LIBRARY}`, "Order", "Deal");
    expect(text).not.toMatch(/"(Order|Deal|Main site)"/);
  });

  test("that makes all inputs anew loses nothing of ours, nor what the program reads", async () => {
    const reads = "exports.script = site.trackingScript; exports.health = order.trackingStatus;\n";
    await expectHeld(`${HEAD}${byStack(register, MADE_ANEW)}${ORDER}${reads}`, "Order");
  });
});

test("a transform that is registered after an await counts, beside one before it too", async () => {
  const late = byStack("registerResourceTransform", ONE_SECRET);
  const early = byStack("registerResourceTransform", "() => undefined");
  const first = 'new msads.UetTag("first", { name: "First" });\n';
  const wait = "await new Promise((resolve) => setImmediate(resolve));\n";
  await expectHeld(`${HEAD}(async () => {\n${early}${first}${wait}${late}${ORDER}})();`, "Order");
});

test("an option that no transform is told of stays", async () => {
  const ruled = byStack("registerResourceTransform", ONE_SECRET.replace(`, ${IGNORING}`, ""));
  const options = '{ hideDiffs: ["urlExpression"] }';
  const project = lab
    .project()
    .program(`${HEAD}${ruled}${SITE}${urlGoalText("order", "Order", revenue, options)}`);
  expect((await project.run("up")).ok).toBe(true);
  expect(project.resources()).toContainEqual(expect.objectContaining({ hideDiff: ["urlExpression"] }));
});

test.each([
  ["of the stack", "pulumi.runtime.registerResourceTransform(hide);", ""],
  ["of each resource", "", ", { transforms: [hide] }"],
])(
  "in an inline program transforms %s keep what they and the program mark secret",
  async (_, before, options) => {
    const deal = (name: string, worth: string) =>
      `new msads.OfflineConversionGoal("${name}", { name: "${name}", goalCategory: "Purchase", revenue: ${worth} }${options});`;
    const worth = (value: string) => `{ type: "FixedValue", value: ${value}, currencyCode: "EUR" }`;
    const program = `${HEAD}const msads = require("pulumi-msads");
const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const hide = ({ name, props, opts }) => ({ props: name === "hidden" ? { ...props, revenue: pulumi.secret(props.revenue) } : props, opts });
const program = async () => { ${before} ${deal("hidden", worth(WORTH))} ${deal("own", worth(`pulumi.secret(${WORTH})`))} };
LocalWorkspace.createOrSelectStack({ stackName: "inline", projectName: "e2e", program }, { workDir: __dirname }).then((stack) => stack.up());
`;
    const project = lab.project();
    writeFileSync(join(project.folder, "inline.js"), program);
    const { cwd, env } = project.runner.command("up");
    const run = await ended({ file: process.execPath, args: ["inline.js"], cwd, env });
    expect(run.code, run.text).toBe(0);
    const state = await ended({ file: "pulumi", args: ["stack", "export", "--stack", "inline"], cwd, env });
    expect(state.text).toContain('"name": "hidden"');
    expect(state.text).not.toContain(WORTH);
  },
);
