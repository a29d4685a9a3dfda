import { MsadsError } from "../../service/errors";
import { sleep } from "../clock";
import type { AddStep, EntityApi, Step, UpdateStep } from "../plan/writePlan";
import type { Named } from "../snapshot";
import { attempt, itemError, namesNoItem, notListedError, oldIdError } from "./failures";
import type { Outcomes } from "./outcomes";
import { idsByName, LAG } from "./readBack";
import type { Trail } from "./trail";
import type { WriteContext } from "./writeContext";

/** How often a write with an unknown outcome is looked after and, where it is safe, sent again. */
const ROUNDS = 3;

/** When this many items were refused alone and none was accepted, the fault is not in a single item: batches are no longer halved. */
const HOPELESS = 5;

/** Sends one set of writes, until of each it is known whether it was done, or cannot be known; the outcomes fill up meanwhile. */
export class WriteRun<L extends Named> {
  readonly #api: EntityApi<L>;
  readonly #context: WriteContext;
  readonly #trail: Trail<L>;
  readonly #outcomes: Outcomes<L>;
  #refusedAlone = 0;

  constructor(api: EntityApi<L>, context: WriteContext, trail: Trail<L>, outcomes: Outcomes<L>) {
    this.#api = api;
    this.#context = context;
    this.#trail = trail;
    this.#outcomes = outcomes;
  }

