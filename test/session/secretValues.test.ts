import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../provider/session/auditEntry";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { eventGoal, offlineGoal, urlGoal } from "../support/e2eGoals";
import { listed } from "../support/e2eLibrary";
import { type Declared, library, type Program, type Report, Stack, tag } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";

const emulator = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "msads-secret-"));
afterAll(() => rmSync(folder, { recursive: true }));

const site = tag({ name: "Main site" });
const secretly = (declared: Declared, ...secret: readonly string[]): Declared => ({ ...declared, secret });
const worth = (value: unknown): Values => ({ type: "FixedValue", value, currencyCode: "EUR" });
/** All that a run gives out, the debug log included. */
const printed = ({ notices, errors, failures }: Report) =>
  JSON.stringify([notices, failures, errors.map(({ message, stack }) => [message, stack])]);

const forms = {
  single: (order: Declared, ...secret: string[]): Program => ({ site, order: secretly(order, ...secret) }),
  library: (order: Declared, ...secret: string[]): Program => ({
    site,
    shelf: secretly(
      library({ goals: listed(order) }),
      ...secret.map((path) => `goals[${JSON.stringify(order.inputs.name)}].${path}`),
    ),
  }),
};

describe.each([
  ["single", "soap"],
  ["single", "rest"],
  ["library", "soap"],
  ["library", "rest"],
] as const)("a value that the program marks secret, of a %s goal over %s", (form, transport) => {
  const stackNow = (speed?: number) => new Stack(emulator.now, { "msads:transport": transport }, {}, speed);
  const order = (value: unknown, more: Values = {}) =>
    forms[form](urlGoal("Order", { revenue: worth(value), ...more }), "revenue.value");

  test("is masked where its live value drifted, and so is that; other parts are shown", async () => {
    const stack = stackNow();
    await stack.up(order(7));
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
      Revenue: { Type: "FixedValue", Value: "88", CurrencyCode: "USD" },
    });
    for (const run of [await stack.preview(order(7)), await stack.refresh()]) {
      expect(run.said).toMatch(
        /outside this program: revenue.currencyCode is "USD", wanted "EUR"; revenue.value is \[secret\], wanted \[secret\]$/,
      );
    }
  });

  test("is masked where it is refused, however short it is", async () => {
    const preview = await stackNow().preview(order(-5));
    expect(preview.failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^got \[secret\]; allowed: a decimal from 0 to 9999999/),
    ]);
    const text = await stackNow().preview(order("5 EUR"));
    expect(text.failures.map(({ reason }) => reason)).toEqual([expect.stringContaining("got [secret];")]);
  });

  test("is masked where the service says it", async () => {
    const stack = stackNow();
    await stack.up(order("4242.50"));
    const partial = { kind: "partial", index: 0, code: 5333 } as const;
    emulator.now.faults({
      operation: "UpdateConversionGoals",
      ...partial,
      symbol: "Not4242.5But 4242.5 or 31337",
    });
    const up = await stack.up(order(31_337));
    expect(up.said).toContain("Not4242.5But [secret] or [secret]");
  });

  test("is masked in what a takeover would change", async () => {
    await stackNow().up(order(99));
    const plain = await stackNow().preview(order(7));
    expect(plain.said).toContain("It differs: revenue.value is [secret], wanted [secret]");
    const taken = await stackNow().preview(order(7, { adopt: true }));
    expect(taken.said).toContain("and changes it: revenue.value is [secret], wanted [secret]");
  });

  test("is masked where the service rounds it", async () => {
    emulator.now.settings({ rules: { "answer.decimals-with-four": true } });
    const stack = stackNow(100);
    const sign = eventGoal("Sign", { value: "25.55555", valueOperator: "Equals" });
    const up = await stack.up(forms[form](sign, "value"));
    expect(up.said).toContain("the service keeps value as [secret] (sent [secret])");
    expect(printed(up)).not.toMatch(/25\.55/);
  });

  test("is masked where it did not take", async () => {
    emulator.now.settings({ rules: { "revenue.value-cents": true } });
    const stack = stackNow(100);
    const up = await stack.up(order("0.004"));
    expect(up.said).toContain("did not apply revenue.value (sent [secret], it is [secret])");
    expect(printed(up)).not.toMatch(/0\.004/);
  });

  test("goes into state and to the service all the same", async () => {
    const stack = stackNow();
    await stack.up(order("4242.5"));
    expect(liveGoal(emulator.now, "Order").fields.Revenue?.Value).toBe("4242.5");
    expect(JSON.stringify([...stack.state])).toContain('"4242.5"');
    expect((await stack.up(order("4242.5"))).steps).toEqual(["same site", expect.stringMatching(/^same/)]);
  });
});

