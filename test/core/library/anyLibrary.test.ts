import fc from "fast-check";
import { expect, test } from "vitest";
import { twoVersions } from "../../support/e2eAnyGoal";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { ofSite, site } from "../../support/e2eGoals";
import { goalName } from "../../support/e2eLibrary";
import { expectSettled, upAndSettle } from "../../support/e2eSettled";
import { type Declared, library, Stack } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();
const RUNS = 25;

/** What becomes of a goal between the two versions of a library. */
interface Fate {
  readonly versions: readonly [Declared, Declared];
  readonly fate: "stays" | "leaves" | "joins" | "is renamed";
}

const fates = fc
  .array(
    fc.record<Fate>({
      versions: twoVersions(ofSite.tagId),
      fate: fc.constantFrom("stays", "stays", "leaves", "joins", "is renamed"),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => {
    const isShop = ({ versions }: Fate) => versions[0].inputs.type === "InStoreTransaction";
    const first = all.findIndex(isShop);
    return all.filter((goal, index) => !isShop(goal) || index === first);
  });

const unnamed = ({ inputs: { name: _, ...fields } }: Declared): Values => fields;

/** A library that lists no goal any more leaves the program. */
const declaring = (lib: Declared) => (Object.keys(lib.inputs.goals as object).length === 0 ? {} : { lib });

/** Both versions of the library, and the name that each goal has in the end. */
function libraries(goals: readonly Fate[]) {
  const before: Record<string, Values> = {};
  const after: Record<string, Values> = {};
  for (const [index, { versions, fate }] of goals.entries()) {
    const name = goalName(index);
    if (fate !== "joins") before[name] = unnamed(versions[0]);
    if (fate === "stays" || fate === "joins") after[name] = unnamed(versions[1]);
    if (fate === "is renamed") after[`${name} renamed`] = { ...unnamed(versions[1]), renamedFrom: name };
  }
  return { before: library({ goals: before }), after: library({ goals: after }) };
}

test("any library: made, it is as wanted; changed, it is as wanted; no goal is doubled, nobody else's field touched", async () => {
  const property = fc.asyncProperty(fates, async (goals) => {
    emulator.now.reset();
    emulator.now.addCustomers({ id: "111", pilots: [574] });
    const stack = new Stack(emulator.now, {}, {}, 50);
    const { before, after } = libraries(goals);
    await upAndSettle(stack, { site, ...declaring(before) });
    const foreign = { ExcludeFromBidding: true };
    const ids = new Map(emulator.now.store.goals.map(({ id, fields }) => [String(fields.Name), id]));
    for (const id of ids.values()) emulator.now.editGoal(id, foreign);
    expect((await stack.up({ site, ...declaring(after) })).errors).toEqual([]);
    await expectSettled(stack, { site, ...declaring(after) });
    expect(emulator.now.store.goals).toHaveLength(goals.length);
    for (const [index, { fate }] of goals.entries()) {
      const name = goalName(index);
      const live = liveGoal(emulator.now, fate === "is renamed" ? `${name} renamed` : name);
      if (fate === "joins") continue;
      expect([live.id, live.fields]).toMatchObject([ids.get(name), foreign]);
      if (fate === "leaves") expect(statuses(emulator.now)[name]).toBe("Paused");
    }
  });
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
});
