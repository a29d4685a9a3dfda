import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { bench } from "../support/e2eUse";

const lab = bench();

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
/** From 22.18 on Node takes the types away by itself; Pulumi's SDK does so for CommonJS only. */
const takesTypesAway = major > 22 || (major === 22 && minor >= 18);

const program = `import * as all from "pulumi-msads";
import msads, { type UrlGoalArgs, UetTag } from "pulumi-msads";
const site = new UetTag("site", { name: "Main site" });
const args: UrlGoalArgs = { name: "Order", tagId: site.id, urlExpression: "/thanks", goalCategory: "Purchase" };
new msads.UrlGoal("order", args);
new all.OfflineConversionGoal("deal", { name: "Deal", goalCategory: "Purchase" });
export const script = site.trackingScript;
`;

test.runIf(takesTypesAway)("a program in TypeScript and ES modules, whichever way it imports", async () => {
  const manifest = { name: "e2e", type: "module", main: "index.ts" };
  const options = {
    compilerOptions: { module: "nodenext", target: "es2022", skipLibCheck: true, strict: true },
  };
  const project = lab.project({
    main: "index.ts",
    files: { "package.json": JSON.stringify(manifest), "tsconfig.json": JSON.stringify(options) },
  });
  const up = await project.program(program).run("up");
  expect(up.ok, up.text).toBe(true);
  expect(statuses(lab.emulator)).toEqual({ Order: "Active", Deal: "Active" });
});
