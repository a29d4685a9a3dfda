import fc from "fast-check";
import { expect, test } from "vitest";
import type { Standing } from "../../../provider/fleet/results";
import { Dice } from "../../chaos/dice";
import { seeded } from "../../support/engineArrivals";
import { checkedAgainstPreviews } from "./claims";
import { fleetUp, HAPPENINGS, happens } from "./history";
import { RandomFleet } from "./randomFleet";

/** How many fleets are played: always the same ones, so that a failure is somebody's change; MSADS_FLEET_SEEDS=1000 plays others, and more. */
const { MSADS_FLEET_SEEDS } = process.env;
const SEEDS = Number(MSADS_FLEET_SEEDS ?? 40);

/** A fleet by its seed, and what befalls it: shrinks to fewer steps. */
const histories = fc.record({
  seed: fc.nat(),
  steps: fc.array(
    fc.record({ what: fc.constantFrom(...HAPPENINGS), member: fc.nat({ max: 2 }), dice: fc.nat() }),
    { minLength: 1, maxLength: 8 },
  ),
});

test("an account is clean if and only if pulumi preview shows no change", async () => {
  const census = new Map<Standing, number>();
  await fc.assert(
    fc.asyncProperty(histories, async ({ seed, steps }) => {
      const random = await RandomFleet.of(new Dice(seeded(seed)));
      const told: string[] = [];
      const check = async () => {
        const { standings, wrongs } = await checkedAgainstPreviews(random);
        for (const each of standings) census.set(each, (census.get(each) ?? 0) + 1);
        if (wrongs.length > 0) throw new Error([...told, ...wrongs].join("\n"));
      };
      try {
        for (const member of random.members)
          told.push(await fleetUp(random, { what: "up", member, dice: new Dice(seeded(seed + 1)) }));
        await check();
        for (const { what, member: at, dice } of steps) {
          const member = random.members[at % random.members.length];
          if (member === undefined) throw new Error("a fleet without members");
          told.push(await happens(random, { what, member, dice: new Dice(seeded(dice)) }));
          await check();
        }
      } finally {
        random.close();
      }
    }),
    {
      numRuns: SEEDS,
      ...(MSADS_FLEET_SEEDS === undefined ? { seed: 1 } : {}),
      endOnFailure: process.env.MSADS_FLEET_SHRINK === undefined,
    },
  );
  console.log(JSON.stringify(Object.fromEntries(census)));
  // A third of what comes on average: each standing is really met.
  const least = { clean: 1.6, drifted: 0.35, unknown: 0.5, changed: 0.35 };
  for (const [standing, times] of Object.entries(least))
    expect(census.get(standing as Standing) ?? 0, standing).toBeGreaterThan(times * SEEDS);
});
