import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { describe, expect, test } from "vitest";
import { statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { expectSettled, upAndSettle, written } from "../../support/e2eSettled";
import { library, type Program, Stack, tag } from "../../support/e2eStack";
import { TRANSPORTS } from "../../support/e2eTransport";

const emulator = useEmulator();

/** A port at which nothing listens: it was free just now. */
async function deadPort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
const WAITLESS = 200;

const five: Program = Object.fromEntries([1, 2, 3, 4, 5].map((i) => [`g${i}`, offlineGoal(`Goal ${i}`)]));
const refuse = (index: number, code: number, symbol: string) =>
  emulator.now.faults({ operation: "AddConversionGoals", kind: "partial", index, code, symbol });

test.each(TRANSPORTS)(
  "2 of 5 are refused over %s: 3 stand, and each error has its code, symbol, TrackingId and remedy",
  async (transport) => {
    refuse(1, 3349, "InvalidCategoryForGoalType");
    refuse(3, 5326, "TotalConversionGoalsExceedAccountLimit");
    const stack = new Stack(emulator.now, { "msads:transport": transport }, {}, 1);
    const up = await stack.up(five);
    expect([...up.steps].sort()).toEqual(["create g1", "create g3", "create g5"]);
    expect(up.errors.map(({ resource }) => resource)).toEqual(["g2", "g4"]);
    const [second, fourth] = up.errors.map(({ message }) => message);
    expect(second).toMatch(
      /refused conversion goal "Goal 2": .*\(3349 InvalidCategoryForGoalType.*Set goalCategory to one that this type.*\(TrackingId [0-9a-f-]{36}\)/,
    );
    expect(fourth).toMatch(/"Goal 4": .*\(5326 .*The account holds as many goals as it may/);
    expect([...stack.state.keys()].sort()).toEqual(["g1", "g3", "g5"]);
    expect(written(await upAndSettle(stack, five))).toEqual(["AddConversionGoals 2"]);
  },
);

test("a refused update leaves the old state and is tried again", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, five);
  const partial = {
    kind: "partial",
    index: 0,
    code: 5337,
    symbol: "InvalidConversionGoalConversionWindow",
  } as const;
  emulator.now.faults({ operation: "UpdateConversionGoals", ...partial });
  const changed = { ...five, g2: offlineGoal("Goal 2", { conversionWindowInMinutes: 60 }) };
  const up = await stack.up(changed);
  expect(up.said).toMatch(/g2: UpdateConversionGoals refused conversion goal "Goal 2".*5337/);
  expect(stack.entry("g2").inputs).not.toHaveProperty("conversionWindowInMinutes");
  await upAndSettle(stack, changed);
});

test("a field that did not take: the goal is in state with its id, its text and the reason", async () => {
  // Without pilot 574 the service accepts the field and does not keep it.
  const stack = new Stack(emulator.now, {}, {}, WAITLESS);
  const program = { site, order: urlGoal("Order", { excludeFromBidding: true }) };
  const up = await stack.up(program);
  expect(up.said).toMatch(
    /^order: .*"Order" \(id \d+\) was written, but the service did not apply excludeFromBidding \(sent true, it is not set\)/,
  );
  const { id, outputs, initErrors } = stack.entry("order");
  expect(emulator.now.store.goal(id)?.fields.Name).toBe("Order");
  expect(outputs).toMatchObject({
    __provider: expect.stringContaining("exports.handler"),
    customerId: "111",
    name: "Order",
  });
  expect(initErrors?.join()).toContain("did not apply excludeFromBidding");
  const destroyed = await stack.destroy({ refresh: true });
  expect([destroyed.ok, statuses(emulator.now)]).toEqual([true, { Order: "Paused" }]);
});

test("the reason of a failed update stays until it is cured", async () => {
  const stack = new Stack(emulator.now, {}, {}, WAITLESS);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const program = { site, order: urlGoal("Order", { excludeFromBidding: true }) };
  expect((await stack.up(program)).said).toContain("did not apply excludeFromBidding");
  expect((await stack.up(program)).said).toContain("did not apply excludeFromBidding");
  emulator.now.addCustomers({ id: "111", pilots: [574] });
  await upAndSettle(stack, program);
});

describe("an outcome that nobody knows", () => {
  const lost = [
    ["a connection cut before it is done", { kind: "drop", when: "before" }],
    ["a connection cut after it is done", { kind: "drop", when: "after" }],
    ["an empty answer after it is done", { kind: "empty200", when: "after" }],
    ["a gateway's 503 after it is done", { kind: "http", status: 503, when: "after" }],
    ["an internal error before it is done", { kind: "fault", code: 0, when: "before" }],
    ["an internal error after it is done", { kind: "fault", code: 0, when: "after" }],
  ] as const;
  describe.each(TRANSPORTS)("over %s", (transport) => {
    test.each(lost)("a create that meets %s makes each goal once", async (_what, fault) => {
      emulator.now.faults({ ...fault, operation: "AddConversionGoals" });
      await upAndSettle(new Stack(emulator.now, { "msads:transport": transport }, {}, WAITLESS), five);
      expect(emulator.now.store.goals.map(({ fields }) => fields.Name).sort()).toEqual(
        Object.values(five).map(({ inputs }) => inputs.name),
      );
    });
  });

  test.each(["before", "after"] as const)(
    "an update whose connection breaks %s it is done is done",
    async (when) => {
      const stack = new Stack(emulator.now, {}, {}, WAITLESS);
      await upAndSettle(stack, five);
      emulator.now.faults({ operation: "UpdateConversionGoals", kind: "drop", when });
      await upAndSettle(stack, { ...five, g1: offlineGoal("Goal 1", { conversionWindowInMinutes: 5 }) });
    },
  );

  test("a create that was done, in a service that then falls silent, is found by the next run", async () => {
    emulator.now.faults(
      { operation: "AddConversionGoals", kind: "drop", when: "after" },
      { operation: "GetConversionGoalsByIds", kind: "drop", when: "before", after: 1, times: 20 },
    );
    const stack = new Stack(emulator.now, {}, {}, WAITLESS);
    const up = await stack.up({ g1: offlineGoal("Goal 1") });
    expect(up.ok).toBe(false);
    expect(stack.state.size).toBe(0);
    emulator.now.clearFaults();
    const again = await stack.up({ g1: offlineGoal("Goal 1") });
    expect(again.said).toContain('add  adopt: "');
    await upAndSettle(stack, { g1: offlineGoal("Goal 1") }, { config: { "msads:adopt": "equal" } });
    expect(emulator.now.store.goals.length).toBe(1);
  });

  test("a write that cannot be read back is in state with the reason", async () => {
    emulator.now.faults({
      operation: "GetConversionGoalsByIds",
      kind: "fault",
      code: 105,
      after: 1,
      times: 20,
    });
    // At the pace of a clock: what was listed must still count as new when the goal is added, or it is listed again.
    const stack = new Stack(emulator.now, {}, {}, 1);
    const up = await stack.up({ g1: offlineGoal("Goal 1") });
    expect(up.said).toMatch(/was written, but could not be read back/);
    expect(stack.entry("g1").id).toBe(emulator.now.store.goals[0]?.id);
    emulator.now.clearFaults();
    await upAndSettle(stack, { g1: offlineGoal("Goal 1") });
  });
});

test("readOnly refuses every write and still compares", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, five);
  const config = { "msads:readOnly": "true" };
  const changed = {
    ...five,
    g1: offlineGoal("Goal 1", { conversionWindowInMinutes: 5 }),
    g6: offlineGoal("Goal 6"),
  };
  const up = await stack.up(changed, { config, continueOnError: true });
  expect(up.writes).toEqual([]);
  expect(up.said).toContain(
    'readOnly is set (msads:readOnly or MSADS_READ_ONLY): conversion goal "Goal 1" was not changed',
  );
  expect(up.said).toContain('conversion goal "Goal 6" was not created');
  await expectSettled(stack, five);
});

