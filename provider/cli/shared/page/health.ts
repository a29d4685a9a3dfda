import type { Severity } from "../../../goals/diagnosis";
import { type Scale, SHAPES } from "./scale";

/** The health of goals, worst first, as everywhere. */
export const HEALTH: Scale<Severity> = {
  names: ["inactive", "silent", "unknown", "ok", "paused"],
  kinds: {
    inactive: { title: "Inactive", means: "no data can come", tone: "inactive", shape: SHAPES.cross },
    silent: { title: "Silent", means: "nothing recorded", tone: "silent", shape: SHAPES.warning },
    unknown: { title: "Unknown", means: "no status reported", tone: "unknown", shape: SHAPES.question },
    ok: { title: "Recording", means: "in the last 7 days", tone: "ok", shape: SHAPES.check },
    paused: { title: "Paused", means: "on purpose", tone: "paused", shape: SHAPES.pause },
  },
};
