import { beforeEach, describe, expect, test } from "vitest";
import { useEmulator } from "../../support/e2eEmulator";
import { site, urlGoal } from "../../support/e2eGoals";
import { expectSettled, upAndSettle } from "../../support/e2eSettled";
import { campaignGoals, type Declared, output, Stack } from "../../support/e2eStack";

const emulator = useEmulator();

/** The account's campaigns, and two goals that a program makes. */
let brand = "";
let shop = "";
beforeEach(() => {
  brand = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
  shop = emulator.now.addCampaign({ Name: "Shop", CampaignType: "PerformanceMax" }).id;
});

const goals = { site, order: urlGoal("Order"), signup: urlGoal("Sign up") };
const idOf = (name: string) => output(name, "id");
const linked = (id: string) => emulator.now.store.campaign(id)?.goalIds ?? [];
const writesOf = (report: { writes: readonly { operation?: string | undefined; items: number }[] }) =>
  report.writes
    .filter(({ operation }) => operation?.includes("Campaign"))
    .map(({ operation, items }) => `${operation} ${items}`);

async function withGoals(stack: Stack): Promise<readonly [order: string, signup: string]> {
  await upAndSettle(stack, goals);
  return [stack.entry("order").id, stack.entry("signup").id];
}

describe.each(["soap", "rest"])("the goals of a campaign over %s", (transport) => {
  const newStack = () => new Stack(emulator.now, { "msads:transport": transport });

  test("of a campaign whose type this version does not know: only a new resource that says a type is refused", async () => {
    const stack = newStack();
    const [order] = await withGoals(stack);
    const program = (more: object) => ({ ...goals, brand: campaignGoals({ campaignId: brand, ...more }) });
    const said = { campaignType: "Search", goalIds: [order] };
    await upAndSettle(stack, program(said));
    emulator.now.faults({ kind: "unknownMember", field: "CampaignType", times: 999 });
    const refreshed = [{}, { refresh: true }, { refresh: true }, {}];
    for (const options of refreshed) {
      const { errors, failures, steps, said: told } = await stack.up(program(said), options);
      expect([errors, failures, steps.at(-1), told]).toEqual([[], [], "same brand", ""]);
    }
    const more = program({ ...said, goalIds: [] });
    expect(writesOf(await stack.up(more))).toEqual(["DeleteCampaignConversionGoals 1"]);
    const fresh = { ...more, shop: campaignGoals({ ...said, campaignId: shop }) };
    expect((await stack.preview(fresh)).said).toContain(
      'is of type NotSupportedForGivenRevision, which this version does not know, not "Search"',
    );
  });

  test("are linked with goals of the same run; all campaigns in one call to add and one to delete", async () => {
    const stack = newStack();
    const program = (one: readonly unknown[], other: readonly unknown[]) => ({
      ...goals,
      brand: campaignGoals({ campaignId: brand, goalIds: one }),
      shop: campaignGoals({ campaignId: shop, campaignType: "PerformanceMax", goalIds: other }),
    });
    const up = await upAndSettle(stack, program([idOf("order"), idOf("signup")], [idOf("order")]));
    expect(writesOf(up)).toEqual(["AddCampaignConversionGoals 3"]);
    const [order, signup] = [stack.entry("order").id, stack.entry("signup").id];
    expect([linked(brand), linked(shop)]).toEqual([[order, signup], [order]]);
    expect(stack.entry("shop")).toMatchObject({
      id: shop,
      outputs: { campaignName: "Shop", campaignType: "PerformanceMax", goalIds: [order] },
    });
    const changed = await upAndSettle(stack, program([idOf("signup")], [idOf("signup")]));
    expect(writesOf(changed)).toEqual(["AddCampaignConversionGoals 1", "DeleteCampaignConversionGoals 2"]);
    expect([linked(brand), linked(shop)]).toEqual([[signup], [signup]]);
  });
});

test("the order of goals is no difference; links that people make and delete are named and put back", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const program = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [signup, order] }) };
  await upAndSettle(stack, program);
  const turned = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order, signup] }) };
  expect((await stack.up(turned)).writes).toEqual([]);
  emulator.now.editCampaign(brand, { GoalIds: [order] });
  const up = await stack.up(turned);
  expect(up.said).toContain(`campaign ${brand}, "Brand", was changed outside this program: goalIds is`);
  expect(writesOf(up)).toEqual(["AddCampaignConversionGoals 1"]);
  expect(linked(brand)).toEqual([order, signup]);
  await expectSettled(stack, turned);
});

