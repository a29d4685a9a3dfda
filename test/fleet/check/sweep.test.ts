import { describe, expect, test } from "vitest";
import type { CheckedAccount } from "../../../provider/fleet/results";
import type { Notice } from "../../../provider/session/notices";
import { leapingClock } from "../../support/e2eClock";
import { liveGoal, liveTag, useEmulator } from "../../support/e2eEmulator";
import { goal, library, output, type Program, tag } from "../../support/e2eStack";
import { TestFleet } from "../../support/testFleet";

const emulator = useEmulator();
const order = (more: object = {}, ignored: readonly string[] = []): Program => ({
  site: tag({ name: "Main site" }),
  order: goal(
    {
      type: "Url",
      name: "Order placed",
      tagId: output("site", "id"),
      urlOperator: "Contains",
      urlExpression: "/thank-you",
      goalCategory: "Purchase",
      revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
      ...more,
    },
    ignored,
  ),
});
const deals = (more: object = {}): Program => ({
  deals: library({ goals: { Deal: { type: "OfflineConversion", goalCategory: "Purchase" } }, ...more }),
});
const only = async (fleet: TestFleet): Promise<CheckedAccount> => {
  const { accounts } = await fleet.check();
  const [checked] = accounts;
  if (checked === undefined || accounts.length > 1) throw new Error("not one account");
  return checked;
};

describe.each(["dynamic", "native"] as const)("an account of %s resources", (host) => {
  test("is as applied after its run: two reads, no write, and its goals by health", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(order());
    const before = emulator.now.calls().length;
    expect(await only(fleet)).toMatchObject({
      standing: "clean",
      reason: undefined,
      drift: [],
      health: { silent: 1, ok: 0 },
    });
    const calls = emulator.now.calls().slice(before);
    expect(calls.map(({ operation }) => operation).sort()).toEqual([
      "GetConversionGoalsByIds",
      "GetUetTagsByIds",
    ]);
  });

  test("has drifted when people changed what the program manages: field by field", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(order());
    const { id } = liveGoal(emulator.now, "Order placed");
    emulator.now.editGoal(id, {
      UrlExpression: "/by-hand",
      Revenue: { Type: "FixedValue", Value: "30", CurrencyCode: "EUR" },
    });
    expect(await only(fleet)).toMatchObject({
      standing: "drifted",
      reason: "1 resource changed outside of the program",
      drift: [
        {
          resource: "order",
          type: "UrlGoal",
          fields: expect.arrayContaining([{ path: "urlExpression", from: "/by-hand", to: "/thank-you" }]),
        },
      ],
    });
  });

  test("is as applied when people changed what the program leaves to others", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(order({}, ["urlExpression"]));
    emulator.now.editGoal(liveGoal(emulator.now, "Order placed").id, {
      UrlExpression: "/by-hand",
      ConversionWindowInMinutes: 60,
    });
    expect((await only(fleet)).standing).toBe("clean");
  });

  test("is as applied when people changed what a transform in the engine leaves to others", async () => {
    const fleet = new TestFleet(emulator.now, host);
    const policy = ["urlExpression", "revenue"];
    const program = { ...order(), order: { ...goal({ ...order().order?.inputs }), transformed: policy } };
    await fleet.up(program);
    // Pulumi tells of it with a diff, not with a create: the classes note it in the next run.
    await fleet.up(program);
    emulator.now.editGoal(liveGoal(emulator.now, "Order placed").id, { UrlExpression: "/by-hand" });
    expect((await only(fleet)).standing).toBe("clean");
  });

  test("has drifted when a goal is gone with its tag", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up({ ...order(), ...deals() });
    emulator.now.deleteTag(liveTag(emulator.now, "Main site").id);
    const { standing, drift } = await only(fleet);
    expect(standing).toBe("drifted");
    expect(drift.map(({ resource, lost }) => [resource, lost])).toEqual(
      expect.arrayContaining([["order", "gone from the account; the next run creates it again"]]),
    );
  });

  test("has drifted when a goal appears that its library would pause", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(deals({ unlisted: "pause" }));
    expect((await only(fleet)).standing).toBe("clean");
    const other = new TestFleet(emulator.now, host);
    await other.byHand((stack) => stack.up(order()));
    const { standing, drift } = await only(fleet);
    expect(standing).toBe("drifted");
    expect(drift).toMatchObject([
      { resource: "deals", fields: [{ path: 'goals["Order placed"].status', from: "Active", to: "Paused" }] },
    ]);
  });

  test("is unknown before its first run, after a run by hand, and without its record", async () => {
    const fleet = new TestFleet(emulator.now, host);
    expect(await only(fleet)).toMatchObject({ standing: "unknown", reason: "it was never applied" });
    await fleet.up(order());
    await fleet.byHand((stack) => stack.up(order({ urlExpression: "/other" })));
    expect(await only(fleet)).toMatchObject({
      standing: "unknown",
      reason: expect.stringContaining("Pulumi ran by hand"),
    });
  });

  test("has changed with its program, and says what drifted beside", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(order());
    fleet.program = "second";
    emulator.now.editGoal(liveGoal(emulator.now, "Order placed").id, { UrlExpression: "/by-hand" });
    expect(await only(fleet)).toMatchObject({
      standing: "changed",
      reason: "changed since the last run: the program",
      drift: [{ resource: "order" }],
    });
    fleet.program = "first";
    fleet.environment = { MSADS_ON_DELETE: "retain", MSADS_DEVELOPER_TOKEN: "another" };
    expect((await only(fleet)).reason).toBe("changed since the last run: the settings in the environment");
    fleet.environment = { MSADS_DEVELOPER_TOKEN: "another" };
    expect((await only(fleet)).standing).toBe("drifted");
  });

  test("is as applied under limits that only the check's job sets: they change no account", async () => {
    const fleet = new TestFleet(emulator.now, host);
    await fleet.up(order());
    fleet.environment = { MSADS_READ_ONLY: "true", MSADS_CHANGE_AT_MOST: "5" };
    expect((await only(fleet)).standing).toBe("clean");
  });
});

