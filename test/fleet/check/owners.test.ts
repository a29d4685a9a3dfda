import { expect, test } from "vitest";
import { sameNamesWords, sharedGoals, sharedWords } from "../../../provider/fleet/check/owners";
import { liveGoal, useEmulator } from "../../support/e2eEmulator";
import { goal, library, type Program } from "../../support/e2eStack";
import { TestFleet } from "../../support/testFleet";

const emulator = useEmulator();
const offline = { type: "OfflineConversion", goalCategory: "Purchase", scope: "Customer" };
const deal: Program = { deal: goal({ ...offline, name: "Deal" }) };
const TWO = [
  { stack: "north", customerId: "111", accountId: "1" },
  { stack: "south", customerId: "111", accountId: "2" },
];
const twoAccounts = (config: Readonly<Record<string, string>> = {}) => {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "1" }, { id: "2" }] });
  return new TestFleet(emulator.now, "dynamic", TWO, { "msads:adopt": "equal", ...config });
};
const accounts = TWO.map((each) => ({ ...each, config: {} }));

test("a goal that a second stack of the customer took over is told, with both stacks and the way out", async () => {
  const fleet = twoAccounts();
  await fleet.up(deal, "north");
  expect(sharedGoals(fleet, accounts)).toEqual([]);
  await fleet.up(deal, "south");
  const { id } = liveGoal(emulator.now, "Deal");
  expect(sharedGoals(fleet, accounts)).toEqual([{ id, name: "Deal", stacks: ["north", "south"] }]);
  expect(sharedWords(sharedGoals(fleet, accounts))).toMatch(
    new RegExp(
      `^1 goal is managed by more than one stack: "Deal" \\(${id}\\) of north, south\\. .*pulumi state delete.*msads:namePrefix`,
    ),
  );
});

test("so is one of two libraries; a goal of each stack's own is not", async () => {
  const fleet = twoAccounts();
  const both = { both: library({ goals: { Deal: offline } }) };
  await fleet.up(both, "north");
  await fleet.up({ ...both, own: goal({ ...offline, name: "South only" }) }, "south");
  expect(sharedGoals(fleet, accounts).map(({ name }) => name)).toEqual(["Deal"]);
});

test("a run of new accounts that only the program can tell apart is warned of before", async () => {
  const of = (prefixes: readonly string[], record: undefined | object) =>
    sameNamesWords(
      prefixes.map((namePrefix, at) => ({
        account: { stack: `shop-${at}`, customerId: "111", accountId: String(at), config: {} },
        settings: { namePrefix, nameSuffix: "" },
        record,
      })) as unknown as Parameters<typeof sameNamesWords>[0],
    );
  expect(of(["", ""], undefined)).toMatch(/^shop-0, shop-1 are accounts of one customer, 111, .* namePrefix/);
  expect(of(["North ", "South "], undefined)).toBeUndefined();
  expect(of(["", ""], {})).toBeUndefined();
});