test("what a new resource finds beyond its goals is unlinked with consent only", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  emulator.now.editCampaign(brand, { GoalIds: [order, signup] });
  const of = (more: object) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: [order], ...more }),
  });
  const refused = `brand: goalIds the campaign is linked to goal ${signup} as well. To keep that, add the ids to goalIds. To end it, add adopt: true`;
  expect((await stack.preview(of({}))).said).toBe(refused);
  expect((await stack.up(of({}))).said).toBe(refused);
  expect(linked(brand)).toEqual([order, signup]);
  expect((await stack.preview(of({ adopt: true }))).said).toBe(
    `info: brand: takes over campaign ${brand}, "Brand", and unlinks goal ${signup}`,
  );
  await upAndSettle(stack, of({ adopt: true }));
  expect(linked(brand)).toEqual([order]);
});

test("what a takeover may unlink is named while ids of the program's goals are not known yet", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  emulator.now.editCampaign(brand, { GoalIds: [order] });
  const program = {
    ...goals,
    lead: urlGoal("Lead"),
    brand: campaignGoals({ campaignId: brand, goalIds: [idOf("lead")], adopt: true }),
  };
  expect((await stack.preview(program)).said).toBe(
    `info: brand: takes over campaign ${brand}, "Brand", and unlinks goal ${order}, unless goalIds, of which not all is known yet, names it`,
  );
  await upAndSettle(stack, program);
  expect(linked(brand)).toEqual([stack.entry("lead").id]);
});

test("as it is: a campaign whose goals are those of the program is taken without a write", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  emulator.now.editCampaign(brand, { GoalIds: [order] });
  const up = await upAndSettle(stack, {
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: [order] }),
  });
  expect([up.said, up.writes]).toEqual(["", []]);
});

test("the loss of the last goal is named, in the preview of a change and when a destroy does it", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  const of = (goalIds: readonly string[]) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds }),
  });
  await upAndSettle(stack, of([order]));
  const warning = `warning: brand: campaign ${brand}, "Brand", loses its last goal: from then on it goes by all goals of the account that are not excluded from bidding`;
  expect((await stack.preview(of([]))).said).toBe(warning);
  expect((await stack.up(goals)).said).toContain(warning);
  expect(linked(brand)).toEqual([]);
});

test("a delete takes away the program's links and no others; retained, or another's now, it takes none", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const of = (more: object) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: [order], ...more }),
  });
  await upAndSettle(stack, of({}));
  emulator.now.editCampaign(brand, { GoalIds: [order, signup] });
  expect(writesOf(await stack.up(goals))).toEqual(["DeleteCampaignConversionGoals 1"]);
  expect(linked(brand)).toEqual([signup]);
  await upAndSettle(stack, of({ adopt: true, onDelete: "retain" }));
  const renamed = { ...goals, other: campaignGoals({ campaignId: brand, goalIds: [order] }) };
  const moved = await stack.up(renamed);
  expect([writesOf(moved), moved.said]).toEqual([
    [],
    `info: brand: the goals of campaign ${brand} stay as they are: resource "other" now manages them`,
  ]);
  await upAndSettle(stack, {
    ...goals,
    other: campaignGoals({ campaignId: brand, goalIds: [order], onDelete: "retain" }),
  });
  expect((await stack.up(goals)).said).toBe(
    `info: other: the goals of campaign ${brand} stay as they are (onDelete: retain)`,
  );
  expect(linked(brand)).toEqual([order]);
});

