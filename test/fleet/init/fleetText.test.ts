import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readFleet } from "../../../provider/fleet/fleetFile";
import { accountsCsv, fleetText, type NewFleet, titleOf } from "../../../provider/fleet/init/fleetText";
import { namedAccounts } from "../../../provider/fleet/init/stackNames";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-fleet-text-"));
  mkdirSync(join(folder, "program"));
  writeFileSync(join(folder, "program", "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

const CONFIG = { "msads:adopt": "equal", "msads:environment": "emulator" };

/** Writes it as a new fleet, and reads it as every command does. */
function readBack(accounts: NewFleet["accounts"], more: Pick<NewFleet, "csv"> = {}) {
  const file = join(folder, "fleet.yaml");
  const text = fleetText({ program: "./program", record: ".msads-fleet", config: CONFIG, accounts, ...more });
  writeFileSync(file, text);
  return readFleet(file);
}

const hostile = fc.constantFrom(
  'a"b',
  "a: b",
  "# no",
  "'",
  "{x}",
  "- y",
  "&a *b",
  "\u2028",
  "\u0085x",
  "\r\n",
  "😀",
  "\ud800",
  "\u202eevil",
);
const accounts = fc
  .uniqueArray(
    fc.record({
      id: fc.bigInt({ min: 1n, max: 10n ** 19n - 1n }).map(String),
      customerId: fc.bigInt({ min: 1n, max: 10n ** 19n - 1n }).map(String),
      name: fc.oneof(
        fc.string({ unit: "binary" }),
        fc.array(hostile).map((parts) => parts.join("")),
      ),
      number: fc.oneof(fc.constant(""), fc.stringMatching(/^[A-Z0-9]{8}$/)),
      status: fc.constant("Active"),
    }),
    { selector: ({ id }) => id, minLength: 1, maxLength: 8 },
  )
  .map((given) => namedAccounts(given));

describe("a new fleet file", () => {
  it("is read as what it was made of, whatever the accounts are called", () => {
    fc.assert(
      fc.property(accounts, (named) => {
        expect(readBack(named)).toMatchObject({
          program: join(folder, "program"),
          record: join(folder, ".msads-fleet"),
          accounts: named.map(({ stack, account: { id, customerId } }) => ({
            stack,
            customerId,
            accountId: id,
            config: { ...CONFIG, "msads:customerId": customerId, "msads:accountId": id },
          })),
        });
      }),
    );
  });

  it("may have its accounts in a CSV file, with the same result", () => {
    fc.assert(
      fc.property(accounts, (named) => {
        writeFileSync(join(folder, "accounts.csv"), accountsCsv(named));
        expect(readBack(named, { csv: "./accounts.csv" })).toEqual(readBack(named));
      }),
    );
  });

  it("says what people call an account, and why it takes over what is equal", () => {
    const account = { id: "222", customerId: "111", name: "Acme UK", number: "X0000222", status: "Active" };
    const text = fleetText({ program: ".", record: "r", config: CONFIG, accounts: namedAccounts([account]) });
    expect(text).toContain(
      '  # Acme UK (X0000222)\n  - { stack: acme-uk, customerId: "111", accountId: "222" }\n',
    );
    expect(text).toMatch(
      /# Goals that are already as the program wants .*\n(.*#.*\n)* {2}msads:adopt: equal\n/,
    );
  });

  it("warns above the accounts where several are of one customer, which shares names", () => {
    const account = (id: string, customerId: string) => ({
      id,
      customerId,
      name: id,
      number: "",
      status: "Active",
    });
    const text = (given: NewFleet["accounts"], more: Pick<NewFleet, "csv"> = {}) =>
      fleetText({ program: ".", record: "r", config: CONFIG, accounts: given, ...more });
    const several = namedAccounts([account("1", "5"), account("2", "6"), account("3", "5")]);
    expect(text(several)).toMatch(
      /# Several accounts are of one customer: customer 5 has more(.|\n)*\n# .*config: \{ "msads:namePrefix": "Acme " \}.*\naccounts:\n/,
    );
    expect(text(several, { csv: "./a.csv" })).toMatch(/a column msads:namePrefix.*\naccounts: \.\/a\.csv\n$/);
    expect(text(several.slice(0, 2))).not.toContain("Several");
  });

  it("shows a name on one line, without characters that change how the rest is shown", () => {
    const name = "a\nb\u2028c\u202ed\u0007 \t e";
    expect(titleOf({ id: "1", customerId: "1", name, number: "X1", status: "Active" })).toBe(
      "a b c d e (X1)",
    );
  });
});
