import { describe, expect, test } from "vitest";
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
  "transforms of a component": `${HEAD}class Shop extends pulumi.ComponentResource {
  constructor(name, opts) {
    super("acme:index:Shop", name, {}, opts);
    const parent = { parent: this };
${goals("parent").replace(SITE, SITE.replace(" });", " }, parent);"))}  }
}
new Shop("shop", { transforms: [({ props, opts }) => ({ props, opts: { ...opts, ${POLICY} } })] });`,
  "transforms of each resource": `${goals(`{ transforms: [({ props, opts }) => ({ props, opts: { ...opts, ${POLICY} } })] }`)}`,
};

test.each(Object.entries(WAYS))(
  "%s says what is ignored: no run compares it with the account, sends it or tells of it",
  async (_, program) => {
    const project = lab.project().program(program);
    expect((await project.run("up")).ok).toBe(true);
    await project.expectSettled();
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

describe.each([
  ["a stack transformation", "registerStackTransformation"],
  ["a transform of the stack", "registerResourceTransform"],
])("what %s makes of a resource counts", (_, register) => {
  const by = (props: string, opts = "opts") =>
    `${HEAD}pulumi.runtime.${register}(({ type, props, opts }) => ({ props: ${props}, opts: ${opts} }));\n${goals()}`;

  test("what it marks secret is masked", async () => {
    const project = lab
      .project()
      .program(by("props.revenue ? { ...props, revenue: pulumi.secret(props.revenue) } : props"));
    await project.up();
    const Revenue = { Type: "FixedValue", Value: "5151.75", CurrencyCode: "EUR" } as const;
    lab.emulator.editGoal(liveGoal(lab.emulator, "Order").id, { Revenue });
    for (const operation of ["preview", "refresh"] as const) {
      const { text } = await project.run(operation);
      expect(text).toContain("outside this program: revenue.value is [secret], wanted [secret]");
      expect(text).not.toContain("5151.75");
    }
    const declared = by("props", '{ ...opts, additionalSecretOutputs: ["revenue"] }');
    const hidden = await project.program(declared).run("preview");
    expect([hidden.ok, hidden.text.includes("5151.75")], hidden.text).toEqual([true, false]);
  });

  test("a misspelt path is refused, of a new resource like of one that exists", async () => {
    const slip = by("props", '{ ...opts, ignoreChanges: ["Status", "tags"] }');
    const project = lab.project().program(slip);
    for (const program of [slip, goals(), slip]) {
      const preview = await project.program(program).run("preview");
      const isSlip = program === slip;
      expect([preview.ok, preview.text.includes("order")], preview.text).toEqual([!isSlip, true]);
      if (isSlip) expect(preview.text).toContain('"Status" is not a field of this resource');
      else await project.run("up");
    }
    expect((await project.run("up")).writes).toEqual([]);
  });

  test("a Map is refused, and pauses no goal", async () => {
    const project = lab.project().program(goals());
    await project.up();
    const mapped = by("props.goals ? { ...props, goals: new Map(Object.entries(props.goals)) } : props");
    const refused = await project.program(mapped).run("up");
    expect([refused.ok, refused.writes], refused.text).toEqual([false, []]);
    expect(refused.text).toMatch(/goals: .* Map/);
    expect(liveGoal(lab.emulator, "Deal").fields.Status).toBe("Active");
  });
});

/** What people change of what is theirs. */
function edited(when: string): void {
  for (const name of ["Order", "Deal"])
    lab.emulator.editGoal(liveGoal(lab.emulator, name).id, { Status: "Paused" });
  lab.emulator.editTag(liveTag(lab.emulator, "Blog").id, { Description: `Theirs, ${when}` });
}
