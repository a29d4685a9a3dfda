import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { ended } from "../support/e2eRunner";
import { bench } from "../support/e2eUse";

const lab = bench();

/** Three stacks in one process, one after the other: what is wrong with the second is not the others' matter. */
const SCRIPT = `const { LocalWorkspace } = require("@pulumi/pulumi/automation");
const msads = require("pulumi-msads");
const deal = (name) => new msads.OfflineConversionGoal("deal", { name, goalCategory: "Purchase" });
const programs = {
  first: async () => { deal("First"); },
  wrong: async () => {
    deal("Wrong");
    new msads.UetTag("nameless", {});
    await new Promise((resolve) => setImmediate(resolve));
    new msads.ConversionGoalLibrary("all", { goals: new Map() });
  },
  third: async () => { deal("Third"); },
};
(async () => {
  const told = {};
  for (const [stackName, program] of Object.entries(programs)) {
    const stack = await LocalWorkspace.createOrSelectStack({ stackName, projectName: "inline", program }, { workDir: __dirname });
    told[stackName] = await stack.up().then(({ summary }) => summary.result, (error) => error.message);
  }
  process.stdout.write(JSON.stringify(told));
})();
`;

test("an inline program of the Automation API hears all that is wrong with it, and other stacks of the process nothing", async () => {
  const project = lab.project();
  writeFileSync(join(project.folder, "inline.js"), SCRIPT);
  const { cwd, env } = project.runner.command("up");
  const { code, text } = await ended({ file: process.execPath, args: ["inline.js"], cwd, env });
  expect(code, text).toBe(0);
  const told = JSON.parse(text.slice(text.indexOf('{"first"')));
  expect([told.first, told.third]).toEqual(["succeeded", "succeeded"]);
  expect(told.wrong).toContain("nameless (inline.js:8:5)");
  expect(told.wrong).toContain("goals: got a Map");
  expect(statuses(lab.emulator)).toEqual({ First: "Active", Third: "Active" });
});

test.each([
  ["of the stack", "pulumi.runtime.registerResourceTransform(fill);", ""],
  ["of the resource", "", "{ transforms: [fill] }"],
])("what a transform %s fills in is not missing", async (_, before, options) => {
  const program = `const pulumi = require("@pulumi/pulumi");
const fill = ({ type, props, opts }) => type.includes("msads") ? { props: { ...props, goalCategory: "Purchase" }, opts } : undefined;
${before}
new msads.OfflineConversionGoal("deal", { name: "Deal" }, ${options});\n`;
  await lab.project().program(program).up();
  expect(statuses(lab.emulator)).toEqual({ Deal: "Active" });
});
