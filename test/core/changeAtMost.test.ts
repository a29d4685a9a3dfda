import { describe, expect, it, test } from "vitest";
import { RunProgress } from "../../provider/account/batch/runProgress";
import { RunChanges } from "../../provider/account/runChanges";
import { tooManyChanges } from "../../provider/core/plannedChanges";
import type { Session } from "../../provider/session/session";
import { statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf, manyGoals } from "../support/e2eLibrary";
import { expectSettled, upAndSettle, written } from "../support/e2eSettled";
import {
  accountSettings,
  campaignGoals,
  output,
  type Program,
  type Report,
  Stack,
  tag,
} from "../support/e2eStack";

const emulator = useEmulator();

const atMost = (count: number) => ({ config: { "msads:changeAtMost": String(count) } });

/** So many single goals; the first `changed` of them with another window, the first of these paused as well. */
function singles(count: number, changed = 0): Program {
  const goals = Array.from({ length: count }, (_, index) => {
    const status = index === 0 && changed > 0 ? { status: "Paused" } : {};
    const conversionWindowInMinutes = index < changed ? 90 : 60;
    return [`g${index}`, offlineGoal(`Goal ${index}`, { conversionWindowInMinutes, ...status })] as const;
  });
  return Object.fromEntries(goals);
}

/** Who was refused for the number of changes, and why. */
function refusals({ failures, errors }: Report): readonly (readonly [string, string])[] {
  return [
    ...failures.map(({ resource, reason }) => [resource, reason] as const),
    ...errors.map(({ resource, message }) => [resource, message] as const),
  ].filter(([, why]) => why.includes("changeAtMost"));
}

describe("a preview of single goals", () => {
  test("that would change more is refused at its last resource, with the number, the most common changes and what to set", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, singles(6));
    const preview = await stack.preview({ ...singles(6, 4), g9: offlineGoal("Goal 9") }, atMost(4));
    expect(refusals(preview)).toEqual([
      [
        "g9",
        "changeAtMost is 4, and this run would change 5: conversionWindowInMinutes in 4 goals; status in 1 goal; 1 goal created. " +
          "If that is meant, set MSADS_CHANGE_AT_MOST=5 for this run, or msads:changeAtMost for all.",
      ],
    ]);
    expect(preview.writes).toEqual([]);
  });

  test("is refused also where the last resource does not change itself", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, singles(4));
    const preview = await stack.preview(singles(4, 2), atMost(1));
    expect(refusals(preview).map(([resource]) => resource)).toEqual(["g3"]);
    expect(preview.steps).toEqual(["update g0", "update g1", "same g2"]);
  });

  test("that changes just so many passes, and so does one that changes nothing where nothing may change", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, singles(3), atMost(3));
    await expectSettled(stack, singles(3), atMost(0));
    const preview = await stack.preview(singles(3, 2), atMost(2));
    expect([preview.ok, refusals(preview)]).toEqual([true, []]);
  });

  test("is refused with the number of all that changes, of whichever kinds and in whichever order the program declares them", async () => {
    const stack = new Stack(emulator.now);
    const campaignId = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
    const program = (value: string): Program => ({
      ...singles(2),
      brand: campaignGoals({ campaignId, goalIds: value === "a" ? [output("g0", "id")] : [] }),
      account: accountSettings({ finalUrlSuffix: `x=${value}` }),
      shelf: libraryOf([offlineGoal("Shelf", { conversionWindowInMinutes: value === "a" ? 60 : 90 })]),
      site: tag({ name: "Main site", description: value }),
    });
    await upAndSettle(stack, program("a"));
    const preview = await stack.preview(program("b"), atMost(2));
    expect(refusals(preview)).toEqual([
      ["site", expect.stringContaining("changeAtMost is 2, and this run would change 4: ")],
    ]);
    expect(preview.writes).toEqual([]);
    expect((await stack.preview(program("b"), atMost(4))).ok).toBe(true);
  });

  test("the environment's number is that of the run, larger or smaller than the config's", async () => {
    const environment: NodeJS.ProcessEnv = {};
    const stack = new Stack(emulator.now, { "msads:changeAtMost": "2" }, environment);
    environment.MSADS_CHANGE_AT_MOST = "3";
    expect((await stack.preview(singles(3))).ok).toBe(true);
    environment.MSADS_CHANGE_AT_MOST = "1";
    expect(refusals(await stack.preview(singles(2)))[0]?.[1]).toContain("changeAtMost is 1");
  });
});

