import { Decimal, Flags, ids } from "../message";
import { behaviour, type ProbeGroup, refusal, unasked } from "../probe";
import { NotAsked, seenAs } from "../verdict";

/** An id that no goal and no tag of the account has. */
const NOBODY = "1";
const MODEL = "AttributionModelType";

export const changeProbes: ProbeGroup = {
  name: "changeRules",
  probes: [
    behaviour("update.no-pair-keeps", async (kit) => {
      const id = await kit.made("Event");
      const reply = await kit.update("Event", id, { Name: kit.newName() });
      const action = (await kit.seen(id))?.value("ActionOperator") ?? "absent";
      return seenAs(reply.accepted && action === "Equals", { ActionOperator: action }, reply);
    }),
    behaviour("update.empty-revenue-resets", async (kit) => {
      const Revenue = { CurrencyCode: "EUR", Type: "FixedValue", Value: new Decimal("5") };
      const id = await kit.made("OfflineConversion", { Revenue });
      const reply = await kit.update("OfflineConversion", id, { Revenue: {} });
      const type = (await kit.seen(id))?.value("Revenue", "Type") ?? "absent";
      return seenAs(reply.accepted && type === "NoValue", { Type: type }, reply);
    }),
    behaviour("update.type-drops-fields", async (kit) => {
      const id = await kit.made("Url");
      await kit.updated("Event", id, { ActionExpression: "msads-parity", ActionOperator: "Equals" });
      const back = await kit.update("Url", id, { UrlOperator: "Contains" });
      return seenAs(!back.accepted, {}, back);
    }),
    behaviour("update.type-category", async (kit) => {
      const id = await kit.made("Event");
      const reply = await kit.update("Duration", id, { MinimumDurationInSeconds: 60 });
      const category = (await kit.seen(id, "GoalCategory"))?.value("GoalCategory") ?? "absent";
      return seenAs(reply.accepted && category === "Other", { GoalCategory: category }, reply);
    }),
    behaviour("update.deleted-ignored", async (kit) => {
      const id = await kit.made("OfflineConversion");
      const reply = await kit.update("OfflineConversion", id, { Status: "Deleted" });
      const status = (await kit.seen(id))?.value("Status") ?? "absent";
      return seenAs(reply.accepted && status !== "absent" && status !== "Deleted", { Status: status }, reply);
    }),
    behaviour("update.own-old-name", async (kit) => {
      const name = kit.newName();
      const id = await kit.made("OfflineConversion", { Name: name });
      await kit.updated("OfflineConversion", id, { Name: kit.newName() });
      const reply = await kit.update("OfflineConversion", id, { Name: name });
      return seenAs(reply.accepted, {}, reply);
    }),
    refusal("read.missing-is-error", (kit) =>
      kit.call("GetConversionGoalsByIds", {
        ConversionGoalIds: ids(NOBODY),
        ConversionGoalTypes: new Flags(["Url"]),
      }),
    ),
    behaviour("read.data-driven", async (kit) => {
      const id = await kit.made("Url", { [MODEL]: "DataDriven" });
      const full = (await kit.seen(id, MODEL, "DataDrivenAttribute"))?.value(MODEL);
      if (full !== "DataDriven") throw new NotAsked("the service gave the goal another attribution model");
      const shown = (await kit.seen(id, MODEL))?.value(MODEL) ?? "absent";
      return seenAs(shown === "LastClick", { [MODEL]: shown });
    }),
    refusal("read.tag-id-unknown", async (kit) =>
      kit.call("GetConversionGoalsByTagIds", {
        TagIds: ids(await kit.tag(), NOBODY),
        ConversionGoalTypes: new Flags(["Url"]),
      }),
    ),
  ],
  unasked: [
    ...unasked(
      "if it were accepted, the goal would have Customer scope, which turns on auto-tagging in all accounts",
      "update.scope-fixed",
    ),
    ...unasked("it needs a goal of Customer scope and a second account", "read.customer-scope"),
  ],
};
