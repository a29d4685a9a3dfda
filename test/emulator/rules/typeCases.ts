import { codesOf, good, said } from "../driver";
import { behaviour, refusal } from "./cases";

const without = <T extends object>(fields: T, ...names: readonly string[]): Record<string, string | number> =>
  Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));

/** Rules of single types and of revenue. */
export const typeRefusals = [
  refusal("url.expression-missing", "0:5334", (driver) =>
    driver.addAll([["Url", without(good.Url, "UrlExpression")]]),
  ),
  refusal("url.expression-too-long", "0:5341", (driver) =>
    driver.add("Url", { UrlExpression: "u".repeat(1025) }),
  ),
  refusal("duration.range", "0:5338", (driver) =>
    driver.add("Duration", { MinimumDurationInSeconds: 86_400 }),
  ),
  refusal("pages.missing", "0:5339", (driver) =>
    driver.addAll([["PagesViewedPerVisit", without(good.PagesViewedPerVisit, "MinimumPagesViewed")]]),
  ),
  refusal("pages.range", "0:5339", (driver) =>
    driver.add("PagesViewedPerVisit", { MinimumPagesViewed: 10_000_000 }),
  ),
  refusal("event.no-pair", "0:5336", (driver) =>
    driver.addAll([["Event", without(good.Event, "ActionExpression", "ActionOperator")]]),
  ),
  refusal("event.category", "0:5342", (driver) => driver.add("Event", { CategoryExpression: "x" })),
  refusal("event.action", "0:5343", (driver) => driver.add("Event", { ActionExpression: "x".repeat(101) })),
  refusal("event.label", "0:5344", (driver) => driver.add("Event", { LabelOperator: "Equals" })),
  refusal("event.value", "0:5345", (driver) => driver.add("Event", { Value: "1.5" })),
  refusal("app.platform", "0:5340", (driver) => driver.add("AppInstall", { AppPlatform: "Symbian" })),
  refusal("app.store-id-missing", "0:5335", (driver) => driver.add("AppInstall", { AppStoreId: "" })),
  refusal("app.store-id-invalid", "0:5346", (driver) =>
    driver.add("AppInstall", { AppStoreId: "no such id" }),
  ),
  refusal("revenue.type-for-goal", "0:5332", (driver) =>
    driver.add("Duration", { Revenue: { Type: "VariableValue" } }),
  ),
  refusal("revenue.value-missing", "0:5333", (driver) =>
    driver.add("Url", { Revenue: { Type: "FixedValue", CurrencyCode: "EUR" } }),
  ),
  refusal("revenue.value-unwanted", "0:5333", (driver) =>
    driver.add("Url", { Revenue: { Type: "NoValue", Value: "1" } }),
  ),
  refusal("revenue.value-range", "0:5333", (driver) =>
    driver.add("Url", { Revenue: { Type: "FixedValue", Value: "-1", CurrencyCode: "EUR" } }),
  ),
  refusal("revenue.currency-invalid", "0:5351", (driver) =>
    driver.add("Url", { Revenue: { Type: "FixedValue", Value: "1", CurrencyCode: "USDollar" } }),
  ),
  refusal("revenue.currency-for-goal", "0:5352", (driver) =>
    driver.add("Duration", { Revenue: { Type: "FixedValue", Value: "1", CurrencyCode: "EUR" } }),
  ),
  refusal("revenue.currency-missing", "0:5355", (driver) =>
    driver.add("Event", { Revenue: { Type: "VariableValue" } }),
  ),
];

const fixed = { Type: "FixedValue", Value: "5.00" };

export const typeBehaviours = [
  behaviour("event.auto-goal", "nil", "click", async (driver) => {
    const id = await driver.idOf(driver.add("Event", { IsAutoGoal: true }));
    return said(await driver.get([id]), "ActionExpression");
  }),
  behaviour("revenue.currency-default", "EUR", "nil", async (driver) => {
    const id = await driver.idOf(driver.add("Url", { Scope: "Account", Revenue: fixed }));
    return said(await driver.get([id]), "CurrencyCode");
  }),
  behaviour("revenue.type-default", "NoValue", "nil", async (driver) => {
    const id = await driver.idOf(driver.add("Url", { Revenue: { CurrencyCode: "EUR" } }));
    const { text } = await driver.get([id]);
    return text.includes("<Type>NoValue</Type>") ? "NoValue" : "nil";
  }),
  behaviour("revenue.currency-listed", "0:5351", "", async (driver) =>
    codesOf(
      await driver.add("Url", { Revenue: { Type: "FixedValue", Value: "1", CurrencyCode: "TRY" } }),
    ).join(),
  ),
  behaviour("revenue.value-cents", "25.13", "25.129", async (driver) => {
    const revenue = { Type: "FixedValue", Value: "25.129", CurrencyCode: "EUR" };
    const id = await driver.idOf(driver.add("Url", { Revenue: revenue }));
    return said(await driver.get([id]), "Value");
  }),
  behaviour("default.view-through", "1440", "absent", async (driver) => {
    await driver.add("Url");
    const asked = "ViewThroughConversionWindowInMinutes";
    return said(await driver.get([], asked), asked);
  }),
  behaviour("default.scope", "Account", "nil", async (driver) => {
    const id = await driver.idOf(driver.add("OfflineConversion"));
    driver.emulator.settings({ rules: { "read.account-scope": false } });
    return said(await driver.get([id]), "Scope");
  }),
  ...(
    [
      ["default.count", "CountType", "All"],
      ["default.status", "Status", "Active"],
      ["default.window", "ConversionWindowInMinutes", "43200"],
      ["default.url-operator", "UrlOperator", "Equals"],
    ] as const
  ).map(([rule, field, value]) =>
    behaviour(rule, value, "nil", async (driver) =>
      said(await driver.get([await driver.idOf(driver.add("Url"))]), field),
    ),
  ),
  behaviour("default.window-offline", "43200", "nil", async (driver) => {
    const id = await driver.idOf(driver.add("OfflineConversion"));
    return said(await driver.get([id]), "ConversionWindowInMinutes");
  }),
  behaviour("default.category", "Other", "refused", async (driver) => {
    const reply = await driver.add("Duration");
    if (said(reply, "Code") === "3347") return "refused";
    return said(await driver.get([], "GoalCategory"), "GoalCategory");
  }),
  behaviour("default.attribution", "LastClick", "absent", async (driver) => {
    await driver.add("Url");
    return said(await driver.get([], "AttributionModelType"), "AttributionModelType");
  }),
  behaviour("default.duration", "0", "nil", async (driver) => {
    const { MinimumDurationInSeconds, ...rest } = good.Duration;
    await driver.addAll([["Duration", rest]]);
    return said(await driver.get(), "MinimumDurationInSeconds");
  }),
  behaviour("default.externally-attributed", "false", "absent", async (driver) => {
    await driver.add("OfflineConversion");
    return said(await driver.get([], "IsExternallyAttributed"), "IsExternallyAttributed");
  }),
  behaviour("default.exclude", "false", "nil", async (driver) => {
    driver.emulator.addCustomers({ id: "111", pilots: [574] });
    await driver.add("Url");
    return said(await driver.get(), "ExcludeFromBidding");
  }),
];
