import { describe, expect, it } from "vitest";
import { codesOf, longs, said, useDriver } from "./driver";
import { callRest, type RestReply, restCodes } from "./restClient";
import { texts } from "./soapClient";

const driver = useDriver({ clock: () => Date.parse("2026-11-26T15:00:00Z") });

const rest = (path: string, body: unknown, method = "POST"): Promise<RestReply> =>
  callRest({ base: driver.emulator.rest, path, body, method });
const offline = (Name: string) => driver.idOf(driver.add("OfflineConversion", { Name }));

const namesXml = (...names: readonly string[]) =>
  `<t:AccountPropertyNames>${names.map((name) => `<t:AccountPropertyName>${name}</t:AccountPropertyName>`).join("")}</t:AccountPropertyNames>`;
const campaignsXml = (ids: readonly string[], types: string) =>
  `<t:AccountId>222</t:AccountId><t:CampaignIds>${longs(ids)}</t:CampaignIds><t:CampaignType>${types}</t:CampaignType>` +
  "<t:ReturnAdditionalFields>CampaignConversionGoal</t:ReturnAdditionalFields>";
const linkXml = (campaign: string, goal: string) =>
  `<t:CampaignConversionGoal><t:CampaignConversionGoal><t:CampaignId>${campaign}</t:CampaignId><t:GoalId>${goal}</t:GoalId></t:CampaignConversionGoal></t:CampaignConversionGoal>`;

describe("account properties", () => {
  const names = ["MSCLKIDAutoTaggingEnabled", "IncludeViewThroughConversions", "FinalUrlSuffix"];

  it("are set all at once, and read alike over both transports", async () => {
    const set = await rest("/AccountProperties/Set", {
      AccountProperties: [
        { Name: names[0], Value: "False" },
        { Name: names[2], Value: "utm_source=bing&kwd={keyword}" },
      ],
    });
    expect([set.status, set.text]).toEqual([200, "{}"]);
    const { json } = await rest("/AccountProperties/Query", { AccountPropertyNames: names });
    expect(json).toEqual({
      AccountProperties: [
        { Name: names[0], Value: "false" },
        { Name: names[1], Value: "true" },
        { Name: names[2], Value: "utm_source=bing&kwd={keyword}" },
      ],
      PartialErrors: [],
    });
    const { text } = await driver.call("GetAccountProperties", namesXml(...names));
    expect(texts(text, "Value")).toEqual(["false", "true", "utm_source=bing&amp;kwd={keyword}"]);
  });

  it("answer a set over SOAP by an empty element, and a bad one by a fault over both", async () => {
    const item = (name: string, value: string) =>
      `<t:AccountProperty><t:Name>${name}</t:Name><t:Value>${value}</t:Value></t:AccountProperty>`;
    const set = (...items: readonly string[]) =>
      driver.call("SetAccountProperties", `<t:AccountProperties>${items.join("")}</t:AccountProperties>`);
    const good = await set(item("FinalUrlSuffix", "a=b"));
    expect([said(good, "SetAccountPropertiesResponse"), said(good, "PartialErrors")]).toEqual(["", "absent"]);
    const bad = await set(item("FinalUrlSuffix", "c=d"), item("IncludeViewThroughConversions", "maybe"));
    expect([bad.status, said(bad, "faultcode"), codesOf(bad)]).toEqual([500, "s:Server", ["6604"]]);
    const badRest = await rest("/AccountProperties/Set", {
      AccountProperties: [
        { Name: "FinalUrlSuffix", Value: "c=d" },
        { Name: "TrackingUrlTemplate", Value: "https://x.example" },
      ],
    });
    expect([badRest.status, badRest.json.Type, restCodes(badRest)]).toEqual([
      400,
      "ApiFaultDetail",
      ["4602"],
    ]);
    expect(driver.emulator.store.account("222")?.properties).toEqual({ FinalUrlSuffix: "a=b" });
  });

  it("are not set when a test has one of them refused", async () => {
    driver.emulator.faults({ kind: "partial", index: 1, code: 4629, symbol: "FinalUrlSuffixTooLong" });
    const AccountProperties = [
      { Name: names[1], Value: "false" },
      { Name: names[2], Value: "a=b" },
    ];
    const set = await rest("/AccountProperties/Set", { AccountProperties });
    expect([set.status, restCodes(set)]).toEqual([400, ["4629"]]);
    expect(driver.emulator.store.account("222")?.viewThrough).toBe(true);
  });

  it("belong to one account, and need one", async () => {
    driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223", autoTagging: false }] });
    const of = (account: string | null) =>
      driver.call("GetAccountProperties", namesXml(...names), { headers: { CustomerAccountId: account } });
    expect([said(await of("222"), "Value"), said(await of("223"), "Value")]).toEqual(["true", "false"]);
    expect(codesOf(await of(null))).toEqual(["1030"]);
  });

  it("of an unknown name cannot be read", async () => {
    const unknown = { AccountPropertyNames: ["AutoTagging"] };
    expect(restCodes(await rest("/AccountProperties/Query", unknown))).toEqual(["100"]);
    expect((await driver.call("GetAccountProperties", namesXml("AutoTagging"))).text).toContain(
      "a:DeserializationFailed",
    );
  });

  it("of a customer's every account follow a goal of Customer scope, those of one account a goal of its own", async () => {
    driver.emulator.addCustomers(
      {
        id: "111",
        accounts: [{ id: "222" }, { id: "223" }].map((each) => ({ ...each, autoTagging: false })),
      },
      { id: "333", accounts: [{ id: "3331", autoTagging: false }] },
    );
    const tagged = () => driver.emulator.store.accounts.map(({ autoTagging }) => autoTagging);
    await driver.add("AppInstall");
    expect(tagged()).toEqual([false, false, false]);
    await offline("of the account");
    expect(tagged()).toEqual([true, false, false]);
    await driver.add("Url");
    expect(tagged()).toEqual([true, true, false]);
  });
});

