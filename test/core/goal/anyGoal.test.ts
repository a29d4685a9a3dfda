import fc from "fast-check";
import { expect, test } from "vitest";
import type { Emulator, StoredGoal } from "../../../provider/emulator";
import { twoVersions } from "../../support/e2eAnyGoal";
import { useEmulator } from "../../support/e2eEmulator";
import { ofSite, site } from "../../support/e2eGoals";
import { expectSettled, upAndSettle } from "../../support/e2eSettled";
import { Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const RUNS = 60;

function only({ store }: Emulator): StoredGoal {
  const [goal] = store.goals;
  if (goal === undefined) throw new Error("no goal");
  return goal;
}

test("any goal: made, it is as wanted; changed, it is as wanted; and nobody else's field is touched", async () => {
  const property = fc.asyncProperty(twoVersions(ofSite.tagId), async ([first, second]) => {
    emulator.now.reset();
    emulator.now.addCustomers({ id: "111", pilots: [574] });
    const stack = new Stack(emulator.now, {}, {}, 50);
    await upAndSettle(stack, { site, any: first });
    const before = only(emulator.now);
    const foreign = { ExcludeFromBidding: true };
    emulator.now.editGoal(before.id, foreign);
    expect((await stack.up({ site, any: second })).errors).toEqual([]);
    await expectSettled(stack, { site, any: second });
    const after = only(emulator.now);
    expect(after.id).toBe(before.id);
    expect(after.fields).toMatchObject(foreign);
    expect(emulator.now.store.goals).toHaveLength(1);
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
});
