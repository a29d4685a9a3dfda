import { describe, expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { eventGoal, offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { type Declared, type Program, Stack } from "../../support/e2eStack";
import { until } from "../../support/e2eUntil";

const emulator = useEmulator();

const stackOn = (transport: string, config = {}) =>
  new Stack(emulator.now, { "msads:transport": transport, ...config });
const smart = (name: string) => emulator.now.addOtherGoal({ type: "Smart", name }).id;

/** Makes an event goal, and of it one that Microsoft runs by itself. */
async function auto(name: string): Promise<string> {
  expect((await new Stack(emulator.now).up({ site, one: eventGoal(name) })).errors).toEqual([]);
  const { id } = liveGoal(emulator.now, name);
  emulator.now.editGoal(id, { IsAutoGoal: true });
  return id;
}

const goalWrites = (since: number) =>
  emulator.now
    .calls()
    .slice(since)
    .filter(({ operation }) => /^(Add|Update)Conv/.test(operation ?? ""));

describe.each(["soap", "rest"])("over %s: a goal that no program can have", (transport) => {
  test("holds its name: refused in preview, and by up, with no call", async () => {
    const id = smart("Order");
    const program = { deal: offlineGoal("Order") };
    const preview = await stackOn(transport).preview(program);
    expect(preview.ok).toBe(false);
    expect(preview.said).toContain(
      `name Smart goal ${id}, "Order", can be neither taken over nor changed: the API accepts no goals of this type, as far as this version of pulumi-msads knows`,
    );
    const before = emulator.now.calls().length;
    for (const config of [{}, { "msads:adopt": "equal" }])
      expect((await stackOn(transport, config).up(program)).ok).toBe(false);
    expect(goalWrites(before)).toEqual([]);
  });

  test.each(["single", "library"])("is not adopted, as %s", async (form) => {
    const ids = [smart("Order"), await auto("Sign")];
    const before = emulator.now.calls().length;
    for (const [index, name] of ["Order", "Sign"].entries()) {
      const goal = offlineGoal(name, { adopt: ids[index] });
      const program: Program = form === "single" ? { goal } : { lib: libraryOf([goal]) };
      const { ok, said } = await stackOn(transport).up(program);
      expect([ok, said]).toEqual([false, expect.stringContaining("neither taken over nor changed")]);
    }
    expect(goalWrites(before)).toEqual([]);
  });

  test("holds its name against a new one too", async () => {
    smart("Order");
    const stack = stackOn(transport);
    expect((await stack.up({ deal: offlineGoal("Deal") })).errors).toEqual([]);
    const before = emulator.now.calls().length;
    const { ok, said } = await stack.preview({ deal: offlineGoal("Order") });
    expect([ok, said]).toEqual([false, expect.stringContaining("Smart goal")]);
    expect((await stack.up({ deal: offlineGoal("Order") })).ok).toBe(false);
    expect(goalWrites(before)).toEqual([]);
  });

  test('is left alone by unlisted: "pause", and by the delete of a resource', async () => {
    const id = await auto("Sign");
    smart("Order");
    const others = new Stack(emulator.now);
    expect((await others.up({ off: offlineGoal("Off") })).errors).toEqual([]);
    const deal = libraryOf([offlineGoal("Deal")], { unlisted: "pause" });
    const up = await stackOn(transport).up({ deal });
    expect([up.errors, up.failures]).toEqual([[], []]);
    expect(statuses(emulator.now)).toEqual({
      Sign: "Active",
      Order: "Active",
      Off: "Paused",
      Deal: "Active",
    });
    expect(emulator.now.store.goal(id)?.fields.Status).toBe("Active");
  });

  test("that a resource stood for: said so, not created anew, not paused by destroy", async () => {
    const stack = stackOn(transport);
    const program = { site, sign: eventGoal("Sign"), order: urlGoal("Order") };
    expect((await stack.up(program)).errors).toEqual([]);
    emulator.now.editGoal(liveGoal(emulator.now, "Sign").id, { IsAutoGoal: true });
    const before = emulator.now.calls().length;
    const { ok, said } = await stack.preview({
      ...program,
      sign: eventGoal("Sign", { goalCategory: "Other" }),
    });
    expect([ok, said]).toEqual([false, expect.stringMatching(/auto goal.*Remove it from the program/)]);
    expect((await stack.up(program)).ok).toBe(false);
    expect(goalWrites(before)).toEqual([]);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(statuses(emulator.now)).toEqual({ Sign: "Active", Order: "Paused" });
  });

  test("that a library listed: said so in preview and in a refresh, not created anew", async () => {
    const stack = stackOn(transport);
    const program = { site, lib: libraryOf([eventGoal("Sign"), offlineGoal("Deal")]) };
    expect((await stack.up(program)).errors).toEqual([]);
    emulator.now.editGoal(liveGoal(emulator.now, "Sign").id, { IsAutoGoal: true });
    const before = emulator.now.calls().length;
    for (const report of [await stack.preview(program), await stack.up(program), await stack.refresh()]) {
      expect(report.said).toMatch(
        /"Sign".*can be neither taken over nor changed.*Remove it from the program/,
      );
      expect(report.said).not.toContain("is gone");
    }
    expect((await stack.preview(program)).ok).toBe(false);
    expect(goalWrites(before)).toEqual([]);
  });

  test.each(["single", "library"])(
    "stays in state at a refresh, with a word, until it leaves the program (%s)",
    async (form) => {
      const stack = stackOn(transport);
      const sign = eventGoal("Sign");
      const listed = (...goals: Declared[]) => ({ lib: libraryOf(goals) });
      const program: Program = {
        site,
        ...(form === "single" ? { sign } : listed(sign, offlineGoal("Deal"))),
      };
      expect((await stack.up({ ...program, off: offlineGoal("Off") })).errors).toEqual([]);
      const saved = [...stack.state].map(([name, { id, inputs }]) => [name, id, inputs]);
      const { id } = liveGoal(emulator.now, "Sign");
      emulator.now.editGoal(id, { IsAutoGoal: true });
      const refresh = await stack.refresh();
      expect([refresh.ok, refresh.said]).toEqual([
        true,
        expect.stringMatching(
          /"Sign".*neither taken over.*Remove it from the program; until then Pulumi's state keeps it as it was$/,
        ),
      ]);
      expect([...stack.state].map(([name, entry]) => [name, entry.id, entry.inputs])).toEqual(saved);
      const up = await stack.up(form === "single" ? { site } : { site, ...listed(offlineGoal("Deal")) });
      expect([up.ok, up.said]).toEqual([
        true,
        expect.stringMatching(/goal [0-9]+, "Sign", stays as it is: auto goal/),
      ]);
      expect(emulator.now.store.goal(id)?.fields.Status).toBe("Active");
      expect(
        JSON.stringify([...stack.state.values()].map(({ id: own, outputs }) => [own, outputs.ids])),
      ).not.toContain(id);
    },
  );

  test("does not stand in for a goal whose add may have been done", async () => {
    emulator.now.faults({ kind: "drop", when: "before", operation: "AddConversionGoals" });
    const up = stackOn(transport).up({ deal: offlineGoal("Deal") });
    await until("the add", () => goalWrites(0).length === 1);
    const id = smart("Deal");
    const { ok, said } = await up;
    expect([ok, said]).toEqual([false, expect.stringContaining("name exists")]);
    expect(said).not.toContain(`id ${id}`);
  });
});

test("a thousand goals are said to be full in preview, those of no program among them; once", async () => {
  for (let index = 0; index < 999; index += 1) smart(`Smart ${index}`);
  const one = { a: offlineGoal("A") };
  const three = { ...one, b: offlineGoal("B"), c: offlineGoal("C"), lib: libraryOf([offlineGoal("D")]) };
  const warned = async (program: Program) =>
    (await stackOn("rest").preview(program)).said
      .split("\n")
      .filter((line) => /exceeds Microsoft's limit of 1000/.test(line));
  expect(await warned(one)).toEqual([]);
  expect(await warned(three)).toEqual([expect.stringContaining("warning: b: the account shows 999 goals")]);
  smart("Smart 999");
  expect(await warned(one)).toEqual([expect.stringContaining("warning: a: the account shows 1000 goals")]);
});

test("counts into what an account may hold, as the service counts", async () => {
  emulator.now.settings({ limits: { goalsPerAccount: 2 } });
  smart("One");
  const { ok, said } = await new Stack(emulator.now).up({ a: offlineGoal("A"), b: offlineGoal("B") });
  expect([ok, said]).toEqual([false, expect.stringContaining("5326")]);
  expect(Object.keys(statuses(emulator.now))).toHaveLength(2);
});