describe("readOnly and a destroy, which goes by the config of the last up", () => {
  const locked = { "msads:readOnly": "true" };

  test("holds once an up has seen it; unlocked, an up without a write lets the destroy go on", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, five);
    const lock = await stack.up(five, { config: locked });
    expect([lock.ok, lock.writes]).toEqual([true, []]);
    const refused = await stack.destroy();
    expect([refused.ok, refused.writes, stack.state.size]).toEqual([false, [], 5]);
    expect(refused.said).toMatch(
      /conversion goal "Goal 1" was not paused\. .*set msads:readOnly to false, then run `pulumi up` .* or `pulumi destroy --run-program`/,
    );
    const unlocked = await stack.up(five, { config: { "msads:readOnly": "false" } });
    expect(unlocked.writes).toEqual([]);
    expect((await stack.destroy()).ok).toBe(true);
    expect(Object.values(statuses(emulator.now))).toEqual(Array(5).fill("Paused"));
  });

  test.each([[{ "msads:readOnly": "false" }], [{}]])(
    "MSADS_READ_ONLY=true holds over config %o, in destroy as in up, for goals, libraries and tags",
    async (config) => {
      const environment: NodeJS.ProcessEnv = {};
      const stack = new Stack(emulator.now, config, environment);
      const lib = library({
        goals: { "In library": { type: "OfflineConversion", goalCategory: "Purchase" } },
      });
      await upAndSettle(stack, { site, g1: offlineGoal("Goal 1"), lib });
      environment.MSADS_READ_ONLY = "true";
      const left = await stack.up({ site }, { continueOnError: true });
      const changed = await stack.up({ site: tag({ name: "Other" }) }, { continueOnError: true });
      const destroyed = await stack.destroy();
      for (const run of [left, changed, destroyed]) {
        expect([run.ok, run.writes]).toEqual([false, []]);
        expect(run.said).toContain("readOnly is set");
      }
      expect(statuses(emulator.now)).toEqual({ "Goal 1": "Active", "In library": "Active" });
    },
  );
});

