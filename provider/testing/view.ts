import { DirectCalls, type Emulator, type Fields, type Value } from "../emulator";
import type { ReplayAnswer } from "../replay/answer";
import type { Goal, GoalChange, NewGoal, Tag, TagChange, TagFields } from "./goal";
import {
  type AccountSettings,
  type AccountSettingsChange,
  accountSettings,
  addCampaign,
  type Campaign,
  type CampaignChange,
  campaignEdit,
  campaigns,
  editAccountSettings,
  type NewCampaign,
  type Uploads,
} from "./neighbours";
import type { AccountIds } from "./options";
import { type ReplayOptions, replayFiles } from "./recorded";
import { type HitDetails, type Reached, sendToTag, type UetEvent } from "./tracking";
import { fromWire, toWire, withDecimals } from "./wire";

/** An account as it is in the service, and what people do in it. Names are exact. */
export interface AccountView extends AccountIds {
  /** All goals that the account shows, oldest first: its own, and those of scope "Customer" of the customer's other accounts. */
  goals(): readonly Goal[];
  /** The goal of this name. If there is none, throws an Error that lists the existing names. */
  goal(name: string): Goal;
  /** All UET tags of the customer, oldest first. */
  tags(): readonly Tag[];
  /** The tag of this name. If there is none, throws an Error that lists the existing names. */
  tag(name: string): Tag;
  /** Adds a goal as a person would in the web UI, but by the API's rules. Throws an Error that says what the service refuses. */
  addGoal(goal: NewGoal): Goal;
  /** Adds a tag as a person would in the web UI. */
  addTag(tag: TagFields): Tag;
  /** Changes a goal as a person does in the web UI; the API's rules do not apply. */
  editGoal(name: string, change: GoalChange): Goal;
  /** Changes a tag as a person would in the web UI. */
  editTag(name: string, change: TagChange): Tag;
  /** Deletes a goal, which only the web UI can do. Its name cannot be reused. */
  deleteGoal(name: string): void;
  /** Deletes a tag and with it its goals. */
  deleteTag(name: string): void;
  /** The account's own settings: auto-tagging and others. */
  settings(): AccountSettings;
  /** Changes settings as a person does in the web UI. */
  editSettings(change: AccountSettingsChange): AccountSettings;
  /** All campaigns of the account, oldest first. Programs do not make any: a test adds what it needs. */
  campaigns(): readonly Campaign[];
  /** The campaign of this name. If there is none, throws an Error that lists the existing names. */
  campaign(name: string): Campaign;
  /** Adds a campaign as a person would in the web UI. */
  addCampaign(campaign: NewCampaign): Campaign;
  /** Changes a campaign, or the goals that it is linked with, as a person does in the web UI. */
  editCampaign(name: string, change: CampaignChange): Campaign;
  /** Somebody has uploaded conversions for an offline goal: what became of them. */
  upload(goalName: string, uploads: Uploads): void;
  /** A visitor opens a page that has the tag's script. Returns the goals that this reaches. */
  pageLoad(tagName: string, page: string, details?: HitDetails): readonly Reached[];
  /** A page sends an event to the tag. Returns the goals that this reaches. */
  event(tagName: string, event: UetEvent): readonly Reached[];
  /**
   * What recorded traffic would count with the account's goals as they are now; with `before`, compared with other goals. Nothing of the account
   * changes. @param files HAR, web server logs, CSV, or GA4's export as JSON lines; gzip too. Relative paths start at the working directory.
   * Rejects with an Error that names the file when one cannot be read.
   */
  replay(files: string | readonly string[], options?: ReplayOptions): Promise<ReplayAnswer>;
}