describe("what counts", () => {
  test("tags do, over all accounts; what is merely taken over as it is does not", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const stack = new Stack(emulator.now);
    const program = { site, g1: offlineGoal("Goal 1"), g2: offlineGoal("Goal 2", { accountId: "223" }) };
    expect(refusals(await stack.preview(program, atMost(2)))[0]?.[1]).toContain(
      "would change 3: 2 goals created; 1 tag created",
    );
    await upAndSettle(stack, program);
    const taken = new Stack(emulator.now, { "msads:adopt": "equal" });
    await upAndSettle(taken, program, atMost(0));
  });

  test("a goal that leaves a library for a resource of its own does not, whichever of the two comes first", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { lib: libraryOf([offlineGoal("Deal"), offlineGoal("Order")]) });
    const [lib, mine] = [libraryOf([offlineGoal("Deal")]), offlineGoal("Order")];
    const equal = { config: { "msads:adopt": "equal", "msads:changeAtMost": "0" } };
    for (const program of [
      { lib, mine },
      { mine, lib },
    ])
      expect(refusals(await stack.preview(program, equal))).toEqual([]);
    expect((await upAndSettle(stack, { lib, mine }, equal)).writes).toEqual([]);
  });

  test("a tag that changes does, and a goal that is taken over and changed or brought back", async () => {
    await upAndSettle(new Stack(emulator.now), {
      site,
      ...singles(2),
      shut: offlineGoal("Shut", { status: "Paused" }),
    });
    const other = new Stack(emulator.now);
    const program = {
      site: tag({ name: "Main site", description: "All shops" }),
      g0: offlineGoal("Goal 0", { adopt: true, conversionWindowInMinutes: 90 }),
      shut: offlineGoal("Shut"),
    };
    expect(refusals(await other.preview(program, atMost(2)))[0]?.[1]).toContain(
      "would change 3: description in 1 tag; conversionWindowInMinutes in 1 goal; status in 1 goal",
    );
    expect((await other.preview(program, atMost(3))).ok).toBe(true);
  });

  test("a goal that hangs on a tag to come does, once, and one that is replaced does once", async () => {
    const stack = new Stack(emulator.now);
    expect((await stack.preview({ site, order: urlGoal("Order") }, atMost(2))).ok).toBe(true);
    await upAndSettle(stack, { g1: offlineGoal("Goal 1", { scope: "Account" }) });
    const replaced = { g1: offlineGoal("Goal 1b", { scope: "Customer" }) };
    expect((await stack.preview(replaced, atMost(1))).ok).toBe(true);
    expect(refusals(await stack.preview(replaced, atMost(0)))[0]?.[1]).toContain(
      "would change 1: 1 goal created",
    );
  });

  test("resources that Pulumi deletes do not, in up as in destroy", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { ...singles(2), lib: libraryOf(manyGoals(2)) });
    const up = await stack.up({ g0: singles(2).g0 as never }, atMost(0));
    expect([up.ok, written(up)]).toEqual([true, ["UpdateConversionGoals 3"]]);
    expect((await stack.destroy(atMost(0))).ok).toBe(true);
    expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
  });

  test("drift that a refresh sees does not; what the run does about it does", async () => {
    const stack = new Stack(emulator.now);
    const program = singles(2);
    await upAndSettle(stack, program);
    for (const { id } of emulator.now.store.goals)
      emulator.now.editGoal(id, { ConversionWindowInMinutes: 70 });
    expect((await stack.refresh(atMost(0))).ok).toBe(true);
    expect(refusals(await stack.preview(program, atMost(1)))[0]?.[1]).toContain(
      "conversionWindowInMinutes in 2 goals",
    );
  });
});

