import type { MsadsError } from "../../service/errors";
import type { AddStep, EntityApi, Step, StepResult, UpdateStep } from "../plan/writePlan";
import type { Named } from "../snapshot";
import { notTakenError } from "./failures";
import type { SeenAfter } from "./readBack";

/** What became of the steps of one set, as far as it is known. */
export class Outcomes<L extends Named> {
  readonly #results = new Map<Step, StepResult<L>>();

  constructor(private readonly api: EntityApi<L>) {}

  of(step: Step): StepResult<L> | undefined {
    return this.#results.get(step);
  }

  written(step: Step, id: string): void {
    this.#results.set(step, { ok: true, id, live: undefined });
  }

  /** `id`: where it may be done all the same, or in part. */
  failed(step: Step, error: MsadsError, id = this.#judgedId(step)): void {
    this.#results.set(step, { ok: false, error, ...(id === undefined ? {} : { id }) });
  }

  /** It was refused, but only reading shows whether it is so. */
  isToBeJudged(step: Step): boolean {
    return this.of(step)?.ok === false && this.#judgedId(step) !== undefined;
  }

  /** A write is done when it shows; one whose outcome was unknown may turn out to be. */
  judge(step: AddStep | UpdateStep, id: string, seen: SeenAfter<L>): void {
    const { live, notTaken, error: unread } = seen;
    const before = this.of(step);
    const isShown = before?.ok === true || step.payload.resets !== true;
    if (live !== undefined && notTaken.length === 0 && isShown) {
      this.#results.set(step, { ok: true, id, live });
      return;
    }
    const error =
      before?.ok === false ? before.error : notTakenError(this.api.noun, step, id, notTaken, unread);
    this.#results.set(step, { ok: false, error, id, ...(live === undefined ? {} : { live }) });
  }

  /** What is to be read although it was refused. */
  #judgedId(step: Step): string | undefined {
    return this.api.isJudgedByReading === true && step.do === "update" ? step.id : undefined;
  }
}