export function accountView(emulator: Emulator, ids: AccountIds): AccountView {
  const service = new DirectCalls(emulator, ids);
  const goals = () => service.goals().map((fields) => goalOf(emulator, fields));
  const tags = () => service.tags().map(tagOf);
  const goal = (name: string) => named("goal", goals(), name);
  const tag = (name: string) => named("UET tag", tags(), name);
  const campaign = (name: string) => named("campaign", campaigns(service), name);
  return {
    ...ids,
    goals,
    goal,
    tags,
    tag,
    addGoal: (given) => {
      service.add("AddConversionGoals", withDecimals(toWire({ ...given }), "number"));
      return goal(given.name);
    },
    addTag: (given) => {
      service.add("AddUetTags", tagToWire({ ...given }));
      return tag(given.name);
    },
    editGoal: (name, { type, ...change }) => {
      const edit = withDecimals(toWire(change), "text");
      emulator.editGoal(goal(name).id, { ...edit, ...(type ? { kind: type } : {}) });
      return goal(change.name ?? name);
    },
    editTag: (name, { unavailable, ...change }) => {
      const edit = tagToWire(change);
      emulator.editTag(tag(name).id, { ...edit, ...(unavailable === undefined ? {} : { unavailable }) });
      return tag(change.name ?? name);
    },
    deleteGoal: (name) => emulator.deleteGoal(goal(name).id),
    deleteTag: (name) => emulator.deleteTag(tag(name).id),
    settings: () => accountSettings(service),
    editSettings: (change) => {
      editAccountSettings(emulator, ids, change);
      return accountSettings(service);
    },
    campaigns: () => campaigns(service),
    campaign,
    addCampaign: (given) => {
      addCampaign(emulator, ids, given);
      return campaign(given.name);
    },
    editCampaign: (name, change) => {
      emulator.editCampaign(campaign(name).id, campaignEdit(change));
      return campaign(change.name ?? name);
    },
    upload: (goalName, uploads) => void emulator.addUpload(goal(goalName).id, uploads),
    pageLoad: (tagName, page, details) => sendToTag(emulator, tag(tagName).id, { ...details, page }),
    event: (tagName, event) => sendToTag(emulator, tag(tagName).id, event),
    replay: async (files, options = {}) => replayFiles(emulator, ids.accountId, goals(), files, options),
  };
}

function goalOf({ store }: Emulator, fields: Fields): Goal {
  const { type, ...others } = fromWire(fields);
  const stored = store.goal(String(others.id));
  return {
    ...others,
    type: Array.isArray(type) ? type[0] : type,
    accountId: stored?.accountId,
    conversions: stored?.conversions,
    earned: stored?.revenue ?? {},
  } as unknown as Goal;
}

/** A tag's shares are an object of their own in the service: here they are the other customers. */
function tagOf({ CustomerShare: share, ...fields }: Fields): Tag {
  const shares =
    isGroup(share) && Array.isArray(share.CustomerAccountShares) ? share.CustomerAccountShares : [];
  const owner = isGroup(share) ? share.OwnerCustomerId : undefined;
  const customers = shares.filter(isGroup).map(({ CustomerId }) => String(CustomerId));
  const sharedWith = isGroup(share) ? { sharedWith: customers.filter((id) => id !== owner) } : {};
  return { ...fromWire(fields), ...sharedWith } as unknown as Tag;
}

function isGroup(value: Value | undefined): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function tagToWire({ sharedWith, ...fields }: Omit<TagChange, "unavailable">): Record<string, unknown> {
  if (sharedWith === undefined) return toWire(fields);
  const shares = (sharedWith ?? []).map((CustomerId) => ({ CustomerId }));
  return { CustomerShare: { CustomerAccountShares: shares }, ...toWire(fields) };
}

function named<T extends { readonly name: string }>(what: string, all: readonly T[], name: string): T {
  const found = all.find((each) => each.name === name);
  if (found !== undefined) return found;
  const names = all.map((each) => JSON.stringify(each.name)).join(", ");
  throw new Error(`there is no ${what} named ${JSON.stringify(name)}; existing: ${names || "none"}`);
}
