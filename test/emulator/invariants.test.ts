import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { Driver, good, type Kind, type Wire } from "./driver";

/** One step of a random history. */
type Step =
  | { readonly do: "add"; readonly kind: Kind; readonly name: string; readonly account: string }
  | { readonly do: "update"; readonly nth: number; readonly kind: Kind | "same"; readonly change: Wire }
  | { readonly do: "editByHand"; readonly nth: number; readonly name: string }
  | { readonly do: "delete"; readonly nth: number };

const kinds = Object.keys(good) as readonly Kind[];
const kind = fc.constantFrom(...kinds);
const name = fc.constantFrom("a", "A", "b", "c", "d", "e", "f", "g", "h", "i");
const nth = fc.nat(5);
const revenue = fc.constantFrom(
  {},
  { Type: "NoValue" },
  { Type: "FixedValue", Value: "1.50", CurrencyCode: "EUR" },
  { Type: "VariableValue", CurrencyCode: "USD" },
  { Type: "FixedValue", Value: "-1" },
);
const change: fc.Arbitrary<Wire> = fc.oneof(
  fc.record({ Name: name }),
  fc.record({ Status: fc.constantFrom("Active", "Paused", "Deleted") }),
  fc.record({ Scope: fc.constantFrom("Account", "Customer") }),
  fc.record({ ConversionWindowInMinutes: fc.constantFrom(0, 1, 1440, 129_600), Revenue: revenue }),
  fc.record({ Name: name, CountType: fc.constantFrom("All", "Unique"), Revenue: revenue }),
);

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("add" as const),
      kind,
      name,
      account: fc.constantFrom("222", "223"),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("update" as const),
      nth,
      kind: fc.oneof(fc.constant("same" as const), kind),
      change,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("editByHand" as const), nth, name }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("delete" as const), nth }) },
);

describe("whatever is done", () => {
  let emulator: Emulator;
  let driver: Driver;
  const complaints: string[] = [];
  let accepted = 0;
  beforeAll(async () => {
    emulator = await startEmulator({ complain: (text) => complaints.push(text) });
    driver = new Driver(emulator);
  });
  afterAll(() => emulator.close());

  it("names stay unique in a customer, ids stay, untouched fields stay, answers stay valid", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
        emulator.reset();
        emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
        await driver.addTags([{ Name: "site" }]);
        for (const each of ["Url", "Event", "Duration", "OfflineConversion"] as const) await driver.add(each);
        for (const each of steps) await take(each);
        await driver.get([], "GoalCategory AttributionModelType ApplicationDownloadGoal");
        expect(complaints).toEqual([]);
      }),
      { numRuns: 100 },
    );
    expect(accepted).toBeGreaterThan(25);
  });

  async function take(each: Step): Promise<void> {
    const before = emulator.store.goals;
    const target = before[each.do === "add" ? 0 : each.nth];
    if (each.do === "add") {
      const headers = { CustomerAccountId: each.account };
      await driver.add(each.kind, { Name: each.name }, { headers });
    } else if (target === undefined) {
      return;
    } else if (each.do === "delete") {
      emulator.deleteGoal(target.id);
    } else if (each.do === "update") {
      const pairs = target.kind === "Event" ? { ActionExpression: "tap", ActionOperator: "Contains" } : {};
      const { Name, ...rest } = { Name: "", ...(each.kind === "same" ? pairs : good[each.kind]) };
      const wire = { ...rest, ...each.change, Id: target.id };
      await driver.update(each.kind === "same" ? target.kind : each.kind, wire);
    }
    check(each, before, target?.id);
  }

  /** A refused write changes nothing; an accepted one only what it named. */
  function check(each: Step, before: Emulator["store"]["goals"], targetId: string | undefined): void {
    const after = emulator.store.goals;
    expect(after.slice(0, before.length).map((goal) => goal.id)).toEqual(before.map((goal) => goal.id));
    const alive = after.filter((goal) => !goal.deleted).map((goal) => goal.fields.Name?.toLowerCase());
    expect(new Set(alive).size).toBe(alive.length);
    for (const [index, old] of before.entries()) {
      if (old.id !== targetId || each.do === "add") expect(after[index]).toEqual(old);
    }
    if (each.do !== "update") return;
    const [old, now] = [before, after].map((goals) => goals.find((goal) => goal.id === targetId));
    if (driver.last.outcome === "ok") accepted += 1;
    if (driver.last.outcome !== "ok") expect(now).toEqual(old);
    else if (each.kind === "same") {
      const named = [...Object.keys(each.change), ...(old?.kind === "Event" ? Object.keys(good.Event) : [])];
      for (const [field, value] of Object.entries(old?.fields ?? {})) {
        if (!named.includes(field))
          expect({ field, value: now?.fields[field as "Name"] }).toEqual({ field, value });
      }
    }
  }
});
