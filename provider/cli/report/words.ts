import type { Severity } from "../status/problems";

/** A severity as a heading says it, and what it means. */
export const SAID: Readonly<Record<Severity, { readonly title: string; readonly means: string }>> = {
  inactive: { title: "Inactive", means: "no data can come" },
  silent: { title: "Silent", means: "nothing recorded" },
  unknown: { title: "Unknown", means: "no status reported" },
  ok: { title: "Recording", means: "in the last 7 days" },
  paused: { title: "Paused", means: "on purpose" },
};
