import { expect, test } from "vitest";
import { statuses, useEmulator } from "../support/e2eEmulator";
import { site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { accountSettings, campaignGoals, Stack } from "../support/e2eStack";

const emulator = useEmulator();

const kinds = (campaignId: string) =>
  ({
    goal: [urlGoal("Order"), "a goal"],
    tag: [site, "a UET tag"],
    library: [libraryOf([urlGoal("Listed")]), "a library"],
    settings: [accountSettings({ finalUrlSuffix: "a=b" }), "the settings of an account"],
    campaign: [campaignGoals({ campaignId, goalIds: [] }), "the goals of a campaign"],
  }) as const;
const NAMES = ["goal", "tag", "library", "settings", "campaign"] as const;

/** As an alias that names another resource does it. */
test.each(NAMES)("a resource whose state is that of another kind is refused: %s", async (before) => {
  const of = kinds(emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id);
  const stack = new Stack(emulator.now);
  const [old, was] = of[before];
  const first = await stack.up({ ...(before === "tag" ? {} : { site }), thing: old });
  expect(first.ok).toBe(true);
  const live = statuses(emulator.now);
  for (const after of NAMES.filter((name) => name !== before)) {
    const [now, is] = of[after];
    const up = await stack.up({ ...(after === "tag" ? {} : { site }), thing: now });
    expect(up.said).toContain(
      `Pulumi's state holds ${was} for this resource, and the program declares ${is}. Probably one of its aliases`,
    );
    expect(up.writes.filter(({ operation }) => operation !== "AddUetTags")).toEqual([]);
    expect(statuses(emulator.now)).toEqual(live);
  }
});
