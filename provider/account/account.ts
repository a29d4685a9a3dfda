import type { LiveGoal } from "../goals/goal";
import type { AccountRef, CampaignManagement } from "../service/campaignManagement";
import type { LiveTag } from "../tags/tag";
import { Gather } from "./batch/gather";
import { type Sent, slowedByEngine, slowedMessage } from "./batch/parallelismNotice";
import type { Kind } from "./batch/runProgress";
import { GATHERING } from "./batch/whenToSend";
import type { CustomerClaims } from "./claims";
import { emptyAnswer } from "./emptyAnswer";
import { type AccountEnvironment, Entities } from "./entities";
import { goalApi, tagApi } from "./entityApi";
import { Lane } from "./lane";
import { planGoals } from "./plan/planGoals";
import { planTags } from "./plan/planTags";
import type { GoalOutcome, GoalRequest, TagOutcome, TagRequest } from "./plan/requests";
import type { GoalSnapshot, TagSnapshot } from "./snapshot";

/** One live account for the length of a process: what is in it, who holds what, and the one lane in which it is written to. */
export class Account {
  /** One check or diff asks for another's create or update: these gather into sets. */
  readonly goals: Gather<GoalRequest, GoalOutcome>;
  readonly tags: Gather<TagRequest, TagOutcome>;
  /** The names of the goals that this process is going to create. */
  readonly newGoals = new Set<unknown>();
  readonly #gathers: Pick<Gather<never, never>, "stop" | "busy">[] = [];
  readonly #goalEntities: Entities<LiveGoal, GoalRequest>;
  readonly #tagEntities: Entities<LiveTag, TagRequest>;

  constructor(
    readonly ref: AccountRef,
    /** Shared by all accounts of the customer: names, tags and goals may be the customer's. */
    readonly claims: CustomerClaims,
    service: CampaignManagement,
    environment: AccountEnvironment,
  ) {
    const lane = new Lane();
    const doubt = environment.confirmsEmpty === true ? () => undefined : emptyAnswer(ref);
    this.#goalEntities = new Entities(goalApi(service), environment, lane, claims.goals, planGoals, doubt);
    this.#tagEntities = new Entities(tagApi(service), environment, lane, claims.tags, planTags, doubt);
    const tell = tellOnce(environment);
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
  }

  /** The account's goals; read once a process, then kept up with our own writes. */
  goalSnapshot(): Promise<GoalSnapshot> {
    return this.#goalEntities.snapshot();
  }

  /** The customer's tags; read once a process, then kept up with our own writes. */
  tagSnapshot(): Promise<TagSnapshot> {
    return this.#tagEntities.snapshot();
  }

  /** Nothing new starts. */
  stop(error: Error): void {
    for (const gather of this.#gathers) gather.stop(error);
  }

  get busy(): boolean {
    return this.#gathers.some(({ busy }) => busy);
  }
}

/** Says once a process what kept the calls small, and what would help. */
function tellOnce({ tell }: AccountEnvironment) {
  let isTold = false;
  return (thing: string) => (sets: readonly Sent[]) => {
    const slowed = slowedByEngine(sets, GATHERING.most);
    if (slowed === undefined || isTold) return;
    isTold = true;
    tell?.(slowedMessage(slowed, thing));
  };
}
