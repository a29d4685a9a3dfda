import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { runImportFile } from "../../provider/cli/export/runImportFile";
import { useEmulator } from "../support/e2eEmulator";
import { site, urlGoal } from "../support/e2eGoals";
import { Stack, tag } from "../support/e2eStack";
import { exported, programOf } from "./exportProgram";

const emulator = useEmulator();

/** An account with two goals, a campaign that has one of them, and settings. */
async function account(): Promise<{ readonly campaign: string; readonly order: string }> {
  const stack = new Stack(emulator.now);
  await stack.up({ site, order: urlGoal("Order"), signup: urlGoal("Sign up") });
  const order = stack.entry("order").id;
  const { id: campaign } = emulator.now.addCampaign({
    Name: "Brand",
    CampaignType: "Search",
    GoalIds: [order],
  });
  emulator.now.editAccount("222", { FinalUrlSuffix: "a=b" });
  return { campaign, order };
}

describe.each(["soap", "rest"])("over %s", (transport) => {
  test("settings and campaigns that are asked for are in the program, whose first up changes nothing", async () => {
    const { campaign, order } = await account();
    const { text } = await exported(
      emulator.now,
      { settings: true, campaigns: [campaign] },
      { MSADS_TRANSPORT: transport },
    );
    expect(text).toContain(`// Goals of campaign "Brand": "Order"
new msads.CampaignConversionGoals("brand", {
  campaignId: "${campaign}",
  goalIds: ["${order}"],
});`);
    expect(text).toContain(
      'new msads.AccountConversionSettings("account", {\n  autoTagging: true,\n  finalUrlSuffix: "a=b",',
    );
    const program = programOf(text);
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    const up = await stack.up(program);
    expect([up.ok, up.writes], up.said).toEqual([true, []]);
    expect((await stack.preview(program)).steps.every((step) => step.startsWith("same "))).toBe(true);
  });
});

test("a library's program has them as well; without the options nothing of it is read", async () => {
  const { campaign } = await account();
  const { text } = await exported(emulator.now, { library: true, settings: true, campaigns: [campaign] });
  const up = await new Stack(emulator.now).up(programOf(text));
  expect([up.ok, up.writes], up.said).toEqual([true, []]);
  const before = emulator.now.calls().length;
  expect((await exported(emulator.now)).text).not.toMatch(
    /AccountConversionSettings|CampaignConversionGoals/,
  );
  expect(emulator.now.calls().slice(before)).toHaveLength(2);
});

test("auto-tagging that is off is left out: beside goals a program could not say it", async () => {
  await account();
  emulator.now.editAccount("222", { MSCLKIDAutoTaggingEnabled: false });
  const { text } = await exported(emulator.now, { settings: true });
  expect(text).not.toContain("autoTagging");
  const up = await new Stack(emulator.now).up(programOf(text));
  expect([up.ok, up.writes], up.said).toEqual([true, []]);
});

test("whom a tag is shared with is exported, and stays", async () => {
  await new Stack(emulator.now).up({ site: tag({ name: "Site", sharedWith: ["333"] }) });
  const { text } = await exported(emulator.now);
  expect(text).toContain('sharedWith: ["333"],');
  const up = await new Stack(emulator.now).up(programOf(text));
  expect([up.ok, up.writes], up.said).toEqual([true, []]);
});

test("a campaign that is not there, what is no id, and version 12 are refused", async () => {
  await account();
  await expect(exported(emulator.now, { campaigns: ["4711"] })).rejects.toThrow("shows no campaign 4711");
  const before = emulator.now.calls().length;
  await expect(exported(emulator.now, { campaigns: ["brand"] })).rejects.toThrow('got "brand"');
  const old = exported(emulator.now, { settings: true }, { MSADS_API_VERSION: "12" });
  await expect(old).rejects.toThrow("need API version 13");
  expect(emulator.now.calls()).toHaveLength(before);
});

test("a file for pulumi import lists them with their tokens", async () => {
  const { campaign } = await account();
  const cwd = mkdtempSync(join(tmpdir(), "msads-import-"));
  try {
    const environment = {
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.now.url,
      MSADS_CREDENTIALS_FILE: join(cwd, "none"),
    };
    const options = { include: [], exclude: [], status: "all", importFile: "a.json", force: false } as const;
    await runImportFile(
      { ...options, settings: true, campaigns: [campaign] },
      { environment, clock: systemClock, notify: () => {}, cwd, progress: () => {} },
    );
    const { resources } = JSON.parse(readFileSync(join(cwd, "a.json"), "utf8"));
    expect(resources.slice(-2)).toEqual([
      {
        type: "msads:index:AccountConversionSettings",
        name: "accountSettings",
        logicalName: "account",
        id: "222",
      },
      { type: "msads:index:CampaignConversionGoals", name: "brandGoals", logicalName: "brand", id: campaign },
    ]);
  } finally {
    rmSync(cwd, { recursive: true });
  }
});
