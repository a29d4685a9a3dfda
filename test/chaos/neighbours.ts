import type { Emulator } from "../../provider/emulator";
import { accountSettings, campaignGoals, type Entry, output, type Program } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import type { Dice } from "./dice";
import { ACCOUNTS, type Plan, type PlanRules, programOf } from "./plan";
import { idIn, isThere } from "./truth";

/** What a program manages beside tags and goals, in the first account: its settings, and which goals its campaigns have. */
export interface Neighbours {
  readonly settings?: Values;
  /** By resource: the campaign, and the keys of the single goals that it has. */
  readonly campaigns: Readonly<
    Record<string, { readonly campaignId: string; readonly keys: readonly string[] }>
  >;
}

const [HOME] = ACCOUNTS;
const NAMES = ["brand", "shop"] as const;

/** Makes the campaigns of every seed. */
export function withCampaigns(emulator: Emulator): void {
  for (const Name of NAMES) emulator.addCampaign({ Name, CampaignType: "Search", accountId: HOME });
}

/** What the first version of a program manages. One program of a customer has them: two would fight. */
export function firstNeighbours(dice: Dice, plan: Plan, rules: PlanRules): Neighbours | undefined {
  const { stack, version } = rules;
  if (version === 12 || stack !== "A" || plan.account !== HOME || !dice.chance(0.6)) return undefined;
  return nextNeighbours(dice, plan, rules, { campaigns: {} });
}

/** The next version: settings and campaigns come, change, and leave. */
export function nextNeighbours(
  dice: Dice,
  plan: Plan,
  { campaigns: ids }: PlanRules,
  before: Neighbours,
): Neighbours {
  const settings = dice.chance(0.5) ? dice.maybe(0.7, () => anySettings(dice)) : before.settings;
  const campaigns = NAMES.flatMap((name, at) => {
    const known = before.campaigns[name];
    if (known !== undefined && dice.chance(0.4)) return [[name, known] as const];
    if (!dice.chance(0.6)) return [];
    const keys = linkable(plan).filter(() => dice.chance(0.5));
    return [[name, { campaignId: ids[at] ?? "", keys }] as const];
  });
  return {
    ...(settings === undefined || Object.keys(settings).length === 0 ? {} : { settings }),
    campaigns: Object.fromEntries(campaigns),
  };
}

function anySettings(dice: Dice): Values {
  const all = {
    ...dice.maybe(0.5, () => ({ autoTagging: true })),
    ...dice.maybe(0.6, () => ({ finalUrlSuffix: dice.pick(["", "a=1", "b=2"]) })),
    ...dice.maybe(0.4, () => ({ includeViewThroughConversions: dice.chance(0.5) })),
  };
  return Object.keys(all).length === 0 ? { autoTagging: true } : all;
}

/** Single goals of the first account, which have an output of their own. */
function linkable({ slots, account }: Plan): readonly string[] {
  return slots
    .filter(({ where, accountId }) => where === "single" && (accountId ?? account) === HOME)
    .map(({ key }) => key);
}

/** The goals of a campaign that the program still has. */
function keysOf(plan: Plan, keys: readonly string[]): readonly string[] {
  return keys.filter((key) => linkable(plan).includes(key));
}

/** The program of a plan with all that it manages. */
export function wholeProgramOf(plan: Plan): Program {
  return { ...programOf(plan), ...neighbourProgram(plan) };
}

/** The resources; they follow the goals. They consent to what they find: state may be lost. */
function neighbourProgram(plan: Plan): Program {
  const { settings, campaigns = {} } = plan.neighbours ?? {};
  const links = Object.entries(campaigns).map(([name, { campaignId, keys }]) => {
    const goalIds = keysOf(plan, keys).map((key) => output(key, "id"));
    return [name, campaignGoals({ campaignId, goalIds, adopt: true })] as const;
  });
  return {
    ...(settings === undefined ? {} : { account: accountSettings({ ...settings, adopt: true }) }),
    ...Object.fromEntries(links),
  };
}