  /** Adds; `again` = an earlier call for these may still have been done, so a name that is taken now is ours. */
  async add(steps: readonly AddStep[], round: number, again: boolean): Promise<void> {
    const operation = this.#api.addOperation;
    const call = this.#trail.sending(operation, steps);
    const answer = await attempt(operation, () => this.#api.add(steps.map((step) => step.payload)));
    if (answer instanceof MsadsError) {
      this.#trail.failed(call, steps, answer);
      return this.#refused(answer, operation, steps, {
        resend: (rest) => this.add(rest, round, again),
        unknown: (cause) => this.#find(allFor(steps, cause), round),
        ...(again ? { taken: (late) => this.#await(allFor(late, notListedError(operation))) } : {}),
      });
    }
    const { items, trackingId } = answer;
    this.#trail.answered(call, steps, answer);
    const late: AddStep[] = [];
    const open = new Map<AddStep, MsadsError>();
    for (const [index, step] of steps.entries()) {
      const item = items[index];
      const errors = item?.ok === false ? item.errors : [];
      const error = itemError(operation, this.#api.noun, step, errors, trackingId);
      if (item?.ok && !this.#isOlder(item.value)) this.#written(step, item.value);
      else if (item?.ok) open.set(step, oldIdError(operation, this.#api.noun, step, item.value));
      else if (again && errors.some((each) => this.#isTaken(each))) late.push(step);
      else if (error.outcome === "unknown") open.set(step, error);
      else this.#outcomes.failed(step, error);
    }
    await this.#await(allFor(late, notListedError(operation)));
    await this.#find(open, round);
  }

  /** Looks which adds of an unknown outcome were done, and sends the others again. */
  async #find(open: Causes<AddStep>, round: number): Promise<void> {
    if (open.size === 0) return;
    await sleep(this.#context.clock, 500 * 2 ** (round - 1));
    const missing = await this.#missing(open);
    if (missing.size === 0) return;
    if (round < ROUNDS) await this.add([...missing.keys()], round + 1, true);
    else for (const [step, cause] of missing) this.#outcomes.failed(step, cause);
  }

  /** Adds that an earlier call did, since their names are taken now: the list shows them, though it may lag. */
  async #await(late: Causes<AddStep>): Promise<void> {
    const { clock } = this.#context;
    const end = clock.now() + LAG;
    let missing = late;
    for (let pause = 500; missing.size > 0 && clock.now() < end; pause *= 2) {
      await sleep(clock, Math.min(pause, end - clock.now()));
      missing = await this.#missing(missing);
    }
    for (const [step, cause] of missing) this.#outcomes.failed(step, cause);
  }

  /** The adds that the account does not show; where it cannot be read they fail, since adding again might double them. */
  async #missing(open: Causes<AddStep>): Promise<Causes<AddStep>> {
    try {
      const live = await idsByName(this.#api);
      for (const step of open.keys()) {
        const id = live.get(step.name);
        if (id !== undefined) this.#written(step, id);
      }
      return new Map([...open].filter(([{ name }]) => !live.has(name)));
    } catch {
      for (const [step, cause] of open) this.#outcomes.failed(step, cause);
      return new Map();
    }
  }

  /** Whether something was there before this set: what is new has another id. */
  #isOlder(id: string): boolean {
    return this.#context.before?.(id) !== undefined;
  }

  async update(steps: readonly UpdateStep[], round: number): Promise<void> {
    const operation = this.#api.updateOperation;
    const sent = steps.map((step) => ({ id: step.id, ...step.payload }));
    const call = this.#trail.sending(operation, steps);
    const answer = await attempt(operation, () => this.#api.update(sent));
    if (answer instanceof MsadsError) {
      this.#trail.failed(call, steps, answer);
      return this.#refused(answer, operation, steps, {
        resend: (rest) => this.update(rest, round),
        unknown: (cause) => this.#updateAgain(allFor(steps, cause), round),
      });
    }
    const { items, trackingId } = answer;
    this.#trail.answered(call, steps, answer);
    const open = new Map<UpdateStep, MsadsError>();
    for (const [index, step] of steps.entries()) {
      const item = items[index];
      const error = itemError(
        operation,
        this.#api.noun,
        step,
        item?.ok === false ? item.errors : [],
        trackingId,
      );
      if (item?.ok) this.#written(step, step.id);
      else if (error.outcome === "unknown") open.set(step, error);
      else this.#outcomes.failed(step, error);
    }
    if (open.size > 0) await this.#updateAgain(open, round);
  }

  /** The same fields with the same values: done twice is done once. */
  async #updateAgain(open: Causes<UpdateStep>, round: number): Promise<void> {
    if (round >= ROUNDS) {
      for (const [step, cause] of open) this.#outcomes.failed(step, cause, step.id);
      return;
    }
    await sleep(this.#context.clock, 500 * 2 ** (round - 1));
    await this.update([...open.keys()], round + 1);
  }

  /** A call that failed as a whole. Each way on works on fewer steps or a later round, so it ends. */
  async #refused<S extends AddStep | UpdateStep>(
    error: MsadsError,
    operation: string,
    steps: readonly S[],
    next: Next<S>,
  ): Promise<void> {
    if (error.outcome === "unknown") return next.unknown(error);
    const named = new Set(error.items.map((item) => item.index));
    const guilty = steps.filter((_, index) => named.has(index));
    if (guilty.length > 0) {
      const late: S[] = [];
      for (const [index, step] of steps.entries()) {
        const own = error.items.filter((item) => item.index === index);
        if (own.length === 0) continue;
        if (next.taken !== undefined && own.some((each) => this.#isTaken(each))) late.push(step);
        else this.#outcomes.failed(step, itemError(operation, this.#api.noun, step, own, error.trackingId));
      }
      const rest = steps.filter((step) => !guilty.includes(step));
      if (rest.length > 0) await next.resend(rest);
      return late.length === 0 ? undefined : next.taken?.(late);
    }
    if (steps.length === 1 && next.taken !== undefined && this.#isTaken(error)) return next.taken(steps);
    if (steps.length === 1) this.#refusedAlone += 1;
    if (steps.length === 1 || this.#refusedAlone >= HOPELESS || !namesNoItem(error)) {
      for (const step of steps) this.#outcomes.failed(step, error);
      return;
    }
    const half = Math.ceil(steps.length / 2);
    await next.resend(steps.slice(0, half));
    await next.resend(steps.slice(half));
  }

  #isTaken({ code }: { readonly code: number | undefined }): boolean {
    return code === this.#api.nameTaken;
  }

  #written(step: Step, id: string): void {
    this.#refusedAlone = 0;
    this.#outcomes.written(step, id);
  }
}

/** Steps whose outcome is not known, each with what it fails with where that stays so. */
type Causes<S> = ReadonlyMap<S, MsadsError>;

function allFor<S>(steps: readonly S[], cause: MsadsError): Causes<S> {
  return new Map(steps.map((step) => [step, cause]));
}

/** The ways on from a call that failed as a whole. */
interface Next<S> {
  readonly resend: (rest: readonly S[]) => Promise<void>;
  readonly unknown: (cause: MsadsError) => Promise<void>;
  /** For what the service says that its name is taken, where an earlier call may have been done. */
  readonly taken?: (late: readonly S[]) => Promise<void>;
}
