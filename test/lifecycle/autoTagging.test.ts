import { expect, test } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf, manyGoals } from "../support/e2eLibrary";
import { type Declared, type Report, Stack } from "../support/e2eStack";

const emulator = useEmulator();
/** For programs whose every goal or tag is deleted. */
const EMPTY = { MSADS_EMPTY_ACCOUNT: "true" };
const ofCustomer = "auto-tagging in all accounts of customer 111";

/** What a run said of auto-tagging, without the words that are always the same. */
const told = ({ notices }: Report) =>
  notices.flatMap(({ severity, message }) => {
    const [, resource, words] = /^(.+): is the .* turns on (auto-tagging .*), unless/.exec(message) ?? [];
    return resource === undefined ? [] : [`${severity} ${resource}: ${words}`];
  });

/** The accounts where the service has turned it on. */
const on = () => emulator.now.store.accounts.filter(({ autoTagging }) => autoTagging).map(({ id }) => id);

const addAccount = (id: string) => emulator.now.addCustomers({ id: "111", accounts: [{ id }] });

test("the first goals of an account: said once in preview and once in up, and it is so", async () => {
  addAccount("223");
  const stack = new Stack(emulator.now);
  const program = {
    site,
    order: urlGoal("Order"),
    signup: eventGoal("Signed up"),
    deal: offlineGoal("Deal"),
  };
  expect(told(await stack.preview(program))).toEqual([`info order: ${ofCustomer}`]);
  expect(on()).toEqual([]);
  expect(told(await stack.up(program))).toEqual([`info order: ${ofCustomer}`]);
  expect(on()).toEqual(["222", "223"]);
  expect(told(await stack.up({ ...program, more: urlGoal("More") }))).toEqual([]);
});

test("goals of an account alone: said of each account, as it is", async () => {
  addAccount("223");
  addAccount("224");
  const of = (name: string, accountId: string): Declared => offlineGoal(name, { accountId });
  const stack = new Stack(emulator.now);
  const up = await stack.up({ a: of("A", "222"), b: of("B", "222"), c: of("C", "223") });
  expect(told(up)).toEqual(["info a: auto-tagging in account 222", "info c: auto-tagging in account 223"]);
  expect(on()).toEqual(["222", "223"]);
});

test("a goal of the customer after one of the account alone has the wider word", async () => {
  const up = await new Stack(emulator.now).up({ site, deal: offlineGoal("Deal"), order: urlGoal("Order") });
  expect(told(up)).toEqual(["info deal: auto-tagging in account 222", `info order: ${ofCustomer}`]);
});

test("a goal of the customer where goals of the account alone are already has the wider word, and one of the account then none", async () => {
  const stack = new Stack(emulator.now);
  await stack.up({ deal: offlineGoal("Deal") });
  const program = { deal: offlineGoal("Deal"), site, order: urlGoal("Order") };
  expect(told(await stack.preview(program))).toEqual([`info order: ${ofCustomer}`]);
  expect(told(await stack.up(program))).toEqual([`info order: ${ofCustomer}`]);
  expect(told(await stack.up({ ...program, more: offlineGoal("More") }))).toEqual([]);
});

test("types that do not turn it on: not said, and it is not turned on", async () => {
  const { install, download, shop } = allTypes;
  const stack = new Stack(emulator.now);
  const program = { install, download, shop } as Readonly<Record<string, Declared>>;
  const up = await stack.up(program);
  expect(up.ok).toBe(true);
  expect(told(up)).toEqual([]);
  expect(on()).toEqual([]);
  expect(told(await stack.preview({ ...program, site, order: urlGoal("Order") }))).toEqual([
    `info order: ${ofCustomer}`,
  ]);
});

test("a library: once, by its first goal", async () => {
  const stack = new Stack(emulator.now);
  const all = libraryOf(manyGoals(5));
  expect(told(await stack.up({ all }))).toEqual(['info all["Goal 001"]: auto-tagging in account 222']);
  expect(told(await stack.up({ all: libraryOf(manyGoals(6)) }))).toEqual([]);
});

test("a goal that is gone and made anew is not the first one", async () => {
  const stack = new Stack(emulator.now, {}, EMPTY);
  const program = { site, order: urlGoal("Order") };
  await stack.up(program);
  for (const { id } of emulator.now.store.goals) emulator.now.deleteGoal(id);
  const preview = await stack.preview({ site, order: urlGoal("Order again") });
  expect(preview.steps).toContain("replace order");
  expect(told(preview)).toEqual([]);
});

test("not where goals are already, nor of what is refused, nor with compare: state", async () => {
  const mine = { site, order: urlGoal("Order") };
  const refused = { site, order: urlGoal("Order", { goalCategory: "None such" }) };
  expect(told(await new Stack(emulator.now).preview(refused))).toEqual([]);
  const stateOnly = { config: { "msads:compare": "state" } };
  expect(told(await new Stack(emulator.now).preview(mine, stateOnly))).toEqual([]);
  await new Stack(emulator.now).up({ site, theirs: urlGoal("Theirs") });
  expect(told(await new Stack(emulator.now).up(mine))).toEqual([]);
});
