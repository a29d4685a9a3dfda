import { describe, expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { upAndSettle, written } from "../support/e2eSettled";
import { type Program, type Report, Stack } from "../support/e2eStack";

const emulator = useEmulator();
const CONFIRMED = { MSADS_EMPTY_ACCOUNT: "true" };

const deals = [offlineGoal("Deal"), offlineGoal("Other")] as const;
const single: Program = { deal: deals[0], other: deals[1] };
const shelf: Program = { shelf: libraryOf(deals) };

/** The same stack in another environment. */
function on(environment: NodeJS.ProcessEnv, transport: string, saved?: Stack): Stack {
  const stack = new Stack(emulator.now, { "msads:transport": transport }, environment, 100);
  for (const [name, entry] of saved?.state ?? []) stack.state.set(name, entry);
  return stack;
}

const refusals = ({ errors }: Report) => errors.map(({ message }) => message);

describe.each([
  ["single goals", "soap", single],
  ["single goals", "rest", single],
  ["a library", "soap", shelf],
  ["a library", "rest", shelf],
] as const)("an account that answers with nothing, while state holds %s (%s)", (_, transport, program) => {
  test("is an error of every run: nothing is made, nothing leaves state", async () => {
    const stack = on({}, transport);
    await upAndSettle(stack, program);
    const before = [...stack.state];
    emulator.now.reset();
    const changed = { ...program, more: offlineGoal("More") };
    const runs = [
      await stack.preview(program),
      await stack.preview(changed),
      await stack.up(program),
      await stack.refresh(),
      await stack.up(program, { refresh: true }),
      await stack.destroy(),
    ];
    for (const run of runs) {
      expect(run.ok).toBe(false);
      for (const message of refusals(run)) {
        expect(message).toContain("account 222 of customer 111 answers with no conversion goal at all");
        expect(message).toContain("run once with MSADS_EMPTY_ACCOUNT=true");
      }
      expect(run.writes).toEqual([]);
    }
    expect([...stack.state]).toEqual(before);
    expect(emulator.now.store.goals).toEqual([]);
  });

  test("is believed once that is confirmed: up makes the goals anew", async () => {
    const stack = on({}, transport);
    await upAndSettle(stack, program);
    emulator.now.reset();
    await upAndSettle(on(CONFIRMED, transport, stack), program);
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", Other: "Active" });
  });

  test("is believed once that is confirmed: refresh and destroy let go, and a refresh names each goal", async () => {
    const stack = on({}, transport);
    await upAndSettle(stack, program);
    emulator.now.reset();
    const refreshed = on(CONFIRMED, transport, stack);
    const { said } = await refreshed.refresh();
    for (const name of ["Deal", "Other"])
      expect(said).toMatch(
        new RegExp(`goal [0-9]+, "${name}", is gone from the account and leaves Pulumi's state`),
      );
    const destroyed = on(CONFIRMED, transport, stack);
    expect((await destroyed.destroy()).errors).toEqual([]);
    expect(destroyed.state.size).toBe(0);
  });

  test("needs no word while the program has nothing in it yet", async () => {
    await upAndSettle(on({}, transport), program);
  });
});

test("goals that a run makes do not confirm that the others are gone", async () => {
  const stack = on({}, "soap");
  await upAndSettle(stack, single);
  emulator.now.reset();
  const up = await stack.up({ more: offlineGoal("More"), ...single });
  expect(refusals(up).map((message) => message.split(":")[0])).toEqual(["deal"]);
  expect(Object.keys(statuses(emulator.now))).toEqual(["More"]);
});

test("a customer that answers with no tag, while state holds one, is an error: no tag and no goal moves", async () => {
  const stack = on({}, "soap");
  const program = { site, order: urlGoal("Order") };
  await upAndSettle(stack, program);
  const before = [...stack.state];
  emulator.now.reset();
  for (const run of [await stack.preview(program), await stack.up(program), await stack.refresh()]) {
    expect(refusals(run)[0]).toMatch(/^site: account 222 of customer 111 answers with no UET tag at all/);
    expect(run.writes).toEqual([]);
  }
  expect([...stack.state]).toEqual(before);
  await upAndSettle(on(CONFIRMED, "soap", stack), program);
  expect(emulator.now.store.tags).toHaveLength(1);
});

test("other goals in the account, also such as no program can have, show that the answer is whole", async () => {
  const stack = on({}, "soap");
  await upAndSettle(stack, { deal: offlineGoal("Deal") });
  emulator.now.addOtherGoal({ type: "Smart", name: "Smart" });
  emulator.now.deleteGoal(liveGoal(emulator.now, "Deal").id);
  const up = await stack.up({ deal: offlineGoal("Deal again") });
  expect(up.said).toContain("is gone from the account; it will be created again");
  expect(written(up)).toEqual(["AddConversionGoals 1"]);
});
