import { describe, expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { upAndSettle } from "../../support/e2eSettled";
import { goal, type Program, Stack } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();

/** Goals of another program in another account of the customer; the app's is seen in all of them. */
async function neighbours(): Promise<void> {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const app = { type: "AppInstall", name: "Installed", appPlatform: "iOS", appStoreId: "123" };
  const up = await new Stack(emulator.now).up({
    app: goal({ ...app, accountId: "223" }),
    deal: offlineGoal("Their deal", { accountId: "223" }),
  });
  expect(up.ok).toBe(true);
}

test("unlisted goals of the customer are paused whichever account made them, those of another account alone are not", async () => {
  await neighbours();
  const program = { all: libraryOf([offlineGoal("Deal")], { unlisted: "pause" }) };
  const stack = new Stack(emulator.now);
  const preview = await stack.preview(program);
  expect(preview.said).toMatch(/all: goal \d+, "Installed", is not listed and will be paused/);
  expect(preview.said).not.toContain("Their deal");
  expect((await stack.up(program)).ok).toBe(true);
  expect(statuses(emulator.now)).toEqual({ Deal: "Active", Installed: "Paused", "Their deal": "Active" });
});

describe("goals of the customer that the program has in another account are not paused: refused, by name", () => {
  const app = (more: Values = {}) =>
    goal({ type: "AppInstall", name: "Installed", appPlatform: "iOS", appStoreId: "123", ...more });
  const pausing = libraryOf([offlineGoal("Deal")], { unlisted: "pause" });
  const refused =
    /"pause" would pause the goal of resource "(there|app)|goal "Installed" is not listed in library "here"/;

  test.each<[string, Program]>([
    ["in a library that comes first", { there: libraryOf([app()], { accountId: "223" }), here: pausing }],
    ["in a library that comes later", { here: pausing, there: libraryOf([app()], { accountId: "223" }) }],
    ["in a resource that comes first", { app: app({ accountId: "223" }), here: pausing }],
    ["in a resource that comes later", { here: pausing, app: app({ accountId: "223" }) }],
  ])("%s", async (_, program) => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const preview = await new Stack(emulator.now).preview(program);
    expect([preview.ok, preview.said]).toEqual([false, expect.stringMatching(refused)]);
  });

  test("but for those that it wants Paused, or that are the other account's alone", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const there = { accountId: "223" };
    const own = libraryOf([offlineGoal("Their deal")], { ...there, unlisted: "pause" });
    const sleeping = app({ ...there, name: "Sleeping", status: "Paused" });
    await upAndSettle(new Stack(emulator.now), { here: pausing, own, sleeping });
    expect(statuses(emulator.now)).toEqual({ Deal: "Active", "Their deal": "Active", Sleeping: "Paused" });
  });
});

test.each([{ adopt: true }, {}])(
  "a goal that is taken over under its former name is none of the unlisted ones, with %j for all",
  async (all) => {
    await new Stack(emulator.now).up({ deal: offlineGoal("Deal"), other: offlineGoal("Other") });
    const { id } = liveGoal(emulator.now, "Deal");
    const own = { renamedFrom: "Deal", ...("adopt" in all ? {} : { adopt: id }) };
    const program = { all: libraryOf([offlineGoal("Sale", own)], { unlisted: "pause", ...all }) };
    const stack = new Stack(emulator.now);
    const preview = await stack.preview(program);
    expect(preview.said).toContain(
      `takes over goal ${id}, "Deal", and changes it: name is "Deal", wanted "Sale"`,
    );
    expect(preview.said.match(/is not listed and will be paused/g)).toHaveLength(1);
    expect((await stack.up(program)).ok).toBe(true);
    expect(statuses(emulator.now)).toEqual({ Sale: "Active", Other: "Paused" });
    expect(liveGoal(emulator.now, "Sale").id).toBe(id);
  },
);