test("refused in preview: two resources on a campaign, campaigns and goals that are not there, another type, an old API", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  const said = async (program: Readonly<Record<string, Declared>>, config = {}) =>
    (await stack.preview({ ...goals, ...program }, { config })).said;
  const of = (more: object) => campaignGoals({ campaignId: brand, goalIds: [order], ...more });
  expect(await said({ one: of({}), two: of({ goalIds: [] }) })).toContain(
    `two: campaignId resource "one" manages the goals of campaign ${brand} already. Put all of them into one`,
  );
  expect(await said({ one: of({ campaignId: "4711" }) })).toContain("the account shows no campaign 4711");
  expect(await said({ one: of({ goalIds: [order, "4711"] }) })).toContain(
    "one: goalIds account 222 shows no goal 4711",
  );
  expect(await said({ one: of({ campaignType: "Shopping" }) })).toContain(
    `one: campaignType campaign ${brand}, "Brand", is of type Search, not "Shopping"`,
  );
  expect(await said({ one: of({}) }, { "msads:apiVersion": "12" })).toContain("needs API version 13");
  expect(await said({ one: of({ goalIds: order }) })).toContain("Write it as a list");
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const there = emulator.now.addCampaign({ Name: "There", CampaignType: "Search", accountId: "223" }).id;
  expect(await said({ one: of({ campaignId: there }) })).toContain(`the account shows no campaign ${there}`);
});

test("a campaign that is gone is refused, and a refresh lets it go with a notice", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  const program = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order] }) };
  await upAndSettle(stack, program);
  emulator.now.editCampaign(brand, { Status: "Deleted" });
  expect((await stack.preview(program)).said).toContain(`the account shows no campaign ${brand}`);
  expect((await stack.refresh()).said).toBe(
    `warning: brand: campaign ${brand} is gone from the account, and its goals leave Pulumi's state`,
  );
  expect(stack.state.has("brand")).toBe(false);
});

test("features that are off fail with the service's code and what to do; nothing is in the account", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  emulator.now.settings({ features: { campaignGoals: false } });
  const program = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order] }) };
  expect((await stack.up(program)).said).toMatch(/6610.*TrackingId/s);
  emulator.now.settings({ features: { campaignGoals: true } });
  emulator.now.editCampaign(brand, { goalsAllowed: false });
  expect((await stack.up(program)).said).toMatch(/8138.*cannot have goals of its own.*TrackingId/s);
  expect(linked(brand)).toEqual([]);
  emulator.now.editCampaign(brand, { goalsAllowed: true });
  await upAndSettle(stack, program);
  expect(linked(brand)).toEqual([order]);
});

test("one campaign that is refused keeps no other back, and its links are not deleted", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const program = (one: readonly string[], other: readonly string[]) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: one }),
    shop: campaignGoals({ campaignId: shop, goalIds: other }),
  });
  await upAndSettle(stack, program([order], [order]));
  emulator.now.faults({
    operation: "AddCampaignConversionGoals",
    kind: "partial",
    index: 0,
    code: 8138,
    symbol: "X",
  });
  const up = await stack.up(program([signup], [signup]));
  expect(up.errors.map(({ resource }) => resource)).toEqual(["brand"]);
  expect([linked(brand), linked(shop)]).toEqual([[order], [signup]]);
  await upAndSettle(stack, program([signup], [signup]));
  expect(linked(brand)).toEqual([signup]);
});

test.each(["add", "delete"])(
  "a lost answer to the %s is looked after, and nothing is sent twice",
  async (which) => {
    // Nobody says whether the service takes a link that is there already: here it does not.
    emulator.now.settings({ rules: { "link.exists": true, "link.missing": true } });
    const stack = new Stack(emulator.now);
    const [order, signup] = await withGoals(stack);
    const of = (id: string) => ({ ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [id] }) });
    await upAndSettle(stack, of(order));
    const operation = which === "add" ? "AddCampaignConversionGoals" : "DeleteCampaignConversionGoals";
    emulator.now.faults({ operation, kind: "drop", when: "after" });
    const up = await upAndSettle(stack, of(signup));
    expect(writesOf(up)).toEqual(["AddCampaignConversionGoals 1", "DeleteCampaignConversionGoals 1"]);
    expect(linked(brand)).toEqual([signup]);
  },
);

test("a link that somebody else made meanwhile, and that the service refuses for it, counts as made", async () => {
  emulator.now.settings({ rules: { "link.exists": true } });
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const of = (ids: readonly string[]) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: ids }),
  });
  await upAndSettle(stack, of([order]));
  emulator.now.faults({ operation: "AddCampaignConversionGoals", kind: "delay", ms: 1, when: "before" });
  emulator.now.editCampaign(brand, { GoalIds: [order, signup] });
  await upAndSettle(stack, of([order, signup]));
  expect(linked(brand)).toEqual([order, signup]);
});

