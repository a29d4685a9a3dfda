import type { Fleet, FleetAccount } from "../../fleet/fleet";
import { readRecord } from "../../fleet/record/record";

/** What the record says of one account; nothing of it is asked of the service. */
export interface AccountStatus extends Pick<FleetAccount, "stack" | "customerId" | "accountId"> {
  /** When it was last applied, ISO 8601; undefined = there is no record of it. */
  readonly appliedAt?: string;
  /** production, sandbox or emulator. */
  readonly environment?: string;
  /** How many resources of ours it had then. */
  readonly resources?: number;
}

/** Those without a record first, then the longest ago. */
export function fleetStatus(
  { record: folder }: Pick<Fleet, "record">,
  accounts: readonly FleetAccount[],
): readonly AccountStatus[] {
  const all = accounts.map(({ stack, customerId, accountId }): AccountStatus => {
    const record = readRecord(folder, stack);
    const about = { stack, customerId, accountId };
    if (record === undefined) return about;
    const { appliedAt, environment, resources } = record;
    return { ...about, appliedAt, environment, resources: resources.length };
  });
  return all.toSorted((one, other) => compared(one.appliedAt ?? "", other.appliedAt ?? ""));
}

function compared(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
