import { describe, expect, test } from "vitest";
import { liveGoal, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { upAndSettle } from "../../support/e2eSettled";
import { Stack } from "../../support/e2eStack";

const emulator = useEmulator();

describe("an offline goal that is renamed", () => {
  const words = (resource: string, before: string, name: string) =>
    `warning: ${resource}: the offline goal "${before}" becomes "${name}". Uploads find it by its name: change them as well, or they fail (5606)`;

  test("is warned of in preview and in up, and not again", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { deal: offlineGoal("Deal") });
    const renamed = { deal: offlineGoal("Sale") };
    const said = words("deal", "Deal", "Sale");
    expect((await stack.preview(renamed)).said).toBe(said);
    expect((await upAndSettle(stack, renamed)).said).toBe(said);
    expect((await stack.preview(renamed)).said).toBe("");
  });

  test("in a library as well", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { lib: libraryOf([offlineGoal("Deal"), offlineGoal("Lead")]) });
    const renamed = { lib: libraryOf([offlineGoal("Sale", { renamedFrom: "Deal" }), offlineGoal("Lead")]) };
    const said = words('lib["Sale"]', "Deal", "Sale");
    expect((await stack.preview(renamed)).said).toBe(said);
    expect((await upAndSettle(stack, renamed)).said).toBe(said);
    expect((await stack.preview(renamed)).said).toBe("");
  });

  test("also where a goal is taken over by its id, or made anew in another scope", async () => {
    await new Stack(emulator.now).up({ deal: offlineGoal("Deal") });
    const stack = new Stack(emulator.now);
    const taken = await stack.up({ deal: offlineGoal("Sale", { adopt: liveGoal(emulator.now, "Deal").id }) });
    expect(taken.said).toContain(words("deal", "Deal", "Sale"));
    const moved = { deal: offlineGoal("Wider sale", { scope: "Customer" }) };
    expect((await stack.preview(moved)).said).toContain(words("deal", "Sale", "Wider sale"));
  });

  test.each(["dynamic", "native"] as const)(
    "by a new prefix of the stack, alone and in a library, under the %s host",
    async (host) => {
      const stack = new Stack(emulator.now);
      stack.host = host;
      const program = { deal: offlineGoal("Deal"), lib: libraryOf([offlineGoal("Lead")]) };
      await upAndSettle(stack, program);
      const { said } = await stack.preview(program, { config: { "msads:namePrefix": "dev-" } });
      expect(said.split("\n").sort()).toEqual([
        words("deal", "Deal", "dev-Deal"),
        words('lib["Lead"]', "Lead", "dev-Lead"),
      ]);
    },
  );

  test("a goal of another type is renamed without a word", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, order: urlGoal("Order") });
    expect((await stack.preview({ site, order: urlGoal("Bought") })).said).toBe("");
  });
});

describe("a new name that another goal has but for case", () => {
  test.each(["single", "in a library"])("is warned of: %s", async (where) => {
    await new Stack(emulator.now).up({ other: offlineGoal("Order") });
    const { id } = liveGoal(emulator.now, "Order");
    const stack = new Stack(emulator.now);
    const program = (name: string, more = {}) =>
      where === "single" ? { deal: offlineGoal(name) } : { lib: libraryOf([offlineGoal(name, more)]) };
    await upAndSettle(stack, program("Deal"));
    const { said } = await stack.preview(program("ORDER", { renamedFrom: "Deal" }));
    expect(said).toContain(
      `goal ${id} has the name "Order", which differs only by case or blanks. The service may refuse "ORDER"`,
    );
    const own = await stack.preview(program("DEAL", { renamedFrom: "Deal" }));
    expect(own.said).not.toContain("differs only by case");
  });
});

describe("a currency that Microsoft does not list", () => {
  const inCurrency = (currencyCode: string) => ({
    site,
    order: urlGoal("Order", { revenue: { type: "FixedValue", value: 5, currencyCode } }),
  });
  const warned = (code: string) =>
    new RegExp(
      `^warning: order: revenue.currencyCode "${code}" is not among the 100 codes that Microsoft lists`,
    );

  test("is warned of where it is new, and taken", async () => {
    const stack = new Stack(emulator.now);
    expect((await stack.preview(inCurrency("TRY"))).said).toMatch(warned("TRY"));
    expect((await upAndSettle(stack, inCurrency("TRY"))).said).toMatch(warned("TRY"));
    expect(liveGoal(emulator.now, "Order").fields.Revenue?.CurrencyCode).toBe("TRY");
    expect((await stack.preview(inCurrency("TRY"))).said).toBe("");
    expect((await stack.preview(inCurrency("VES"))).said).toMatch(warned("VES"));
    expect((await stack.preview(inCurrency("USD"))).said).toBe("");
  });

  test("and refused by a service that goes by its list", async () => {
    emulator.now.settings({ rules: { "revenue.currency-listed": true } });
    const up = await new Stack(emulator.now).up(inCurrency("TRY"));
    expect(up.said).toMatch(/5351 InvalidGoalCurrencyCode/);
    expect(up.said).toMatch(/is not among the 100/);
  });
});

describe("the first goal with enhanced conversions", () => {
  const enhanced = { isEnhancedConversionsEnabled: true };
  const words = /Microsoft's help says to create the first one in the web UI, where you accept the terms/g;
  const count = (said: string) => said.match(words)?.length ?? 0;

  test("is warned of once an account, new or changed; not where another goal has them", async () => {
    const stack = new Stack(emulator.now);
    const plain = { site, order: urlGoal("Order"), visit: urlGoal("Visit") };
    await upAndSettle(stack, plain);
    const changed = { ...plain, order: urlGoal("Order", enhanced), late: urlGoal("Late", enhanced) };
    const preview = await stack.preview(changed);
    expect([count(preview.said), preview.said]).toEqual([
      1,
      expect.stringMatching(/^warning: order: this is/),
    ]);
    await upAndSettle(stack, changed);
    const more = { ...changed, visit: urlGoal("Visit", enhanced) };
    expect((await stack.preview(more)).said).toBe("");
    const other = await new Stack(emulator.now).preview({ site, new: urlGoal("New", enhanced) });
    expect(count(other.said)).toBe(0);
  });

  test("in a library as well", async () => {
    const stack = new Stack(emulator.now);
    const goals = [offlineGoal("Deal", enhanced), offlineGoal("Lead", enhanced)];
    const up = await upAndSettle(stack, { lib: libraryOf(goals) });
    expect([count(up.said), up.said]).toEqual([1, expect.stringMatching(/^warning: lib\["Deal"\]: this is/)]);
    expect((await stack.preview({ lib: libraryOf(goals) })).said).toBe("");
  });
});
