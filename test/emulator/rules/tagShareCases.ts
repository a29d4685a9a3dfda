import { codesOf, type Driver, said } from "../driver";
import { type SoapReply, texts } from "../soapClient";
import { behaviour, refusal } from "./cases";

const otherCustomer = { headers: { CustomerId: "333", CustomerAccountId: "3331" } };

/** Each item as its elements: `c333` is a CustomerId, `a3331` an AccountId. */
function shareWith(driver: Driver, ...items: readonly string[]): Promise<SoapReply> {
  const shares = items.map((item) => {
    const members = item.split(" ").map((text) => {
      const name = text.startsWith("a") ? "AccountId" : "CustomerId";
      return text === "" ? "" : `<t:${name}>${text.slice(1)}</t:${name}>`;
    });
    return `<t:CustomerAccountShare>${members.join("")}</t:CustomerAccountShare>`;
  });
  const list = `<t:CustomerAccountShares>${shares.join("")}</t:CustomerAccountShares>`;
  const tag = `<t:UetTag><t:CustomerShare>${list}</t:CustomerShare><t:Id>96031109</t:Id></t:UetTag>`;
  return driver.call("UpdateUetTags", `<t:UetTags>${tag}</t:UetTags>`);
}

const customers = async (driver: Driver) => texts((await driver.getTags()).text, "CustomerId").join();

/** A goal of the other customer on the tag. */
async function useByOther(driver: Driver): Promise<void> {
  driver.emulator.addCustomers({ id: "333", accounts: [{ id: "3331" }] });
  await shareWith(driver, "c333");
  await driver.add("Url", {}, otherCustomer);
}

export const tagShareRefusals = [
  refusal("tag.share-account", "0:4873", (driver) => shareWith(driver, "a222")),
  refusal("tag.share-both", "0:4873", (driver) => shareWith(driver, "a222 c333")),
  refusal("tag.share-neither", "0:4873", (driver) => shareWith(driver, "")),
  refusal("tag.share-customer-unknown", "0:106", (driver) => shareWith(driver, "c444", "c999")),
];

export const tagShareBehaviours = [
  behaviour("tag.share-replaced", "111,444", "", async (driver) => {
    await shareWith(driver, "c333");
    await shareWith(driver, "c444", "c444", "c111");
    return customers(driver);
  }),
  behaviour("tag.share-usable", "site", "absent", async (driver) => {
    await useByOther(driver);
    return said(await driver.getTags([], "", otherCustomer), "Name");
  }),
  behaviour("tag.share-feature", "nil", "111", async (driver) => {
    driver.emulator.settings({ features: { tagSharing: false } });
    const reply = await driver.getTags();
    return said(reply, "CustomerShare") === "nil" ? "nil" : said(reply, "OwnerCustomerId");
  }),
  behaviour("tag.share-feature-refuses", "0:4873, nil", ", nil", async (driver) => {
    driver.emulator.settings({ features: { tagSharing: false } });
    const refused = codesOf(await shareWith(driver, "c333")).join();
    driver.emulator.settings({ features: { tagSharing: true }, rules: { "tag.share-none-is-empty": false } });
    return `${refused}, ${said(await driver.getTags(), "CustomerShare")}`;
  }),
  behaviour("tag.share-owner-listed", "111,333", "333", async (driver) => {
    await shareWith(driver, "c333");
    return customers(driver);
  }),
  behaviour("tag.share-none-is-empty", "111", "absent", async (driver) =>
    said(await driver.getTags(), "OwnerCustomerId"),
  ),
  behaviour(
    "tag.share-associations",
    "1 UETTagAssociateToConversionGoal",
    "absent absent",
    async (driver) => {
      await useByOther(driver);
      const reply = await driver.getTags();
      return `${said(reply, "AssociationCount")} ${said(reply, "UsageType")}`;
    },
  ),
  behaviour("tag.share-with-owner", "0:4873", "", async (driver) =>
    codesOf(await shareWith(driver, "c111")).join(),
  ),
  behaviour("tag.share-ended", "InactiveDueToTagUnavailable", "TagUnverified", async (driver) => {
    await useByOther(driver);
    await shareWith(driver);
    const asked = "InactiveDueToTagUnavailable";
    return said(await driver.get([], asked, "", otherCustomer), "TrackingStatus");
  }),
];
