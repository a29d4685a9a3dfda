import { cpSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { PACKAGE } from "../support/e2ePackage";
import { ended } from "../support/e2eRunner";
import { type NativeProject, nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const TSC = join(__dirname, "../../node_modules/typescript/bin/tsc");
const YAML = `name: native\nruntime: nodejs\nmain: index.ts\nplugins:\n  providers:\n    - name: msads\n      path: ${join(PACKAGE, "plugin")}\n`;
const MODULES = { module: "nodenext", moduleResolution: "nodenext", target: "es2022" };

/** Orders are worth so much. */
function program(value: string): string {
  return `import * as msads from "pulumi-msads-native";
const site = new msads.UetTag("site", { name: "Main site", industry: msads.UetTagIndustry.Retail });
const order = new msads.UrlGoal("order", {
  name: "Order placed", tagId: site.id, urlOperator: msads.ExpressionOperator.Contains, urlExpression: "/thank-you",
  goalCategory: "Purchase", revenue: { type: msads.RevenueType.FixedValue, value: ${value}, currencyCode: "EUR" },
});
export const found = msads.getConversionGoalOutput({ id: order.id }).goalCategory;
`;
}

/** What `npm install` does for a package in a folder, unless the CLI's host did it: the package is linked, and its own script compiles it. */
async function installed({ folder }: NativeProject): Promise<void> {
  const sdk = join(folder, "sdks/msads");
  if (existsSync(join(sdk, "bin/index.js"))) return;
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(sdk, join(folder, "node_modules/pulumi-msads-native"));
  const compiled = await ended({
    file: process.execPath,
    args: [TSC, "-p", sdk],
    cwd: sdk,
    env: process.env,
  });
  expect(compiled.code, compiled.text).toBe(0);
  cpSync(join(sdk, "package.json"), join(sdk, "bin/package.json"));
}

test("a TypeScript program with the SDK of `pulumi package add`: preview, up, a mistake, drift, up and destroy", async () => {
  const project = lab.project();
  const write = (name: string, text: string) => writeFileSync(join(project.folder, name), text);
  write("Pulumi.yaml", YAML);
  write("package.json", JSON.stringify({ name: "shop", private: true }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { ...MODULES, strict: true, types: [] } }));
  const added = await project.pulumi("package", "add", join(PACKAGE, "plugin/pulumi-resource-msads"));
  expect(added.ok, added.text).toBe(true);
  await installed(project);

  write("index.ts", program("25"));
  const preview = await project.run("preview");
  expect([preview.ok, preview.writes], preview.text).toEqual([true, []]);
  const up = await project.run("up");
  expect(up.ok, up.text).toBe(true);
  expect(await project.runner.outputs()).toEqual({ found: "Purchase" });
  expect(liveGoal(lab.emulator, "Order placed").fields).toMatchObject({
    UrlOperator: "Contains",
    UrlExpression: "/thank-you",
    Revenue: { Type: "FixedValue", Value: "25", CurrencyCode: "EUR" },
  });

  write("index.ts", program('"dear" as unknown as number'));
  const mistaken = await project.run("up");
  expect([mistaken.ok, mistaken.writes]).toEqual([false, []]);
  expect(mistaken.text).toContain('revenue.value: got "dear"; allowed: a decimal');

  write("index.ts", program("25"));
  const order = liveGoal(lab.emulator, "Order placed");
  lab.emulator.editGoal(order.id, { Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "EUR" } });
  expect((await project.pulumi("preview", "--diff")).text).toMatch(/~ value: 99 => 25/);
  const healed = await project.run("up");
  expect(healed.writes.map(({ operation }) => operation)).toEqual(["UpdateConversionGoals"]);
  expect(liveGoal(lab.emulator, "Order placed").fields.Revenue).toMatchObject({ Value: "25" });

  const again = await project.run("up");
  expect([again.unchanged, again.writes], again.text).toEqual([true, []]);
  expect((await project.run("destroy")).ok).toBe(true);
  expect(statuses(lab.emulator)).toEqual({ "Order placed": "Paused" });
});
