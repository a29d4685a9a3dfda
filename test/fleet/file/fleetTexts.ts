import fc from "fast-check";
import { parseFleet } from "../../../provider/fleet/fleetFile";
import { FleetFileError } from "../../../provider/fleet/fleetFileError";
import { memoryDisk } from "../../support/memoryDisk";

/** An account as a test writes it into a file. */
export interface Written {
  readonly stack: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly config: Readonly<Record<string, string>>;
}

const files = { "/fleet/program/Pulumi.yaml": "name: shop\nruntime: nodejs\n", "/fleet/shared/goals.ts": "" };

/** What /fleet/fleet.yaml comes to, with other files beside it by their relative names. */
export function fleetOf(text: string, others: Readonly<Record<string, string>> = {}) {
  const beside = Object.entries(others).map(([name, content]) => [`/fleet/${name}`, content]);
  return parseFleet(text, "/fleet/fleet.yaml", memoryDisk({ ...files, ...Object.fromEntries(beside) }));
}

/** A fleet whose accounts are in accounts.csv. */
export function csvFleet(csv: string) {
  return fleetOf("program: program\naccounts: accounts.csv\n", { "accounts.csv": csv });
}

/** The problems of what is refused, as "file:line: message". */
export function refusals(run: () => unknown): readonly string[] {
  try {
    run();
  } catch (error) {
    if (error instanceof FleetFileError)
      return error.problems.map(({ file, line, message }) => `${file}:${line}: ${message}`);
    throw error;
  }
  return [];
}

const KEYS = ["msads:namePrefix", "msads:nameSuffix", "shop:market", "other:key.name"];

/** Texts that are easily read wrongly: numbers, booleans, quotes, delimiters, blanks, line breaks. */
const anyValue = fc
  .oneof(
    fc.constantFrom(
      "true",
      "null",
      "1.10",
      "0x1F",
      "012",
      "~",
      "a,b",
      "a;b",
      'say "x"',
      "- a",
      "# b",
      "a: b",
    ),
    fc.constantFrom("12345678901234567890", " leading", "trailing ", "two\nlines", "tab\there", "*x", "ä 🛒"),
    fc.string({ minLength: 1, unit: "binary" }),
  )
  .filter((text) => text.trim() !== "" && text.isWellFormed());

/** Accounts that a fleet can have: no stack and no account is there twice. */
export const anyAccounts: fc.Arbitrary<readonly Written[]> = fc.uniqueArray(
  fc.record({
    stack: fc.stringMatching(/^([a-z]{2,5}\/){0,2}[A-Za-z0-9_][A-Za-z0-9_.-]{0,11}$/),
    customerId: fc.stringMatching(/^[1-9][0-9]{0,17}$/),
    accountId: fc.stringMatching(/^[1-9][0-9]{0,18}$/),
    config: fc.dictionary(fc.constantFrom(...KEYS), anyValue, { maxKeys: 3, noNullPrototype: true }),
  }),
  {
    minLength: 1,
    maxLength: 12,
    selector: ({ stack, accountId }) => ({ stack: stack.split("/").at(-1)?.toLowerCase(), accountId }),
    comparator: (one, other) => one.stack === other.stack || one.accountId === other.accountId,
  },
);

/** What a fleet makes of such accounts. */
export function expected(accounts: readonly Written[]) {
  return accounts.map(({ config, ...ids }) => ({
    ...ids,
    config: { ...config, "msads:customerId": ids.customerId, "msads:accountId": ids.accountId },
  }));
}
