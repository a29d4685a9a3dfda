import { readFileSync, rmSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { withPath } from "../../provider/cli/shared/findPulumi";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { PACKAGE, PROGRAMS } from "../support/e2ePackage";
import { ended } from "../support/e2eRunner";
import { nativeBench } from "../support/nativeProject";
import { EXAMPLES, exampleCopy } from "../testing/exampleCopy";

const lab = nativeBench();
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** An example as after its `npm install`, and a shell in it; each command has to succeed unless told otherwise. */
function shell(example: string) {
  const folder = exampleCopy(example);
  folders.push(folder);
  symlinkSync(join(PROGRAMS, "node_modules"), join(folder, "node_modules"));
  const home = join(folder, "home");
  const own = {
    HOME: home,
    PULUMI_HOME: join(home, "pulumi"),
    PULUMI_BACKEND_URL: `file://${folder}`,
    PULUMI_CONFIG_PASSPHRASE: "e2e",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    MSADS_ENDPOINT: lab.emulator.url,
  };
  const env = { ...withPath({ PATH: process.env.PATH }, dirname(process.execPath)), ...own };
  return async (script: string): Promise<string> => {
    const { code, text } = await ended({ file: "bash", args: ["-ec", script], cwd: folder, env });
    expect(code, `${script}\n${text}`).toBe(0);
    return text;
  };
}

/** What an example's page tells to type, line by line, as it stands there. */
function told(example: string, start: string): string {
  const page = readFileSync(join(EXAMPLES, example, "README.md"), "utf8");
  const line = page.split("\n").find((each) => each.trim().startsWith(start));
  if (line === undefined) throw new Error(`the page of ${example} tells no ${start}`);
  return line.trim().replace(/ {2,}#.*$/, "");
}

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
