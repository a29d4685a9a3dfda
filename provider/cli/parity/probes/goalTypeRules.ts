import { Decimal } from "../message";
import { behaviour, type ProbeGroup, unasked } from "../probe";
import { refusedAs, seenAs } from "../verdict";

export const goalTypeProbes: ProbeGroup = {
  name: "goalTypeRules",
  probes: [
    behaviour("url.expression-too-long", async (kit) => {
      const id = await kit.made("Url");
      const long = (length: number) => ({
        UrlExpression: `/${"u".repeat(length - 1)}`,
        UrlOperator: "Contains",
      });
      const longest = await kit.update("Url", id, long(1_024));
      if (!longest.accepted) return seenAs(false, {}, longest);
      return refusedAs("url.expression-too-long", await kit.update("Url", id, long(1_025)));
    }),
    behaviour("revenue.value-cents", async (kit) => {
      const Revenue = { CurrencyCode: "EUR", Type: "FixedValue", Value: new Decimal("25.129") };
      const id = await kit.made("OfflineConversion", { Revenue });
      const value = (await kit.seen(id))?.value("Revenue", "Value") ?? "absent";
      return seenAs(/^25\.130*$/.test(value), { Value: value });
    }),
    behaviour("default.status", async (kit) => {
      const status = (await kit.seen(await kit.made("OfflineConversion")))?.value("Status") ?? "absent";
      return seenAs(status === "Active", { Status: status });
    }),
    behaviour("default.externally-attributed", async (kit) => {
      const name = "IsExternallyAttributed";
      const seen = await kit.seen(await kit.shared("OfflineConversion"), name);
      const flag = seen?.value(name) ?? "absent";
      return seenAs(flag === "false", { [name]: flag });
    }),
  ],
  unasked: unasked(
    "app goals have Customer scope, and would be seen in all accounts",
    "app.store-id-invalid",
  ),
};
