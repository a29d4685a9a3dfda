import { expect, test } from "vitest";
import { SITE } from "../support/e2ePrograms";
import { eachWay } from "../support/e2eUse";

const MOST = 2_400;
const SHARE = 0.6;

/** The same goal through Pulumi's own class, with the lifecycle behind functions that load it when they are called. */
const program = `${SITE}const pulumi = require("@pulumi/pulumi");
const goal = { tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase" };
new msads.UrlGoal("order", { name: "Order", ...goal });
const of = (method) => (...args) => require("pulumi-msads/lifecycle").conversionGoal[method](...args);
const provider = Object.fromEntries(["configure", "check", "diff", "create", "read", "update", "delete"].map((m) => [m, of(m)]));
new pulumi.dynamic.Resource(provider, "twin", { name: "Twin", type: "Url", __msads: { name: "twin" }, ...goal }, {}, "msads", "ConversionGoal");
`;

eachWay((lab) => {
  test("a small goal takes little room in state, and a good deal less than through pulumi.dynamic.Resource", async () => {
    const project = lab.project();
    const up = await project.program(program).run("up");
    expect(up.ok, up.text).toBe(true);
    const size = (name: string) =>
      JSON.stringify(project.resources().find(({ urn }) => urn.endsWith(`::${name}`))).length;
    console.log(
      `state of a minimal UrlGoal: ${size("order")} characters, through pulumi.dynamic.Resource: ${size("twin")}`,
    );
    expect(size("order")).toBeLessThanOrEqual(MOST);
    expect(size("order") / size("twin")).toBeLessThanOrEqual(SHARE);
    const state = JSON.parse(project.runner.stateText()) as {
      version: number;
      deployment: Record<string, unknown>;
    };
    expect(state.version).toBe(3);
    expect(Object.keys(state.deployment)).toEqual(expect.arrayContaining(["manifest", "resources"]));
    expect(project.resources().find(({ urn }) => urn.endsWith("::order"))).toMatchObject({
      custom: true,
      type: "pulumi-nodejs:dynamic/msads:ConversionGoal",
      inputs: { name: "Order", type: "Url", status: "Active", accountId: "222" },
      outputs: { name: "Order", trackingStatus: "TagUnverified", customerId: "111" },
    });
  });
});
