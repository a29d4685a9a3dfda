import { codesOf, good, said, type Wire } from "../driver";
import { behaviour, refusal } from "./cases";

/** Rules that a new goal can break, whatever its type. */
export const goalRefusals = [
  refusal("goal.list-missing", "5321", (driver) => driver.call("AddConversionGoals", "<t:ConversionGoals/>")),
  refusal("goal.list-too-long", "5322", (driver) => {
    driver.emulator.settings({ limits: { itemsPerCall: 1 } });
    return driver.addAll([
      ["Url", { ...good.Url, Name: "a" }],
      ["Url", { ...good.Url, Name: "b" }],
    ]);
  }),
  refusal("goal.id-given", "0:5324", (driver) => driver.add("Url", { Id: "1" })),
  refusal("goal.name-missing", "0:5319", (driver) => {
    const { Name, ...rest } = good.Url;
    return driver.addAll([["Url", rest]]);
  }),
  refusal("goal.name-invalid", "0:5320", (driver) => driver.add("Url", { Name: "n".repeat(101) })),
  refusal("goal.name-twice", "1:5316", (driver) =>
    driver.addAll([
      ["Url", good.Url],
      ["Url", { ...good.Url, Name: "URL" }],
    ]),
  ),
  refusal("goal.name-taken", "0:5317", async (driver) => {
    driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    await driver.add("Url", { Scope: "Account" }, { headers: { CustomerAccountId: "223" } });
    return driver.add("Url");
  }),
  refusal("goal.name-of-deleted", "0:5317", async (driver) => {
    driver.emulator.deleteGoal(await driver.idOf(driver.add("Url")));
    return driver.add("Url");
  }),
  refusal("goal.name-given-up", "0:5317", async (driver) => {
    const id = await driver.idOf(driver.add("Url"));
    await driver.update("Url", { Id: id, Name: "renamed" });
    return driver.add("Url");
  }),
  refusal("goal.window", "0:5337", (driver) => driver.add("Url", { ConversionWindowInMinutes: 129_601 })),
  refusal("goal.view-through", "0:6608", (driver) =>
    driver.add("Url", { ViewThroughConversionWindowInMinutes: 43_201 }),
  ),
  refusal("goal.view-through-type", "0:6609", (driver) =>
    driver.add("AppInstall", { ViewThroughConversionWindowInMinutes: 1440 }),
  ),
  refusal("goal.category-missing", "0:3347", (driver) => {
    const { GoalCategory, ...rest } = good.Event;
    return driver.addAll([["Event", rest]]);
  }),
  refusal("goal.category-for-type", "0:3349", (driver) =>
    driver.add("Duration", { GoalCategory: "Purchase" }),
  ),
  refusal("goal.category-none", "0:3347", (driver) => driver.add("Url", { GoalCategory: "None" })),
  refusal("goal.category-of-auto-goal", "0:5667", async (driver) => {
    await driver.add("Event", { IsAutoGoal: true, GoalCategory: "Purchase" });
    return driver.add("Url");
  }),
  refusal("goal.scope-app", "0:5348", (driver) => driver.add("AppInstall", { Scope: "Account" })),
  refusal("goal.count-app", "0:5349", (driver) => driver.add("AppDownload", { CountType: "Unique" })),
  refusal("goal.scope-in-store", "0:5357", (driver) =>
    driver.add("InStoreTransaction", { Scope: "Account" }),
  ),
  refusal("goal.one-in-store", "0:5358", async (driver) => {
    await driver.add("InStoreTransaction");
    return driver.add("InStoreTransaction", { Name: "second" });
  }),
  refusal("goal.in-store-pilot", "0:5359", (driver) => {
    driver.emulator.addCustomers({ id: "111", inStorePilot: false });
    return driver.add("InStoreTransaction");
  }),
  refusal("goal.status-new", "0:5328", (driver) => driver.add("Url", { Status: "Deleted" })),
  refusal("goal.type-stated", "0:5331", (driver) => driver.add("Url", { Type: "Event" })),
  refusal("goal.tag-missing", "0:5300", (driver) => {
    const { TagId, ...rest } = good.Url;
    return driver.addAll([["Url", rest]]);
  }),
  refusal("goal.tag-unknown", "0:5300", (driver) => driver.add("Url", { TagId: "5" })),
  refusal("goal.account-limit", "0:5326", async (driver) => {
    driver.emulator.settings({ limits: { goalsPerAccount: 1 } });
    await driver.add("Event");
    return driver.add("Url");
  }),
  refusal("goal.customer-limit", "0:5327", async (driver) => {
    driver.emulator.settings({ limits: { goalsPerCustomer: 1 } });
    await driver.add("Event");
    return driver.add("Url");
  }),
];

