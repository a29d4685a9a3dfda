import { beforeEach, expect, test } from "vitest";
import { liveGoal, useEmulator } from "../../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf, manyGoals } from "../../support/e2eLibrary";
import { type Declared, goal, type Report, Stack } from "../../support/e2eStack";

const emulator = useEmulator();
const ofCustomer = "in all accounts of customer 111";

/** What a run said of auto-tagging, without the words that are always the same. */
const told = ({ notices }: Report) =>
  notices.flatMap(({ severity, message }) => {
    const [, resource, where] =
      /^(.+): when a goal is added, changed or paused, Microsoft turns auto-tagging on (.*), even if/.exec(
        message,
      ) ?? [];
    return resource === undefined ? [] : [`${severity} ${resource}: ${where}`];
  });

/** The accounts where it is on. */
const on = () => emulator.now.store.accounts.filter(({ autoTagging }) => autoTagging).map(({ id }) => id);

/** As somebody does in the web UI, who wants no click ids in addresses. */
const turnOff = (...ids: readonly string[]) =>
  emulator.now.addCustomers({ id: "111", accounts: ids.map((id) => ({ id, autoTagging: false })) });

beforeEach(() => turnOff("222"));

test("a new account has it on, and an off of people is undone with the first goal: said in preview and in up, once", async () => {
  emulator.now.reset();
  expect(on()).toEqual(["222"]);
  turnOff("222", "223");
  const stack = new Stack(emulator.now);
  const program = {
    site,
    order: urlGoal("Order"),
    signup: eventGoal("Signed up"),
    deal: offlineGoal("Deal"),
  };
  expect(told(await stack.preview(program))).toEqual([`warning order: ${ofCustomer}`]);
  expect(on()).toEqual([]);
  expect(told(await stack.up(program))).toEqual([`warning order: ${ofCustomer}`]);
  expect(on()).toEqual(["222", "223"]);
});

test("where nothing changes nothing is said; an update and the pause of a destroy turn it on again, and say so", async () => {
  const stack = new Stack(emulator.now);
  const program = (window: number) => ({
    site,
    order: urlGoal("Order", { conversionWindowInMinutes: window }),
    visit: urlGoal("Visit"),
  });
  await stack.up(program(60));
  turnOff("222");
  expect(told(await stack.up(program(60), { refresh: true }))).toEqual([]);
  expect(on()).toEqual([]);
  expect(told(await stack.preview(program(90)))).toEqual([`warning order: ${ofCustomer}`]);
  expect(told(await stack.up(program(90)))).toEqual([`warning order: ${ofCustomer}`]);
  expect(on()).toEqual(["222"]);
  turnOff("222");
  expect(told(await stack.destroy())).toEqual([
    expect.stringMatching(`^warning (order|visit): ${ofCustomer}$`),
  ]);
  expect(on()).toEqual(["222"]);
});

test("a destroy of what is paused already writes nothing, and says nothing", async () => {
  const stack = new Stack(emulator.now);
  await stack.up({ site, order: urlGoal("Order", { status: "Paused" }) });
  turnOff("222");
  const destroyed = await stack.destroy();
  expect([told(destroyed), destroyed.writes, on()]).toEqual([[], [], []]);
});

test("what is brought back or taken over with a change is written to as well, what is taken as it is not", async () => {
  const program = { site, order: urlGoal("Order") };
  const stack = new Stack(emulator.now);
  await stack.up(program);
  await stack.destroy();
  turnOff("222");
  expect(told(await stack.up(program))).toEqual([`warning order: ${ofCustomer}`]);
  expect(on()).toEqual(["222"]);
  const { id } = liveGoal(emulator.now, "Order");
  turnOff("222");
  const asItIs = { site, order: urlGoal("Order", { adopt: id }) };
  expect(told(await new Stack(emulator.now).up(asItIs))).toEqual([]);
  expect(on()).toEqual([]);
  const changed = { site, order: urlGoal("Order", { adopt: id, countType: "Unique" }) };
  expect(told(await new Stack(emulator.now).up(changed))).toEqual([`warning order: ${ofCustomer}`]);
  expect(on()).toEqual(["222"]);
});

test("goals of an account alone: said of each account, as it is", async () => {
  turnOff("222", "223", "224");
  const of = (name: string, accountId: string): Declared => offlineGoal(name, { accountId });
  const stack = new Stack(emulator.now);
  const up = await stack.up({ a: of("A", "222"), b: of("B", "222"), c: of("C", "223") });
  expect(told(up)).toEqual(["warning a: in account 222", "warning c: in account 223"]);
  expect(on()).toEqual(["222", "223"]);
});

