import { describe, expect, it } from "vitest";
import { codesOf, good, type Kind, longs, said, useDriver } from "./driver";
import { texts } from "./soapClient";

const driver = useDriver();

const everything =
  "ViewThroughConversionWindowInMinutes IsExternallyAttributed GoalCategory AttributionModelType " +
  "IsEnhancedConversionsEnabled IsAutoGoal DataDrivenAttribute ApplicationDownloadGoal";

describe("goals", () => {
  it("of every type are accepted and come back", async () => {
    const kinds = Object.keys(good) as readonly Kind[];
    const reply = await driver.addAll(kinds.map((kind) => [kind, good[kind]] as const));
    expect(codesOf(reply)).toEqual([]);
    const found = await driver.get([], everything);
    expect([...found.text.matchAll(/i:type="(\w+)Goal"/g)].map(([, kind]) => kind)).toEqual(kinds);
    const categories = [
      "Purchase",
      "Other",
      "Other",
      "Contact",
      "Download",
      "Download",
      "Purchase",
      "Purchase",
    ];
    expect(texts(found.text, "GoalCategory")).toEqual(categories);
    const statuses = [...Array(4).fill("TagUnverified"), ...Array(3).fill("NoRecentConversions"), undefined];
    expect(texts(found.text, "TrackingStatus")).toEqual(statuses);
  });

  it("that are refused leave holes in the ids and have all their errors, by index", async () => {
    const reply = await driver.addAll([
      ["Url", { ...good.Url, Name: "a" }],
      ["Duration", { Name: "", MinimumDurationInSeconds: -1, Revenue: { Type: "VariableValue" } }],
      ["Url", { ...good.Url, Name: "b" }],
    ]);
    expect(texts(reply.text, "long").map((id) => id !== undefined)).toEqual([true, false, true]);
    expect(codesOf(reply)).toEqual(["1:5320", "1:5300", "1:5338", "1:5332"]);
  });

  it("come back aligned with the ids, nil where there is none", async () => {
    const id = await driver.idOf(driver.add("Url"));
    const { text } = await driver.get(["5", id, "6"]);
    expect(text).toMatch(
      /<ConversionGoal i:nil="true"\/><ConversionGoal i:type=.*<ConversionGoal i:nil="true"\/>/,
    );
  });

  it("are found by their tags", async () => {
    const other = await driver.idOf(driver.addTags([{ Name: "other" }]));
    await driver.add("Url");
    await driver.add("Event", { TagId: other });
    await driver.add("OfflineConversion");
    const byTag = (ids: readonly string[], types: string) =>
      driver.call(
        "GetConversionGoalsByTagIds",
        `<t:TagIds>${longs(ids)}</t:TagIds><t:ConversionGoalTypes>${types}</t:ConversionGoalTypes>`,
      );
    expect(texts((await byTag([other], "Url Event")).text, "Name")).toEqual(["event"]);
    expect(texts((await byTag([other, "96031109"], "Url Event")).text, "Name")).toEqual(["url", "event"]);
    expect(texts((await byTag([other], "Url")).text, "Name")).toEqual([]);
  });

  it("keep what an update does not name: only the named fields change", async () => {
    const id = await driver.idOf(
      driver.add("Event", {
        ViewThroughConversionWindowInMinutes: 1440,
        IsEnhancedConversionsEnabled: true,
        AttributionModelType: "LastTouch",
        Revenue: { Type: "FixedValue", Value: "10.10", CurrencyCode: "EUR" },
      }),
    );
    const before = driver.emulator.store.goal(id)?.fields;
    await driver.update("Event", {
      Id: id,
      Status: "Paused",
      ActionExpression: "click",
      ActionOperator: "Equals",
    });
    expect(driver.emulator.store.goal(id)?.fields).toEqual({ ...before, Status: "Paused" });
  });

  it("change their type in place, with what the new type needs", async () => {
    const id = await driver.idOf(driver.add("Event"));
    expect(codesOf(await driver.update("Url", { Id: id }))).toEqual(["0:5334"]);
    expect(
      codesOf(await driver.update("AppInstall", { Id: id, AppPlatform: "iOS", AppStoreId: "5" })),
    ).toEqual([]);
    expect(said(await driver.get([id]), "TagId")).toBe("nil");
    expect(codesOf(await driver.update("Duration", { Id: id }))).toEqual(["0:5300"]);
    expect(codesOf(await driver.update("Url", { Id: id, TagId: "96031109", UrlExpression: "/x" }))).toEqual([
      "0:3347",
    ]);
    const reply = await driver.update("Url", { ...good.Url, Id: id, Name: "now a url" });
    expect(codesOf(reply)).toEqual([]);
    const { text } = await driver.get([id]);
    expect(text).toContain('i:type="UrlGoal"');
    expect(text).not.toContain("ActionExpression");
  });

  it("swap no names in a call, and take turns in one", async () => {
    const [a, b] = [
      await driver.idOf(driver.add("Url", { Name: "a" })),
      await driver.idOf(driver.add("Url", { Name: "b" })),
    ];
    const swapped = await driver.updateAll([
      ["Url", { Id: a, Name: "b" }],
      ["Url", { Id: b, Name: "a" }],
    ]);
    expect(codesOf(swapped)).toEqual(["0:5317", "1:5317"]);
    driver.emulator.settings({ rules: { "goal.name-given-up": false } });
    const inTurn = await driver.updateAll([
      ["Url", { Id: a, Name: "c" }],
      ["Url", { Id: b, Name: "a" }],
    ]);
    expect(codesOf(inTurn)).toEqual([]);
  });

  it("of account scope take the account's currency, and turn on auto-tagging there only", async () => {
    driver.emulator.addCustomers({
      id: "111",
      accounts: [
        { id: "222", autoTagging: false },
        { id: "223", currency: "USD", autoTagging: false },
      ],
    });
    const options = { headers: { CustomerAccountId: "223" } };
    const change = { Scope: "Account", Revenue: { Type: "FixedValue", Value: "1" } };
    const id = await driver.idOf(driver.add("Url", change, options));
    expect(said(await driver.get([id], "", "", options), "CurrencyCode")).toBe("USD");
    expect(said(await driver.get([id]), "ConversionGoal")).toBe("nil");
    expect(driver.emulator.store.accounts.map((account) => account.autoTagging)).toEqual([false, true]);
  });

  it.each([
    ["EUR", []],
    ["TRL", []],
    ["TRY", []],
    ["USDollar", ["0:5351"]],
    ["XXY", ["0:5351"]],
  ])("in %s: the currencies of Microsoft's list and those of today", async (CurrencyCode, codes) => {
    const Revenue = { Type: "FixedValue", Value: "1", CurrencyCode };
    expect(codesOf(await driver.add("Url", { Revenue }))).toEqual(codes);
  });

  it("of another customer are not there at all", async () => {
    driver.emulator.addCustomers({ id: "333", accounts: [{ id: "444" }] });
    const id = await driver.idOf(driver.add("Url"));
    const headers = { CustomerId: "333", CustomerAccountId: "444" };
    expect(said(await driver.get([id], "", "", { headers }), "ConversionGoal")).toBe("nil");
    expect(codesOf(await driver.update("Url", { Id: id, Name: "x" }, { headers }))).toEqual(["0:5314"]);
    expect(codesOf(await driver.add("OfflineConversion", { Name: "url" }, { headers }))).toEqual([]);
  });

  it.each([
    ["Url", { ConversionWindowInMinutes: 1 }, []],
    ["Url", { ConversionWindowInMinutes: 0 }, ["0:5337"]],
    ["Url", { ConversionWindowInMinutes: 129_600 }, []],
    ["Url", { ViewThroughConversionWindowInMinutes: 1 }, []],
    ["Url", { ViewThroughConversionWindowInMinutes: 0 }, ["0:6608"]],
    ["Url", { ViewThroughConversionWindowInMinutes: 43_200 }, []],
    ["Url", { Name: "n".repeat(100) }, []],
    ["Url", { UrlExpression: "u".repeat(1024) }, []],
    ["Duration", { MinimumDurationInSeconds: 86_399 }, []],
    ["Duration", { MinimumDurationInSeconds: -1 }, ["0:5338"]],
    ["PagesViewedPerVisit", { MinimumPagesViewed: 0 }, []],
    ["PagesViewedPerVisit", { MinimumPagesViewed: 9_999_999 }, []],
    ["PagesViewedPerVisit", { MinimumPagesViewed: -1 }, ["0:5339"]],
    ["Event", { ActionExpression: "a".repeat(100) }, []],
    ["Event", { Revenue: { Type: "FixedValue", Value: "0", CurrencyCode: "EUR" } }, []],
    ["Event", { Revenue: { Type: "FixedValue", Value: "9999999", CurrencyCode: "EUR" } }, []],
    ["Event", { Revenue: { Type: "FixedValue", Value: "9999999.001", CurrencyCode: "EUR" } }, ["0:5333"]],
    ["Event", { Revenue: { Type: "VariableValue", CurrencyCode: "JPY" } }, []],
  ] as const)("%s with %j", async (kind, change, codes) => {
    expect(codesOf(await driver.add(kind, change))).toEqual(codes);
  });

  it("meet an automatic goal's category only when they touch their own category or tag", async () => {
    const id = await driver.idOf(driver.add("Url"));
    await driver.add("Event", { IsAutoGoal: true, GoalCategory: "Purchase" });
    expect(codesOf(await driver.update("Url", { Id: id, Status: "Paused" }))).toEqual([]);
    expect(codesOf(await driver.update("Url", { Id: id, GoalCategory: "Purchase" }))).toEqual(["0:5667"]);
    expect(codesOf(await driver.update("Url", { Id: id, TagId: "96031109" }))).toEqual(["0:5667"]);
    expect(codesOf(await driver.update("Url", { Id: id, GoalCategory: "Other" }))).toEqual([]);
  });

  it("with an id beyond 2^53 keep it", async () => {
    driver.emulator.continueIdsAfter("9007199254740992");
    const id = await driver.idOf(driver.add("Url"));
    expect(id).toBe("9007199254740993");
    expect(said(await driver.get([id]), "Id")).toBe(id);
  });
});