describe("campaigns", () => {
  it("come as the service shows them, of every type, alike over both transports", async () => {
    const types = ["Search", "Shopping", "DynamicSearchAds", "Audience", "Hotel", "PerformanceMax", "App"];
    const goal = await offline("sale");
    const ids = types.map(
      (CampaignType) => driver.emulator.addCampaign({ Name: CampaignType, CampaignType, GoalIds: [goal] }).id,
    );
    const asked = {
      AccountId: "222",
      CampaignIds: ids,
      CampaignType: types.join(", "),
      ReturnAdditionalFields: "CampaignConversionGoal",
    };
    const { json } = await rest("/Campaigns/QueryByIds", asked);
    expect(json.Campaigns?.map((each) => each?.CampaignType)).toEqual(types);
    expect(json.Campaigns?.[1]).toMatchObject({
      BiddingScheme: { Type: "EnhancedCpc" },
      DailyBudget: 12.5,
      GoalIds: [goal],
      Id: ids[1],
      Name: "Shopping",
      Settings: [{ Priority: 0, StoreId: "1038402", Type: "ShoppingSetting" }],
      Status: "Active",
    });
    const reply = await driver.call("GetCampaignsByIds", campaignsXml(ids, types.join(" ")));
    expect(codesOf(reply)).toEqual([]);
    expect(texts(reply.text, "CampaignType")).toEqual(types);
    expect(texts(reply.text, "long")).toEqual(types.map(() => goal));
    expect(reply.text).toMatch(/<BiddingScheme i:type="PercentCpcBiddingScheme">/);
    expect(reply.text).toMatch(/<Setting i:type="ShoppingSetting">/);
  });

  it("that are not there, or of another type, are nil and an error at their index", async () => {
    const search = driver.emulator.addCampaign({ Name: "a", CampaignType: "Search" }).id;
    const hotel = driver.emulator.addCampaign({ Name: "b", CampaignType: "Hotel" }).id;
    const found = await rest("/Campaigns/QueryByIds", {
      AccountId: "222",
      CampaignIds: [hotel, search, "5"],
    });
    expect(found.json.Campaigns?.map((each) => each?.Id ?? null)).toEqual([null, search, null]);
    expect(restCodes(found)).toEqual(["0:516", "2:1100"]);
    expect(Object.keys(found.json.Campaigns?.[1] ?? {})).not.toContain("GoalIds");
  });

  it("get and lose links item by item; DELETE has a JSON body", async () => {
    const [one, two] = [await offline("one"), await offline("two")];
    const id = driver.emulator.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
    const links = (...goals: readonly string[]) => ({
      CampaignConversionGoal: goals.map((GoalId) => ({ CampaignId: id, GoalId })),
    });
    const added = await rest("/CampaignConversionGoals", links(one, "5", two, one));
    expect([added.status, restCodes(added), Object.keys(added.json)]).toEqual([
      200,
      ["1:5314"],
      ["PartialErrors"],
    ]);
    expect(new Set(driver.emulator.store.campaign(id)?.goalIds)).toEqual(new Set([one, two]));
    expect(driver.last).toMatchObject({ items: 4, operation: "AddCampaignConversionGoals" });
    expect(driver.last.sent[0]).toMatchObject({ link: { campaignId: id, goalId: one } });
    const deleted = await rest("/CampaignConversionGoals", links(one, one), "DELETE");
    expect(deleted.text).toBe('{"PartialErrors":[]}');
    expect(driver.emulator.store.campaign(id)?.goalIds).toEqual([two]);
    expect(restCodes(await rest("/CampaignConversionGoals", "", "DELETE"))).toEqual(["100"]);
    expect(codesOf(await driver.call("DeleteCampaignConversionGoals", linkXml(id, two)))).toEqual([]);
    expect(driver.emulator.store.campaign(id)?.goalIds).toEqual([]);
    expect(codesOf(await driver.call("AddCampaignConversionGoals", linkXml(id, two)))).toEqual([]);
    expect(driver.emulator.store.campaign(id)?.goalIds).toEqual([two]);
  });

  it("lose a link whose goal is gone, where such a link stays", async () => {
    driver.emulator.settings({ rules: { "link.goal-deleted": false } });
    const goal = await offline("gone");
    const id = driver.emulator.addCampaign({ Name: "a", CampaignType: "Search", GoalIds: [goal] }).id;
    driver.emulator.deleteGoal(goal);
    const body = { CampaignConversionGoal: [{ CampaignId: id, GoalId: goal }] };
    expect(restCodes(await rest("/CampaignConversionGoals", body, "DELETE"))).toEqual([]);
    expect(driver.emulator.store.campaign(id)?.goalIds).toEqual([]);
  });
});

