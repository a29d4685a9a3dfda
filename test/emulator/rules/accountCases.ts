import type { Driver } from "../driver";
import { type SoapReply, texts } from "../soapClient";
import { behaviour, refusal } from "./cases";

/** Sets properties; null is a nil value. */
function set(
  driver: Driver,
  ...properties: readonly (readonly [string, string | null])[]
): Promise<SoapReply> {
  const items = properties.map(([name, value]) => {
    const element = value === null ? '<t:Value i:nil="true"/>' : `<t:Value>${value}</t:Value>`;
    return `<t:AccountProperty><t:Name>${name}</t:Name>${element}</t:AccountProperty>`;
  });
  return driver.call("SetAccountProperties", `<t:AccountProperties>${items.join("")}</t:AccountProperties>`);
}

function get(driver: Driver, ...names: readonly string[]): Promise<SoapReply> {
  const items = names.map((name) => `<t:AccountPropertyName>${name}</t:AccountPropertyName>`);
  return driver.call(
    "GetAccountProperties",
    `<t:AccountPropertyNames>${items.join("")}</t:AccountPropertyNames>`,
  );
}

const values = async (driver: Driver, ...names: readonly string[]) =>
  texts((await get(driver, ...names)).text, "Value")
    .map((text) => text ?? "nil")
    .join();

const template = "https://tracker.example/?u={lpurl}";
const refusedValue = (rule: Parameters<typeof refusal>[0], code: string, name: string, value: string) =>
  refusal(rule, code, (driver) => set(driver, [name, value]));

export const accountRefusals = [
  refusal("account.names-missing", "206", (driver) => get(driver)),
  refusal("account.name-none", "0:201", (driver) => get(driver, "None")),
  refusal("account.name-none", "201", (driver) => set(driver, ["None", "x"])),
  refusal("account.properties-missing", "206", (driver) => set(driver)),
  refusedValue("account.flag-invalid", "201", "MSCLKIDAutoTaggingEnabled", "1"),
  refusedValue("account.view-through-invalid", "6604", "IncludeViewThroughConversions", "yes"),
  refusal("account.view-through-feature", "6605", (driver) => {
    driver.emulator.settings({ features: { viewThrough: false } });
    return set(driver, ["IncludeViewThroughConversions", "true"]);
  }),
  refusedValue("account.profile-expansion", "6606", "ProfileExpansionEnabled", "on"),
  refusedValue("account.parallel-tracking", "201", "AdClickParallelTracking", "false"),
  refusedValue("account.template-too-long", "4601", "TrackingUrlTemplate", template + "x".repeat(2_048)),
  refusedValue("account.template-scheme", "4600", "TrackingUrlTemplate", "ftp://x.example/{lpurl}"),
  refusedValue("account.template-page", "4602", "TrackingUrlTemplate", "https://x.example/{campaignid}"),
  refusedValue("account.suffix-characters", "4626", "FinalUrlSuffix", "?a=b"),
  refusedValue("account.suffix-parameters", "4627", "FinalUrlSuffix", "a={ignore}"),
  refusedValue("account.suffix-parameters", "4627", "FinalUrlSuffix", "a={unescapedlpurl}"),
  refusedValue("account.suffix-too-long", "4629", "FinalUrlSuffix", `a=${"b".repeat(2_047)}`),
];

const autoTagging = "MSCLKIDAutoTaggingEnabled";
const viewThrough = "IncludeViewThroughConversions";

export const accountBehaviours = [
  behaviour("goal.auto-tagging", "true", "false", async (driver) => {
    await set(driver, [autoTagging, "False"]);
    await driver.add("Url");
    return values(driver, autoTagging);
  }),
  behaviour("account.all-or-nothing", "nil,true", "a=b,true", async (driver) => {
    await set(driver, ["FinalUrlSuffix", "a=b"], [viewThrough, "perhaps"]);
    return values(driver, "FinalUrlSuffix", viewThrough);
  }),
  behaviour("account.nil-keeps", "a=b,false", "nil,false", async (driver) => {
    await set(driver, ["FinalUrlSuffix", "a=b"], [viewThrough, "false"]);
    await set(driver, ["FinalUrlSuffix", null], [viewThrough, null]);
    return values(driver, "FinalUrlSuffix", viewThrough);
  }),
  behaviour("account.unset-is-nil", "nil", "", async (driver) => {
    await set(driver, ["TrackingUrlTemplate", template]);
    await set(driver, ["TrackingUrlTemplate", ""]);
    return values(driver, "TrackingUrlTemplate");
  }),
  behaviour("account.capital-flags", "True", "true", (driver) => values(driver, autoTagging)),
  behaviour("account.view-through-nil", "nil", "true", (driver) => {
    driver.emulator.settings({ features: { viewThrough: false } });
    return values(driver, viewThrough);
  }),
];
