import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { type FleetView, prepared, type ReadyAccount } from "../../fleet/check/prepare";
import type { Fleet, FleetAccount } from "../../fleet/fleet";
import { readFleet } from "../../fleet/fleetFile";
import { FleetFileError } from "../../fleet/fleetFileError";
import { chosenBy } from "../../fleet/only";
import { openFleet } from "../../fleet/openFleet";
import { parseShard, shardOf } from "../../fleet/shard";
import { UsageError } from "../usageError";

/** Which accounts of which fleet a command is about. */
export interface AccountChoice {
  /** The fleet file. */
  readonly file: string;
  /** Patterns of stacks; undefined = all. */
  readonly only?: readonly string[];
  /** "K/N", "auto" or "auto/N"; undefined = all. */
  readonly shard?: string;
}

/** What a command of the fleet needs of the process. */
export interface FleetRuntime {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly warn: (message: string) => void;
}

export interface OpenAccounts {
  readonly view: FleetView;
  readonly ready: readonly ReadyAccount[];
}

/** Reads the fleet file and what is known of its accounts without a call. Throws a UsageError of what people wrote wrongly. */
export async function openAccounts(choice: AccountChoice, runtime: FleetRuntime): Promise<OpenAccounts> {
  const fleet = fleetIn(choice, runtime);
  const view = await openFleet(fleet, runtime);
  return { view, ready: prepared(view, chosenAccounts(fleet.accounts, choice, runtime.environment)) };
}

export function fleetIn({ file }: AccountChoice, { cwd }: Pick<FleetRuntime, "cwd">): Fleet {
  const path = resolve(cwd, file);
  if (!existsSync(path))
    throw new UsageError(
      `there is no ${file} here. Make one with \`msads fleet init\`, or name yours with --file`,
    );
  try {
    return readFleet(path);
  } catch (error) {
    throw error instanceof FleetFileError ? new UsageError(error.message) : error;
  }
}

/** The accounts that `--only` and `--shard` leave. */
export function chosenAccounts(
  accounts: readonly FleetAccount[],
  { only, shard }: AccountChoice,
  environment: NodeJS.ProcessEnv,
): readonly FleetAccount[] {
  const stacks = accounts.map(({ stack }) => stack);
  const chosen = only === undefined ? { stacks, problems: [] } : chosenBy(only, stacks);
  const part = shard === undefined ? { index: 1, total: 1 } : parseShard(shard, environment);
  const problems = [...chosen.problems, ...(typeof part === "string" ? [part] : [])];
  if (problems.length > 0 || typeof part === "string") throw new UsageError(problems.join("\n"));
  const wanted = new Set(chosen.stacks);
  return accounts.filter(({ stack }) => wanted.has(stack) && shardOf(stack, part.total) === part.index);
}