const autoTagging = (driver: {
  readonly emulator: { readonly store: { readonly accounts: readonly { readonly autoTagging: boolean }[] } };
}) => driver.emulator.store.accounts.map((each) => each.autoTagging).join();

export const goalBehaviours = [
  behaviour("goal.name-case", "5317", "absent", async (driver) => {
    await driver.add("Url");
    return said(await driver.add("Url", { Name: "URL" }), "Code");
  }),
  behaviour("goal.name-twice-later", "absent", "nil", async (driver) => {
    const both: readonly (readonly ["Url", Wire])[] = [
      ["Url", good.Url],
      ["Url", good.Url],
    ];
    const reply = await driver.addAll(both);
    return said(reply, "long") === "nil" ? "nil" : "absent";
  }),
  behaviour("goal.category-v12", "None", "absent", async (driver) => {
    const { GoalCategory, ...rest } = good.Url;
    const id = await driver.idOf(driver.addAll([["Url", rest]], { version: 12 }));
    return said(await driver.get([id], "GoalCategory"), "GoalCategory");
  }),
  behaviour("goal.tag-not-applicable", "nil", "96031109", async (driver) => {
    const id = await driver.idOf(driver.add("OfflineConversion", { TagId: "96031109" }));
    return said(await driver.get([id]), "TagId");
  }),
  behaviour("goal.attribution-type", "absent", "LastTouch", async (driver) => {
    const id = await driver.idOf(driver.add("OfflineConversion", { AttributionModelType: "LastTouch" }));
    return said(await driver.get([id], "AttributionModelType"), "AttributionModelType");
  }),
  behaviour("goal.exclude-pilot", "nil", "true", async (driver) => {
    const id = await driver.idOf(driver.add("Url", { ExcludeFromBidding: true }));
    return said(await driver.get([id]), "ExcludeFromBidding");
  }),
  behaviour(
    "goal.auto-tagging",
    "true,true then true,true",
    "false,false then false,false",
    async (driver) => {
      const turnOff = () =>
        driver.emulator.addCustomers({
          id: "111",
          accounts: ["222", "223"].map((id) => ({ id, autoTagging: false })),
        });
      turnOff();
      const id = await driver.idOf(driver.add("Url"));
      const added = autoTagging(driver);
      turnOff();
      await driver.update("Url", { Id: id, Status: "Paused" });
      return `${added} then ${autoTagging(driver)}`;
    },
  ),
  behaviour("goal.view-through-pilot", "0:6605, then ", ", then ", async (driver) => {
    const refused = codesOf(await driver.add("Url", { ViewThroughConversionWindowInMinutes: 60 }));
    driver.emulator.addCustomers({ id: "111", pilots: [616] });
    const inPilot = { Name: "pilot", ViewThroughConversionWindowInMinutes: 60 };
    return `${refused}, then ${codesOf(await driver.add("Url", inPilot))}`;
  }),
  behaviour("account.auto-tagging", "true,true", "true,false", async (driver) => {
    driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    return autoTagging(driver);
  }),
  behaviour("goal.url-needs-both", "5341", "absent", async (driver) => said(await driver.add("Url"), "Code")),
  behaviour("goal.read-only", "dropped", "kept", async (driver) => {
    await driver.add("Url", { TrackingStatus: "RecordingConversions" });
    return driver.emulator.store.goals[0]?.fields.TrackingStatus === undefined ? "dropped" : "kept";
  }),
];
