import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { useDriver } from "./driver";

const driver = useDriver();

async function admin(method: string, path: string, body?: unknown) {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const reply = await fetch(`${driver.emulator.admin}/${path}`, { method, ...content });
  return { status: reply.status, json: (await reply.json()) as unknown };
}

it("puts in campaigns, and links them as a person does in the web UI", async () => {
  const goal = await driver.idOf(driver.add("OfflineConversion"));
  const added = await admin("POST", "campaigns", { Name: 2026, CampaignType: "Search" });
  expect(added).toMatchObject({ status: 200, json: { id: "507314160", accountId: "222", goalIds: [] } });
  const linked = await admin("PATCH", "campaigns/507314160", { GoalIds: [Number(goal), goal] });
  expect(linked).toMatchObject({ status: 200, json: { name: "2026", goalIds: [goal] } });
  await admin("POST", "campaigns/507314160", { Status: "Paused", goalsAllowed: "false" });
  expect((await admin("GET", "campaigns")).json).toEqual([
    {
      id: "507314160",
      accountId: "222",
      name: "2026",
      campaignType: "Search",
      status: "Paused",
      goalIds: [goal],
      goalsAllowed: false,
    },
  ]);
});

it("sets account properties, flags as a person writes them", async () => {
  await admin("PATCH", "accounts/222", {
    MSCLKIDAutoTaggingEnabled: "False",
    FinalUrlSuffix: "a=b",
    TrackingUrlTemplate: "no URL, and nobody asks",
    ProfileExpansionEnabled: true,
  });
  await admin("POST", "accounts/222", { IncludeViewThroughConversions: false, TrackingUrlTemplate: null });
  expect((await admin("GET", "accounts")).json).toMatchObject([
    {
      id: "222",
      autoTagging: false,
      viewThrough: false,
      properties: { FinalUrlSuffix: "a=b", ProfileExpansionEnabled: "true" },
    },
  ]);
  expect(driver.emulator.store.account("222")?.properties?.TrackingUrlTemplate).toBeUndefined();
});

it("turns auto-tagging on when a person edits a goal, as a write of the API does; not for an app's goal, nor by a delete", async () => {
  const [url, app] = [await driver.idOf(driver.add("Url")), await driver.idOf(driver.add("AppInstall"))];
  const after = async (path: string, body: object) => {
    await admin("PATCH", "accounts/222", { MSCLKIDAutoTaggingEnabled: false });
    await admin("POST", path, body);
    return driver.emulator.store.account("222")?.autoTagging;
  };
  expect(await after(`goals/${url}`, { Status: "Paused" })).toBe(true);
  expect(await after(`goals/${app}`, { Status: "Paused" })).toBe(false);
  expect(await after(`goals/${url}`, { deleted: true })).toBe(false);
});

it("refuses what cannot be, and says what can", async () => {
  const goal = await driver.idOf(driver.add("Url"));
  const { id } = driver.emulator.addCampaign({ Name: "a", CampaignType: "Search" });
  for (const [path, body, why] of [
    ["campaigns", { Name: "x" }, /CampaignType/],
    ["campaigns", { Name: "x", CampaignType: "Video" }, /must be one of: Search, Shopping, /],
    ["campaigns", { Name: "x", CampaignType: "Search", accountId: 5 }, "no account 5"],
    ["campaigns", { Name: "x", CampaignType: "Search", GoalIds: ["5"] }, "no goal 5"],
    ["campaigns/5", { Name: "x" }, "no campaign 5"],
    [`campaigns/${id}`, { GoalIds: [5] }, "no goal 5"],
    [`campaigns/${id}`, { CampaignType: "Audience" }, /has no CampaignType/],
    ["accounts/5", {}, "no account 5"],
    ["accounts/222", { AutoTagging: true }, /^an account has no property AutoTagging; it has TrackingUrl/],
    ["accounts/222", { MSCLKIDAutoTaggingEnabled: "on" }, /allowed: true, false$/],
    ["goals/5/uploads", { attributed: 1 }, "no goal 5"],
    [`goals/${goal}/uploads`, { attributed: 1 }, /is of type Url; uploads are for OfflineConversion$/],
    [`goals/${goal}/uploads`, { unattributed: { Bad: 1 } }, /unattributed has no Bad$/],
    ["settings", { features: { sharing: false } }, /features has no sharing$/],
  ] as const) {
    const error = typeof why === "string" ? why : expect.stringMatching(why);
    expect([path, body, await admin("POST", path, body)]).toEqual([
      path,
      body,
      { status: 400, json: { error } },
    ]);
  }
  expect(driver.emulator.store.campaigns).toHaveLength(1);
});

it("adds up uploads of an offline goal", async () => {
  const goal = await driver.idOf(driver.add("OfflineConversion"));
  await admin("POST", `goals/${goal}/uploads`, { attributed: "3", unattributed: { MalformedData: "2" } });
  await admin("POST", `goals/${goal}/uploads`, { daysAgo: 1.5, channel: "WebUpload" });
  expect(driver.emulator.store.goal(goal)?.uploads).toMatchObject([
    { attributed: 3, unattributed: { MalformedData: 2 }, channel: "CampaignManagementAPI" },
    { attributed: 0, channel: "WebUpload" },
  ]);
});

it("shares a tag as a person does in the web UI", async () => {
  const [tag] = driver.emulator.store.tags;
  await admin("PATCH", `tags/${tag?.id}`, {
    CustomerShare: { CustomerAccountShares: [{ CustomerId: 333 }] },
  });
  expect((await driver.getTags()).text).toContain("<CustomerId>333</CustomerId>");
});

it("keeps all of it in the file, and reads a file of a release that had none of it", async () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-emulator-"));
  const data = join(folder, "store.json");
  const once = async <T>(see: (emulator: Awaited<ReturnType<typeof startEmulator>>) => T): Promise<T> => {
    const emulator = await startEmulator({ data });
    try {
      return see(emulator);
    } finally {
      await emulator.close();
    }
  };
  try {
    await once((emulator) => {
      emulator.addCampaign({ Name: "Brand", CampaignType: "Search" });
      emulator.editAccount("222", { FinalUrlSuffix: "a=b" });
      emulator.settings({ features: { tagSharing: false } });
    });
    expect(await once(({ store }) => [store.campaigns, store.account("222"), store.settings])).toMatchObject([
      [{ name: "Brand" }],
      { properties: { FinalUrlSuffix: "a=b" } },
      { features: { tagSharing: false, campaignGoals: true } },
    ]);
    const { campaigns, lastCampaignId, ...old } = JSON.parse(readFileSync(data, "utf8"));
    const { features, ...settings } = old.settings;
    const { goalsPerReport, ...limits } = settings.limits;
    writeFileSync(data, JSON.stringify({ ...old, settings: { ...settings, limits } }));
    const read = await once((emulator) => {
      const { id } = emulator.addCampaign({ Name: "First", CampaignType: "Search" });
      return [id, emulator.store.settings];
    });
    expect(read).toMatchObject([
      "507314160",
      { features: { tagSharing: true }, limits: { goalsPerReport: 20, itemsPerCall: 100 } },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
