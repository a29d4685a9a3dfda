import { loadSnapshot, type Snapshot, saveSnapshot } from "./file";
import { firstCampaignId, freshSnapshot } from "./fresh";
import { Ids, type Numbered } from "./ids";
import { NameBook } from "./names";
import { changeSettings, defaultSettings, type Settings, type SettingsChange } from "./settings";
import { Traffic } from "./traffic";
import type { Account, Customer, StoredCampaign, StoredGoal, StoredTag, UsedName } from "./types";

const hourMs = 3_600_000;

/** What the emulated service knows. Objects handed out never change; a change puts a new object in. */
export class Store {
  /** What tags have sent lately. */
  readonly traffic = new Traffic();
  readonly #file: string | undefined;
  readonly #clock: () => number;
  #customers = new Map<string, Customer>();
  #accounts = new Map<string, Account>();
  #tags = new Map<string, StoredTag>();
  #goals = new Map<string, StoredGoal>();
  #campaigns = new Map<string, StoredCampaign>();
  #names = new NameBook();
  #ids = new Ids({ tag: "0", goal: "0", campaign: "0" });
  #clockAheadMs = 0;
  #settings: Settings = defaultSettings;
  #saved = true;

  /** @param file keeps the store between runs @param clock milliseconds since 1970, before admin moves it */
  constructor(clock: () => number, file?: string) {
    this.#clock = clock;
    this.#file = file;
    this.#load((file === undefined ? undefined : loadSnapshot(file)) ?? freshSnapshot);
  }

  get settings(): Settings {
    return this.#settings;
  }

  /** All goals, deleted ones too, oldest first. */
  get goals(): readonly StoredGoal[] {
    return [...this.#goals.values()];
  }

  /** All tags, deleted ones too, oldest first. */
  get tags(): readonly StoredTag[] {
    return [...this.#tags.values()];
  }

  /** All campaigns, deleted ones too, oldest first. */
  get campaigns(): readonly StoredCampaign[] {
    return [...this.#campaigns.values()];
  }

  get accounts(): readonly Account[] {
    return [...this.#accounts.values()];
  }

  get customers(): readonly Customer[] {
    return [...this.#customers.values()];
  }

  customer(id: string): Customer | undefined {
    return this.#customers.get(id);
  }

  account(id: string): Account | undefined {
    return this.#accounts.get(id);
  }

  goal(id: string): StoredGoal | undefined {
    return this.#goals.get(id);
  }

  tag(id: string): StoredTag | undefined {
    return this.#tags.get(id);
  }

  campaign(id: string): StoredCampaign | undefined {
    return this.#campaigns.get(id);
  }

  /** Milliseconds since 1970 by the emulator's clock. */
  now(): number {
    return this.#clock() + this.#clockAheadMs;
  }

  /** Moves the clock ahead. */
  advance(hours: number): void {
    this.#clockAheadMs += hours * hourMs;
    this.#saved = false;
  }

  nameUsers(of: UsedName["of"], customerId: string, name: string): readonly UsedName[] {
    return this.#names.users(of, customerId, name);
  }

  nextId(kind: Numbered): string {
    return this.#ids.next(kind);
  }

  /** Puts a goal in, new or changed; its name is used from now on. */
  putGoal(goal: StoredGoal): void {
    this.#goals.set(goal.id, goal);
    this.#useName("goal", goal.customerId, goal.fields.Name, goal.id);
  }

  putTag(tag: StoredTag): void {
    this.#tags.set(tag.id, tag);
    this.#useName("tag", tag.customerId, tag.fields.Name, tag.id);
  }

  putCampaign(campaign: StoredCampaign): void {
    this.#campaigns.set(campaign.id, campaign);
    this.#saved = false;
  }

  putAccount(account: Account): void {
    this.#accounts.set(account.id, account);
    this.#saved = false;
  }

  putCustomer(customer: Customer): void {
    this.#customers.set(customer.id, customer);
    this.#saved = false;
  }

  /** The ids that come after this one: for example to try ids beyond 2^53. */
  continueIdsAfter(id: string): void {
    this.#ids = new Ids({ tag: id, goal: id, campaign: id });
    this.#saved = false;
  }

  change(change: SettingsChange): void {
    this.#settings = changeSettings(this.#settings, change);
    this.#saved = false;
  }

  /** Forgets everything: a fresh start. */
  reset(): void {
    this.traffic.clear();
    this.#load(freshSnapshot);
    this.#saved = false;
  }

  /** Writes the file if there is one and something changed. */
  save(): void {
    if (this.#saved) return;
    this.#saved = true;
    if (this.#file !== undefined) saveSnapshot(this.#file, this.snapshot());
  }

  snapshot(): Snapshot {
    return {
      format: 1,
      customers: this.customers,
      accounts: this.accounts,
      tags: this.tags,
      goals: this.goals,
      campaigns: this.campaigns,
      names: this.#names.all(),
      lastTagId: this.#ids.last("tag"),
      lastGoalId: this.#ids.last("goal"),
      lastCampaignId: this.#ids.last("campaign"),
      clockAheadMs: this.#clockAheadMs,
      settings: this.#settings,
    };
  }

  #useName(of: UsedName["of"], customerId: string, name: string | undefined, id: string): void {
    if (name !== undefined) this.#names.add({ of, customerId, name, id });
    this.#saved = false;
  }

  #load(from: Snapshot): void {
    const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
      new Map(items.map((item) => [item.id, item]));
    this.#customers = byId(from.customers);
    this.#accounts = byId(from.accounts);
    this.#tags = byId(from.tags);
    this.#goals = byId(from.goals);
    this.#campaigns = byId(from.campaigns ?? []);
    this.#names = new NameBook(from.names);
    this.#ids = new Ids({
      tag: from.lastTagId,
      goal: from.lastGoalId,
      campaign: from.lastCampaignId ?? firstCampaignId,
    });
    this.#clockAheadMs = from.clockAheadMs;
    // A file of an earlier release lacks the settings that came later.
    this.#settings = {
      ...defaultSettings,
      ...from.settings,
      limits: { ...defaultSettings.limits, ...from.settings.limits },
    };
  }
}