test("an account that answers with nothing at all is unreachable, not drifted", async () => {
  const fleet = new TestFleet(emulator.now);
  await fleet.up(order());
  emulator.now.reset();
  expect(await only(fleet)).toMatchObject({
    standing: "unreachable",
    drift: [],
    reason: expect.stringContaining("answers with no"),
  });
});

test("what was applied to an emulator is not looked for in production", async () => {
  const fleet = new TestFleet(emulator.now);
  await fleet.up(order());
  const other = new TestFleet(emulator.now, "dynamic", undefined, { "msads:environment": "production" });
  other.environment = { MSADS_DEVELOPER_TOKEN: "d", MSADS_ACCESS_TOKEN: "a" };
  Object.assign(other, { record: fleet.record });
  await expect(async () => other.check()).rejects.toThrow(
    /1 stack \(acme\) were last applied to the emulator environment, but the settings now name production/,
  );
});

const manyOf = (length: number) =>
  Array.from({ length }, (_, n) => ({
    stack: `shop-${n}`,
    customerId: "111",
    accountId: String(1000 + n),
  }));
const MANY = manyOf(40);
const useMany = (many = MANY) =>
  emulator.now.addCustomers({ id: "111", accounts: many.map(({ accountId }) => ({ id: accountId })) });

test("missing settings are told once for all accounts", async () => {
  const fleet = new TestFleet(emulator.now, "dynamic", MANY, { "msads:environment": "production" });
  const said = await (async () => fleet.check())().then(
    () => "",
    (error: Error) => error.message,
  );
  expect(said).toMatch(/^40 stacks \(shop-0, shop-1, shop-2, …\): /);
  expect(said.match(/developerToken is missing/g)).toHaveLength(1);
  expect(said).toContain("A fleet signs in once for all its accounts");
});

const MOST = manyOf(300);

test("a pause that the service asks for is waited for once, not once an account, and told once", async () => {
  useMany(MOST);
  const fleet = new TestFleet(emulator.now, "dynamic", MOST, { "msads:transport": "rest" });
  const clock = leapingClock(1000);
  const notices: Notice[] = [];
  let left = 25;
  let [throttled, asked] = [0, 0];
  const limited: typeof fetch = async (input, init) => {
    asked += 1;
    left -= 1;
    if (clock.now() < 60_000 && left < 0) {
      throttled += 1;
      return new Response("", { status: 429 });
    }
    return fetch(input, init);
  };
  const { accounts } = await fleet.check({
    clock,
    fetch: limited,
    notify: (notice) => void notices.push(notice),
    concurrency: 10,
  });
  expect(accounts.map(({ standing }) => standing)).toEqual(MOST.map(() => "unknown"));
  expect(clock.now()).toBeLessThan(120_000);
  // Those that were under way when the first was refused.
  expect(throttled).toBeLessThanOrEqual(10);
  expect(asked).toBe(MOST.length + throttled);
  expect(notices.filter(({ ephemeral }) => ephemeral !== true)).toHaveLength(1);
});

test("a sign-in that ends on the way ends the sweep with one message", async () => {
  useMany();
  const fleet = new TestFleet(emulator.now, "dynamic", MANY, { "msads:transport": "rest" });
  let asked = 0;
  const ending: typeof fetch = async (input, init) => {
    asked += 1;
    const headers = new Headers(init?.headers);
    if (asked > 20) headers.set("Authorization", "Bearer expired-token");
    return fetch(input, { ...init, headers });
  };
  const { accounts, signIn } = await fleet.check({ fetch: ending, concurrency: 4 });
  expect(signIn).toMatch(/109|expired/i);
  expect(signIn).not.toContain("expired-token");
  expect(asked).toBeLessThanOrEqual(24);
  expect(accounts).toHaveLength(MANY.length);
  const lost = accounts.filter(({ standing }) => standing === "unreachable");
  expect(lost).toHaveLength(20);
  expect(new Set(lost.map(({ reason }) => reason))).toEqual(
    new Set(["not looked at, since the sign-in is refused"]),
  );
});

test("an account without access among many fails alone, by name", async () => {
  emulator.now.addCustomers({
    id: "111",
    accounts: MANY.slice(1).map(({ accountId }) => ({ id: accountId })),
  });
  const fleet = new TestFleet(emulator.now, "dynamic", MANY);
  const { accounts, signIn } = await fleet.check();
  expect(signIn).toBeUndefined();
  const lost = accounts.filter(({ standing }) => standing === "unreachable");
  expect(lost.map(({ account }) => account.stack)).toEqual(["shop-0"]);
  expect(lost[0]?.reason).toMatch(/GetConversionGoalsByIds failed: The account/);
});

test("a check that is stopped begins no further account", async () => {
  useMany();
  const fleet = new TestFleet(emulator.now, "dynamic", MANY);
  let looked = 0;
  const { accounts } = await fleet.check({
    concurrency: 2,
    done: () => {
      looked += 1;
    },
    isStopped: () => looked >= 5,
  });
  expect(accounts.filter(({ standing }) => standing === "unreachable").length).toBeGreaterThanOrEqual(33);
});
