import { expect, test } from "vitest";
import { seeded } from "../support/engineArrivals";
import { Dice } from "./dice";
import { ACCOUNTS, accountOf, type Handmade, type PlanRules } from "./plan";
import { firstPlan, nextPlan } from "./versions";

test("seed 50998: a program takes a goal made by hand in the account where it is, also once its library is in another", () => {
  let taken = 0;
  for (let seed = 1; seed <= 400; seed += 1) {
    const dice = new Dice(seeded(seed));
    const handmade: Handmade[] = Array.from({ length: 9 }, (_, index) => ({
      id: `9${index}`,
      name: `Outsider ${index}`,
    }));
    const rules: PlanRules = {
      ...{ stack: "A", version: 13, account: ACCOUNTS[0], handmade },
      ...{ mayHaveShop: true, unlisted: false, many: 0, campaigns: [] },
    };
    let plan = { ...firstPlan(dice, { ...rules, handmade: [] }), hasLibrary: true };
    for (let version = 0; version < 6; version += 1) {
      const before = new Set(plan.slots.map(({ key }) => key));
      plan = nextPlan(dice, plan, rules);
      for (const slot of plan.slots) {
        const isTaken = typeof slot.adopt === "string" || /^Outsider \d$/.test(slot.name);
        if (before.has(slot.key) || !isTaken) continue;
        taken += plan.libraryAccount === undefined ? 0 : 1;
        expect([seed, slot.name, accountOf(slot, plan)]).toEqual([seed, slot.name, ACCOUNTS[0]]);
      }
    }
  }
  expect(taken).toBeGreaterThan(0);
});
