import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { statuses } from "../support/e2eEmulator";
import { nativeBench } from "../support/nativeProject";

const REPOSITORY = join(__dirname, "../..");
const lab = nativeBench();

test("the plugin in one file: installed by Pulumi itself, it serves a program that names no folder, over SOAP and REST", async () => {
  execFileSync(process.execPath, [join(REPOSITORY, "tools/plugin/build.mjs")], { stdio: "ignore" });
  const { version } = JSON.parse(readFileSync(join(REPOSITORY, "package.json"), "utf8")) as {
    version: string;
  };
  const archive = join(REPOSITORY, `build/plugin/pulumi-resource-msads-v${version}.tar.gz`);
  const project = lab.project();
  const installed = await project.pulumi(
    "plugin",
    "install",
    "resource",
    "msads",
    version,
    "--file",
    archive,
  );
  expect(installed.ok, installed.text).toBe(true);
  const won =
    "  won:\n    type: msads:OfflineConversionGoal\n    properties: { name: Won, goalCategory: Purchase }\n";
  writeFileSync(join(project.folder, "Pulumi.yaml"), `name: native\nruntime: yaml\nresources:\n${won}`);
  for (const transport of ["soap", "rest"]) {
    const up = await project.environment({ MSADS_TRANSPORT: transport }).run("up");
    expect([up.ok, statuses(lab.emulator)], up.text).toEqual([true, { Won: "Active" }]);
    expect(new Set(up.calls.map((call) => call.transport))).toEqual(new Set([transport]));
    await project.run("destroy");
  }
});
