import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkApi } from "../../provider/account/campaignApi";
import { planCampaigns } from "../../provider/account/plan/planCampaigns";
import type { CampaignRequest } from "../../provider/account/plan/requests";
import { snapshotOf } from "../../provider/account/snapshot";
import { writeLinks } from "../../provider/account/write/writeLinks";
import type { LiveCampaign } from "../../provider/campaigns/campaign";
import { campaignProblems } from "../../provider/campaigns/campaignProblems";
import { goalsInWords, linkChanges } from "../../provider/campaigns/links";
import { UNKNOWN } from "../../provider/goals/text";
import type { CampaignLink } from "../../provider/service/campaignManagement";
import { MsadsError } from "../../provider/service/errors";
import { fakeService } from "../support/fakeService";
import { VirtualClock } from "../support/virtualClock";

const properties = (inputs: Readonly<Record<string, unknown>>, version: 12 | 13 = 13) =>
  campaignProblems(inputs, version).map(({ property }) => property);

describe("what a program may say", () => {
  it.each([
    { campaignId: "5", goalIds: [] },
    { campaignId: "5", goalIds: ["1", "2"], campaignType: "Search" },
    { campaignId: UNKNOWN, goalIds: UNKNOWN },
    { campaignId: "5", goalIds: [UNKNOWN, "2", UNKNOWN] },
  ])("%o is good", (inputs) => expect(properties(inputs)).toEqual([]));

  it.each([
    [{ goalIds: [] }, "campaignId"],
    [{ campaignId: "5" }, "goalIds"],
    [{ campaignId: 5, goalIds: [] }, "campaignId"],
    [{ campaignId: "5", goalIds: ["1", "1"] }, "goalIds"],
    [{ campaignId: "5", goalIds: [1] }, "goalIds"],
    [{ campaignId: "5", goalIds: [], campaignType: "Searches" }, "campaignType"],
    [{ campaignId: "5", goalIds: [], goals: [] }, "goals"],
  ])("%o is not", (inputs, property) => expect(properties(inputs)).toEqual([property]));

  it("is nothing for version 12", () =>
    expect(properties({ campaignId: "5", goalIds: [] }, 12)).toEqual([""]));
});

const someIds = fc.uniqueArray(fc.constantFrom("1", "2", "3", "4", "5"));

describe("links", () => {
  it("added and removed make the one set the other", () => {
    fc.assert(
      fc.property(someIds, someIds, (wanted, live) => {
        const { add, remove } = linkChanges(wanted, live);
        const after: string[] = [...live.filter((id) => !remove.includes(id)), ...add];
        expect(after.sort()).toEqual([...wanted].sort());
        expect(add.filter((id) => live.some((each) => each === id))).toEqual([]);
      }),
    );
  });

  it("are told by their ids, many by their number", () => {
    expect(goalsInWords(["7"])).toBe("goal 7");
    expect(goalsInWords(["7", "8"])).toBe("goals 7, 8");
    expect(goalsInWords(Array.from({ length: 11 }, String))).toBe("11 goals");
  });
});

/** Campaigns in memory. `answers`: for each write, whether it is done, and whether its answer arrives. */
function serviceWith(
  campaigns: ReadonlyMap<string, Set<string>>,
  answers: Iterator<"ok" | "lost" | "not done">,
) {
  const sent: CampaignLink[][] = [];
  const write =
    (change: (goals: Set<string>, goalId: string) => void) => async (links: readonly CampaignLink[]) => {
      sent.push([...links]);
      const answer = answers.next().value ?? "ok";
      if (answer !== "not done")
        for (const { campaignId, goalId } of links) change(campaigns.get(campaignId) ?? new Set(), goalId);
      if (answer !== "ok") throw new MsadsError("lost", { outcome: "unknown" });
      return { trackingId: "t", items: links.map(() => ({ ok: true, value: undefined }) as const) };
    };
  const live = (id: string): LiveCampaign | null => {
    const goals = campaigns.get(id);
    return goals === undefined ? null : { id, name: id, campaignType: "Search", goalIds: [...goals].sort() };
  };
  return {
    sent,
    live,
    addCampaignConversionGoals: write((goals, id) => goals.add(id)),
    deleteCampaignConversionGoals: write((goals, id) => goals.delete(id)),
    getCampaigns: async (ids: readonly string[]) => ids.map(live),
  };
}

describe("the write of many campaigns", () => {
  const campaign = fc.record({ live: someIds, wanted: someIds });
  const answers = fc.array(fc.constantFrom("ok", "lost", "not done"), { maxLength: 2 });

  it("ends with the sets that are wanted, in calls of at most 100, and sends no link again that is there", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(campaign, { minLength: 1, maxLength: 60 }), answers, async (all, fates) => {
        const clock = new VirtualClock();
        const campaigns = new Map(all.map(({ live }, at) => [String(100 + at), new Set(live)]));
        const service = serviceWith(
          campaigns,
          fates[Symbol.iterator]() as Iterator<"ok" | "lost" | "not done">,
        );
        const links = linkApi({ ...fakeService({ clock }).service, ...service }, new Set(campaigns.keys()));
        const snapshot = snapshotOf([...campaigns.keys()].map(service.live), 0);
        const requests = all.map(({ wanted }, at): CampaignRequest => {
          const id = String(100 + at);
          return { op: "link", resource: id, id, goalIds: wanted, mayRemove: true };
        });
        const steps = planCampaigns(requests, snapshot);
        const run = writeLinks(links)(links.reading, steps, { clock, audit: () => {} });
        const results = await clock.until(run);
        expect(results.every(({ ok }) => ok)).toBe(true);
        expect(all.map((_, at) => [...(campaigns.get(String(100 + at)) ?? [])].sort())).toEqual(
          all.map(({ wanted }) => [...wanted].sort()),
        );
        expect(Math.max(0, ...service.sent.map((each) => each.length))).toBeLessThanOrEqual(100);
      }),
      { numRuns: 60 },
    );
  });
});