describe("a library", () => {
  test("is refused in preview with all that it would create, change, pause, and pause unlisted", async () => {
    const stack = new Stack(emulator.now);
    expect(refusals(await stack.preview({ lib: libraryOf(manyGoals(3)) }, atMost(2)))[0]?.[1]).toContain(
      "would change 3: 3 goals created",
    );
    await upAndSettle(stack, { lib: libraryOf(manyGoals(4)) });
    await upAndSettle(new Stack(emulator.now), { hand: offlineGoal("By hand") });
    const goals = [...manyGoals(3, 1), offlineGoal("New")];
    const library = { lib: libraryOf(goals, { unlisted: "pause" }) };
    expect(refusals(await stack.preview(library, atMost(3)))[0]?.[1]).toContain(
      "would change 4: 2 goals paused; conversionWindowInMinutes in 1 goal; 1 goal created",
    );
    await upAndSettle(stack, library, atMost(4));
    expect(statuses(emulator.now)).toMatchObject({
      "Goal 004": "Paused",
      "By hand": "Paused",
      New: "Active",
    });
  });

  test("pauseAtMost still holds by itself", async () => {
    await upAndSettle(new Stack(emulator.now), { hand: offlineGoal("By hand"), other: offlineGoal("Other") });
    const library = { lib: libraryOf([offlineGoal("Listed")], { unlisted: "pause", pauseAtMost: 1 }) };
    const preview = await new Stack(emulator.now).preview(library, atMost(100));
    expect(preview.said).toContain("If that is meant, set pauseAtMost: 2");
  });

  test("writes no more than it may where no preview was made, and says so of all others", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    await upAndSettle(stack, { lib: libraryOf(manyGoals(4)), g0: offlineGoal("Goal 0") });
    const up = await stack.up(
      { lib: libraryOf(manyGoals(4, 4)), g0: offlineGoal("Goal 0") },
      { ...atMost(3), continueOnError: true },
    );
    expect(written(up)).toEqual(["UpdateConversionGoals 3"]);
    expect(up.said).toMatch(
      /lib: 1 of 4 goals failed.*\n.*conversion goal "Goal 00\d" was not changed: changeAtMost is 3/,
    );
    await upAndSettle(stack, { lib: libraryOf(manyGoals(4, 4)), g0: offlineGoal("Goal 0") });
  });
});

test("an up without a preview writes at most so many, and every further write fails with the same message", async () => {
  const stack = new Stack(emulator.now, {}, {}, 1);
  await upAndSettle(stack, singles(6));
  const up = await stack.up(singles(6, 5), { ...atMost(2), continueOnError: true });
  expect(written(up)).toEqual(["UpdateConversionGoals 2"]);
  const failed = refusals(up);
  expect(failed).toHaveLength(4);
  for (const [, why] of failed)
    expect(why).toContain(
      "changeAtMost is 2, and this run would change 5: conversionWindowInMinutes in 5 goals",
    );
  await upAndSettle(stack, singles(6, 5), atMost(3));
});

it("is refused at once where no program tells how many resources it declares", () => {
  const changes = new RunChanges(1);
  const progress = new RunProgress(() => 0);
  const session = { changes, progress } as unknown as Session;
  changes.plan("goals", "1", ["status"]);
  expect(tooManyChanges(session)).toBeUndefined();
  changes.plan("goals", "2", ["status"]);
  expect(tooManyChanges(session)).toContain("would change at least 2: status in 2 goals");
  progress.declares("goals", 3);
  expect(tooManyChanges(session)).toBeUndefined();
  for (const resource of ["1", "2", "3"]) progress.checked("goals", resource, true);
  expect(tooManyChanges(session)).toContain("would change 2: ");
});
