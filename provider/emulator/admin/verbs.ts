import { validateHeaderName, validateHeaderValue } from "node:http";
import { turnOnAutoTagging } from "../goal/autoTagging";
import type { EmulatorServer } from "../http/emulatorServer";
import type { PlannedFault } from "../http/plannedFaults";
import { isRuleId } from "../rules";
import type { Settings, SettingsChange } from "../store/settings";
import type { HitRecord } from "../store/traffic";
import type { Account, StoredCampaign, StoredGoal, StoredTag } from "../store/types";
import { conversionsOf, type GoalConversions } from "../tracking/conversions";
import { type AccountEdit, editAccount } from "./accounts";
import { BadAdminRequest } from "./badAdminRequest";
import { addCampaign, type CampaignEdit, editCampaign, type NewCampaign } from "./campaigns";
import { editGoal, editTag, type GoalEdit, type TagEdit } from "./edits";
import { addOtherGoal, type OtherGoal } from "./otherGoal";
import { addUpload, type UploadEntry } from "./uploads";

/** A customer to add or change, with accounts of it. What is left out is as in the default customer. */
export interface CustomerEntry {
  readonly id: string;
  readonly pilots?: readonly number[];
  readonly inStorePilot?: boolean;
  readonly accounts?: readonly AccountEntry[];
}

export interface AccountEntry {
  readonly id: string;
  /** What people call it; default: as it is, of a new account one made of the id. */
  readonly name?: string;
  /** Microsoft: AccountLifeCycleStatus; default: as it is, of a new account Active. */
  readonly status?: "Draft" | "Active" | "Inactive" | "Pause" | "Pending" | "Suspended";
  /** Of a paused one: 1 the user paused it (default), 2 the billing service, 4 both. */
  readonly pauseReason?: 1 | 2 | 4;
  /** Default EUR. */
  readonly currency?: string;
  /** Default true. */
  readonly viewThrough?: boolean;
  /** As the switch in the web UI; default: as it is, in a new account on. */
  readonly autoTagging?: boolean;
}

/** What can be done to an emulator from outside the service; the same by HTTP and in process. */
export interface AdminVerbs {
  /** Moves the clock ahead; hours may be a fraction. */
  advance(hours: number): void;
  /** What tags have sent, the last 1,000, oldest first. */
  hits(): readonly HitRecord[];
  /** What each goal has counted, and what its conversions were worth. */
  conversions(): readonly GoalConversions[];
  /** Puts in a goal of a type that only the web UI makes. */
  addOtherGoal(goal: OtherGoal): StoredGoal;
  /** Edits a goal as a person does in the web UI. */
  editGoal(id: string, edit: GoalEdit): StoredGoal;
  editTag(id: string, edit: TagEdit): StoredTag;
  /** Puts in a campaign, active and without links unless it says otherwise. */
  addCampaign(campaign: NewCampaign): StoredCampaign;
  /** Edits a campaign as a person does in the web UI, its links included. */
  editCampaign(id: string, edit: CampaignEdit): StoredCampaign;
  /** Sets account properties as a person does in the web UI. */
  editAccount(id: string, edit: AccountEdit): Account;
  /** Says what became of conversions that were uploaded for an offline goal. */
  addUpload(goalId: string, upload: UploadEntry): StoredGoal;
  deleteGoal(id: string): void;
  /** Deletes a tag, and its goals with it. */
  deleteTag(id: string): void;
  addCustomers(...customers: readonly CustomerEntry[]): void;
  /** Changes limits, rules, features, latency, retired versions; returns the settings that hold now. */
  settings(change: SettingsChange): Settings;
  /** The next goal and the next tag get the id after this one. */
  continueIdsAfter(id: string): void;
  /** Plans misbehaviour of the next calls. */
  faults(...faults: readonly PlannedFault[]): void;
  clearFaults(): void;
  /** Says yes or no for the person to whom a program without a browser has shown this code. */
  answerDevice(userCode: string, approve: boolean): void;
  /** a fresh start: store, settings, calls and faults are forgotten. */
  reset(): void;
}

