import { diagnose, type Severity } from "../../goals/diagnosis";
import { type AnyGoal, isUnsupported } from "../../goals/goal";
import { counted } from "../../goals/text";
import type { Session } from "../../session/session";
import type { FleetAccount } from "../fleet";
import type { RunRecord } from "../record/record";
import type { CheckedAccount, DriftedResource } from "../results";
import { drifted } from "./compare";

/** What is known of an account before it is looked at. */
export interface Prepared extends Pick<CheckedAccount, "standing" | "reason"> {
  readonly account: FleetAccount;
  readonly record: RunRecord | undefined;
}

/**
 * Looks at one account: its goals and, where the program manages them, its tags, settings and campaigns are read and compared with the record.
 * Nothing is written. Throws the MsadsError of what could not be read.
 */
export async function checkAccount(
  session: Session,
  { account, record, standing, reason }: Prepared,
): Promise<CheckedAccount> {
  const snapshot = session.account(account).goalSnapshot();
  const [{ doubt, ...goals }, drift] = await Promise.all([
    snapshot,
    drifted(session, record?.resources ?? []),
  ]);
  // One wrong answer must not have a whole account applied again.
  if (doubt !== undefined && drift.length > 0)
    return { account, standing: "unreachable", reason: doubt, drift: [], health: undefined };
  const found = { account, drift, health: healthOf([...goals.byId.values(), ...goals.unsupported.values()]) };
  return standing === "clean" && drift.length > 0
    ? { ...found, standing: "drifted", reason: driftWords(drift) }
    : { ...found, standing, reason };
}

function healthOf(goals: readonly AnyGoal[]): Readonly<Record<Severity, number>> {
  const counts = { inactive: 0, silent: 0, unknown: 0, ok: 0, paused: 0 };
  for (const goal of goals) {
    const type = isUnsupported(goal) ? "Unsupported" : goal.type;
    counts[diagnose(type, goal.fields.status, goal.trackingStatus).severity] += 1;
  }
  return counts;
}

function driftWords(drift: readonly DriftedResource[]): string {
  return `${counted(drift.length, "resource")} changed outside of the program`;
}