test("ignoreChanges leaves a campaign's goals to others; readOnly and changeAtMost hold, in a destroy too", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const of = (ids: readonly string[], ignored: readonly string[] = []) => ({
    ...goals,
    brand: campaignGoals({ campaignId: brand, goalIds: ids }, ignored),
  });
  await upAndSettle(stack, of([order]));
  expect(writesOf(await stack.up(of([signup], ["goalIds"])))).toEqual([]);
  const locked = await stack.up(of([signup]), { config: { "msads:readOnly": "true" } });
  expect(locked.said).toContain('campaign "Brand" was not changed');
  const limited = await stack.preview(of([signup]), { config: { "msads:changeAtMost": "0" } });
  expect(limited.said).toContain("changeAtMost is 0, and this run would change 1: goalIds in 1 campaign.");
  expect((await stack.up(goals, { config: { "msads:readOnly": "true" } })).said).toContain("To unlock");
  expect(linked(brand)).toEqual([order]);
});

test("a hundred campaigns with three goals each: every link in calls of a hundred, and none is lost", async () => {
  const stack = new Stack(emulator.now);
  const [order, signup] = await withGoals(stack);
  const ids = Array.from(
    { length: 100 },
    (_, n) => emulator.now.addCampaign({ Name: `C ${n}`, CampaignType: "Search" }).id,
  );
  const all = Object.fromEntries(
    ids.map((campaignId) => [`c${campaignId}`, campaignGoals({ campaignId, goalIds: [order, signup] })]),
  );
  const up = await upAndSettle(stack, { ...goals, ...all });
  expect(up.writes.reduce((sum, { items }) => sum + items, 0)).toBe(200);
  expect(ids.every((id) => linked(id).length === 2)).toBe(true);
});

test.each(["dynamic", "native"] as const)(
  "a linked goal that the account shows no more, and that ignoreChanges leaves to others, stops no run: %s host",
  async (host) => {
    const stack = new Stack(emulator.now);
    stack.host = host;
    const program = {
      site,
      order: goals.order,
      brand: campaignGoals({ campaignId: brand, goalIds: [idOf("order")] }, ["goalIds"]),
    };
    await stack.up({ ...program, signup: goals.signup });
    const both = [stack.entry("order").id, stack.entry("signup").id];
    emulator.now.editCampaign(brand, { GoalIds: both });
    emulator.now.editGoal(both[1] ?? "", { Status: "Deleted" });
    const up = await stack.up(program, { refresh: true });
    expect([up.failures, up.errors, writesOf(up)], up.said).toEqual([[], [], []]);
    expect(linked(brand)).toEqual(both);
  },
);

test.each(["dynamic", "native"] as const)(
  "a destroy after a refresh ends the program's links and none that people made: %s",
  async (host) => {
    const stack = new Stack(emulator.now);
    stack.host = host;
    await stack.up(goals);
    const [order, signup] = [stack.entry("order").id, stack.entry("signup").id];
    const program = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order] }) };
    await stack.up(program);
    emulator.now.editCampaign(brand, { GoalIds: [order, signup] });
    await stack.refresh();
    expect(stack.entry("brand").outputs).toMatchObject({ goalIds: [order, signup], linkedGoalIds: [order] });
    await stack.up(goals);
    expect([stack.state.has("brand"), linked(brand)]).toEqual([false, [signup]]);
  },
);

test("links that were made and could not be read are in state, and a destroy ends them", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  const program = { ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order] }) };
  emulator.now.faults({
    operation: "GetCampaignsByIds",
    kind: "http",
    status: 400,
    after: 1,
    times: 50,
  });
  const up = await stack.up(program);
  expect(up.errors.map(({ resource }) => resource)).toEqual(["brand"]);
  emulator.now.clearFaults();
  expect([stack.entry("brand").outputs.goalIds, linked(brand)]).toEqual([[order], [order]]);
  await stack.up(goals);
  expect(linked(brand)).toEqual([]);
});

test("a destroy of a campaign that the account shows no more says that its links were not deleted", async () => {
  const stack = new Stack(emulator.now);
  const [order] = await withGoals(stack);
  await stack.up({ ...goals, brand: campaignGoals({ campaignId: brand, goalIds: [order] }) });
  emulator.now.editCampaign(brand, { Status: "Deleted" });
  const up = await stack.up(goals);
  expect([up.ok, up.said]).toEqual([
    true,
    `warning: brand: the account shows no campaign ${brand}, so its links were not deleted`,
  ]);
});
