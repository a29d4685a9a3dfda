import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { readFleet } from "../../provider/fleet/fleetFile";
import { useEmulator } from "../support/e2eEmulator";
import { msads, useTyped } from "./typed";

const emulator = useEmulator();
const typed = useTyped(() => ({ MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: emulator.now.url }));
let folder: string;
let fleetFile: string;

beforeEach(() => {
  ({ folder } = typed);
  fleetFile = join(folder, "fleet.yaml");
  mkdirSync(join(folder, "program"));
  writeFileSync(join(folder, "program", "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
});

const init = (...args: readonly string[]) =>
  msads("fleet", "init", "--program", join(folder, "program"), "--out", fleetFile, ...args);

/** Three more accounts: two of one name, one that is paused. */
function addAccounts(): void {
  emulator.now.addCustomers(
    { id: "111", accounts: [{ id: "223", name: 'Acme "UK"\n{# 😀}' }] },
    {
      id: "333",
      accounts: [
        { id: "301", name: "acme uk" },
        { id: "302", name: "Zoo", status: "Pause" },
      ],
    },
  );
}
const rowsIn = (file: string) =>
  readFleet(file).accounts.map(({ stack, customerId, accountId }) => `${stack} ${customerId}/${accountId}`);
const operations = () => emulator.now.calls().map(({ transport, operation }) => `${transport} ${operation}`);

describe.each(["soap", "rest"])("msads fleet init over %s", (transport) => {
  beforeEach(() => vi.stubEnv("MSADS_TRANSPORT", transport));

  test("writes a fleet of every active account, whoever owns it, and reads only", async () => {
    addAccounts();
    const { code, out, err } = await init();
    expect([code, err]).toEqual([0, "asking which accounts the sign-in can reach\n"]);
    expect(rowsIn(fleetFile)).toEqual(["account-222 111/222", "acme-uk-223 111/223", "acme-uk-301 333/301"]);
    const { program, record, accounts } = readFleet(fleetFile);
    expect([program, record]).toEqual([join(folder, "program"), join(folder, ".msads-fleet")]);
    expect(accounts[0]?.config).toEqual({
      "msads:adopt": "equal",
      "msads:environment": "emulator",
      "msads:endpoint": emulator.now.url,
      "msads:customerId": "111",
      "msads:accountId": "222",
    });
    expect(out).toContain("fleet.yaml: 3 accounts of 2 customers, a stack for each\n");
    expect(out).toContain(`msads fleet preview --file ${fleetFile} `);
    expect(out).toContain("left out, not active: 1 account (Zoo (X0000302): Pause)\n");
    expect(out).toContain("customer 111 has more than one here");
    expect(out).toContain("Give each account names of its own: set msads:namePrefix for each in ");
    expect(operations()).toEqual([`${transport} GetUser`, `${transport} SearchAccounts`]);
  });

  test("with a sign-in that has expired it says so, and leaves no file", async () => {
    vi.stubEnv("MSADS_ACCESS_TOKEN", "expired-token-of-somebody");
    const { code, out, err } = await init();
    expect([code, out, existsSync(fleetFile)]).toEqual([1, "", false]);
    expect(err).toMatch(/GetUser failed: .*109 AuthenticationTokenExpired.*Sign in again with `msads login`/);
    expect(err).not.toContain("expired-token-of-somebody");
  });

  test("where the service is not there it says so, and leaves no file", async () => {
    vi.stubEnv("MSADS_ENDPOINT", "http://127.0.0.1:9");
    const { code, err } = await init("--csv", join(folder, "accounts.csv"));
    expect([code, readdirSync(folder)]).toEqual([1, ["program"]]);
    expect(err).toMatch(/^msads: GetUser failed: /m);
  });
});

describe("a fleet file that is there", () => {
  test("stays as it is; accounts that it lacks and that are gone are named", async () => {
    await init();
    const before = `${readFileSync(fleetFile, "utf8")}  - { stack: old, customerId: "9", accountId: "99" }\n`;
    writeFileSync(fleetFile, before);
    addAccounts();
    const { code, out } = await init();
    expect([code, readFileSync(fleetFile, "utf8")]).toEqual([0, before]);
    expect(out).toContain("is there already and stays as it is. 2 accounts that it lacks:\n");
    expect(out).toContain('    acme-uk-223: customer 111, account 223, Acme "UK" {# 😀} (X0000223)\n');
    expect(out).toContain("not found or not active: old (account 99)\n");
    expect(out).not.toContain("222");
  });

  test("is said to be complete when it is", async () => {
    await init();
    expect((await init()).out).toContain("stays as it is: no account is new\n");
  });

  test("is replaced with --force, and its accounts keep their stacks: another stack would be another owner", async () => {
    await init();
    const text = readFileSync(fleetFile, "utf8").replace("stack: account-222", "stack: acme-uk");
    writeFileSync(fleetFile, text);
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223", name: "Acme UK" }] });
    expect((await init("--force")).code).toBe(0);
    expect(rowsIn(fleetFile)).toEqual(["acme-uk 111/222", "acme-uk-223 111/223"]);
  });

  test("that is none is an error, and --force replaces it", async () => {
    writeFileSync(fleetFile, "accounts: 5");
    const { code, err } = await init();
    expect([code, readFileSync(fleetFile, "utf8")]).toEqual([1, "accounts: 5"]);
    expect(err).toMatch(/is there already, and cannot be compared.*--force/);
    expect(operations()).toEqual([]);
    expect((await init("--force")).code).toBe(0);
    expect(rowsIn(fleetFile)).toEqual(["account-222 111/222"]);
  });
});

describe("options", () => {
  test("--csv: the accounts in a file of their own, which is not overwritten", async () => {
    const csv = join(folder, "lists", "accounts.csv");
    addAccounts();
    expect((await init("--csv", csv)).code).toBe(0);
    expect(readFileSync(csv, "utf8")).toBe(
      "stack,customerId,accountId\naccount-222,111,222\nacme-uk-223,111,223\nacme-uk-301,333,301\n",
    );
    expect(readFileSync(fleetFile, "utf8")).toMatch(/^accounts: \.\/lists\/accounts\.csv$/m);
    expect(rowsIn(fleetFile)).toHaveLength(3);
    rmSync(fleetFile);
    writeFileSync(csv, "mine");
    const second = await init("--csv", csv);
    expect([second.code, readFileSync(csv, "utf8"), existsSync(fleetFile)]).toEqual([1, "mine", false]);
    expect(second.err).toContain("--force");
  });

  test("--customer: only its accounts, and an error for one without", async () => {
    addAccounts();
    expect((await init("--customer", "333", "--json")).code).toBe(0);
    expect(rowsIn(fleetFile)).toEqual(["acme-uk 333/301"]);
    expect(readFileSync(fleetFile, "utf8")).not.toContain("Several accounts are of one customer");
    const unknown = await init("--customer", "333", "--customer", "444", "--force");
    expect([unknown.code, unknown.err]).toEqual([
      2,
      expect.stringContaining(
        "--customer 444: the sign-in can reach no account of it; it reaches accounts of 111, 333",
      ),
    ]);
    expect(await init("--customer", "Acme")).toMatchObject({
      code: 2,
      err: expect.stringContaining("digits"),
    });
  });

  test("--json: one object", async () => {
    addAccounts();
    const { out } = await init("--json");
    expect(JSON.parse(out)).toMatchObject({
      file: fleetFile,
      written: true,
      accounts: [{ stack: "account-222", account: { id: "222" } }, {}, {}],
      leftOut: [{ id: "302", status: "Pause" }],
      gone: [],
    });
  });

  test("--program: a folder without a Pulumi.yaml is refused before any call", async () => {
    const { code, err } = await init("--program", folder);
    expect([code, operations()]).toEqual([2, []]);
    expect(err).toContain("is no Pulumi project");
  });
});

describe("no account to manage", () => {
  test("none that the sign-in can reach: the error says what to check", async () => {
    vi.stubEnv("MSADS_TRANSPORT", "rest");
    emulator.now.faults({
      kind: "http",
      operation: "SearchAccounts",
      status: 200,
      contentType: "application/json",
      body: '{"Accounts":[]}',
    });
    const { code, err } = await init();
    expect([code, existsSync(fleetFile)]).toEqual([1, false]);
    expect(err).toMatch(/can reach no account in emulator\. Check with `msads doctor`/);
  });

  test("none that is active: the error names their statuses", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "222", name: "Acme", status: "Suspended" }] });
    const { code, err } = await init();
    expect([code, existsSync(fleetFile)]).toEqual([1, false]);
    expect(err).toContain("no account is active: Acme (X0000222): Suspended");
  });

  test("settings are missing: all of them in one error", async () => {
    vi.stubEnv("MSADS_ENVIRONMENT", undefined);
    const { code, err } = await init();
    expect(code).toBe(1);
    expect(err).toMatch(/developerToken is missing/);
    expect(err).not.toMatch(/customerId|accountId/);
  });
});
