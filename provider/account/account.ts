import type { LiveAccountSettings } from "../accountSettings/accountSettings";
import type { LiveCampaign } from "../campaigns/campaign";
import type { AnyGoal, LiveGoal } from "../goals/goal";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import type { LiveTag } from "../tags/tag";
import { Gather } from "./batch/gather";
import { type Sent, slowedByEngine, slowedMessage } from "./batch/parallelismNotice";
import type { Kind } from "./batch/runProgress";
import { GATHERING } from "./batch/whenToSend";
import { inParts } from "./campaignApi";
import { Campaigns } from "./campaigns";
import type { CustomerClaims } from "./claims";
import { emptyAnswer } from "./emptyAnswer";
import { type AccountEnvironment, Entities, type EntityEnvironment } from "./entities";
import { goalApi, settingsApi, tagApi } from "./entityApi";
import { Lane } from "./lane";
import { planGoals } from "./plan/planGoals";
import { planSettings } from "./plan/planSettings";
import { planTags } from "./plan/planTags";
import type {
  CampaignOutcome,
  CampaignRequest,
  GoalOutcome,
  GoalRequest,
  SettingsOutcome,
  SettingsRequest,
  TagOutcome,
  TagRequest,
} from "./plan/requests";
import type { GoalSnapshot, TagSnapshot } from "./snapshot";

/** One live account for the length of a process: what is in it, who holds what, and the one lane in which it is written to. */
export class Account {
  /** One check or diff asks for another's create or update: these gather into sets. */
  readonly goals: Gather<GoalRequest, GoalOutcome>;
  readonly tags: Gather<TagRequest, TagOutcome>;
  readonly settings: Gather<SettingsRequest, SettingsOutcome>;
  readonly campaigns: Gather<CampaignRequest, CampaignOutcome>;
  /** The names of the goals that this process is going to create. */
  readonly newGoals = new Set<unknown>();
  readonly #lane = new Lane();
  readonly #gathers: Pick<Gather<never, never>, "stop" | "busy">[] = [];
  readonly #goalEntities: Entities<LiveGoal, GoalRequest>;
  readonly #tagEntities: Entities<LiveTag, TagRequest>;
  readonly #settingsEntities: Entities<LiveAccountSettings, SettingsRequest>;
  readonly #campaigns: Campaigns;
  readonly #readGoals: (ids: readonly string[]) => Promise<readonly (AnyGoal | null)[]>;

  constructor(
    readonly ref: AccountRef,
    /** Shared by all accounts of the customer: names, tags and goals may be the customer's. */
    readonly claims: CustomerClaims,
    service: CampaignManagement,
    environment: AccountEnvironment,
  ) {
    const lane = this.#lane;
    /** How many calls have written since the last wave, by the things that they wrote. */
    const calls = new Map<string, number>();
    const own: EntityEnvironment = {
      ...environment,
      audit: (event) => {
        if (event.phase === "sending") calls.set(event.noun, (calls.get(event.noun) ?? 0) + 1);
        environment.audit(event, ref);
      },
    };
    const doubt = environment.confirmsEmpty === true ? () => undefined : emptyAnswer(ref);
    const goals = { api: goalApi(service), claims: claims.goals, plan: planGoals, doubt };
    this.#goalEntities = new Entities(goals, own, lane);
    const tags = { api: tagApi(service), claims: claims.tags, plan: planTags, doubt };
    this.#tagEntities = new Entities(tags, own, lane);
    const settings = { api: settingsApi(service, ref), claims: claims.settings, plan: planSettings };
    this.#settingsEntities = new Entities(settings, own, lane);
    this.#campaigns = new Campaigns(service, own, lane, claims.campaigns);
    this.#readGoals = (ids) => service.getConversionGoals({ ids });
    const tell = tellOnce(environment, calls);
    const { clock, progress } = environment;
    const name = `${ref.customerId}/${ref.accountId}`;
    const gather = <R, O>(
      kind: Kind,
      noun: string,
      run: (requests: readonly R[]) => Promise<readonly O[]>,
    ) => {
      const made = new Gather<R, O>({ kind, name }, clock, progress, run, tell(noun));
      this.#gathers.push(made);
      return made;
    };
    this.goals = gather("goals", "conversion goal", (requests) =>
      this.#goalEntities.apply(requests, () => this.goals.isMoreToCome),
    );
    this.tags = gather("tags", "UET tag", (requests) => this.#tagEntities.apply(requests));
    this.settings = gather("settings", "account", (requests) => this.#settingsEntities.apply(requests));
    this.campaigns = gather("campaigns", "campaign", (requests) => this.#campaigns.apply(requests));
  }

  /** The account's goals; read once a process, then kept up with our own writes. `ids`: those of state, which must not be missed. */
  goalSnapshot(ids?: readonly string[]): Promise<GoalSnapshot> {
    return this.#goalEntities.snapshot(ids);
  }

  /** The customer's tags; read once a process, then kept up with our own writes. `ids`: those of state, which must not be missed. */
  tagSnapshot(ids?: readonly string[]): Promise<TagSnapshot> {
    return this.#tagEntities.snapshot(ids);
  }

  /** The account's settings; read once a process, then kept up with our own writes. */
  async liveSettings(): Promise<LiveAccountSettings | undefined> {
    return (await this.#settingsEntities.snapshot()).byId.get(this.ref.accountId);
  }

  /** The program has these campaigns. */
  expectCampaigns(ids: readonly string[]): void {
    this.#campaigns.expect(ids);
  }

  /** A campaign that a resource asks for; undefined where the account shows none of that id. */
  liveCampaign(id: string): Promise<LiveCampaign | undefined> {
    return this.#campaigns.live(id);
  }

  /** Those of some goals that the account does not show, not even now: another process of the run may have made one since the snapshot. */
  async unknownGoals(ids: readonly string[]): Promise<readonly string[]> {
    const { byId, unsupported } = await this.goalSnapshot();
    const missing = ids.filter((id) => !byId.has(id) && !unsupported.has(id));
    const found = await inParts(missing, this.#readGoals);
    const live = new Set(
      found.flatMap((goal) => (goal?.fields.status === "Deleted" ? [] : (goal?.id ?? []))),
    );
    return missing.filter((id) => !live.has(id));
  }

  /** Nothing new starts. */
  stop(error: Error): void {
    this.#lane.stop(error);
    for (const gather of this.#gathers) gather.stop(error);
  }

  get busy(): boolean {
    return this.#gathers.some(({ busy }) => busy);
  }
}

/** Says once a process what kept the calls small, and what would help. */
function tellOnce({ tell }: AccountEnvironment, calls: Map<string, number>) {
  let isTold = false;
  return (thing: string) => (sets: readonly Sent[]) => {
    const slowed = slowedByEngine(sets, GATHERING.most);
    const made = calls.get(thing) ?? 0;
    calls.delete(thing);
    // A set of goals that are taken over as they are sends nothing.
    if (slowed === undefined || isTold || made < sets.length) return;
    isTold = true;
    tell?.(slowedMessage(slowed, thing));
  };
}
