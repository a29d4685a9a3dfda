import { assumed, documented } from "./rule";

/** The report on what was uploaded for offline goals. */
export const reportRules = {
  "report.dates-missing": assumed(
    "Microsoft: GetOfflineConversionReportByGoalIds requires them; no code is documented",
    "StartDateUtc and EndDateUtc must be given",
    113,
    "InvalidDateObject",
  ),
  "report.dates-range": assumed(
    "Microsoft: GetOfflineConversionReportByGoalIds says 7 days; no code is documented",
    "From StartDateUtc to EndDateUtc it is 7 days at most, and none backwards",
    113,
    "InvalidDateObject",
  ),
  "report.goals-missing": assumed(
    "Microsoft: GetOfflineConversionReportByGoalIds requires them; no code is documented",
    "The report needs the ids of goals",
    206,
    "NullArrayArgument",
  ),
  "report.goals-too-many": assumed(
    "Microsoft: the table of operations says 20, the operation's page once said 100; no code is documented",
    "A report takes 20 ids",
    5318,
    "ConversionGoalIdArrayExceedsLimit",
  ),
  "report.goal-unknown": assumed(
    "Microsoft: GetOfflineConversionReportByGoalIds has errors of single goals; no code is documented",
    "No goal that this account can see has this id",
    5314,
    "InvalidConversionGoalId",
  ),
  "report.goal-type": assumed(
    "no source",
    "The report is about OfflineConversion goals only",
    5331,
    "ConversionGoalTypeNotMatched",
  ),
  "report.goal-without-uploads": assumed(
    "no source",
    "A goal without uploads has a summary of zeros; otherwise none",
  ),
  "report.channels": documented(
    "Microsoft: GetOfflineConversionReportByGoalIds",
    "UploadChannelFilter leaves out what came by other channels",
  ),
} as const;
