import { expect, test } from "vitest";
import { leapingClock } from "../../support/e2eClock";
import { useEmulator } from "../../support/e2eEmulator";
import { site, urlGoal } from "../../support/e2eGoals";
import { campaignGoals, Stack } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();
const goals = { site, order: urlGoal("Order"), signup: urlGoal("Sign up") };

test("links that people add while a run is under way stay, where ignoreChanges leaves the goals to them", async () => {
  const campaign = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
  const linked = () => emulator.now.store.campaign(campaign)?.goalIds;
  // Each read is so long after the one before that the next write looks again.
  const clock = leapingClock(10);
  let reads = 0;
  let edit = () => {};
  const slow = { now: () => clock.now() + reads * 20_000, after: clock.after };
  const watched: typeof fetch = async (input, init) => {
    const isRead = String(init?.body).includes("GetCampaignsByIds");
    const answer = await fetch(input, init);
    if (isRead) {
      reads += 1;
      edit();
    }
    return answer;
  };
  const stack = new Stack(emulator.now, {}, {}, 10, { clock: slow, fetch: watched });
  await stack.up(goals);
  const [order, signup] = [stack.entry("order").id, stack.entry("signup").id];
  const program = (more: Values, ignored: readonly string[] = []) => ({
    ...goals,
    brand: campaignGoals({ campaignId: campaign, goalIds: [order], ...more }, ignored),
  });
  await stack.up(program({}));
  edit = () => void emulator.now.editCampaign(campaign, { GoalIds: [order, signup] });
  const up = await stack.up(program({ onDelete: "retain" }, ["goalIds"]));
  expect([up.said, up.steps.at(-1), up.writes, linked()]).toEqual(["", "update brand", [], [order, signup]]);
});
