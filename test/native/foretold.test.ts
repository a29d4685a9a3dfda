import { afterEach, expect, test } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { type About, AskedPlugin } from "../support/nativePlugin";

const emulator = useEmulator();
const open: AskedPlugin[] = [];
afterEach(() => {
  for (const plugin of open.splice(0)) plugin.stop();
});

function plugin(): Promise<AskedPlugin> {
  const asked = new AskedPlugin(emulator.now);
  open.push(asked);
  return asked.start();
}

const about = (type: string): About => ({ token: `msads:index:${type}`, name: "one" });
const common = { name: "One", tagId: "", goalCategory: "Purchase" };
const money = { type: "FixedValue", value: 25, currencyCode: "EUR" };

type Edit = ((id: string) => unknown) | undefined;
type Case = readonly [string, string, object, string, object, Edit];

/** What is changed, by the type and inputs before and after; last what people do in between. */
const CASES: readonly Case[] = [
  [
    "fields with a default that leave",
    "UrlGoal",
    { ...common, urlExpression: "/a", revenue: money, viewThroughConversionWindowInMinutes: 14 },
    "UrlGoal",
    { ...common, urlExpression: "/a" },
    undefined,
  ],
  [
    "a member that leaves",
    "OfflineConversionGoal",
    { name: "One", goalCategory: "Purchase", scope: "Account", revenue: money },
    "OfflineConversionGoal",
    { name: "One", goalCategory: "Purchase", scope: "Account", revenue: { type: "FixedValue", value: 30 } },
    undefined,
  ],
  [
    "another type",
    "UrlGoal",
    { ...common, urlExpression: "/a", attributionModelType: "LastTouch" },
    "DurationGoal",
    { name: "One", tagId: "", minimumDurationInSeconds: 5 },
    undefined,
  ],
  [
    "a pair of an event that leaves, and one that people added",
    "EventGoal",
    { ...common, actionExpression: "a", actionOperator: "Equals", value: 3, valueOperator: "Equals" },
    "EventGoal",
    { ...common, actionExpression: "b", actionOperator: "Equals" },
    (id) => emulator.now.editGoal(id, { LabelExpression: "l", LabelOperator: "Equals" }),
  ],
  [
    "sharing that leaves",
    "UetTag",
    { name: "One", sharedWith: ["333"] },
    "UetTag",
    { name: "One" },
    undefined,
  ],
  [
    "a text that leaves a tag",
    "UetTag",
    { name: "One", description: "d" },
    "UetTag",
    { name: "One", industry: "Retail" },
    undefined,
  ],
  [
    "a setting that leaves",
    "AccountConversionSettings",
    { autoTagging: true, finalUrlSuffix: "a=b" },
    "AccountConversionSettings",
    { finalUrlSuffix: "c=d" },
    undefined,
  ],
  [
    "links that people made",
    "CampaignConversionGoals",
    { campaignId: "", goalIds: [] },
    "CampaignConversionGoals",
    { campaignId: "", goalIds: [] },
    (id) => emulator.now.editCampaign(id, { GoalIds: emulator.now.store.goals.map((goal) => goal.id) }),
  ],
  [
    "a goal of a library that people renamed",
    "ConversionGoalLibrary",
    { goals: { One: { type: "OfflineConversion", goalCategory: "Purchase" } } },
    "ConversionGoalLibrary",
    { goals: { One: { type: "OfflineConversion", goalCategory: "Purchase" } } },
    () => emulator.now.editGoal(emulator.now.store.goals.at(-1)?.id ?? "", { Name: "Theirs" }),
  ],
];

test.each(CASES)(
  "a preview tells the outputs of an update as up makes them: %s",
  async (_what, type, inputs, otherType, others, edit) => {
    const first = await plugin();
    const tag = await first.create(
      about("UetTag"),
      (await first.check(about("UetTag"), { name: "Site" })).inputs,
    );
    const won = { name: "Won", goalCategory: "Purchase" };
    const goal: About = { token: about("OfflineConversionGoal").token, name: "won" };
    await first.create(goal, (await first.check(goal, won)).inputs);
    const campaignId = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
    const filled = (values: object) => ({
      ...values,
      ...("tagId" in values ? { tagId: tag.id } : {}),
      ...("campaignId" in values ? { campaignId } : {}),
    });
    const before = await first.check(about(type), filled(inputs));
    expect(before.failures).toEqual([]);
    const made = await first.create(about(type), before.inputs);
    edit?.(made.id);

    const asked = await plugin();
    const seen = await asked.read(about(type), made.id, made.outputs, before.inputs);
    const { inputs: news, failures } = await asked.check(about(otherType), filled(others), seen.inputs);
    expect(failures).toEqual([]);
    const change = { id: made.id, outputs: seen.outputs, inputs: seen.inputs, news };
    expect((await asked.diff(about(otherType), change)).changes).toBe(true);
    const foretold = await asked.update(about(otherType), change, true);
    expect(foretold).toEqual(await asked.update(about(otherType), change));
  },
);
