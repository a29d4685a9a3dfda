/** How bad it is: inactive = no data can come; silent = nothing was recorded; quiet ones need nobody. */
export type Severity = "inactive" | "silent" | "unknown" | "ok" | "paused";

/** What a tracking status means, and what to do about it. */
export interface Diagnosis {
  readonly severity: Severity;
  /** Its place in the order of problems: 0 is worst. */
  readonly rank: number;
  readonly problem: string;
  readonly todo?: string;
}

const SCRIPT = "on every page of the site, with this tag's id (UetTag.trackingScript)";

/** By tracking status, worst first. Microsoft: ConversionGoalTrackingStatus, UetTagTrackingStatus. */
const DIAGNOSES: Readonly<Record<string, Omit<Diagnosis, "rank">>> = {
  InactiveDueToTagUnavailable: {
    severity: "inactive",
    problem:
      "The account can no longer use the goal's UET tag: it was deleted or is no longer shared with the account.",
    todo: "Share the tag with the account again, or give the goal the id of another tag.",
  },
  TagInactive: {
    severity: "inactive",
    problem: "The UET tag has sent no data in the last 24 hours.",
    todo: `Check that the tag's script is still ${SCRIPT}.`,
  },
  TagUnverified: {
    severity: "silent",
    problem: "The UET tag has never sent data.",
    todo: `A new tag may take up to 24 hours. After that: put its script ${SCRIPT}, or fix what prevents it from loading.`,
  },
  NoRecentConversions: {
    severity: "silent",
    problem: "The tag works, but the goal has recorded no conversion in the last 7 days.",
    todo: "Compare what the goal matches with what the site sends; check that the pages with the conversion have the tag. Or nobody converts.",
  },
  unknown: {
    severity: "unknown",
    problem: "The service reports no tracking status, or one that this version does not know.",
  },
  RecordingConversions: { severity: "ok", problem: "Conversions were recorded in the last 7 days." },
  paused: { severity: "paused", problem: "Paused on purpose: it records nothing." },
};

/** Goals without a tag, and those that Microsoft makes, are silent for reasons of their own. */
const OF_TYPE: Readonly<Record<string, Pick<Diagnosis, "problem" | "todo">>> = {
  AppInstall: {
    problem: "No install was reported in the last 7 days.",
    todo: "Check appPlatform and appStoreId, and that the app's tracking partner reports to Microsoft Advertising.",
  },
  AppDownload: {
    problem: "No download was reported in the last 7 days.",
    todo: "Check appPlatform and appStoreId, and that the app's tracking partner reports to Microsoft Advertising.",
  },
  Unsupported: {
    problem: "The tag works, but a goal that Microsoft makes has recorded no conversion in the last 7 days.",
    todo: "Check in the web UI what it counts, and that every page has the tag. Or nobody converts.",
  },
  OfflineConversion: {
    problem: "No offline conversion was recorded in the last 7 days.",
    todo: "Check the upload: its schedule, the goal's exact name in it, and that auto-tagging keeps the click ids.",
  },
};

/** What is to be said of a goal, by its type ("Unsupported" of one that no program can have), its own status (Active, Paused) and its tracking status. */
export function diagnose(type: string, status: unknown, trackingStatus: string | undefined): Diagnosis {
  const key = status === "Paused" ? "paused" : (trackingStatus ?? "unknown");
  const known = Object.hasOwn(DIAGNOSES, key) ? key : "unknown";
  const found = DIAGNOSES[known] ?? { severity: "unknown", problem: "" };
  const own = known === "NoRecentConversions" && Object.hasOwn(OF_TYPE, type) ? OF_TYPE[type] : undefined;
  return { ...found, ...own, rank: Object.keys(DIAGNOSES).indexOf(known) };
}