describe("the report on uploads", () => {
  it("sums up a goal's uploads of those days, by day and by reason, alike over both transports", async () => {
    const goal = await offline("sale");
    driver.emulator.addUpload(goal, { attributed: 2, unattributed: { NoMatchingClickFound: 1 } });
    driver.emulator.addUpload(goal, {
      attributed: 5,
      unattributed: { GoalNotFoundOrInactive: 4 },
      daysAgo: 2,
    });
    driver.emulator.addUpload(goal, { attributed: 100, daysAgo: 9 });
    const range = { StartDateUtc: "2026-11-20T00:00:00Z", EndDateUtc: "2026-11-26T23:59:59Z" };
    const { json } = await rest("/OfflineConversionReport/QueryByGoalIds", { ...range, GoalIds: [goal] });
    const [noClick, noGoal] = [
      { UnattributedReason: "NoMatchingClickFound", Count: "1" },
      { UnattributedReason: "GoalNotFoundOrInactive", Count: "4" },
    ];
    expect(json.OfflineGoalConversionSummaries).toEqual([
      {
        GoalId: goal,
        ConversionName: "sale",
        OverallSuccessCount: "7",
        OverallUnattributedCount: "5",
        OverallSuccessRate: 0.583333,
        OverallAlerts: [noClick, noGoal],
        DailySummaries: [
          {
            GoalId: goal,
            UploadDate: "2026-11-24T00:00:00Z",
            SuccessCount: 5,
            UnattributedCount: 4,
            SuccessRate: 0.555556,
            Alerts: [noGoal],
          },
          {
            GoalId: goal,
            UploadDate: "2026-11-26T00:00:00Z",
            SuccessCount: 2,
            UnattributedCount: 1,
            SuccessRate: 0.666667,
            Alerts: [noClick],
          },
        ],
      },
    ]);
    const reply = await driver.call(
      "GetOfflineConversionReportByGoalIds",
      `<t:StartDateUtc>2026-11-20T00:00:00</t:StartDateUtc><t:EndDateUtc>2026-11-26T23:59:59.9</t:EndDateUtc><t:GoalIds>${longs([goal])}</t:GoalIds>`,
    );
    expect([said(reply, "OverallSuccessRate"), texts(reply.text, "SuccessCount")]).toEqual([
      "0.583333",
      ["5", "2"],
    ]);
  });

  it("takes times as texts of XML Schema only", async () => {
    const ask = (StartDateUtc: unknown) =>
      rest("/OfflineConversionReport/QueryByGoalIds", {
        StartDateUtc,
        EndDateUtc: "2026-11-26T00:00:00Z",
        GoalIds: ["1"],
      });
    for (const bad of [1, "yesterday", "2026-11-20", "2026-13-40T00:00:00Z"])
      expect([bad, restCodes(await ask(bad))]).toEqual([bad, ["100"]]);
    expect(restCodes(await ask("2026-11-20T00:00:00+01:00"))).toEqual(["0:5314"]);
  });
});

it("v12 has none of these operations", async () => {
  for (const operation of ["GetAccountProperties", "SetAccountProperties", "GetCampaignsByIds"] as const) {
    const reply = await driver.call(operation, "", { version: 12 });
    expect([operation, said(reply, "faultcode")]).toEqual([operation, "a:ActionNotSupported"]);
  }
});
