import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type FleetEnded, FleetWorld, goalsIn } from "../support/e2eFleet";
import { bench } from "../support/e2eUse";

const lab = bench();
const STACKS = ["acme", "beta", "cargo"];
const PROGRAM = `new msads.OfflineConversionGoal("won", { name: "Won", goalCategory: "Purchase" });`;

let world: FleetWorld;
beforeEach(() => {
  world = new FleetWorld(lab.emulator, STACKS);
  world.program(PROGRAM);
});
afterEach(() => world.remove());

interface Ran {
  readonly ok: boolean;
  readonly accounts: readonly {
    readonly stack: string;
    readonly outcome: string;
    readonly message?: string;
  }[];
}

/** One account after the other, as JSON; what is missing is missing for all. */
async function ups(environment: NodeJS.ProcessEnv): Promise<FleetEnded & Ran> {
  const ended = await world.run(["up", "--concurrency", "1", "--json"], environment);
  return { ...ended, ...(JSON.parse(ended.stdout) as Ran) };
}

test.each([
  [
    "the passphrase is not set",
    /passphrase must be set/,
    "not begun, since PULUMI_CONFIG_PASSPHRASE is not set",
  ],
  ["the sign-in expires", /109 AuthenticationTokenExpired/, "not begun, since the sign-in is refused"],
])(
  "%s: the first run says so, no further one is begun, and the same command goes on",
  async (what, said, why) => {
    const isSignIn = what.includes("sign-in");
    // After the command's own look at each account.
    if (isSignIn) lab.emulator.faults({ kind: "fault", code: 109, after: STACKS.length, times: 999 });
    const { code, ok, stderr, accounts } = await ups(isSignIn ? {} : { PULUMI_CONFIG_PASSPHRASE: undefined });
    expect([code, ok]).toEqual([1, false]);
    expect(accounts.map(({ outcome, message }) => [outcome, message])).toEqual([
      ["failed", expect.stringMatching(said)],
      ["skipped", why],
      ["skipped", why],
    ]);
    expect(stderr.match(/✗/g)?.length).toBe(1);
    expect(lab.emulator.store.goals).toEqual([]);
    lab.emulator.clearFaults();
    const again = await ups({});
    expect([again.code, STACKS.map((_, at) => goalsIn(lab.emulator, at))]).toEqual([
      0,
      STACKS.map(() => ["Won Active"]),
    ]);
  },
);

test("a backend that is not there stops the command at the first account", async () => {
  world.fleetFile({ backend: "file:///nowhere/at/all" });
  const { code, accounts } = await ups({});
  expect([code, accounts.map(({ outcome }) => outcome)]).toEqual([1, ["failed", "skipped", "skipped"]]);
  expect(accounts[0]?.message).toContain("/nowhere/at/all");
});

test("a program that does not compile fails all accounts, and people read it once", async () => {
  world.program(`${PROGRAM}\nconst goal = ;`);
  const { code, stdout } = await world.run(["up", "--concurrency", "4"]);
  expect([code, stdout.match(/SyntaxError/g)?.length]).toEqual([1, 1]);
  expect(stdout).toContain("3 accounts: 3 failed");
  expect(stdout).toContain("program/index.js");
});

test("a run that cannot be noted, on a full disk for one, is applied and says so; the next command runs that account again", async () => {
  mkdirSync(join(world.folder, "record/acme.json/full"), { recursive: true });
  const { code, accounts } = await ups({});
  expect([code, accounts[0]]).toEqual([
    0,
    expect.objectContaining({
      stack: "acme",
      outcome: "done",
      message: expect.stringContaining("could not be noted"),
    }),
  ]);
  expect(goalsIn(lab.emulator, 0)).toEqual(["Won Active"]);
  const again = await ups({});
  expect(again.accounts.map(({ stack, outcome }) => [stack, outcome])).toEqual([["acme", "done"]]);
});
