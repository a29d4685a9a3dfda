import { readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Emulator, refreshToken, startEmulator } from "../../provider/emulator";
import { PROGRAMS } from "../support/e2ePackage";
import { PluginProcess, textOf } from "../support/e2ePlugin";

/** Where the plugin process has its home. */
const MSADS = join(PROGRAMS, "plugin/.config/msads");
const FILE = join(MSADS, "credentials.json");

let emulator: Emulator;
beforeAll(async () => {
  rmSync(MSADS, { recursive: true, force: true });
  emulator = await startEmulator();
  emulator.settings({ singleUseRefreshTokens: true });
});
afterAll(async () => {
  await emulator.close();
  rmSync(MSADS, { recursive: true, force: true });
});

/** One run of the packed package in the SDK's own process: a goal is written. */
async function run(name: string): Promise<PluginProcess> {
  const plugin = await PluginProcess.start({
    "msads:environment": "emulator",
    "msads:endpoint": emulator.soap,
    "msads:clientId": "app",
    "msads:refreshToken": refreshToken,
  });
  try {
    const goal = {
      __provider: textOf("conversionGoal"),
      type: "OfflineConversion",
      goalCategory: "Purchase",
    };
    const { inputs, failures } = await plugin.check({}, { ...goal, name, __msads: { name } });
    expect(failures).toEqual([]);
    expect(JSON.stringify(await plugin.create(inputs))).not.toMatch(/-token/);
    return plugin;
  } finally {
    await plugin.stop();
  }
}

test("the plugin signs in, keeps the newest refresh token for the next process, and shows no token anywhere", async () => {
  for (const name of ["First", "Second"]) {
    const { printed, logged } = await run(name);
    expect(JSON.stringify([printed, logged])).not.toMatch(/(refresh|access)-token/);
  }
  expect(emulator.store.goals.map(({ fields }) => fields.Name)).toEqual(["First", "Second"]);
  expect(emulator.signIns().map(({ outcome }) => outcome)).toEqual(["ok", "ok"]);
  expect(readFileSync(FILE, "utf8")).toContain(`${refreshToken}-2`);
  if (process.platform !== "win32") expect((statSync(FILE).mode & 0o777).toString(8)).toBe("600");
});