test("a refresh and a destroy that the service does not let in say that they got an earlier run's config", async () => {
  const stack = new Stack(emulator.now, {}, {}, WAITLESS);
  const lib = library({ goals: { "In library": { type: "OfflineConversion", goalCategory: "Purchase" } } });
  await upAndSettle(stack, { g1: offlineGoal("Goal 1"), lib });
  emulator.now.faults({ kind: "fault", code: 105, times: 50 });
  const hint = "uses the config of the last `pulumi up`, unless it runs with --run-program.";
  for (const run of [await stack.refresh(), await stack.destroy()])
    expect(run.errors.map(({ message }) => message.includes(hint))).toEqual([true, true]);
  expect((await stack.up({ g1: offlineGoal("Goal 1"), lib })).said).not.toContain(hint);
});

describe("onDelete and a destroy", () => {
  test("MSADS_ON_DELETE=retain leaves all goals as they are, whatever the last up said", async () => {
    const environment: NodeJS.ProcessEnv = {};
    const stack = new Stack(emulator.now, { "msads:onDelete": "pause" }, environment);
    const lib = library({ goals: { "In library": { type: "OfflineConversion", goalCategory: "Purchase" } } });
    await upAndSettle(stack, { g1: offlineGoal("Goal 1"), lib });
    environment.MSADS_ON_DELETE = "retain";
    const destroyed = await stack.destroy();
    expect([destroyed.ok, destroyed.writes]).toEqual([true, []]);
    expect(destroyed.said).toMatch(/g1: goal \d+, "Goal 1", stays as it is \(MSADS_ON_DELETE=retain\)/);
    expect(statuses(emulator.now)).toEqual({ "Goal 1": "Active", "In library": "Active" });
  });

  test("MSADS_ON_DELETE=pause pauses nothing that the last up wanted to stay", async () => {
    const environment: NodeJS.ProcessEnv = {};
    const stack = new Stack(emulator.now, { "msads:onDelete": "retain" }, environment);
    await upAndSettle(stack, { g1: offlineGoal("Goal 1") });
    environment.MSADS_ON_DELETE = "pause";
    await stack.destroy();
    expect(statuses(emulator.now)).toEqual({ "Goal 1": "Active" });
  });

  test("in an up, where the program speaks, the environment only fills what config and goals leave open", async () => {
    const stack = new Stack(emulator.now, {}, { MSADS_ON_DELETE: "retain" });
    const g1 = offlineGoal("Goal 1", { onDelete: "pause" });
    await upAndSettle(stack, { g1, g2: offlineGoal("Goal 2"), g3: offlineGoal("Goal 3") });
    await stack.up({ g3: offlineGoal("Goal 3") });
    expect(statuses(emulator.now)).toEqual({ "Goal 1": "Paused", "Goal 2": "Active", "Goal 3": "Active" });
  });
});

