/// <reference lib="esnext.disposable" preserve="true" />
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Emulator, type PlannedFault, startEmulator } from "../emulator";
import { type ServiceCall, serviceCall } from "./calls";
import type { AccountIds, AccountOptions, OtherAccountOptions, ProgramOptions } from "./options";
import { PulumiStack } from "./pulumiStack";
import { Runs } from "./runs";
import { nameOf, openStack, programFolder, type Stack } from "./stack";
import { type AccountView, accountView } from "./view";

/** The account's own time: it follows the machine's clock, and a test can advance it. */
export interface Clock {
  /** The account's current time. */
  now(): Date;
  /** Advances the time, on which tracking statuses depend: a tag is inactive after a day without data, a goal silent after seven days without a conversion. */
  advance(time: { readonly days?: number; readonly hours?: number; readonly minutes?: number }): void;
}

/** An account of an emulated Microsoft Advertising, with programs that run against it. */
export interface Account extends AccountView, AsyncDisposable {
  /** Base address of the service, as in `msads:endpoint`. */
  readonly url: string;
  readonly clock: Clock;
  /**
   * A Pulumi program, to be run against this account.
   * @param folder of Pulumi.yaml; a relative path starts at the working directory. The same folder and stack have the same state.
   * Throws an Error when there is no Pulumi.yaml.
   */
  program(folder: string | URL, options?: ProgramOptions): Stack;
  /** Another account in the same service, for programs that manage several. */
  another(options: OtherAccountOptions): AccountView;
  /** Makes the next calls of a program fail. */
  fail(...faults: readonly PlannedFault[]): void;
  /** All calls that programs have made so far. */
  calls(): readonly ServiceCall[];
  /** Stops the current runs and removes everything. `await using` does this automatically. */
  close(): Promise<void>;
}

/** As the kit's own startAccount. */
export async function startAccount(options: AccountOptions): Promise<Account> {
  const ids = idsOf(options);
  const emulator = await start(ids, options);
  const home = mkdtempSync(join(tmpdir(), "msads-test-"));
  const runs = new Runs();
  const { pilots } = options;
  const close = async () => {
    await runs.end();
    await emulator.close();
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  };
  return {
    ...accountView(emulator, ids),
    url: emulator.url,
    clock: clockOf(emulator),
    program: programs(emulator, ids, runs, home),
    another: (other) => {
      const more = checked({ customerId: other.customerId ?? ids.customerId, accountId: other.accountId });
      addAccount(emulator, more, other.currency, more.customerId === ids.customerId ? pilots : undefined);
      return accountView(emulator, more);
    },
    fail: (...faults) => emulator.faults(...faults),
    calls: () => emulator.calls().map(serviceCall),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function programs(emulator: Emulator, ids: AccountIds, runs: Runs, home: string): Account["program"] {
  const stateFiles = new Map<string, string>();
  const underCli = new Map<string, PulumiStack>();
  return (given, options = {}) => {
    const folder = programFolder(given);
    const stack = nameOf(options);
    const key = JSON.stringify([folder, stack]);
    const stateFile = stateFiles.get(key) ?? join(home, `state-${stateFiles.size + 1}.json`);
    stateFiles.set(key, stateFile);
    const pulumi = options.cli ? (underCli.get(key) ?? new PulumiStack({ folder, stack, home })) : undefined;
    if (pulumi !== undefined) underCli.set(key, pulumi);
    return openStack(folder, options, { emulator, ids, runs, home, stateFile, pulumi });
  };
}

function idsOf({ customerId, accountId }: AccountOptions): AccountIds {
  if (customerId !== undefined && accountId === undefined)
    throw new Error("customerId is given without accountId: give both");
  return checked({ customerId: customerId ?? "111", accountId: accountId ?? "222" });
}

function checked(ids: AccountIds): AccountIds {
  for (const [name, id] of Object.entries(ids))
    if (!/^[0-9]{1,19}$/.test(id))
      throw new Error(`${name} is ${JSON.stringify(id)}; allowed: digits, like Microsoft's ids`);
  return ids;
}

async function start(
  ids: AccountIds,
  { port = 0, currency, pilots, features = {} }: AccountOptions,
): Promise<Emulator> {
  const emulator = await startEmulator({ port }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Error(`port ${port} is in use: leave \`port\` out to take any free one`);
  });
  try {
    addAccount(emulator, ids, currency, pilots);
    emulator.settings({ features });
    return emulator;
  } catch (error) {
    await emulator.close();
    throw error;
  }
}

function addAccount(
  emulator: Emulator,
  { customerId, accountId }: AccountIds,
  currency = "EUR",
  pilots: readonly number[] = [],
): void {
  emulator.addCustomers({ id: customerId, pilots, accounts: [{ id: accountId, currency }] });
}

function clockOf(emulator: Emulator): Clock {
  return {
    now: () => new Date(emulator.store.now()),
    advance: ({ days = 0, hours = 0, minutes = 0 }) => {
      const ahead = days * 24 + hours + minutes / 60;
      if (!(ahead >= 0)) throw new Error("the clock cannot go back");
      emulator.advance(ahead);
    },
  };
}
