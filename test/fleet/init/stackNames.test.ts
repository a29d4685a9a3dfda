import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isStackName, settingsFileOf } from "../../../provider/fleet/file/stackNames";
import { namedAccounts, slugOf } from "../../../provider/fleet/init/stackNames";

const account = (id: string, name: string) => ({
  id,
  name,
  customerId: "111",
  number: `X${id}`,
  status: "Active",
});
const stacksOf = (...named: ReturnType<typeof namedAccounts>) =>
  Object.fromEntries(named.map((each) => [each.account.id, each.stack]));

/** Few letters, so that names meet; ids among the names, as people put them there. */
const names = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.stringMatching(/^[ab]( ?-?[1-4x]){0,3}$/),
  fc.constantFrom("Acme", "ACME", "acme!", "Ácme", "account 2", "", "  ", "广告", "a".repeat(100)),
);
const accounts = fc
  .uniqueArray(fc.tuple(fc.integer({ min: 1, max: 30 }), names), { selector: ([id]) => id, maxLength: 20 })
  .map((pairs) => pairs.map(([id, name]) => account(String(id), name)));
const kept = fc.dictionary(
  fc.integer({ min: 1, max: 30 }).map(String),
  fc.constantFrom("a", "a-1", "Acme", "org/proj/acme-2", "b-2-x", "account-2"),
);

describe("stacks of accounts", () => {
  it("are never the same, and names that Pulumi takes, whatever the accounts are called", () => {
    fc.assert(
      fc.property(accounts, (given) => {
        const named = namedAccounts(given);
        expect(named.map((each) => each.account.id).sort()).toEqual(given.map(({ id }) => id).sort());
        expect(new Set(named.map(({ stack }) => stack)).size).toBe(given.length);
        for (const { stack } of named) {
          expect(stack).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(isStackName(stack)).toBe(true);
        }
      }),
    );
  });

  it("stay those that accounts have, and new ones are none of them", () => {
    fc.assert(
      fc.property(accounts, kept, (given, before) => {
        const known = new Map(Object.entries(before));
        const named = namedAccounts(given, known);
        const fresh = named.filter((each) => !known.has(each.account.id));
        for (const each of named) {
          const own = known.get(each.account.id);
          if (own !== undefined) expect(each.stack).toBe(own);
        }
        const files = [...fresh.map(({ stack }) => stack), ...known.values()].map(settingsFileOf);
        expect(new Set(fresh.map(({ stack }) => stack)).size).toBe(fresh.length);
        for (const { stack } of fresh) expect(files.filter((file) => file === stack)).toHaveLength(1);
      }),
    );
  });

  it("do not depend on the order in which the service names the accounts", () => {
    fc.assert(
      fc.property(accounts, (given) => {
        expect(stacksOf(...namedAccounts(given.toReversed()))).toEqual(stacksOf(...namedAccounts(given)));
      }),
    );
  });

  it.each([
    ["Acme UK", "acme-uk"],
    ["Müller & Söhne GmbH", "muller-sohne-gmbh"],
    ["  --Acme--  ", "acme"],
    ["😀\nline", "line"],
    ["广告", "account-7"],
    ["", "account-7"],
  ])("of %j is %s", (name, slug) => {
    expect(slugOf(account("7", name))).toBe(slug);
  });

  it("have the account's id where two would be the same", () => {
    const named = namedAccounts([
      account("1", "Acme"),
      account("2", "acme!"),
      account("3", "Acme 1"),
      account("4", "Zoo"),
    ]);
    expect(stacksOf(...named)).toEqual({ "1": "acme-1", "2": "acme-2", "3": "acme-1-3", "4": "zoo" });
  });
});
