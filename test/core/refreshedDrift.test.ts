import { expect, test } from "vitest";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { accountSettings, campaignGoals, output, type Program, Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();
const revenue = { type: "FixedValue", value: 5, currencyCode: "EUR" };

/** One of each kind, with a field that is left to others and one that is not. */
function program(campaignId: string): Program {
  return {
    site,
    blog: {
      ...tag({ name: "Blog", description: "Ours", industry: "Retail" }),
      ignoreChanges: ["description"],
    },
    order: urlGoal("Order", { revenue, status: "Active", conversionWindowInMinutes: 60 }, [
      "status",
      "revenue.value",
    ]),
    lib: libraryOf([offlineGoal("Deal", { revenue, status: "Active", conversionWindowInMinutes: 60 })], {}, [
      "goals[*].status",
      "goals.Deal.revenue.value",
    ]),
    account: accountSettings({ finalUrlSuffix: "a=b" }, ["finalUrlSuffix"]),
    brand: campaignGoals({ campaignId, goalIds: [output("order", "id")] }, ["goalIds"]),
  };
}

/** What people change in the web UI: of each the field that is left to them. `others`: and one that is not. */
function edit(campaignId: string, others = {}): void {
  const { now } = emulator;
  now.editTag(liveTag(now, "Blog").id, { Description: "Theirs" });
  const Revenue = { Type: "FixedValue", Value: "9", CurrencyCode: "EUR" } as const;
  for (const name of ["Order", "Deal"])
    now.editGoal(liveGoal(now, name).id, { Status: "Paused", Revenue, ...others });
  now.editAccount("222", { FinalUrlSuffix: "c=d" });
  now.editCampaign(campaignId, { GoalIds: [liveGoal(now, "Deal").id] });
}

/** What a policy of the stack leaves to others, Pulumi tells to a diff alone. */
const byPolicy = (declared: Program): Program =>
  Object.fromEntries(
    Object.entries(declared).map(([name, { ignoreChanges = [], ...each }]) => [
      name,
      { ...each, transformed: ignoreChanges },
    ]),
  );

test.each([
  ["dynamic", "by its own options", (declared: Program) => declared],
  ["dynamic", "by a policy, before the first update", byPolicy],
  ["native", "by its own options", (declared: Program) => declared],
] as const)(
  "%s: of what a resource leaves to others %s, no read tells that it changed",
  async (host, _, form) => {
    const stack = new Stack(emulator.now);
    stack.host = host;
    const campaignId = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
    const declared = form(program(campaignId));
    expect((await stack.up(declared)).ok).toBe(true);
    edit(campaignId);
    const first = await stack.copy().preview(declared, { refresh: true });
    const refreshed = await stack.refresh();
    expect([first.said, refreshed.said]).toEqual(["", ""]);
    expect([first.writes, refreshed.writes]).toEqual([[], []]);
    edit(campaignId, { ConversionWindowInMinutes: 90 });
    const second = await stack.refresh();
    expect(second.said.split("\n").sort()).toEqual([
      expect.stringMatching(
        /^warning: lib\["Deal"\]: goal \d+, "Deal", was changed outside this program: conversionWindowInMinutes is 90, wanted 60$/,
      ),
      expect.stringMatching(
        /^warning: order: goal \d+, "Order", was changed outside this program: conversionWindowInMinutes is 90, wanted 60$/,
      ),
    ]);
    expect((await stack.up(declared)).ok).toBe(true);
    for (const name of ["Order", "Deal"])
      expect(liveGoal(emulator.now, name).fields).toMatchObject({
        Status: "Paused",
        Revenue: { Value: "9" },
        ConversionWindowInMinutes: 60,
      });
  },
);

test.each(["dynamic", "native"] as const)(
  "%s: no refresh says that the program no longer sets what somebody cleared in the account",
  async (host) => {
    const stack = new Stack(emulator.now);
    stack.host = host;
    const declared = {
      site,
      blog: tag({ name: "Blog", description: "Ours" }),
      order: urlGoal("Order"),
      lib: libraryOf([urlGoal("Listed")]),
    };
    expect((await stack.up(declared)).ok).toBe(true);
    emulator.now.editTag(liveTag(emulator.now, "Blog").id, { Description: null });
    for (const name of ["Order", "Listed"])
      emulator.now.editGoal(liveGoal(emulator.now, name).id, { TagId: null });
    expect((await stack.refresh()).said).toContain("tagId is not set");
    const again = await stack.refresh();
    expect([again.said, again.writes]).toEqual(["", []]);
    emulator.now.editTag(liveTag(emulator.now, "Blog").id, { Description: "Theirs" });
    emulator.now.editGoal(liveGoal(emulator.now, "Listed").id, {
      TagId: liveTag(emulator.now, "Blog").id,
    });
    expect((await stack.refresh()).said).not.toContain("no longer sets");
    expect((await stack.up(declared, { refresh: true })).said).not.toContain("no longer sets");
    expect(liveGoal(emulator.now, "Order").fields.TagId).toBe(liveTag(emulator.now, "Main site").id);
  },
);
