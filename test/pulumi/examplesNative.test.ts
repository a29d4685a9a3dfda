import { join } from "node:path";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { PACKAGE } from "../support/e2ePackage";
import { exampleShells, told } from "../support/exampleShell";
import { nativeBench } from "../support/nativeProject";
import { EXAMPLES } from "../testing/exampleCopy";

const lab = nativeBench();
const shell = exampleShells(lab);

test("yaml: made as its page says, drift shows with both values, and up restores it", async () => {
  const run = shell("yaml");
  const up = await run(`${told("yaml", "pulumi stack init")} --yes --skip-preview --non-interactive`);
  expect(up).toMatch(/\+ 4 created/);
  expect(statuses(lab.emulator)).toEqual({ "Order placed": "Active", "Newsletter signed up": "Active" });
  await run(told("yaml", "curl").replace("http://127.0.0.1:8462", lab.emulator.url));
  expect(await run(`${told("yaml", "pulumi preview")} --non-interactive`)).toMatch(/~ value: 99 => 25/);
  await run("pulumi up --yes --skip-preview --non-interactive");
  expect(liveGoal(lab.emulator, "Order placed").fields.Revenue).toMatchObject({ Value: "25" });
  await run("pulumi destroy --yes --non-interactive");
  expect(Object.values(statuses(lab.emulator))).toEqual(["Paused", "Paused"]);
});

test("import: a whole account as its page says, and the preview finds nothing to change", async () => {
  const run = shell("import");
  await run(`node ${join(EXAMPLES, "adopt-existing/by-hand.mjs")}`);
  const msads = `node ${join(PACKAGE, "dist/cli/main.js")}`;
  await run(told("import", "pulumi stack init"));
  await run(told("import", "npx msads export").replace("npx msads", msads));
  await run(`${told("import", "pulumi import --file")} --non-interactive`);
  await run(told("import", "cat"));
  const before = lab.emulator.calls().length;
  expect(await run("pulumi preview --non-interactive")).toMatch(/Resources:\n\s+6 unchanged/);
  const writes = lab.emulator
    .calls()
    .slice(before)
    .filter(({ operation }) => !operation?.startsWith("Get"));
  expect(writes).toEqual([]);
});
