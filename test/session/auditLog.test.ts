import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../provider/session/auditEntry";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { campaignGoals, type Declared, Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "msads-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

const worth = (value: number | string) => ({ type: "FixedValue", value, currencyCode: "EUR" });
const secretly = (declared: Declared, ...secret: readonly string[]): Declared => ({ ...declared, secret });

let files = 0;
function newLog() {
  files += 1;
  const file = join(folder, `audit-${files}.log`);
  const text = () => readFileSync(file, "utf8");
  const entries = () =>
    text()
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as AuditEntry);
  return { file, text, entries, stack: new Stack(emulator.now, { "msads:auditLog": file }) };
}

const inShort = ({ phase, operation, items, error }: AuditEntry) =>
  `${phase} ${operation} ${items.map(({ name, refused }) => (refused === undefined ? name : `${name}: ${refused[0]?.code}`)).join(", ")}${error === undefined ? "" : ` (${error.symbol})`}`;

describe("auditLog", () => {
  test("gets a line before each write and one after it, for its owner's eyes only", async () => {
    const { file, entries, stack } = newLog();
    const report = await stack.up({ site, order: urlGoal("Order placed", { revenue: worth(25) }) });
    expect(report.ok).toBe(true);
    expect(entries().map(inShort)).toEqual([
      "sending AddUetTags Main site",
      "done AddUetTags Main site",
      "sending AddConversionGoals Order placed",
      "done AddConversionGoals Order placed",
    ]);
    const [, , sending, done] = entries();
    expect(done).toMatchObject({
      v: 1,
      call: sending?.call,
      customerId: "111",
      accountId: "222",
      who: { by: "pulumi" },
      trackingId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      items: [
        {
          kind: "goal",
          id: liveGoal(emulator.now, "Order placed").id,
          resource: "order",
          isNew: true,
          fields: { type: { after: "Url" }, revenue: { after: { type: "FixedValue", value: "25" } } },
        },
      ],
    });
    expect(sending?.trackingId).toBeUndefined();
    expect(new Set(entries().map(({ call }) => call)).size).toBe(2);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test.each(["dynamic", "native"] as const)(
    "names the stack and the resource in the %s host",
    async (host) => {
      const { entries, stack } = newLog();
      stack.host = host;
      await stack.up({ deal: offlineGoal("Deal") });
      expect(entries().map(({ who, items }) => [who, items[0]?.resource])).toEqual(
        Array(2).fill([{ by: "pulumi", stack: "test" }, "deal"]),
      );
      expect(JSON.stringify(stack.entry("deal"))).not.toContain('"stack"');
    },
  );

  test("shows each field that a change sets as it was and as it is, and no other", async () => {
    const { entries, stack } = newLog();
    await stack.up({ site, order: urlGoal("Order", { revenue: worth(25) }) });
    const { id } = liveGoal(emulator.now, "Order");
    emulator.now.editGoal(id, { UrlExpression: "/edited" });
    await stack.up({ site, order: urlGoal("Order", { revenue: worth(30) }) });
    expect(entries().at(-1)).toMatchObject({ phase: "done", operation: "UpdateConversionGoals" });
    expect(entries().at(-1)?.items).toMatchObject([
      {
        id,
        fields: {
          revenue: { before: { value: "25" }, after: { value: "30" } },
          urlExpression: { before: "/edited" },
        },
      },
    ]);
    expect(Object.keys(entries().at(-1)?.items[0]?.fields ?? {}).sort()).toEqual([
      "revenue",
      "urlExpression",
    ]);
    await stack.up({ site });
    expect(entries().at(-1)?.items).toMatchObject([
      { resource: "order", fields: { status: { before: "Active", after: "Paused" } } },
    ]);
  });

  test("shows the event pairs that a change ends", async () => {
    const { entries, stack } = newLog();
    const pairs = (more: Readonly<Record<string, unknown>>) => ({ site, visit: eventGoal("Visit", more) });
    await stack.up(
      pairs({
        actionOperator: "Equals",
        actionExpression: "play",
        labelOperator: "Equals",
        labelExpression: "x",
      }),
    );
    await stack.up(pairs({ actionOperator: "Equals", actionExpression: "play" }));
    expect(entries().at(-1)?.items[0]?.fields).toEqual({
      labelOperator: { before: "Equals", after: null },
      labelExpression: { before: "x", after: null },
    });
  });

  test("has lines for the calls that failed too, and says of each goal what became of it", async () => {
    const { entries, stack } = newLog();
    const deals = { all: libraryOf(["A", "B", "C"].map((name) => offlineGoal(`Deal ${name}`))) };
    const operation = "AddConversionGoals";
    emulator.now.faults({ operation, kind: "drop", when: "before" });
    emulator.now.faults({ operation, kind: "partial", after: 1, index: 1, code: 3349, symbol: "Invalid" });
    await stack.up(deals);
    expect(entries().map((entry) => inShort(entry).replace(/ \((?!unknown).*\)/, ""))).toEqual([
      "sending AddConversionGoals Deal A, Deal B, Deal C",
      "unknown AddConversionGoals Deal A, Deal B, Deal C",
      "sending AddConversionGoals Deal A, Deal B, Deal C",
      "done AddConversionGoals Deal A, Deal B: 3349, Deal C",
    ]);
    expect(statuses(emulator.now)).toEqual({ "Deal A": "Active", "Deal C": "Active" });
  });

  test("has a line for what a lost answer did, once a read shows it, with the id", async () => {
    const { entries, stack } = newLog();
    emulator.now.faults({ operation: "AddConversionGoals", kind: "drop", when: "after" });
    await stack.up({ deal: offlineGoal("Deal") });
    expect(entries().map(({ phase }) => phase)).toEqual(["sending", "unknown", "read"]);
    expect(entries()[2]?.items[0]?.id).toBe(liveGoal(emulator.now, "Deal").id);
  });

  test("has a line for what the service made of a value", async () => {
    const { entries, stack } = newLog();
    emulator.now.settings({ rules: { "revenue.value-cents": true } });
    await stack.up({ deal: offlineGoal("Deal", { revenue: worth("0.004") }) });
    emulator.now.settings({ rules: { "revenue.value-cents": false } });
    expect(entries().map(({ phase }) => phase)).toEqual(["sending", "done", "read"]);
    expect(entries()[2]?.items[0]?.fields.revenue?.after).toMatchObject({ value: "0" });
  });

  test("has a line for what the service adds to a value", async () => {
    const { entries, stack } = newLog();
    await stack.up({ deal: offlineGoal("Deal", { revenue: { type: "FixedValue", value: 6 } }) });
    expect(entries().map(({ phase }) => phase)).toEqual(["sending", "done", "read"]);
    expect(entries()[2]?.items[0]?.fields).toEqual({
      revenue: { after: { type: "FixedValue", value: "6", currencyCode: "EUR" } },
    });
  });

  test("shows no value that a program marks secret, before or after, and says so", async () => {
    const { entries, text, stack } = newLog();
    const order = (value: number) => ({
      site,
      order: secretly(urlGoal("Order", { revenue: worth(value) }), "revenue.value"),
      deal: offlineGoal("Deal 424242"),
    });
    await stack.up(order(424242));
    await stack.up(order(434343));
    expect(text()).not.toMatch(/424242|434343/);
    expect(entries().at(-1)?.items[0]).toMatchObject({
      fields: {
        revenue: {
          before: { type: "FixedValue", value: "[secret]" },
          after: { type: "FixedValue", value: "[secret]" },
        },
      },
      masked: ["fields.revenue.value"],
    });
  });

  test("shows the goals of a campaign before and after", async () => {
    const { entries, stack } = newLog();
    await stack.up({ one: offlineGoal("One"), two: offlineGoal("Two") });
    const [one, two] = ["One", "Two"].map((name) => liveGoal(emulator.now, name).id);
    const campaign = emulator.now.addCampaign({ Name: "Summer", CampaignType: "Search" }).id;
    const with_ = (...goalIds: unknown[]) => ({
      one: offlineGoal("One"),
      two: offlineGoal("Two"),
      links: campaignGoals({ campaignId: campaign, goalIds }),
    });
    await stack.up(with_(one));
    await stack.up(with_(two));
    const changes = entries()
      .filter(({ phase, operation }) => phase === "done" && operation.includes("Campaign"))
      .map(({ items }) => items[0]?.fields.goalIds);
    expect(changes).toEqual([
      { before: [], after: [one] },
      { before: [one], after: [one, two] },
      { before: [one, two], after: [two] },
    ]);
  });

  test("begins a new line after a torn one", async () => {
    const { file, text, stack } = newLog();
    appendFileSync(file, '{"v":1,"time":"2026-');
    await stack.up({ shop: tag({ name: "Shop" }) });
    const lines = text().trim().split("\n");
    expect(lines).toHaveLength(3);
    expect((JSON.parse(lines[1] ?? "") as AuditEntry).phase).toBe("sending");
  });

  test("of a program with two accounts says of each line which of them it was", async () => {
    const { entries, stack } = newLog();
    emulator.now.addCustomers({ id: "333", accounts: [{ id: "444" }] });
    const there = { customerId: "333", accountId: "444" };
    const report = await stack.up({ first: offlineGoal("Deal"), second: offlineGoal("Deal", there) });
    const places = entries().map(({ customerId, accountId }) => `${customerId}/${accountId}`);
    expect([...new Set(places)].sort()).toEqual(["111/222", "333/444"]);
    const debug = report.notices.filter(({ severity }) => severity === "debug");
    expect(debug.map(({ message }) => /account .*?\)/.exec(message)?.[0]).sort()).toEqual([
      "account 222 (customer 111)",
      "account 444 (customer 333)",
    ]);
  });

  test("that cannot be written is a warning: what was written to the account is in state all the same", async () => {
    const stack = new Stack(emulator.now);
    const report = await stack.up(
      { site, order: urlGoal("Order placed") },
      { config: { "msads:auditLog": folder } },
    );
    expect(report.errors).toEqual([]);
    expect(report.said).toContain("warning: auditLog: EISDIR");
    expect(statuses(emulator.now)).toEqual({ "Order placed": "Active" });
    expect(stack.entry("order").id).toMatch(/^[0-9]+$/);
  });
});
