import { changedSince, type Fingerprint } from "../record/fingerprint";
import type { RunRecord } from "../record/record";
import type { CheckedAccount } from "../results";
import { askedOf } from "./asked";

/**
 * How an account stands without a look at it: by the record of its last run, and what Pulumi's state and the program are now. `hidden`: why
 * what the program is now cannot be seen whole.
 */
export function standingBefore(
  record: RunRecord | undefined,
  checkpoint: string | undefined,
  fingerprint: Fingerprint,
  hidden: string | undefined,
): Pick<CheckedAccount, "standing" | "reason"> {
  if (record === undefined)
    return unknown(
      checkpoint === undefined
        ? "it was never applied"
        : "there is no record of what was applied: no run has succeeded yet, the record was lost, or Pulumi ran by hand",
    );
  if (checkpoint === undefined) return unknown("Pulumi holds no state of its stack any more");
  if (checkpoint !== record.checkpoint)
    return unknown(
      "Pulumi's state is not the one of the last recorded run: Pulumi ran by hand, or a run ended early",
    );
  const obstacle = hidden ?? record.obstacles[0] ?? strangeIn(record);
  if (obstacle !== undefined) return unknown(obstacle);
  const changed = changedSince(record.fingerprint, fingerprint);
  if (changed === undefined) return { standing: "clean", reason: undefined };
  return { standing: "changed", reason: `changed since the last run: ${changed}` };
}

/** A newer version may have applied it. */
function strangeIn({ resources }: RunRecord): string | undefined {
  const strange = resources.find((each) => askedOf(each) === undefined);
  return strange && `this version of msads does not know resources of the type ${strange.token}`;
}

function unknown(reason: string): Pick<CheckedAccount, "standing" | "reason"> {
  return { standing: "unknown", reason };
}
