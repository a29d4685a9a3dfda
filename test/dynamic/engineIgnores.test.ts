import { describe, expect, test } from "vitest";
import { liveGoal, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { fieldsSent, upAndSettle } from "../support/e2eSettled";
import { type Declared, type Program, Stack } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";

const emulator = useEmulator();

type Form = (order: Declared, ...transformed: readonly string[]) => Program;
const single: Form = (order, ...transformed) => ({ site, order: { ...order, transformed } });
const shelf: Form = (order, ...transformed) => {
  const paths = transformed.map((path) => `goals["Order"].${path}`);
  return { site, shelf: { ...libraryOf([order]), transformed: paths } };
};

describe.each([
  ["single goal", single],
  ["library", shelf],
])("what a transform adds to ignoreChanges, of a %s", (_, program) => {
  const order = (value: number, more: Values = {}) =>
    urlGoal("Order", { revenue: { type: "FixedValue", value, currencyCode: "EUR" }, ...more });
  const byHand = () =>
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
      Status: "Paused",
      Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "USD" },
    });
  const live = () => liveGoal(emulator.now, "Order").fields;

  test("is neither drift nor written, a member of revenue like a field; the next refresh and run know of it", async () => {
    const stack = new Stack(emulator.now, {}, {}, 100);
    await upAndSettle(stack, program(order(5)));
    byHand();
    const changed = program(order(6, { conversionWindowInMinutes: 90 }), "status", "revenue.value");
    const up = await stack.up(changed);
    expect(up.said).toContain('outside this program: revenue.currencyCode is "USD", wanted "EUR"');
    expect(up.said).not.toMatch(/status|revenue\.value/);
    expect(live()).toMatchObject({
      Status: "Paused",
      ConversionWindowInMinutes: 90,
      Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "EUR" },
    });
    expect((await stack.refresh()).said).toBe("");
    const again = await stack.up(changed, { refresh: true });
    expect([again.said, again.writes]).toEqual(["", []]);
    expect(again.steps.slice(-2)).toEqual(Object.keys(changed).map((name) => `same ${name}`));
  });

  test("is compared and written again once the transform is gone", async () => {
    const stack = new Stack(emulator.now, {}, {}, 100);
    await upAndSettle(stack, program(order(5)));
    byHand();
    expect((await stack.up(program(order(5), "status", "revenue"))).writes).toEqual([]);
    const up = await upAndSettle(stack, program(order(5)));
    expect(fieldsSent(up).flat().sort()).toEqual([
      ...["Id", "Revenue.CurrencyCode", "Revenue.Type", "Revenue.Value", "Status"],
    ]);
    expect(live()).toMatchObject({ Status: "Active", Revenue: { Value: "5", CurrencyCode: "EUR" } });
  });

  test.each<Values>([{ type: "NoValue" }, { type: "VariableValue", currencyCode: "EUR" }])(
    "revenue stays as people set it, of another type than the program's, %j, also after a refresh",
    async (revenue) => {
      const stack = new Stack(emulator.now, {}, {}, 100);
      await upAndSettle(stack, program(urlGoal("Order", { revenue })));
      byHand();
      expect((await stack.refresh()).ok).toBe(true);
      const ignoring = program(urlGoal("Order", { revenue }), "revenue");
      const runs = [await stack.up(ignoring), await stack.up(ignoring, { refresh: true })];
      expect(runs.flatMap(({ failures, errors }) => [...failures, ...errors])).toEqual([]);
      expect(live().Revenue).toMatchObject({ Type: "FixedValue", Value: "99", CurrencyCode: "USD" });
    },
  );

  test("all of it, by an asterisk: nothing is written, whatever the program says", async () => {
    const stack = new Stack(emulator.now, { "msads:namePrefix": "eu " }, {}, 100);
    const changed = order(5, { conversionWindowInMinutes: 90 });
    await stack.up(program(order(5)));
    emulator.now.editGoal(liveGoal(emulator.now, "eu Order").id, { Status: "Paused" });
    const ignoring = Object.fromEntries(
      Object.entries(program(changed)).map(([name, each]) => [
        name,
        each.kind === "tag" ? each : { ...each, transformed: ["*"] },
      ]),
    );
    const up = await stack.up(ignoring, { refresh: true });
    expect([up.failures, up.errors, up.writes]).toEqual([[], [], []]);
    expect(liveGoal(emulator.now, "eu Order").fields.Status).toBe("Paused");
  });
});

test("a misspelt path of a policy is refused; one of another kind of resource or provider is not", async () => {
  const stack = new Stack(emulator.now);
  const deal = offlineGoal("Deal");
  const meant = ["status", "goals[*].status", "description", "tags"];
  const under = (policy: readonly string[]): Program => {
    const all = { site, order: urlGoal("Order"), lib: libraryOf([deal]) };
    return Object.fromEntries(
      Object.entries(all).map(([name, each]) => [name, { ...each, transformed: policy }]),
    );
  };
  expect(await stack.up(under(meant))).toMatchObject({ ok: true, said: "" });
  const { said, failures, errors } = await stack.preview(under([...meant, "Status", "revenue.vale"]));
  expect([failures, errors]).not.toEqual([[], []]);
  expect(said).toContain('"Status" is not a field of this resource');
  expect(said).toContain('Did you mean "revenue.value"?');
  expect(said).not.toMatch(/"(tags|description|goals.*)" is not/);
  expect((await stack.refresh()).said).toBe("");
});
