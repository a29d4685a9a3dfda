import { expect, it } from "vitest";
import { Account } from "../../provider/account/account";
import { RunProgress } from "../../provider/account/batch/runProgress";
import { claimsOf } from "../../provider/account/claims";
import type { GoalRequest } from "../../provider/account/plan/requests";
import { RunChanges } from "../../provider/account/runChanges";
import { wantedGoal } from "../../provider/goals/wanted";
import { fakeService } from "../support/fakeService";
import { VirtualClock } from "../support/virtualClock";
import { goalFields } from "./write/writing";

/** An account whose lists, from the one of that number on, show nothing. */
function emptyFrom(nth: number, confirmsEmpty = false) {
  const clock = new VirtualClock();
  const fake = fakeService({ clock });
  let lists = 0;
  const service: typeof fake.service = {
    ...fake.service,
    getConversionGoals: async (which) => {
      if (which === "all") lists += 1;
      return which === "all" && lists >= nth ? [] : fake.service.getConversionGoals(which);
    },
  };
  const claims = claimsOf("111");
  const ref = { customerId: "111", accountId: "222" };
  const progress = new RunProgress(() => clock.now());
  const environment = {
    clock,
    progress,
    changes: new RunChanges(undefined),
    audit: () => {},
    readOnly: false,
    confirmsEmpty,
  };
  return { account: new Account(ref, claims, service, environment), clock, goals: fake.goals };
}

const pause = (id: string): GoalRequest => ({ op: "pause", resource: "gone", id });
const wanted = wantedGoal("Url", goalFields("New"));
const update = (id: string): GoalRequest => ({ op: "update", resource: "old", id, wanted });
const create: GoalRequest = { op: "create", resource: "new", wanted, adopt: undefined, adoptEqual: false };
const NOTHING = {
  ok: false,
  error: { message: expect.stringContaining("answers with no conversion goal at all") },
};

it("of a list just before a write: what is to be paused or changed is not taken for gone", async () => {
  for (const request of [pause, update]) {
    const { account, clock, goals } = emptyFrom(2);
    const id = goals.seed("Url", goalFields("Old"));
    await clock.until(account.goalSnapshot());
    await clock.advance(20_000);
    expect(await clock.until(account.goals.submit(request(id)))).toMatchObject(NOTHING);
  }
});

it("is not confirmed by a goal that this run has added since", async () => {
  const { account, clock, goals } = emptyFrom(1);
  const id = goals.seed("Url", goalFields("Old"));
  expect(await clock.until(account.goals.submit(create))).toMatchObject({ ok: true });
  const snapshot = await account.goalSnapshot();
  expect([snapshot.byId.size, snapshot.doubt]).toEqual([
    1,
    expect.stringContaining("MSADS_EMPTY_ACCOUNT=true"),
  ]);
  expect(await clock.until(account.goals.submit(pause(id)))).toMatchObject(NOTHING);
});

it("is not confirmed by a later list that shows something", async () => {
  const { account, clock } = emptyFrom(1);
  await clock.until(account.goals.submit(create));
  await clock.advance(20_000);
  expect(await clock.until(account.goals.submit(pause("9")))).toMatchObject(NOTHING);
});

it("that is confirmed: what is to be paused is gone", async () => {
  const { account, clock } = emptyFrom(1, true);
  expect(await clock.until(account.goals.submit(pause("9")))).toEqual({ ok: true, live: undefined });
});