export function adminVerbs({
  context,
  plan,
  calls,
  signIns,
}: Pick<EmulatorServer, "context" | "plan" | "calls" | "signIns">): AdminVerbs {
  const { store } = context;
  const saved = <T>(result: T): T => {
    store.save();
    return result;
  };
  const edit = (id: string, change: TagEdit) =>
    editTag(store, id, change, context.holds("tag.deleted-with-goals"));
  return {
    advance: (hours) => saved(store.advance(hours)),
    hits: () => store.traffic.hits(),
    conversions: () => conversionsOf(context),
    addOtherGoal: (goal) => saved(addOtherGoal(store, goal)),
    editGoal: (id, change) => {
      const goal = editGoal(store, id, change);
      if (!goal.deleted) turnOnAutoTagging(context, goal);
      return saved(goal);
    },
    editTag: (id, change) => saved(edit(id, change)),
    addCampaign: (campaign) => saved(addCampaign(store, campaign)),
    editCampaign: (id, change) => saved(editCampaign(store, id, change)),
    editAccount: (id, change) => saved(editAccount(context, id, change)),
    addUpload: (goalId, upload) => saved(addUpload(store, goalId, upload)),
    deleteGoal: (id) => void saved(editGoal(store, id, { deleted: true })),
    deleteTag: (id) => void saved(edit(id, { deleted: true })),
    addCustomers: (...customers) => saved(customers.forEach((each) => void addCustomer(context, each))),
    settings: (change) => {
      const unknown = Object.keys(change.rules ?? {}).filter((id) => !isRuleId(id));
      if (unknown.length > 0) throw new BadAdminRequest(`no such rule: ${unknown.join(", ")}`);
      store.change(change);
      return saved(store.settings);
    },
    continueIdsAfter: (id) => saved(store.continueIdsAfter(id)),
    faults: (...faults) => {
      for (const fault of faults) if (fault.kind === "http") refuseUnfitHeaders(fault.headers ?? {});
      plan.add(...faults);
    },
    clearFaults: () => plan.clear(),
    answerDevice: (userCode, approve) => {
      if (!signIns.answerDevice(userCode, approve))
        throw new BadAdminRequest(`no device waits for ${userCode}`);
    },
    reset: () => {
      plan.clear();
      calls.clear();
      signIns.clear();
      saved(store.reset());
    },
  };
}

function addCustomer(context: EmulatorServer["context"], entry: CustomerEntry): void {
  const { store } = context;
  store.putCustomer({ id: entry.id, pilots: entry.pilots ?? [], inStorePilot: entry.inStorePilot ?? true });
  for (const account of entry.accounts ?? []) {
    const owner = store.account(account.id)?.customerId ?? entry.id;
    if (owner !== entry.id) throw new BadAdminRequest(`account ${account.id} belongs to customer ${owner}`);
    store.putAccount({
      ...store.account(account.id),
      id: account.id,
      customerId: entry.id,
      ...namedOf(account),
      currency: account.currency ?? "EUR",
      viewThrough: account.viewThrough ?? true,
      autoTagging:
        account.autoTagging ??
        store.account(account.id)?.autoTagging ??
        context.holds("account.auto-tagging"),
    });
  }
}

function namedOf({
  name,
  status,
  pauseReason,
}: AccountEntry): Pick<Account, "name" | "status" | "pauseReason"> {
  return {
    ...(name === undefined ? {} : { name }),
    ...(status === undefined ? {} : { status }),
    ...(pauseReason === undefined ? {} : { pauseReason }),
  };
}

function refuseUnfitHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers))
    try {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    } catch {
      throw new BadAdminRequest(
        `header ${JSON.stringify(name)} cannot be sent with the value ${JSON.stringify(value)}`,
      );
    }
}