test("a name that is secret is in no notice, error, debug line or audit log; of tags too", async () => {
  const auditLog = join(folder, "audit.log");
  const config = { "msads:auditLog": auditLog };
  const program = {
    site: secretly(tag({ name: "Acme", description: "For Zappa" }), "name", "description"),
    deal: secretly(offlineGoal("Acme buys"), "name"),
    other: offlineGoal("Other"),
  };
  const hidden = /Acme|Zappa|theirs/;
  const stack = new Stack(emulator.now, config);
  const runs = [await stack.up(program)];
  expect(runs[0]?.errors).toEqual([]);
  emulator.now.editTag(liveTag(emulator.now, "Acme").id, { Description: "theirs" });
  emulator.now.editGoal(liveGoal(emulator.now, "Acme buys").id, { Status: "Paused" });
  runs.push(await stack.preview(program), await stack.refresh(), await stack.up(program));
  runs.push(
    await new Stack(emulator.now, config).preview({
      ...program,
      deal: secretly(offlineGoal("Acme buys", { conversionWindowInMinutes: 5 }), "name"),
    }),
  );
  const partial = { kind: "partial", index: 0, code: 5300, symbol: "Example" } as const;
  emulator.now.faults({ operation: "UpdateConversionGoals", ...partial });
  runs.push(await stack.destroy());
  const said = runs.map(({ said }) => said).join("\n");
  expect(said).toContain("description is [secret], wanted [secret]");
  expect(said).toMatch(/goal [0-9]+, \[secret\], was changed outside/);
  expect(said).toContain("a goal named [secret] exists already");
  expect(said).toContain("takes over UET tag");
  expect(said).toContain("refused conversion goal [secret]");
  for (const run of runs) expect(printed(run)).not.toMatch(hidden);
  const audit = readFileSync(auditLog, "utf8");
  const named = audit
    .trim()
    .split("\n")
    .map((line) => (JSON.parse(line) as AuditEntry).items.map(({ name }) => name));
  expect(named).toContainEqual(expect.arrayContaining(["[secret]", "Other"]));
  expect(audit).not.toMatch(hidden);
});

test("a whole object that is secret hides all its parts, but not the service's own words elsewhere", async () => {
  const stack = new Stack(emulator.now);
  const order = (value: number) => forms.single(urlGoal("Order", { revenue: worth(value) }), "revenue");
  await stack.up(order(4711));
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
    Revenue: { Type: "VariableValue", Value: "4712", CurrencyCode: "EUR" },
    Status: "Paused",
  });
  expect((await stack.preview(order(4711))).said).toMatch(
    /program: status is "Paused", wanted "Active"; revenue.type is \[secret\], wanted \[secret\]; revenue.value is \[secret\], wanted \[secret\]$/,
  );
});

test("what became secret since the last run is masked by a refresh from the next run on, which sends nothing", async () => {
  const stack = new Stack(emulator.now);
  const plain = { site, order: urlGoal("Order", { revenue: worth(7) }) };
  await stack.up(plain);
  const up = await stack.up(forms.single(urlGoal("Order", { revenue: worth(7) }), "revenue.value"));
  expect([up.steps, up.writes]).toEqual([["same site", "update order"], []]);
  emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
    Revenue: { Type: "FixedValue", Value: "8", CurrencyCode: "EUR" },
  });
  expect((await stack.refresh()).said).toContain("revenue.value is [secret], wanted [secret]");
});
