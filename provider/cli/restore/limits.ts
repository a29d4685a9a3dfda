import type { Kind } from "../../account/batch/runProgress";
import { counted } from "../../goals/text";
import type { Session } from "../../session/session";
import type { Restored, RestorePlan } from "./restorePlan";

const KINDS: Readonly<Record<Restored["kind"], Kind>> = {
  goal: "goals",
  tag: "tags",
  settings: "settings",
  campaign: "campaigns",
};

/** Why a plan may not be written, each in a sentence. */
export function refusals(
  { restored }: Pick<RestorePlan, "restored">,
  { settings, changes }: Pick<Session, "settings" | "changes">,
  pauseAtMost: number,
): readonly string[] {
  if (restored.length === 0) return [];
  for (const { kind, id, differences } of restored)
    changes.plan(
      KINDS[kind],
      id,
      differences.map(({ path }) => path),
    );
  const pauses = restored.filter(({ isPause }) => isPause);
  return [
    ...(settings.readOnly
      ? ["readOnly is set (msads:readOnly or MSADS_READ_ONLY): nothing is written."]
      : []),
    ...(changes.isOver ? [changes.refusal(true)] : []),
    ...(pauses.length > pauseAtMost
      ? [
          `${counted(pauses.length, "active goal")} would be paused, and at most ${pauseAtMost} may be: ${pauses
            .slice(0, 3)
            .map(({ name }) => JSON.stringify(name))
            .join(
              ", ",
            )}${pauses.length > 3 ? ", …" : ""}. If that is meant, add --pause-at-most ${pauses.length}.`,
        ]
      : []),
  ];
}
