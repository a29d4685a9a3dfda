import { expect, test } from "vitest";
import { liveGoal, liveTag } from "../support/e2eEmulator";
import { SITE, urlGoalText } from "../support/e2ePrograms";
import { bench } from "../support/e2eUse";

const lab = bench();
const HEAD = 'const pulumi = require("@pulumi/pulumi");\n';
const POLICY = "ignoreChanges: ['status', 'description', 'goals[*].status']";
const worth = "revenue: { type: 'FixedValue', value: 5, currencyCode: 'EUR' }";
const goals = (
  options = "",
) => `${SITE}${urlGoalText("order", "Order", `status: "Active", ${worth}`, options)}
new msads.UetTag("blog", { name: "Blog", description: "Ours" }, ${options === "" ? "undefined" : options});
new msads.ConversionGoalLibrary("lib", { goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase", status: "Active" } } }, ${options === "" ? "undefined" : options});
`;

/** A policy for the whole stack, in each way that Pulumi has. */
const WAYS: Readonly<Record<string, string>> = {
  "a stack transformation": `${HEAD}pulumi.runtime.registerStackTransformation(({ props, opts }) => ({ props, opts: { ...opts, ${POLICY} } }));\n${goals()}`,
  "a transform of the stack": `${HEAD}pulumi.runtime.registerResourceTransform(({ props, opts }) => ({ props, opts: { ...opts, ${POLICY} } }));\n${goals()}`,
  "transforms of each resource": `${goals(`{ transforms: [({ props, opts }) => ({ props, opts: { ...opts, ${POLICY} } })] }`)}`,
};

test.each(Object.entries(WAYS))(
  "%s says what is ignored: no run compares it with the account, sends it or tells of it",
  async (_, program) => {
    const project = lab.project().program(program);
    expect((await project.run("up")).ok).toBe(true);
    // Pulumi says it with a diff, not with a create: a refresh is told before state has it, and the next run notes it there.
    for (const when of ["at once", "later"]) {
      edited(when);
      const refresh = await project.run("refresh");
      expect([refresh.ok, refresh.warnings], refresh.text).toEqual([true, []]);
      expect((await project.up()).writes).toEqual([]);
    }
    await project.expectSettled();
    const up = await project.program(program.replace("value: 5", "value: 6")).run("up");
    expect([up.ok, up.warnings], up.text).toEqual([true, []]);
    expect(
      up.writes.map(({ sent }) => sent.map(({ name, fields }) => [name, fields.includes("Status")])),
    ).toEqual([[[undefined, false]]]);
    expect([
      liveGoal(lab.emulator, "Order").fields.Status,
      liveGoal(lab.emulator, "Deal").fields.Status,
    ]).toEqual(["Paused", "Paused"]);
    expect(liveGoal(lab.emulator, "Order").fields.Revenue?.Value).toBe("6");
    expect(liveTag(lab.emulator, "Blog").fields.Description).toBe("Theirs, later");
  },
);

test("what a stack transformation makes of a resource counts: secrets are masked, a Map is refused, a misspelt path is warned of", async () => {
  const by = (props: string, opts = "opts") =>
    `${HEAD}pulumi.runtime.registerStackTransformation(({ type, props, opts }) => ({ props: ${props}, opts: ${opts} }));\n`;
  const hiding = `${by("props.revenue ? { ...props, revenue: pulumi.secret(props.revenue) } : props")}${goals()}`;
  const project = lab.project().program(hiding);
  await project.up();
  const Revenue = { Type: "FixedValue", Value: "5151.75", CurrencyCode: "EUR" } as const;
  lab.emulator.editGoal(liveGoal(lab.emulator, "Order").id, { Revenue });
  for (const operation of ["preview", "refresh"] as const) {
    const { text } = await project.run(operation);
    expect(text).toContain("outside this program: revenue.value is [secret], wanted [secret]");
    expect(text).not.toContain("5151.75");
  }
  const more = by("props", '{ ...opts, additionalSecretOutputs: ["revenue"], ignoreChanges: ["Status"] }');
  const hidden = await project.program(`${more}${goals()}`).run("preview");
  expect([hidden.ok, hidden.text.includes("5151.75")], hidden.text).toEqual([true, false]);
  expect(hidden.text).toContain('order: ignoreChanges: "Status" is not a field of this resource');
  const mapped = by("props.goals ? { ...props, goals: new Map(Object.entries(props.goals)) } : props");
  const refused = await project.program(`${mapped}${goals()}`).run("up");
  expect([refused.ok, refused.writes], refused.text).toEqual([false, []]);
  expect(refused.text).toContain("goals: got a Map");
  expect(liveGoal(lab.emulator, "Deal").fields.Status).toBe("Active");
});

/** What people change of what is theirs. */
function edited(when: string): void {
  for (const name of ["Order", "Deal"])
    lab.emulator.editGoal(liveGoal(lab.emulator, name).id, { Status: "Paused" });
  lab.emulator.editTag(liveTag(lab.emulator, "Blog").id, { Description: `Theirs, ${when}` });
}
