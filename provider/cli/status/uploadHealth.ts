import type { UploadsOfGoal } from "../../service/campaignManagement";

/** What became of the conversions that were uploaded for an offline goal, and what to do about it. */
export interface UploadHealth {
  /** How many conversions found their ad click. */
  readonly attributed: number;
  readonly unattributed: number;
  /** Why those did not, the most frequent first. Microsoft: OfflineConversionUnattributedReason. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
  readonly isWell: boolean;
  readonly problem: string;
  readonly todo?: string;
}

/** Fewer attributed than this of all is a problem. */
const LOW_RATE = 0.5;

/** What is to be said of a goal's uploads, by the goal's own status. */
export function uploadHealth(uploads: UploadsOfGoal, status: unknown): UploadHealth {
  const { attributed, unattributed, alerts } = uploads;
  const reasons = [...alerts].sort((one, other) => other.count - one.count);
  return { attributed, unattributed, reasons, ...judged(uploads, reasons[0]?.reason, status === "Paused") };
}

function judged(
  { attributed, unattributed, alerts }: UploadsOfGoal,
  mainReason: string | undefined,
  isPaused: boolean,
): Pick<UploadHealth, "isWell" | "problem" | "todo"> {
  const all = attributed + unattributed;
  if (alerts.some(({ reason, count }) => reason === "GoalNotFoundOrInactive" && count > 0))
    return isPaused ? LOST_AS_PAUSED : LOST;
  if (all === 0) return isPaused ? { isWell: true, problem: "Paused, and nothing was uploaded." } : NONE;
  if (attributed / all >= LOW_RATE) return { isWell: true, problem: "Uploads find their ad clicks." };
  const todo = ADVICE[mainReason ?? ""] ?? "Ask Microsoft's support, and name the goal.";
  return { isWell: false, problem: "More than half of the uploaded conversions found no ad click.", todo };
}

const LOST = {
  isWell: false,
  problem:
    "Conversions were uploaded that do not count: under a name that the goal no longer has, or while it was paused.",
  todo: "Use the goal's exact name in the upload. After a rename, change it there too.",
};
const LOST_AS_PAUSED = {
  isWell: false,
  problem: "Conversions are uploaded for a paused goal: they do not count.",
  todo: "Activate the goal, or end the upload.",
};
const NONE = {
  isWell: false,
  problem: "Nothing was uploaded in the last 7 days.",
  todo: "Check that the upload runs, and names the goal. Or nobody converts.",
};

/** By the reason that is most frequent. */
const ADVICE: Readonly<Record<string, string>> = {
  AccountMismatch: "Upload conversions to the account whose ad was clicked.",
  AdjustmentOriginalNotFound:
    "Adjust only conversions that were uploaded before, with the same click id, name and time.",
  ClickTimestampAfterConversion:
    "Check the time zone of the upload: conversion times are in UTC, and later than the click.",
  ConversionAlreadyRetracted: "Retract a conversion only once.",
  ConversionTimeExceedsMaxLookback: "Upload conversions within 90 days.",
  ConversionTimeInFuture:
    "Check the time zone of the upload: conversion times are in UTC, and not in the future.",
  DuplicateConversionKey: "Upload a conversion only once: its click id, name and time are its key.",
  HistoricalClickDataExpired: "Upload sooner: Microsoft no longer has the clicks.",
  MalformedData: "Check times, values and currency codes in the upload.",
  MissingMatchIdentifiers:
    "Give each conversion a click id (msclkid), or a hashed email address or phone number.",
  NoMatchingClickFound:
    "Check that the upload has Microsoft's click ids (msclkid), complete, and that auto-tagging is on in the account.",
  OutsideGoalLookbackWindow:
    "The conversions came later after the click than the goal allows: raise conversionWindowInMinutes if they should count.",
};
