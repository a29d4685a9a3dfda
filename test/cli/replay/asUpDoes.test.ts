import fc from "fast-check";
import { expect, test } from "vitest";
import { systemClock } from "../../../provider/account/clock";
import { type PreviewStep, plannedIn, programGoals } from "../../../provider/cli/replay/sides/programGoals";
import { liveSource, replayGoals } from "../../../provider/cli/replay/sides/sideGoal";
import { replayGoalOf } from "../../../provider/replay/goalOf";
import type { ReplayGoal } from "../../../provider/replay/replayGoal";
import { openReader } from "../../../provider/session/reader";
import { twoVersions } from "../../support/e2eAnyGoal";
import { useEmulator } from "../../support/e2eEmulator";
import { site } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { type Declared, type Entry, output, type Program, Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const ref = { customerId: "111", accountId: "222" };

async function liveGoals() {
  const environment = {
    MSADS_ENVIRONMENT: "emulator",
    MSADS_ENDPOINT: emulator.now.url,
    MSADS_CREDENTIALS_FILE: "/nowhere/none.json",
  };
  const reader = openReader({ environment, clock: systemClock, notify: () => {} });
  return (await reader.port(ref).getConversionGoals("all")).filter((goal) => goal !== null);
}

/** The step that a preview would show, had it run before the up that made `now` of `before`. */
function stepOf(kind: Declared["kind"], before: Entry | undefined, now: Entry): PreviewStep {
  const type = `pulumi-nodejs:dynamic/msads:${kind === "library" ? "ConversionGoalLibrary" : "ConversionGoal"}`;
  const urn = `urn:pulumi:dev::p::${type}::it`;
  const newState = { urn, type, custom: true, inputs: now.inputs };
  if (before === undefined) return { op: "create", newState };
  return {
    op: "update",
    oldState: { urn, type, custom: true, id: before.id, outputs: before.outputs },
    newState,
  };
}

/** By id, decimals as numbers; a goal that was yet to be made by its name. */
function plain(goals: readonly ReplayGoal[], known: ReadonlySet<string>) {
  const told = goals.map(({ id, value, revenue, ...goal }) => ({
    ...goal,
    id: id !== undefined && known.has(id) ? id : undefined,
    value: value === undefined ? undefined : Number(value),
    revenue:
      revenue === undefined || revenue.type === "NoValue"
        ? undefined
        : { ...revenue, value: revenue.value === undefined ? undefined : Number(revenue.value) },
  }));
  return told.toSorted((one, other) => (one.name < other.name ? -1 : 1));
}

test("what a preview is taken to leave is what the up then leaves, whatever the goals are and were edited to", async () => {
  let compared = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(twoVersions(output("site", "id")), { minLength: 1, maxLength: 3 }),
      fc.boolean(),
      fc.boolean(),
      async (pairs, isLibrary, isEdited) => {
        emulator.now.reset();
        const stack = new Stack(emulator.now);
        const programs = [0, 1].map((side): Program => {
          const goals = pairs.map((pair, index) => named(pair[side] ?? pair[0], `Goal ${index}`));
          if (isLibrary) return { site, it: libraryOf(goals) };
          return { site, ...Object.fromEntries(goals.map((goal, index) => [`it${index}`, goal])) };
        });
        const [first, second] = programs;
        if (first === undefined || second === undefined || (await stack.up(first)).errors.length > 0) return;
        if (isEdited)
          for (const { id } of emulator.now.store.goals)
            emulator.now.editGoal(id, { Status: "Paused", ConversionWindowInMinutes: 77 });
        const before = new Map(stack.state);
        const account = [{ ref, goals: await liveGoals() }];
        const report = await stack.up(second);
        if (!report.ok || report.steps.some((step) => /replace|delete/.test(step))) return;
        const steps = Object.entries(second)
          .filter(([, { kind }]) => kind !== "tag")
          .map(([name, { kind }]) => stepOf(kind, before.get(name), stack.entry(name)));
        const known = new Set(account[0]?.goals.map(({ id }) => id));
        const predicted = replayGoals(programGoals(account, plannedIn(steps)));
        const made = (await liveGoals()).map((goal) => replayGoalOf(liveSource(goal)));
        expect(plain(predicted, known)).toEqual(plain(made, known));
        compared += 1;
      },
    ),
    { numRuns: 40, seed: 20_261_127 },
  );
  expect(compared).toBeGreaterThan(30);
});

function named(declared: Declared, name: string): Declared {
  return { ...declared, inputs: { ...declared.inputs, name } };
}
