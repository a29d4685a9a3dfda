import { describe, expect, test } from "vitest";
import { offlineGoal, site } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { type Program, tag } from "../support/e2eStack";
import { ChaosStack, type Universe } from "./chaosStack";
import { LIES } from "./lies";
import { universeOf } from "./universe";

const goals = (name: string, more = {}) => [offlineGoal(name, more), offlineGoal("Another")] as const;
const PROGRAMS: Readonly<Record<string, (name: string, more?: object) => Program>> = {
  "single goals": (name, more) => {
    const [order, other] = goals(name, more);
    return { site, order, other };
  },
  "a library": (name, more) => ({ site, shelf: libraryOf(goals(name, more)) }),
};

/** A list, the first that the next run asks for, lacks its first thing. */
function lacking({ wire }: Universe): void {
  for (const operation of ["GetConversionGoalsByIds", "GetUetTagsByIds"] as const)
    wire.plan({ operation, after: 0, kind: "lie", ...lie("a list without the first") });
}

function lie(name: string) {
  const found = LIES[name];
  if (found === undefined) throw new Error(`no lie ${name}`);
  return { tell: found.tell };
}

const activeGoals = ({ emulator }: Universe) =>
  emulator.store.goals
    .filter(({ fields }) => fields.Status === "Active")
    .map(({ id, fields }) => `${id} ${fields.Name}`);

async function standing(transport: "soap" | "rest", program: Program) {
  const universe = await universeOf(1, transport);
  const { time } = universe;
  const first = new ChaosStack(universe, {});
  expect((await time.until(first.up(program))).ok).toBe(true);
  lacking(universe);
  const next = new ChaosStack(universe, {}, {}, first.state);
  return { universe, time, first, next, before: activeGoals(universe) };
}

describe.each(["soap", "rest"] as const)("a list that lacks a goal and a tag once, over %s", (transport) => {
  describe.each(Object.keys(PROGRAMS))("%s", (kind) => {
    const program = PROGRAMS[kind] ?? (() => ({}));

    test("up changes what is there, and makes nothing a second time", async () => {
      const { universe, time, next } = await standing(transport, program("Order placed"));
      const report = await time.until(next.up(program("Order placed", { conversionWindowInMinutes: 90 })));
      expect([report.ok, report.said]).toEqual([true, report.said]);
      expect(universe.emulator.store.goals.map(({ fields }) => fields.ConversionWindowInMinutes)).toContain(
        90,
      );
      expect(universe.emulator.store.goals).toHaveLength(2);
      expect(universe.emulator.store.tags).toHaveLength(1);
    });

    test("a refresh keeps all in state", async () => {
      const { time, first, next } = await standing(transport, program("Order placed"));
      expect((await time.until(next.refresh())).ok).toBe(true);
      expect([...next.state].map(([name, { id }]) => [name, id])).toEqual(
        [...first.state].map(([name, { id }]) => [name, id]),
      );
      expect(next.state.get("shelf")?.outputs.ids).toEqual(first.state.get("shelf")?.outputs.ids);
    });

    test("destroy pauses every goal", async () => {
      const { universe, time, next, before } = await standing(transport, program("Order placed"));
      expect(before).toHaveLength(2);
      expect((await time.until(next.destroy())).ok).toBe(true);
      expect(activeGoals(universe)).toEqual([]);
    });
  });

  test("a goal and a tag that get other names are renamed", async () => {
    const { universe, time, next } = await standing(transport, { order: offlineGoal("Order placed"), site });
    const renamed = { order: offlineGoal("Ordered"), site: tag({ name: "Shop" }) };
    const report = await time.until(next.up(renamed));
    expect([report.ok, report.said]).toEqual([true, report.said]);
    expect(activeGoals(universe)).toHaveLength(1);
    const { goals: all, tags } = universe.emulator.store;
    expect([...all, ...tags].map(({ fields }) => fields.Name)).toEqual(["Ordered", "Shop"]);
  });
});