test("a goal of the customer after one of the account alone has the wider word, and one of the account then none", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, deal: offlineGoal("Deal"), order: urlGoal("Order"), late: offlineGoal("Late") };
  expect(told(await stack.up(program))).toEqual([
    "warning deal: in account 222",
    `warning order: ${ofCustomer}`,
  ]);
});

test("types that do not turn it on: not said, and it is not turned on", async () => {
  const { install, download, shop } = allTypes;
  const stack = new Stack(emulator.now);
  const program = { install, download, shop } as Readonly<Record<string, Declared>>;
  const up = await stack.up(program);
  expect(up.ok).toBe(true);
  const destroyed = await stack.destroy();
  expect([told(up), told(destroyed), on()]).toEqual([[], [], []]);
});

test("a library: once, by the first of its goals that is written", async () => {
  const stack = new Stack(emulator.now);
  expect(told(await stack.up({ all: libraryOf(manyGoals(5)) }))).toEqual([
    'warning all["Goal 001"]: in account 222',
  ]);
  expect(told(await stack.up({ all: libraryOf(manyGoals(5)) }))).toEqual([]);
  turnOff("222");
  expect(told(await stack.up({ all: libraryOf(manyGoals(6)) }))).toEqual([
    'warning all["Goal 006"]: in account 222',
  ]);
});

test("a goal that leaves a library is paused: said in preview, where that goal is one that turns it on", async () => {
  const stack = new Stack(emulator.now);
  const all = (...more: readonly Declared[]) => ({ all: libraryOf([...manyGoals(1), ...more]) });
  await stack.up(all(offlineGoal("Deal")));
  turnOff("222");
  for (const report of [await stack.preview(all()), await stack.up(all())])
    expect(told(report)).toEqual(['warning all["Deal"]: in account 222']);
  expect(on()).toEqual(["222"]);
  const install = { type: "AppInstall", name: "App", appPlatform: "iOS", appStoreId: "1" };
  await stack.up(all(goal(install)));
  turnOff("222");
  expect(told(await stack.preview(all()))).toEqual([]);
});

test("goals that a library pauses because it does not list them", async () => {
  await new Stack(emulator.now).up({ site, theirs: urlGoal("Theirs") });
  const stack = new Stack(emulator.now);
  await stack.up({ all: libraryOf(manyGoals(2)) });
  turnOff("222");
  const pausing = { all: libraryOf(manyGoals(2), { unlisted: "pause" }) };
  expect(told(await stack.up(pausing))).toEqual([`warning all: ${ofCustomer}`]);
  expect(on()).toEqual(["222"]);
});

test("nothing is said where nothing may be written", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, order: urlGoal("Order") };
  await stack.up(program);
  const readOnly = new Stack(emulator.now, {}, { MSADS_READ_ONLY: "true" });
  for (const [name, entry] of stack.state) readOnly.state.set(name, entry);
  expect(told(await readOnly.preview({ ...program, visit: urlGoal("Visit") }))).toEqual([]);
  expect(told(await readOnly.destroy())).toEqual([]);
});

test("nothing is said of what is refused", async () => {
  const refused = { site, order: urlGoal("Order", { goalCategory: "None such" }) };
  expect(told(await new Stack(emulator.now).preview(refused))).toEqual([]);
});

test("where it is on already, a goal of the account alone says nothing, and one of the customer speaks of the other accounts", async () => {
  emulator.now.reset();
  const stack = new Stack(emulator.now);
  const alone = { site, order: urlGoal("Order", { scope: "Account" }) };
  const preview = await stack.preview(alone);
  expect(told(preview)).toEqual([]);
  expect(preview.calls.filter(({ operation }) => operation === "GetAccountProperties")).toHaveLength(1);
  const { notices } = await stack.preview({ site, order: urlGoal("Order") });
  expect(notices.map(({ severity, message }) => `${severity}: ${message}`)).toContainEqual(
    expect.stringMatching(/^info: order: .*in all accounts of customer 111.*In account 222 it is on$/),
  );
});

test("an account whose settings cannot be read, or an old API, gets the word that is always right", async () => {
  const stack = new Stack(emulator.now);
  emulator.now.faults({ operation: "GetAccountProperties", kind: "fault", code: 106, times: 9 });
  expect(told(await stack.preview({ site, order: urlGoal("Order") }))).toEqual([`info order: ${ofCustomer}`]);
  const old = await stack.preview(
    { site, order: urlGoal("Order", { goalCategory: null }) },
    { config: { "msads:apiVersion": "12" } },
  );
  expect(old.said).toBe("");
  expect(told(old)).toEqual([`info order: ${ofCustomer}`]);
  expect(old.calls.filter(({ operation }) => operation === "GetAccountProperties")).toEqual([]);
});
