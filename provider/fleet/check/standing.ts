import { changedSince, type Fingerprint } from "../record/fingerprint";
import type { RunRecord } from "../record/record";
import type { CheckedAccount } from "../results";

/** How an account stands without a look at it: by the record of its last run, and what Pulumi's state and the program are now. */
export function standingBefore(
  record: RunRecord | undefined,
  checkpoint: string | undefined,
  fingerprint: Fingerprint,
): Pick<CheckedAccount, "standing" | "reason"> {
  if (record === undefined)
    return unknown(
      checkpoint === undefined
        ? "it was never applied"
        : "there is no record of what was applied: it was lost, or Pulumi ran by hand",
    );
  if (checkpoint === undefined) return unknown("Pulumi holds no state of its stack any more");
  if (checkpoint !== record.checkpoint)
    return unknown(
      "Pulumi's state is not the one of the last recorded run: Pulumi ran by hand, or a run ended early",
    );
  const [obstacle] = record.obstacles;
  if (obstacle !== undefined) return unknown(obstacle);
  const changed = changedSince(record.fingerprint, fingerprint);
  if (changed === undefined) return { standing: "clean", reason: undefined };
  return { standing: "changed", reason: `changed since the last run: ${changed}` };
}

function unknown(reason: string): Pick<CheckedAccount, "standing" | "reason"> {
  return { standing: "unknown", reason };
}