describe("tags", () => {
  it("are updated by field and listed in order", async () => {
    await driver.addTags([{ Name: "second", Description: "d", Industry: "Retail" }]);
    await driver.updateTags([{ Id: "96031110", Name: "renamed" }]);
    const asked = "<t:ReturnAdditionalFields>Industry</t:ReturnAdditionalFields>";
    const reply = await driver.getTags([], asked);
    expect(texts(reply.text, "Name")).toEqual(["site", "renamed"]);
    expect([said(reply, "Industry"), texts(reply.text, "Description")]).toEqual(["Retail", [undefined, "d"]]);
  });

  it("lose their sharing only by an empty list of shares", async () => {
    const share = (inner: string) =>
      driver.call(
        "UpdateUetTags",
        `<t:UetTags><t:UetTag>${inner}<t:Id>96031109</t:Id></t:UetTag></t:UetTags>`,
      );
    const one = "<t:CustomerAccountShare><t:CustomerId>333</t:CustomerId></t:CustomerAccountShare>";
    await share(
      `<t:CustomerShare><t:CustomerAccountShares>${one}</t:CustomerAccountShares></t:CustomerShare>`,
    );
    await share("<t:CustomerShare i:nil='true'/>");
    expect(texts((await driver.getTags()).text, "CustomerId")).toEqual(["111", "333"]);
    await share("<t:CustomerShare/>");
    expect(said(await driver.getTags(), "CustomerId")).toBe("absent");
  });
});