test("a destroy says that goals are paused, not deleted, and how many", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { ...five, g6: offlineGoal("Goal 6", { status: "Paused" }) });
  const destroyed = await stack.destroy();
  expect(
    destroyed.notices.map(({ message }) => /^(\d+) goals? paused, not deleted/.exec(message)?.[1]),
  ).toContain("5");
  expect(destroyed.said).toContain(
    "Their names stay taken. If you declare them again, they come back with their ids",
  );
});

test("a misspelt variable of the environment is a warning; one that was to hold the run back stops it before any call", async () => {
  const warned = await new Stack(emulator.now, {}, { MSADS_TRANSPORTS: "rest" }).preview(five);
  expect(warned.said).toBe(
    "warning: MSADS_TRANSPORTS in the environment is not a setting; did you mean MSADS_TRANSPORT?",
  );
  const refused = await new Stack(
    emulator.now,
    {},
    { MSADS_READONLY: "true", MSADS_ENVIROMENT: "x" },
  ).preview(five);
  expect([refused.ok, refused.calls]).toEqual([false, []]);
  expect(refused.said).toMatch(/did you mean MSADS_READ_ONLY\?[\s\S]*did you mean MSADS_ENVIRONMENT\?/);
});

describe("the whole call is refused", () => {
  test.each([
    [
      "a wrong token",
      { "msads:accessToken": "not-a-token" },
      /105 InvalidCredentials.*The access token is not valid for this environment/,
    ],
    [
      "a wrong token over REST",
      { "msads:accessToken": "not-a-token", "msads:transport": "rest" },
      /105 InvalidCredentials.*Sign in again/,
    ],
    [
      "an expired token",
      { "msads:accessToken": "expired-token" },
      /109 AuthenticationTokenExpired.*[Ss]ign in again/,
    ],
    ["a foreign account", { "msads:accountId": "999" }, /accountId/],
    [
      "a foreign customer",
      { "msads:customerId": "999" },
      /106 UserIsNotAuthorized.*customerId and accountId belong together/,
    ],
  ])("%s: one plain reason with code, TrackingId and remedy in preview", async (_, config, reason) => {
    const preview = await new Stack(emulator.now, config).preview({ g1: offlineGoal("Goal 1") });
    expect(preview.failures.map(({ resource }) => resource)).toEqual(["g1"]);
    expect(preview.said).toMatch(reason);
    expect(preview.said).toMatch(/TrackingId [0-9a-f-]{36}/);
    expect(preview.said).not.toMatch(/not-a-token|expired-token/);
  });

  test("throttled: it says so, waits and goes on", async () => {
    emulator.now.faults({ operation: "AddConversionGoals", kind: "fault", code: 117, times: 2 });
    const stack = new Stack(emulator.now, {}, {}, 1000);
    const up = await upAndSettle(stack, five);
    const waits = up.notices.filter(({ message }) => /limits the rate of calls: waiting 6\d s/.test(message));
    // The first word stays in the log, the countdown does not.
    expect(waits.map(({ ephemeral }) => ephemeral)).toEqual([false, true]);
    expect(emulator.now.store.goals.length).toBe(5);
  });

  test("throttled for longer than maxWait: it fails with what to do", async () => {
    emulator.now.faults({ kind: "fault", code: 117, times: 50 });
    const stack = new Stack(emulator.now, { "msads:maxWait": "90s" }, {}, 1000);
    const preview = await stack.preview(five);
    expect(preview.said).toMatch(/117 CallRateExceeded.*wait a minute/);
    expect(preview.calls.length).toBeLessThan(6);
  });

  test("nothing answers at the endpoint", async () => {
    const endpoint = `http://127.0.0.1:${await deadPort()}`;
    const config = { "msads:endpoint": endpoint };
    const preview = await new Stack(emulator.now, config).preview({ g1: offlineGoal("Goal 1") });
    expect(preview.said).toContain(`or at the proxy in front of it: ${endpoint} (ECONNREFUSED)`);
    expect(preview.said).toMatch(
      /nothing answers at the endpoint.*\(ECONNREFUSED\).*is the server \(or the emulator\) running/,
    );
  });

  test("something else answers at the endpoint", async () => {
    const page = "<html><body>Welcome to nginx</body></html>";
    emulator.now.faults({ kind: "http", status: 200, body: page, contentType: "text/html", times: 20 });
    const preview = await new Stack(emulator.now, {}, {}, WAITLESS).preview({ g1: offlineGoal("Goal 1") });
    expect(preview.said).toMatch(/Check endpoint and environment, and any proxy in between/);
  });
});

