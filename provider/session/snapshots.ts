import * as pulumi from "@pulumi/pulumi";
import { systemClock } from "../account/clock";
import type { AnyGoal } from "../goals/goal";
import type { AccountRef } from "../service/campaignManagement";
import type { LiveTag } from "../tags/tag";
import { openReader, type ReaderRuntime } from "./reader";

/** All of one kind in one account, and the account in words. */
interface Listing<T> {
  readonly place: string;
  readonly all: readonly T[];
}

/** What accounts hold, each read once. */
export interface Snapshots {
  goals(ids: Partial<AccountRef>): Promise<Listing<AnyGoal>>;
  tags(ids: Partial<AccountRef>): Promise<Listing<LiveTag>>;
}

/** Throws an MsadsError when settings are missing. */
export function snapshotsIn(runtime: ReaderRuntime): Snapshots {
  const reader = openReader(runtime);
  const goals = new Map<string, Promise<readonly (AnyGoal | null)[]>>();
  const tags = new Map<string, Promise<readonly (LiveTag | null)[]>>();
  const listing = async <T>(
    kept: Map<string, Promise<readonly (T | null)[]>>,
    { customerId, accountId }: AccountRef,
    read: () => Promise<readonly (T | null)[]>,
  ): Promise<Listing<T>> => {
    const key = `${customerId}/${accountId}`;
    const reading = kept.get(key) ?? read();
    kept.set(key, reading);
    const all = (await reading).filter((each) => each !== null);
    return { place: `Account ${accountId} of customer ${customerId}`, all };
  };
  return {
    goals: async (ids) => {
      const ref = reader.ref(idsOf(ids));
      return listing(goals, ref, () => reader.port(ref).getConversionGoals("all"));
    },
    tags: async (ids) => {
      const ref = reader.ref(idsOf(ids));
      return listing(tags, ref, () => reader.port(ref).getUetTags("all"));
    },
  };
}

/** Look-ups ask for more than ids. */
function idsOf({ customerId, accountId }: Partial<AccountRef>): Partial<AccountRef> {
  return {
    ...(customerId === undefined ? {} : { customerId }),
    ...(accountId === undefined ? {} : { accountId }),
  };
}

/** With the settings of the program's own process: its stack's config, else the environment. */
export function programSnapshots(): Snapshots {
  return snapshotsIn({
    environment: process.env,
    clock: systemClock,
    config: (key) => pulumi.runtime.getConfig(key),
    notify: ({ severity, message }) => {
      if (severity === "warning") void pulumi.log.warn(message);
    },
  });
}
