import { isOfTexts, isOfVisits } from "./match/target";
import type { ReplayGoal } from "./replayGoal";
import type { TrafficHit } from "./traffic";

/** What traffic says of the tags that sent it, beside those that goals are of. */
export class TagFacts {
  /** Hits that name no tag. */
  withoutTag = 0;
  readonly #tagsOfGoals: number;
  readonly #unknown: number;
  #first: string | undefined;
  #hasSeveral = false;

  constructor(goals: readonly ReplayGoal[]) {
    const counted = goals.filter((goal) => isOfTexts(goal) || isOfVisits(goal));
    this.#tagsOfGoals = new Set(counted.map(({ tagId }) => tagId)).size;
    this.#unknown = counted.filter(({ tagId }) => tagId === undefined).length;
  }

  take({ tagId }: TrafficHit): void {
    if (tagId === undefined) this.withoutTag += 1;
    else if (this.#first === undefined) this.#first = tagId;
    else if (tagId !== this.#first) this.#hasSeveral = true;
  }

  /** How many tags the goals are of, if it matters which one sent a hit that names none; else 0. */
  get mixedUp(): number {
    return this.withoutTag > 0 && this.#tagsOfGoals > 1 ? this.#tagsOfGoals : 0;
  }

  /** Goals that count what each of several tags sent, since theirs is not known. */
  get ofAllTags(): number {
    return this.#hasSeveral ? this.#unknown : 0;
  }
}
