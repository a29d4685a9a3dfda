import { expect, test } from "vitest";
import { statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { upAndSettle } from "../../support/e2eSettled";
import { Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const deals = [offlineGoal("Deal"), offlineGoal("Lead")];

test("a library that loses all goals at once is refused, in preview and in a run without one; out of the program, it pauses them", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { lib: libraryOf(deals) });
  for (const run of [await stack.preview({ lib: libraryOf([]) }), await stack.up({ lib: libraryOf([]) })]) {
    expect(run.said).toContain("goals lists no goal, and listed 2 in the last run");
    expect([run.ok, run.writes]).toEqual([false, []]);
  }
  expect(statuses(emulator.now)).toEqual({ Deal: "Active", Lead: "Active" });
  await upAndSettle(stack, {});
  expect(statuses(emulator.now)).toEqual({ Deal: "Paused", Lead: "Paused" });
});

test("a library that never listed a goal is warned of when it is made, and then left in peace", async () => {
  const stack = new Stack(emulator.now);
  const preview = await stack.preview({ lib: libraryOf([]) });
  expect(preview.said).toContain(
    "warning: lib: goals lists no goal, so the library manages none. Pulumi hands on a Map",
  );
  expect((await stack.up({ lib: libraryOf([]) })).ok).toBe(true);
  expect((await stack.up({ lib: libraryOf([]) })).said).toBe("");
  await upAndSettle(stack, { lib: libraryOf(deals) });
});

test("one that would pause all goals of the account, listing none, is refused", async () => {
  await upAndSettle(new Stack(emulator.now), { lib: libraryOf(deals) });
  const up = await new Stack(emulator.now).up({ lib: libraryOf([], { unlisted: "pause" }) });
  expect(up.said).toContain('unlisted with no goal in goals, "pause" would pause all goals of the account');
  expect(statuses(emulator.now)).toEqual({ Deal: "Active", Lead: "Active" });
});

test("goals that leave a library are named before they are paused, five at most; what stays active is not", async () => {
  const stack = new Stack(emulator.now);
  const kept = [offlineGoal("Kept", { onDelete: "retain" }), offlineGoal("Stays")];
  const many = ["A", "B", "C", "D", "E", "F"].map((name) => offlineGoal(name));
  await upAndSettle(stack, { lib: libraryOf([...many, ...kept]) });
  const { said } = await stack.preview({ lib: libraryOf([...many.slice(1), offlineGoal("Stays")]) });
  expect(said).toBe(
    'info: lib: 1 goal leaves the library and will be paused, unless another resource of the program declares it: "A"',
  );
  const all = await stack.preview({ lib: libraryOf([offlineGoal("Stays")]) });
  expect(all.said).toContain(
    'lib: 6 goals leave the library and will be paused, unless another resource of the program declares them: "A", "B", "C", "D", "E" and 1 more',
  );
});
