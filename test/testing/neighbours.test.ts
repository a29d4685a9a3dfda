import { expect, it } from "vitest";
import { callRest } from "../emulator/restClient";
import { account } from "./userProject";

const deal = { type: "OfflineConversion", name: "Deal", goalCategory: "Contact" } as const;

it("an account's settings are seen and edited under the program's names", async () => {
  const shop = await account();
  expect(shop.settings()).toEqual({ autoTagging: true, includeViewThroughConversions: true });
  const edited = shop.editSettings({
    autoTagging: false,
    finalUrlSuffix: "a=b",
    trackingUrlTemplate: "{lpurl}",
  });
  expect(edited).toMatchObject({ autoTagging: false, finalUrlSuffix: "a=b", trackingUrlTemplate: "{lpurl}" });
  expect(shop.editSettings({ finalUrlSuffix: null })).toEqual({
    autoTagging: false,
    includeViewThroughConversions: true,
    trackingUrlTemplate: "{lpurl}",
  });
  shop.addGoal(deal);
  expect(shop.settings().autoTagging, "as Microsoft documents it").toBe(true);
  expect(() => shop.editSettings({ autoTaging: false } as object)).toThrow(
    /no autoTaging; it has autoTagging, /,
  );
  expect(shop.another({ accountId: "333" }).settings()).toMatchObject({ autoTagging: true });
  expect(shop.calls()).toEqual([]);
});

it("campaigns are added, linked and found by name, in their account only", async () => {
  const shop = await account();
  const { id } = shop.addGoal(deal);
  expect(shop.addCampaign({ name: "Brand" })).toEqual({
    id: expect.stringMatching(/^\d+$/),
    name: "Brand",
    campaignType: "Search",
    status: "Active",
    goalIds: [],
  });
  shop.editCampaign("Brand", { name: "Brand 2", goalIds: [id], status: "Paused" });
  expect(shop.campaign("Brand 2")).toMatchObject({ status: "Paused", goalIds: [id] });
  const other = shop.another({ accountId: "333" });
  other.addCampaign({ name: "Shop", campaignType: "PerformanceMax" });
  expect([shop, other].map((each) => each.campaigns().map(({ name }) => name))).toEqual([
    ["Brand 2"],
    ["Shop"],
  ]);
  shop.deleteGoal("Deal");
  expect(shop.campaigns()[0]?.goalIds).toEqual([]);
  expect(() => shop.campaign("Brand")).toThrow('there is no campaign named "Brand"; existing: "Brand 2"');
  expect(() => shop.addCampaign({ name: "x", goalIds: ["5"] })).toThrow("no goal 5");
});

it("a tag says with whom it is shared, and is shared by hand", async () => {
  const shop = await account();
  expect(shop.addTag({ name: "Site" }).sharedWith).toEqual([]);
  expect(shop.editTag("Site", { sharedWith: ["333"] })).toMatchObject({ name: "Site", sharedWith: ["333"] });
  expect(shop.addTag({ name: "Blog", sharedWith: ["333", "444"] }).sharedWith).toEqual(["333", "444"]);
  expect(() => shop.addTag({ name: "None", sharedWith: ["999"] })).toThrow(/refuses "None": 106/);
  expect(
    shop
      .another({ customerId: "333", accountId: "3331" })
      .tags()
      .map(({ name }) => name),
  ).toEqual(["Site", "Blog"]);
  expect(shop.editTag("Site", { sharedWith: [] }).sharedWith).toEqual([]);
  const without = await account({ features: { tagSharing: false } });
  expect(without.addTag({ name: "Site" })).not.toHaveProperty("sharedWith");
});

it("uploads for an offline goal are in the service's report; a call says which goals it links", async () => {
  const shop = await account();
  const { id } = shop.addGoal(deal);
  const campaign = shop.addCampaign({ name: "Brand" });
  shop.upload("Deal", { attributed: 3, unattributed: { MalformedData: 1 }, daysAgo: 1 });
  const range = [2, 0].map((days) => new Date(shop.clock.now().getTime() - days * 86_400_000).toISOString());
  const { json } = await callRest({
    base: shop.url,
    path: "/OfflineConversionReport/QueryByGoalIds",
    body: { StartDateUtc: range[0], EndDateUtc: range[1], GoalIds: [id] },
  });
  expect(json.OfflineGoalConversionSummaries).toMatchObject([{ GoalId: id, OverallSuccessRate: 0.75 }]);
  const link = { CampaignId: campaign.id, GoalId: id };
  await callRest({
    base: shop.url,
    path: "/CampaignConversionGoals",
    body: { CampaignConversionGoal: [link] },
  });
  expect(shop.calls().at(-1)).toMatchObject({
    operation: "AddCampaignConversionGoals",
    isWrite: true,
    items: 1,
    sent: [{ link: { campaignId: campaign.id, goalId: id } }],
  });
});
