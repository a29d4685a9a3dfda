import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { writeRecord } from "../../../provider/fleet/record/record";
import { useEmulator } from "../../support/e2eEmulator";
import { type Ended, runMsads } from "../msads";

const emulator = useEmulator();
const COUNT = 30;
const STACKS = Array.from({ length: COUNT }, (_, at) => `shop-${at}`);

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads fleet Ünïcødé 例-"));
  for (const name of ["program", "backend", "bin"]) mkdirSync(join(folder, name));
  write("program/Pulumi.yaml", "name: shop\nruntime: nodejs\n");
  fleetFile();
  emulator.now.addCustomers(
    ...STACKS.map((_, at) => ({ id: customer(at), accounts: [{ id: account(at) }] })),
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const customer = (at: number) => String(100_000 + at);
const account = (at: number) => String(500_000 + at);
const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

function fleetFile(more: object = {}): void {
  const accounts = STACKS.map((stack, at) => ({ stack, customerId: customer(at), accountId: account(at) }));
  const config = { "msads:environment": "emulator" };
  const fleet = { program: "./program", backend: "file://./backend", record: "./record", config, accounts };
  write("fleet.yaml", JSON.stringify({ ...fleet, ...more }));
}

/** Runs the command without any Pulumi CLI but one that the test has made. */
function fleet(args: readonly string[], environment: NodeJS.ProcessEnv = {}, cwd = folder): Promise<Ended> {
  const own = { PATH: join(folder, "bin"), HOME: folder, MSADS_ENDPOINT: emulator.now.url };
  return runMsads(["fleet", ...args], { ...own, ...environment }, cwd);
}

function fakePulumi(version: string): void {
  write("bin/pulumi", `#!/bin/sh\necho ${version}\n`);
  chmodSync(join(folder, "bin/pulumi"), 0o755);
}

interface Answer {
  readonly ok: boolean;
  readonly error?: string;
  readonly counts?: Readonly<Record<string, number>>;
  readonly accounts?: readonly {
    readonly stack: string;
    readonly standing: string;
    readonly reason?: string;
  }[];
}

/** What `--json` printed of a command that did not go well. */
function failureIn({ code, stdout, stderr }: Ended): Answer {
  const answer = JSON.parse(stdout) as Answer;
  expect([code, answer.ok], stderr).toEqual([expect.toSatisfy((each) => each !== 0), false]);
  return answer;
}

function record(stack: string, environment: string): void {
  const at = STACKS.indexOf(stack);
  const fingerprint = { program: "", packages: "", variables: "", config: "", settings: "" };
  writeRecord(join(folder, "record"), {
    stack,
    customerId: customer(at),
    accountId: account(at),
    appliedAt: new Date(0).toISOString(),
    environment,
    fingerprint,
    checkpoint: "sha256:x",
    resources: [],
    obstacles: [],
  });
}

/** How often a text has another in it. */
const times = (text: string, part: string) => text.split(part).length - 1;

test("a sign-in that expires in the middle of a check is said once, and what was not looked at is one row", async () => {
  const expired = { kind: "fault", code: 109, after: 10, times: 9_999 } as const;
  emulator.now.faults(expired);
  const people = await fleet(["check"]);
  expect(people.code).toBe(1);
  expect(times(people.stderr, "109 AuthenticationTokenExpired")).toBe(1);
  expect(times(people.stdout, "the sign-in is refused")).toBe(1);
  expect(people.stderr).not.toContain("not looked at");

  emulator.now.clearFaults();
  emulator.now.faults(expired);
  const { accounts = [] } = failureIn(await fleet(["check", "--json"]));
  expect(accounts.length).toBe(COUNT);
});

test("an account without access among others is named, and the others are checked", async () => {
  fleetFile({
    accounts: [...JSON.parse(accountsText()), { stack: "stranger", customerId: "9", accountId: "8" }],
  });
  const { counts, accounts = [] } = failureIn(await fleet(["check", "--json"]));
  expect(counts).toMatchObject({ unreachable: 1, unknown: COUNT });
  expect(accounts[0]).toMatchObject({ stack: "stranger", standing: "unreachable" });
  expect(accounts[0]?.reason).toContain("no access");
});

function accountsText(): string {
  return JSON.stringify(
    STACKS.map((stack, at) => ({ stack, customerId: customer(at), accountId: account(at) })),
  );
}

test("without a Pulumi CLI accounts are checked all the same, and up says once what is missing", async () => {
  const checked = await fleet(["check"]);
  expect([checked.code, checked.stdout]).toEqual([0, expect.stringContaining(`${COUNT} accounts unknown`)]);
  const up = await fleet(["up"]);
  expect([up.code, up.stdout]).toEqual([1, ""]);
  expect(times(up.stderr, "pulumi is not on PATH")).toBe(1);
  expect(failureIn(await fleet(["up", "--json"])).error).toContain("pulumi is not on PATH");
  fakePulumi("v3.100.0");
  expect(failureIn(await fleet(["preview", "--json"])).error).toContain("v3.216.0 is the oldest");
});

test("a service that is not there is said once for all accounts", async () => {
  const dead = await fleet(["check"], { MSADS_ENDPOINT: "http://127.0.0.1:49151" });
  expect(dead.code).toBe(1);
  expect(times(dead.stdout, "nothing answers at")).toBe(1);
  expect(dead.stdout).toContain(`${COUNT} accounts unreachable`);
});

test("a fleet that was applied to the emulator is not taken to production, nor the other way round", async () => {
  record("shop-3", "emulator");
  fleetFile({ config: { "msads:environment": "production" } });
  const credentials = { MSADS_ENDPOINT: "", MSADS_DEVELOPER_TOKEN: "d", MSADS_ACCESS_TOKEN: "a" };
  expect(failureIn(await fleet(["check", "--json"], credentials)).error).toMatch(
    /shop-3.*last applied to the emulator environment, but the settings now name production/,
  );
  fleetFile();
  record("shop-3", "production");
  const before = emulator.now.calls().length;
  expect(failureIn(await fleet(["check", "--json"])).error).toMatch(/to the production environment/);
  expect(emulator.now.calls().length).toBe(before);
});

test("a record folder that cannot be written is refused before anything runs", async () => {
  fakePulumi("v3.274.1");
  write("file", "");
  fleetFile({ record: "./file/record" });
  const { error } = failureIn(await fleet(["up", "--json"]));
  expect(error).toMatch(/record folder cannot be written, so nothing was run: .*Make .*file.record writable/);
});

test("a fleet is found from another folder, and stacks of the backend that are none of its accounts are ignored", async () => {
  mkdirSync(join(folder, "backend/.pulumi/stacks/shop"), { recursive: true });
  write("backend/.pulumi/stacks/shop/somebody-else.json", "{}");
  const checked = await fleet(["check", "--file", join(folder, "fleet.yaml")], {}, tmpdir());
  expect([checked.code, checked.stderr]).toEqual([0, expect.not.stringContaining("somebody-else")]);
  expect(checked.stdout).toContain(`${COUNT} accounts: ${COUNT} unknown`);
});

test.each([
  ["check", "--only", "nobody"],
  ["preview", "--shard", "9/2"],
  ["up", "--file", "missing.yaml"],
  ["status", "--only", "nobody"],
])("with --json a command that is called wrongly prints JSON too: %s %s %s", async (...args) => {
  const wrong = await fleet([...args, "--json"]);
  expect([wrong.code, failureIn(wrong).error]).toEqual([
    2,
    expect.stringMatching(/nobody|9\/2|missing\.yaml/),
  ]);
});

test("a quote in the wrong place of a CSV file is said with its line", async () => {
  fleetFile({ accounts: "accounts.csv" });
  const said = async (text: string) => {
    write("accounts.csv", `stack,customerId,accountId\n${text}\n`);
    const { code, stderr } = await fleet(["check"]);
    return [code, stderr];
  };
  expect(await said('a"b,1,2')).toEqual([
    2,
    expect.stringContaining("accounts.csv:2: a quote is in the wrong place"),
  ]);
  expect(await said('a,1,2\n"b,1,2')).toEqual([
    2,
    expect.stringContaining("accounts.csv:3: a quote that opens on this line is not closed"),
  ]);
});
