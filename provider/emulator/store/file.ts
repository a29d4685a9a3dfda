import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import type { Settings } from "./settings";
import type { Account, Customer, StoredCampaign, StoredGoal, StoredTag, UsedName } from "./types";

/** All that the emulator remembers, as it is written to its file. */
export interface Snapshot {
  readonly format: 1;
  readonly customers: readonly Customer[];
  readonly accounts: readonly Account[];
  readonly tags: readonly StoredTag[];
  readonly goals: readonly StoredGoal[];
  /** Absent in a file of an earlier release, as is the last id. */
  readonly campaigns?: readonly StoredCampaign[];
  readonly names: readonly UsedName[];
  readonly lastTagId: string;
  readonly lastGoalId: string;
  readonly lastCampaignId?: string;
  readonly clockAheadMs: number;
  readonly settings: Settings;
}

/** The snapshot in a file, or undefined when there is no such file. Throws when the file holds something else. */
export function loadSnapshot(file: string): Snapshot | undefined {
  if (!existsSync(file)) return undefined;
  const read: unknown = parse(file);
  if (!isSnapshot(read)) throw new Error(`${file} is no data file of the emulator`);
  return read;
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Error(`${file} is no data file of the emulator`, { cause: error });
  }
}

function isSnapshot(read: unknown): read is Snapshot {
  return typeof read === "object" && read !== null && "format" in read && read.format === 1;
}

/** Writes beside the file and renames: a reader, or a kill, meets the old file or the new one. */
export function saveSnapshot(file: string, snapshot: Snapshot): void {
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, JSON.stringify(snapshot), { mode: 0o600 });
  takeName(beside, file);
}

/** Windows refuses while somebody else, like a virus scanner, looks into one of the two files, which soon passes. */
function takeName(beside: string, name: string): void {
  for (const patienceMs of [20, 80, 320, 1_280]) {
    try {
      renameSync(beside, name);
      return;
    } catch (error) {
      if (!["EPERM", "EACCES", "EBUSY"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, patienceMs);
    }
  }
  renameSync(beside, name);
}