describe("configuration", () => {
  const plain = { "msads:environment": "production", "msads:endpoint": "" };

  test("what is missing is one failure that lists all of it and how to set each", async () => {
    const preview = await new Stack(emulator.now, plain).preview({ g1: offlineGoal("Goal 1") });
    expect(preview.failures).toHaveLength(1);
    expect(preview.said).toContain(
      "developerToken is missing: pulumi config set --secret msads:developerToken <value>, or set MSADS_DEVELOPER_TOKEN",
    );
    expect(preview.said).toContain(
      "accessToken is missing: pulumi config set --secret msads:accessToken <value>",
    );
  });

  test("what contradicts itself is named", async () => {
    const wrong = {
      "msads:apiVersion": "14",
      "msads:endpoint": "http://example.com",
      "msads:transport": "grpc",
    };
    const preview = await new Stack(emulator.now, wrong).preview({ g1: offlineGoal("Goal 1") });
    expect(preview.failures).toHaveLength(1);
    expect(preview.said).toMatch(/apiVersion is "14"; allowed: 13, 12/);
    expect(preview.said).toMatch(/http would expose the tokens/);
    expect(preview.said).toMatch(/transport is "grpc"; allowed: /);
  });

  test("a resource's account goes over the config, the config over the environment", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }, { id: "224" }] });
    const environment = { MSADS_ACCOUNT_ID: "223" };
    await upAndSettle(new Stack(emulator.now, {}, environment), { g1: offlineGoal("By environment") });
    const both = new Stack(emulator.now, { "msads:accountId": "222" }, environment);
    await upAndSettle(both, {
      g1: offlineGoal("By config"),
      g2: offlineGoal("By hand", { accountId: "224" }),
    });
    const homes = emulator.now.store.goals.map(({ accountId, fields }) => `${fields.Name}: ${accountId}`);
    expect(homes).toEqual(["By environment: 223", "By config: 222", "By hand: 224"]);
  });

  test("ids that are missing everywhere are one failure of the resource", async () => {
    const tokens = { "msads:accessToken": "t", "msads:developerToken": "d" };
    const preview = await new Stack(emulator.now, { ...plain, ...tokens }).preview({
      g1: offlineGoal("Goal 1"),
    });
    expect(preview.failures.map(({ property }) => property)).toEqual(["customerId"]);
    expect(preview.said).toMatch(
      /customerId: pulumi config set .* MSADS_CUSTOMER_ID.*accountId: pulumi config set/,
    );
  });
});

test("every error of diff, read and delete has a stack of its message alone", async () => {
  const stack = new Stack(emulator.now, {}, {}, WAITLESS);
  await upAndSettle(stack, five);
  emulator.now.faults({ kind: "fault", code: 105, times: 50 });
  const errors = [
    ...(await stack.refresh()).errors,
    ...(await stack.up(five)).errors,
    ...(await stack.destroy()).errors,
  ];
  expect(errors.length).toBeGreaterThan(10);
  for (const { stack: text, message } of errors) expect(text).toBe(message);
});
