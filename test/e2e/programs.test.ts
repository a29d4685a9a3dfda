import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { offlineGoalText, SITE, urlGoalText } from "../support/e2ePrograms";
import { eachWay } from "../support/e2eUse";

const component = `const pulumi = require("@pulumi/pulumi");
class Shop extends pulumi.ComponentResource {
  constructor(name) {
    super("e2e:Shop", name);
    const site = new msads.UetTag(\`\${name}-site\`, { name: \`\${name} site\` }, { parent: this });
    const goal = { name: \`\${name} order\`, tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase" };
    new msads.UrlGoal(\`\${name}-order\`, goal, { parent: this });
  }
}
new Shop("north");
new Shop("south");
`;

const typed = `import * as msads from "pulumi-msads";
const site = new msads.UetTag("site", { name: "Main site" });
export const goal = new msads.EventGoal("signup", {
  name: "Signed up", tagId: site.id, goalCategory: "Signup", actionOperator: "Equals", actionExpression: "join",
}).id;
`;

eachWay((bench) => {
  test("two accounts in one program, and a project's config over the environment", async () => {
    bench.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }, { id: "224" }] });
    const project = bench.project({
      config: { "msads:accountId": "223" },
      environment: { MSADS_ACCOUNT_ID: "222" },
    });
    const goals = [offlineGoalText("near", "Near"), offlineGoalText("far", "Far", 'accountId: "224"')];
    await project.program(goals.join("")).up();
    const homes = bench.emulator.store.goals.map(({ accountId, fields }) => [fields.Name, accountId]);
    expect(Object.fromEntries(homes)).toEqual({ Near: "223", Far: "224" });
    const destroyed = await project.run("destroy");
    expect(destroyed.writes.map(({ accountId }) => accountId).sort()).toEqual(["223", "224"]);
    expect(statuses(bench.emulator)).toEqual({ Near: "Paused", Far: "Paused" });
  });

  test("component resources", async () => {
    const project = bench.project();
    await project.program(component).up();
    expect(statuses(bench.emulator)).toEqual({ "north order": "Active", "south order": "Active" });
  });

  test("a program in TypeScript", async () => {
    const options = {
      compilerOptions: { module: "nodenext", target: "es2022", skipLibCheck: true, strict: true },
    };
    const project = bench.project({ main: "index.ts", files: { "tsconfig.json": JSON.stringify(options) } });
    await project.program(typed).up();
    expect(project.ids().signup).toBe(bench.emulator.store.goals[0]?.id);
  });

  test("a program of ES modules", async () => {
    const text = `import * as msads from "pulumi-msads";\n${SITE}${urlGoalText("order", "Order")}`;
    await bench.project({ main: "index.mjs" }).program(text).up();
    expect(statuses(bench.emulator)).toEqual({ Order: "Active" });
  });
});
