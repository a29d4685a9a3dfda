import { codesOf, type Driver, good, longs, said } from "../driver";
import { behaviour, refusal } from "./cases";

const otherAccount = { headers: { CustomerAccountId: "223" } };

function twoAccounts(driver: Driver): void {
  driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
}

/** Rules of updates and reads. */
export const changeRefusals = [
  refusal("update.id-missing", "0:5325", (driver) => driver.update("Url", { Name: "x" })),
  refusal("update.id-unknown", "0:5314", (driver) => driver.update("Url", { Id: "1", Name: "x" })),
  refusal("update.id-twice", "1:5315", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    return driver.updateAll([
      ["Url", { Id: id, Status: "Paused" }],
      ["Url", { Id: id, Status: "Active" }],
    ]);
  }),
  refusal("update.type-fixed", "0:5356", async (driver) => {
    const id = await driver.idOf(driver.add("OfflineConversion"));
    return driver.update("Url", { ...good.Url, Id: id });
  }),
  refusal("update.scope-fixed", "0:1031", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    return driver.update("Url", { Id: id, Scope: "Account" });
  }),
  refusal("update.category-still-missing", "0:3347", async (driver) => {
    const { GoalCategory, ...rest } = good.Url;
    const id = await driver.idOf(driver.addAll([["Url", rest]], { version: 12 }));
    return driver.update("Url", { Id: id, Status: "Paused" });
  }),
  refusal("read.types-missing", "5329", (driver) => driver.call("GetConversionGoalsByIds", "")),
  refusal("read.type-not-asked", "0:5347", async (driver) =>
    driver.get([await driver.idOf(driver.add("Url"))], "", "Event"),
  ),
  refusal("read.ids-too-many", "5318", (driver) => {
    driver.emulator.settings({ limits: { itemsPerCall: 1 } });
    return driver.get(["1", "2"]);
  }),
  refusal("read.tag-ids-missing", "5330", (driver) =>
    driver.call("GetConversionGoalsByTagIds", "<t:ConversionGoalTypes>Url</t:ConversionGoalTypes>"),
  ),
  refusal("read.tag-id-unknown", "1:5300", (driver) =>
    driver.call(
      "GetConversionGoalsByTagIds",
      `<t:TagIds>${longs(["96031109", "5"])}</t:TagIds><t:ConversionGoalTypes>Url</t:ConversionGoalTypes>`,
    ),
  ),
];

/** An Event goal with two pairs, of which an update sends one. */
async function afterPartialPairs(driver: Driver): Promise<string> {
  const id = await driver.idOf(driver.add("Event", { LabelExpression: "l", LabelOperator: "Equals" }));
  await driver.update("Event", { Id: id, ActionExpression: "tap", ActionOperator: "Equals" });
  return said(await driver.get([id]), "LabelExpression");
}

const full = { Type: "FixedValue", Value: "5.00", CurrencyCode: "EUR" };

export const changeBehaviours = [
  behaviour("update.omitted-stays", "/thanks", "url lost", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    const reply = await driver.update("Url", { Id: id, Status: "Paused" });
    return said(reply, "Code") === "absent" ? said(await driver.get([id]), "UrlExpression") : "url lost";
  }),
  behaviour("update.pairs-replaced", "nil", "l", afterPartialPairs),
  behaviour("update.no-pair-keeps", "", "0:5336", async (driver) => {
    const id = await driver.idOf(driver.add("Event"));
    return codesOf(await driver.update("Event", { Id: id, Name: "other" })).join();
  }),
  behaviour("update.revenue-replaced", "nil", "5.00", async (driver) => {
    const id = await driver.idOf(driver.add("Url", { Revenue: full }));
    await driver.update("Url", { Id: id, Revenue: { Type: "VariableValue", CurrencyCode: "USD" } });
    return said(await driver.get([id]), "Value");
  }),
  behaviour("update.empty-revenue-resets", "NoValue", "FixedValue", async (driver) => {
    const id = await driver.idOf(driver.add("Url", { Revenue: full }));
    await driver.update("Url", { Id: id, Revenue: {} });
    const { text } = await driver.get([id]);
    return text.includes("<Type>NoValue</Type>") ? "NoValue" : "FixedValue";
  }),
  behaviour("update.type-in-place", "", "0:5356", async (driver) => {
    const id = await driver.idOf(driver.add("Event"));
    return codesOf(await driver.update("Duration", { Id: id, MinimumDurationInSeconds: 5 })).join();
  }),
  behaviour("update.type-drops-fields", "dropped", "kept", async (driver) => {
    const id = await driver.idOf(driver.add("AppInstall"));
    await driver.update("AppDownload", { Id: id, AppPlatform: "iOS", AppStoreId: "55" });
    const seen = driver.emulator.store.goal(id)?.fields.AppStoreId === "55";
    const kept = codesOf(await driver.update("AppInstall", { Id: id })).length === 0;
    const url = await driver.idOf(driver.add("Url"));
    await driver.update("Event", { Id: url, ActionExpression: "click", ActionOperator: "Equals" });
    const back = codesOf(await driver.update("Url", { Id: url })).length === 0;
    return seen && kept && back ? "kept" : kept || back ? "mixed" : "dropped";
  }),
  behaviour("update.type-category", "Other", "refused", async (driver) => {
    const id = await driver.idOf(driver.add("Event"));
    const reply = await driver.update("Duration", { Id: id, MinimumDurationInSeconds: 5 });
    if (said(reply, "Code") === "3347") return "refused";
    return said(await driver.get([id], "GoalCategory"), "GoalCategory");
  }),
  behaviour("update.deleted-ignored", "Active", "5328", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    const reply = await driver.update("Url", { Id: id, Status: "Deleted" });
    return said(reply, "Code") === "absent" ? said(await driver.get([id]), "Status") : said(reply, "Code");
  }),
  behaviour("update.own-old-name", "", "0:5317", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    await driver.update("Url", { Id: id, Name: "new" });
    return codesOf(await driver.update("Url", { Id: id, Name: "url" })).join();
  }),
  behaviour("read.no-ids", "url", "absent", async (driver) => {
    await driver.add("Url");
    return said(await driver.get(), "Name");
  }),
  behaviour("read.missing-is-nil", "nil", "absent", async (driver) =>
    said(await driver.get(["5"]), "ConversionGoal"),
  ),
  behaviour("read.missing-is-error", "0:5314", "", async (driver) => codesOf(await driver.get(["5"])).join()),
  behaviour("read.customer-scope", "url", "absent", async (driver) => {
    twoAccounts(driver);
    await driver.add("Url");
    return said(await driver.get([], "", "", otherAccount), "Name");
  }),
  behaviour("read.account-scope", "absent", "url", async (driver) => {
    twoAccounts(driver);
    await driver.add("Url", { Scope: "Account" });
    return said(await driver.get([], "", "", otherAccount), "Name");
  }),
  behaviour("read.no-deleted", "absent", "url", async (driver) => {
    driver.emulator.deleteGoal(await driver.idOf(driver.add("Url")));
    return said(await driver.get(), "Name");
  }),
  behaviour("read.app-download", "absent", "download", async (driver) => {
    await driver.add("AppDownload");
    return said(await driver.get(), "Name");
  }),
  behaviour("read.data-driven", "LastClick", "DataDriven", async (driver) => {
    await driver.add("Url", { AttributionModelType: "DataDriven" });
    return said(await driver.get([], "AttributionModelType"), "AttributionModelType");
  }),
];