/** What is not as a program says whose run went well; and links that left it and are still there. */
export function neighbourWrongs(
  plan: Plan,
  before: Plan | undefined,
  state: ReadonlyMap<string, Entry>,
  emulator: Emulator,
): readonly string[] {
  const { settings = {}, campaigns = {} } = plan.neighbours ?? {};
  const live = settingsOf(emulator);
  const wrong = Object.entries(settings)
    .filter(([name, value]) => live[name] !== value)
    .map(([name, value]) => `account ${HOME}: ${name} is ${live[name]}, wanted ${value}`);
  const idsOf = (keys: readonly string[]) =>
    plan.slots.filter(({ key }) => keys.includes(key)).map((slot) => idIn(state, slot) ?? "");
  const links = Object.entries(campaigns).flatMap(([name, { campaignId, keys }]) => {
    const wanted = idsOf(keysOf(plan, keys)).sort().join();
    const have = [...linksOf(emulator, campaignId)].sort().join();
    return wanted === have ? [] : [`campaign ${name} has the goals ${have}, wanted ${wanted}`];
  });
  const left = Object.entries(before?.neighbours?.campaigns ?? {}).flatMap(([name, { campaignId, keys }]) => {
    const stay = linksOf(emulator, campaignId).filter((id) => idsOf(keys).includes(id));
    return name in campaigns || stay.length === 0 ? [] : [`campaign ${name} left and still has ${stay}`];
  });
  return [...wrong, ...links, ...left];
}

function settingsOf({ store }: Emulator): Values {
  const account = store.account(HOME);
  return {
    autoTagging: account?.autoTagging,
    finalUrlSuffix: account?.properties?.FinalUrlSuffix ?? "",
    includeViewThroughConversions: account?.viewThrough,
  };
}

/** A link to a goal that people deleted is shown to nobody. */
function linksOf({ store }: Emulator, campaignId: string): readonly string[] {
  const linked = store.campaign(campaignId)?.goalIds ?? [];
  return store.goals.filter((goal) => isThere(goal) && linked.includes(goal.id)).map(({ id }) => id);
}

/** A change that people make in the web UI between two runs; in words. */
export function editNeighbour(dice: Dice, emulator: Emulator): string {
  if (dice.chance(0.4)) {
    const edit = dice.pick([
      { FinalUrlSuffix: "people=1" },
      { FinalUrlSuffix: null },
      { IncludeViewThroughConversions: dice.chance(0.5) },
    ]);
    emulator.editAccount(HOME, edit);
    return `account setting: ${JSON.stringify(edit)}`;
  }
  const goals = emulator.store.goals.filter(({ accountId, deleted }) => accountId === HOME && !deleted);
  const GoalIds = goals.filter(() => dice.chance(0.3)).map(({ id }) => id);
  const id = dice.pick(emulator.store.campaigns.map((campaign) => campaign.id));
  emulator.editCampaign(id, { GoalIds });
  return `campaign: ${id} ${GoalIds}`;
}

/** The settings and links before a run. */
export class NeighbourCensus {
  readonly #settings: Values;
  readonly #links: ReadonlyMap<string, readonly string[]>;

  constructor(private readonly emulator: Emulator) {
    this.#settings = settingsOf(emulator);
    this.#links = new Map(emulator.store.campaigns.map(({ id, goalIds }) => [id, goalIds]));
  }

  /** What a run changed that no program manages. Auto-tagging is the service's own: goals turn it on. */
  trespasses(plans: readonly (Plan | undefined)[]): readonly string[] {
    const own = plans.flatMap((plan) => plan?.neighbours ?? []);
    const names = new Set(["autoTagging", ...own.flatMap(({ settings = {} }) => Object.keys(settings))]);
    const managed = new Set(
      own.flatMap(({ campaigns }) => Object.values(campaigns).map((each) => each.campaignId)),
    );
    const now = settingsOf(this.emulator);
    const settings = Object.keys(now).filter(
      (name) => !names.has(name) && now[name] !== this.#settings[name],
    );
    const links = [...this.#links].filter(
      ([id, before]) =>
        !managed.has(id) && before.join() !== this.emulator.store.campaign(id)?.goalIds.join(),
    );
    return [
      ...settings.map((name) => `account ${HOME}: ${name} was changed, which no program manages`),
      ...links.map(([id]) => `the goals of campaign ${id} were changed, which no program manages`),
    ];
  }
}

/** What a program did with them between two versions. */
export function neighbourFeatures(plan: Plan, before: Plan | undefined): readonly string[] {
  const [now, past] = [plan.neighbours, before?.neighbours];
  const campaigns = Object.keys(now?.campaigns ?? {});
  const changed = campaigns.filter(
    (name) =>
      past?.campaigns[name] !== undefined &&
      past.campaigns[name].keys.join() !== now?.campaigns[name]?.keys.join(),
  );
  return [
    ...(now?.settings === undefined ? [] : ["account settings"]),
    ...campaigns.map(() => "campaign goals"),
    ...changed.map(() => "campaign goals changed"),
    ...Object.keys(past?.campaigns ?? {})
      .filter((name) => !campaigns.includes(name))
      .map(() => "campaign left"),
  ];
}
