import { expect, test } from "vitest";
import { liveGoal, useEmulator } from "../../support/e2eEmulator";
import { eventGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { fieldsSent, upAndSettle } from "../../support/e2eSettled";
import { Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const order = (value: unknown) =>
  urlGoal("Order", { revenue: { type: "FixedValue", value, currencyCode: "EUR" } });
const kept = () => liveGoal(emulator.now, "Order").fields.Revenue?.Value;

test("money of which the service keeps two digits is written once, told, and no difference in any later run", async () => {
  emulator.now.settings({ rules: { "revenue.value-cents": true } });
  const stack = new Stack(emulator.now);
  const up = await upAndSettle(stack, { site, order: order(25.129) });
  expect([up.said, kept()]).toEqual([
    "warning: order: the service keeps revenue.value as 25.13 (sent 25.129)",
    "25.13",
  ]);
  const changed = await upAndSettle(stack, { site, order: order(25.992) });
  expect([fieldsSent(changed).length, kept()]).toEqual([1, "25.99"]);
  const library = new Stack(emulator.now);
  const listed = urlGoal("Listed", { revenue: { type: "FixedValue", value: "0.015", currencyCode: "EUR" } });
  const lib = await upAndSettle(library, { site, lib: libraryOf([listed]) });
  expect(lib.said).toContain('warning: lib["Listed"]: the service keeps revenue.value as 0.01');
});

test("an event's value of which the service keeps four digits as well", async () => {
  emulator.now.settings({ rules: { "answer.decimals-with-four": true } });
  const sign = eventGoal("Sign", { value: "33.3333333333", valueOperator: "GreaterThan" });
  const up = await upAndSettle(new Stack(emulator.now), { site, sign });
  expect(up.said).toBe("warning: sign: the service keeps value as 33.3333 (sent 33.3333333333)");
});

test("what people set beside it is drift all the same, and repaired", async () => {
  emulator.now.settings({ rules: { "revenue.value-cents": true } });
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: order(25.129) });
  const Revenue = { Type: "FixedValue", CurrencyCode: "EUR" };
  for (const Value of ["25.14", "25.1", "25", "0"]) {
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { Revenue: { ...Revenue, Value } });
    expect((await stack.preview({ site, order: order(25.129) })).said).toBe(
      `warning: order: goal ${stack.entry("order").id}, "Order", was changed outside this program: revenue.value is ${Value}, wanted 25.129`,
    );
    await upAndSettle(stack, { site, order: order(25.129) });
    expect(kept()).toBe("25.13");
  }
});

test("what the program says anew is written, though the service may show the old value for it; a service that rounds gets it once", async () => {
  const sign = (value: unknown) => eventGoal("Sign", { value, valueOperator: "GreaterThan" });
  const [stack, other] = [new Stack(emulator.now), new Stack(emulator.now)];
  const listed = (value: unknown) =>
    libraryOf([urlGoal("Listed", { revenue: { type: "FixedValue", value, currencyCode: "EUR" } })]);
  await upAndSettle(stack, { site, order: order(25), sign: sign(1.25) });
  await upAndSettle(other, { site, lib: listed(25) });
  const up = await upAndSettle(stack, { site, order: order(25.004), sign: sign(1.2549) });
  await upAndSettle(other, { site, lib: listed("25.004") });
  expect([up.said, kept(), liveGoal(emulator.now, "Sign").fields.Value]).toEqual(["", "25.004", "1.2549"]);
  expect(liveGoal(emulator.now, "Listed").fields.Revenue?.Value).toBe("25.004");
  emulator.now.settings({ rules: { "revenue.value-cents": true } });
  const rounded = await upAndSettle(stack, { site, order: order(25.003), sign: sign(1.2549) });
  expect([fieldsSent(rounded).length, kept()]).toEqual([1, "25.00"]);
  expect(rounded.said).toBe("warning: order: the service keeps revenue.value as 25 (sent 25.003)");
});

test("another member of revenue that the program says anew makes no drift of a rounded value", async () => {
  emulator.now.settings({ rules: { "revenue.value-cents": true } });
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: order(25.129) });
  const revenue = { type: "FixedValue", value: 25.129, currencyCode: "USD" };
  const up = await upAndSettle(stack, { site, order: urlGoal("Order", { revenue }) });
  expect([up.said, liveGoal(emulator.now, "Order").fields.Revenue?.CurrencyCode]).toEqual([
    "warning: order: the service keeps revenue.value as 25.13 (sent 25.129)",
    "USD",
  ]);
});

test("a goal that is taken over gets the program's digits; one that was destroyed comes back rounded", async () => {
  await upAndSettle(new Stack(emulator.now), { site, order: order(25) });
  const taken = order(25.004);
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: { ...taken, inputs: { ...taken.inputs, adopt: true } } });
  expect(kept()).toBe("25.004");
  emulator.now.settings({ rules: { "revenue.value-cents": true } });
  await upAndSettle(stack, { site, order: order(25.129) });
  await stack.destroy();
  expect((await stack.up({ site, order: order(25.129) })).said).toContain("brings back the paused goal");
});
