import type { NewCampaign, RuleId } from "../../../provider/emulator";
import { codesOf, type Driver, longs, said } from "../driver";
import { type SoapReply, texts } from "../soapClient";
import { behaviour, refusal } from "./cases";

interface Asked {
  readonly accountId?: string;
  readonly types?: string;
  readonly fields?: string;
}

function get(driver: Driver, ids: readonly string[], asked: Asked = {}): Promise<SoapReply> {
  const { accountId = "222", types, fields = "CampaignConversionGoal" } = asked;
  return driver.call(
    "GetCampaignsByIds",
    `<t:AccountId>${accountId}</t:AccountId><t:CampaignIds>${longs(ids)}</t:CampaignIds>` +
      (types === undefined ? "" : `<t:CampaignType>${types}</t:CampaignType>`) +
      (fields === "" ? "" : `<t:ReturnAdditionalFields>${fields}</t:ReturnAdditionalFields>`),
  );
}

type Links = readonly (readonly [string, string])[];

function write(driver: Driver, verb: "Add" | "Delete", links: Links): Promise<SoapReply> {
  const items = links.map(
    ([campaign, goal]) =>
      `<t:CampaignConversionGoal><t:CampaignId>${campaign}</t:CampaignId><t:GoalId>${goal}</t:GoalId></t:CampaignConversionGoal>`,
  );
  const list = `<t:CampaignConversionGoal>${items.join("")}</t:CampaignConversionGoal>`;
  return driver.call(`${verb}CampaignConversionGoals`, list);
}

/** A campaign and a goal. */
async function both(driver: Driver, campaign: Partial<NewCampaign> = {}): Promise<readonly [string, string]> {
  const goal = await driver.idOf(driver.add("OfflineConversion"));
  return [driver.emulator.addCampaign({ Name: "Brand", CampaignType: "Search", ...campaign }).id, goal];
}

const goalIds = async (driver: Driver, campaign: string) => {
  const { text } = await get(driver, [campaign]);
  return text.includes("<GoalIds") ? texts(text, "long").join() : "absent";
};

const linked = async (driver: Driver, campaign: string) =>
  driver.emulator.store.campaign(campaign)?.goalIds.length;

export const campaignRefusals = [
  refusal("campaign.ids-missing", "1118", (driver) => get(driver, [])),
  refusal("campaign.ids-too-many", "1119", (driver) => {
    driver.emulator.settings({ limits: { itemsPerCall: 1 } });
    return get(driver, ["1", "2"]);
  }),
  refusal("campaign.account-id", "1102", (driver) => get(driver, ["1"], { accountId: "5" })),
  refusal("campaign.id-unknown", "0:1100", (driver) => get(driver, ["5"])),
  refusal("campaign.id-unknown", "0:1100", async (driver) => {
    driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    return get(driver, [(await both(driver, { accountId: "223" }))[0]]);
  }),
  refusal("campaign.type-not-asked", "1:516", async (driver) => {
    const [search] = await both(driver);
    const shopping = driver.emulator.addCampaign({ Name: "Shop", CampaignType: "Shopping" });
    return get(driver, [search, shopping.id]);
  }),
  refusal("link.list-missing", "206", (driver) => write(driver, "Add", [])),
  ...(["Add", "Delete"] as const).flatMap((verb) => [
    refusal("link.campaign-unknown", "1:1100", async (driver) => {
      const [campaign, goal] = await both(driver);
      return write(driver, verb, [
        [campaign, goal],
        ["5", goal],
      ]);
    }),
    refusal("link.goal-unknown", "0:5314", async (driver) =>
      write(driver, verb, [[(await both(driver))[0], "5"]]),
    ),
    refusal("link.feature", "0:6610", async (driver) => {
      driver.emulator.settings({ features: { campaignGoals: false } });
      return write(driver, verb, [await both(driver)]);
    }),
  ]),
  refusal("link.goal-unknown", "0:5314", async (driver) => {
    const [campaign, goal] = await both(driver);
    driver.emulator.deleteGoal(goal);
    return write(driver, "Add", [[campaign, goal]]);
  }),
  refusal("link.goal-unknown", "0:5314", async (driver) => {
    driver.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const [campaign] = await both(driver);
    const other = driver.add(
      "OfflineConversion",
      { Name: "other" },
      { headers: { CustomerAccountId: "223" } },
    );
    return write(driver, "Add", [[campaign, await driver.idOf(other)]]);
  }),
  refusal("link.campaign-unfit", "0:8138", async (driver) =>
    write(driver, "Add", [await both(driver, { goalsAllowed: false })]),
  ),
];

/** What by default is accepted. */
const accepted = (
  rule: RuleId,
  code: string,
  send: (driver: Driver, link: readonly [string, string]) => Promise<SoapReply>,
) => behaviour(rule, code, "", async (driver) => codesOf(await send(driver, await both(driver))).join());

export const campaignBehaviours = [
  behaviour("campaign.deleted", "0:1100", "Deleted", async (driver) => {
    const [campaign] = await both(driver, { Status: "Deleted" });
    const reply = await get(driver, [campaign]);
    return codesOf(reply).join() || said(reply, "Status");
  }),
  behaviour("campaign.type-default", "0:516", "", async (driver) => {
    const [campaign] = await both(driver, { CampaignType: "PerformanceMax" });
    expectNone(codesOf(await get(driver, [campaign], { types: "Search PerformanceMax" })));
    return codesOf(await get(driver, [campaign])).join();
  }),
  behaviour("campaign.goals-silent", "absent", "present", async (driver) => {
    const [campaign, goal] = await both(driver);
    driver.emulator.editCampaign(campaign, { GoalIds: [goal] });
    const { text } = await get(driver, [campaign], { fields: "TargetSetting" });
    return text.includes("<GoalIds") ? "present" : "absent";
  }),
  behaviour("campaign.no-goals-absent", "absent", "", async (driver) =>
    goalIds(driver, (await both(driver))[0]),
  ),
  behaviour("link.goal-deleted", "absent", "there", async (driver) => {
    const link = await both(driver);
    await write(driver, "Add", [link]);
    driver.emulator.deleteGoal(link[1]);
    return (await goalIds(driver, link[0])) === link[1] ? "there" : "absent";
  }),
  accepted("link.exists", "0:1043", async (driver, link) => {
    await write(driver, "Add", [link]);
    const reply = await write(driver, "Add", [link]);
    expectNone((await linked(driver, link[0])) === 1 ? [] : ["not one link"]);
    return reply;
  }),
  accepted("link.missing", "0:1044", (driver, link) => write(driver, "Delete", [link])),
  accepted("link.goal-paused", "0:5328", async (driver, link) => {
    driver.emulator.editGoal(link[1], { Status: "Paused" });
    return write(driver, "Add", [link]);
  }),
];

function expectNone(wrong: readonly string[]): void {
  if (wrong.length > 0) throw new Error(wrong.join());
}
