export type { AccountEdit } from "./admin/accounts";
export type { CampaignEdit, NewCampaign } from "./admin/campaigns";
export type { GoalEdit, TagEdit } from "./admin/edits";
export type { UploadEntry } from "./admin/uploads";
export type { AccountEntry, AdminVerbs, CustomerEntry } from "./admin/verbs";
export { DirectCalls, sendHit } from "./directCalls";
export type { Call, SentItem } from "./http/calls";
export type { PlannedFault } from "./http/plannedFaults";
export { type RunArguments, runEmulator } from "./main";
export {
  type ObservedFile,
  type ObservedRule,
  observedFormat,
  parseObserved,
} from "./observed/observedFile";
export { inForce, type RuleId, type RuleSwitches, ruleIds, ruleOf } from "./rules";
export type { Fields, Value } from "./schema/values";
export type { SignInCall } from "./signIn/signIns";
export { accessToken, refreshToken } from "./signIn/tokens";
export { type Emulator, type EmulatorAddresses, type EmulatorOptions, startEmulator } from "./start";
export type { Hit } from "./store/hit";
export type { Features, Limits, Settings, SettingsChange } from "./store/settings";
export type { Store } from "./store/store";
export type { GoalMatch, HitRecord, Money } from "./store/traffic";
export type {
  Account,
  Customer,
  GoalFields,
  StoredCampaign,
  StoredGoal,
  StoredTag,
  TagFields,
} from "./store/types";
export type { GoalConversions } from "./tracking/conversions";
export { windowMsOf } from "./tracking/count";
export { compileExpression, Expressions } from "./tracking/expressions";
export { readHit } from "./tracking/hit";
export { sumOf, worthBy } from "./tracking/revenue";
export { visitPauseMs } from "./tracking/take";
export { expressionToTry, longestKey, longestText, numberMatches, withoutPrefix } from "./tracking/texts";
