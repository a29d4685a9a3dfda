/** Tests of programs that use pulumi-msads: an account of an emulated service, and their runs against it, without the Pulumi CLI. */

export type { PlannedFault } from "../emulator";
export type * from "../replay/answer";
export type { Skipped, TrafficFormat, TrafficNotes, TrafficSource } from "../replay/traffic";
export type { Account, Clock } from "./account";
export type { SentItem, ServiceCall } from "./calls";
export type * from "./goal";
export type {
  AccountSettings,
  AccountSettingsChange,
  Campaign,
  CampaignChange,
  NewCampaign,
  Uploads,
} from "./neighbours";
export type {
  AccountIds,
  AccountOptions,
  ConfigValue,
  OtherAccountOptions,
  ProgramOptions,
  RunOptions,
} from "./options";
export type { ReplayOptions } from "./recorded";
export type { Change, Diagnostic, Operation, RunFailed, RunResult, Step } from "./result";
export type { Stack } from "./stack";
export { startAccount } from "./startAccount";
export type { HitDetails, Reached, UetEvent } from "./tracking";
export type { AccountView } from "./view";
