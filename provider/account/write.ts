import type { WriteResult } from "../service/campaignManagement";
import { MsadsError } from "../service/errors";
import { type Clock, sleep } from "./clock";
import { attempt, itemError, namesNoItem, notListedError, notTakenError } from "./failures";
import { LAG, readBack, type SeenAfter } from "./readBack";
import { type Named, parted } from "./snapshot";
import type { Door, Payload, Step, StepResult } from "./steps";

type AddStep = Extract<Step, { do: "add" }>;
type UpdateStep = Extract<Step, { do: "update" }>;

/** How often a write with an unknown outcome is looked after and, where it is safe, sent again. */
const ROUNDS = 3;

/** After so many items refused alone, and none accepted, the fault is no single item's: batches are halved no further. */
const HOPELESS = 5;

/** What writing needs beside the steps. */
export interface WriteContext {
  readonly clock: Clock;
  /** One line for each write: operation, names, TrackingId. */
  readonly audit: (line: string) => void;
}

/**
 * Carries out the steps of one set, 100 adds and 100 updates at most, and reads back what was written. Each item goes through this
 * machine, with the others of its call:
 *
 * | call | what came of it | what is known | what is safe next |
 * |---|---|---|---|
 * | add, update | done, some items refused | those were not done | they fail, each with its own codes; the others are read back |
 * | add, update | refused, items named | nothing was done, those are why | those fail; the rest is sent again without them |
 * | add, update | refused, no item named, a fault of the data | nothing was done | halved until the bad item stands alone |
 * | add, update | refused otherwise, or nobody was there | nothing was done | all fail |
 * | add | unknown | names that were absent before and are there now are ours | the account is listed |
 * | list after it | shows the name | it was done | read back |
 * | list after it | does not show it | it was not done, or does not show yet | added again: a name can be had once; 3 adds at most, then it fails |
 * | list after it | cannot be read | nothing | it fails: another add might double it |
 * | add, again | the name is taken | an earlier add was done and does not show yet | listed for the 10 s that reads may lag, then it fails |
 * | update | unknown | whichever it was, the same again makes it so | sent again, 3 times at most; then what is read back decides |
 * | read back | as it was sent | it is done | it stands, as it is live |
 * | read back | otherwise, or not there | it did not take, or does not show yet | read again for 10 s; then it fails, with its id for the state |
 * | read back | cannot be read | it was written | it fails, with its id for the state: the next run goes on from there |
 *
 * A throttled call (117, 429) does not come back here: the session waits and sends it again, since it was not looked at.
 */
export async function writeSteps<L extends Named>(
  door: Door<L>,
  steps: readonly Step[],
  context: WriteContext,
): Promise<readonly StepResult<L>[]> {
  const results = new Map<Step, StepResult<L>>();
  const adds = steps.filter((step): step is AddStep => step.do === "add");
  const updates = steps.filter((step): step is UpdateStep => step.do === "update");
  const run = () => new Run(door, context, results);
  if (adds.length > 0) await run().add(adds, 1, false);
  if (updates.length > 0) await run().update(updates, 1);
  await run().readBack([...adds, ...updates]);
  return steps.map((step) => results.get(step) ?? settled(step));
}

function settled<L>(step: Step): StepResult<L> {
  if (step.do === "refuse") return { ok: false, error: step.error };
  return { ok: true, id: step.do === "add" ? undefined : step.id, live: undefined };
}

/** The work on one set; `results` fills up as things become known. */
class Run<L extends Named> {
  readonly #door: Door<L>;
  readonly #context: WriteContext;
  readonly #results: Map<Step, StepResult<L>>;
  #refusedAlone = 0;

  constructor(door: Door<L>, context: WriteContext, results: Map<Step, StepResult<L>>) {
    this.#door = door;
    this.#context = context;
    this.#results = results;
  }

  /** Adds; `again` = an earlier call for these may still have been done, so a name that is taken now is ours. */
  async add(steps: readonly AddStep[], round: number, again: boolean): Promise<void> {
    const operation = this.#door.addOperation;
    const answer = await attempt(operation, () => this.#door.add(steps.map((step) => step.payload)));
    if (answer instanceof MsadsError)
      return this.#refused(answer, operation, steps, {
        resend: (rest) => this.add(rest, round, again),
        unknown: (cause) => this.#find(steps, round, cause),
      });
    const { items, trackingId } = answer;
    this.#auditDone(operation, steps, answer);
    const late: AddStep[] = [];
    for (const [index, step] of steps.entries()) {
      const item = items[index];
      const errors = item?.ok === false ? item.errors : [];
      if (item?.ok) this.#written(step, item.value);
      else if (again && errors.some((error) => error.code === this.#door.nameTaken)) late.push(step);
      else this.#failed(step, itemError(operation, this.#door.noun, step, errors, trackingId));
    }
    if (late.length > 0) await this.#await(late, notListedError(operation));
  }

  /** Looks which adds of an unknown outcome were done, and sends the others again. */
  async #find(steps: readonly AddStep[], round: number, cause: MsadsError): Promise<void> {
    await sleep(this.#context.clock, 500 * 2 ** (round - 1));
    const missing = await this.#missing(steps, cause);
    if (missing.length === 0) return;
    if (round < ROUNDS) await this.add(missing, round + 1, true);
    else for (const step of missing) this.#failed(step, cause);
  }

  /** Adds that an earlier call did, since their names are taken now: the list shows them, though it may lag. */
  async #await(steps: readonly AddStep[], cause: MsadsError): Promise<void> {
    const { clock } = this.#context;
    const end = clock.now() + LAG;
    let missing = steps;
    for (let pause = 500; missing.length > 0 && clock.now() < end; pause *= 2) {
      await sleep(clock, Math.min(pause, end - clock.now()));
      missing = await this.#missing(missing, cause);
    }
    for (const step of missing) this.#failed(step, cause);
  }

  /** The adds that the account does not show; where it cannot be read they fail, since adding again might double them. */
  async #missing(steps: readonly AddStep[], cause: MsadsError): Promise<readonly AddStep[]> {
    try {
      const all = await this.#door.list();
      // A goal that nobody can write is none that we have written.
      const live = new Map(parted(all).present.map(({ name, id }) => [name, id]));
      for (const step of steps) {
        const id = live.get(step.name);
        if (id !== undefined) this.#written(step, id);
      }
      return steps.filter((step) => !live.has(step.name));
    } catch {
      for (const step of steps) this.#failed(step, cause);
      return [];
    }
  }

  async update(steps: readonly UpdateStep[], round: number): Promise<void> {
    const operation = this.#door.updateOperation;
    const sent = steps.map((step) => ({ id: step.id, ...step.payload }));
    const answer = await attempt(operation, () => this.#door.update(sent));
    if (answer instanceof MsadsError)
      return this.#refused(answer, operation, steps, {
        resend: (rest) => this.update(rest, round),
        unknown: (cause) => this.#updateAgain(steps, round, cause),
      });
    const { items, trackingId } = answer;
    this.#auditDone(operation, steps, answer);
    for (const [index, step] of steps.entries()) {
      const item = items[index];
      if (item?.ok) this.#written(step, step.id);
      else this.#failed(step, itemError(operation, this.#door.noun, step, item?.errors ?? [], trackingId));
    }
  }

  /** The same fields with the same values: done twice is done once. */
  async #updateAgain(steps: readonly UpdateStep[], round: number, cause: MsadsError): Promise<void> {
    if (round >= ROUNDS) {
      for (const step of steps) this.#failed(step, cause, step.id);
      return;
    }
    await sleep(this.#context.clock, 500 * 2 ** (round - 1));
    await this.update(steps, round + 1);
  }

  /** A call that failed as a whole. Each way on works on fewer steps or a later round, so it ends. */
  async #refused<S extends AddStep | UpdateStep>(
    error: MsadsError,
    operation: string,
    steps: readonly S[],
    next: { resend: (rest: readonly S[]) => Promise<void>; unknown: (cause: MsadsError) => Promise<void> },
  ): Promise<void> {
    const isUnknown = error.outcome === "unknown";
    const failure = isUnknown ? "outcome unknown" : (error.symbol ?? error.outcome);
    this.#audit(operation, steps, error.trackingId, failure);
    if (error.outcome === "unknown") return next.unknown(error);
    const named = new Set(error.items.map((item) => item.index));
    const guilty = steps.filter((_, index) => named.has(index));
    if (guilty.length > 0) {
      for (const [index, step] of steps.entries()) {
        const own = error.items.filter((item) => item.index === index);
        if (own.length > 0)
          this.#failed(step, itemError(operation, this.#door.noun, step, own, error.trackingId));
      }
      const rest = steps.filter((step) => !guilty.includes(step));
      return rest.length === 0 ? undefined : next.resend(rest);
    }
    if (steps.length === 1) this.#refusedAlone += 1;
    if (steps.length === 1 || this.#refusedAlone >= HOPELESS || !namesNoItem(error)) {
      for (const step of steps) this.#failed(step, error);
      return;
    }
    const half = Math.ceil(steps.length / 2);
    await next.resend(steps.slice(0, half));
    await next.resend(steps.slice(half));
  }

  /** Reads back what was written: outputs are what the service has, and what did not take is an error that says so. */
  async readBack(steps: readonly (AddStep | UpdateStep)[]): Promise<void> {
    const written = steps.flatMap((step): readonly Written[] => {
      const id = this.#results.get(step)?.id;
      return id === undefined ? [] : [{ step, id, payload: step.payload }];
    });
    if (written.length === 0) return;
    const found = await readBack(this.#door, written, this.#context.clock);
    for (const { step, id } of written) {
      const seen = found.get(id) ?? { notTaken: [] };
      this.#results.set(step, this.#judged(step, id, seen));
    }
  }

  /** A write is done when it shows; one whose outcome was unknown may turn out to be. */
  #judged(step: AddStep | UpdateStep, id: string, seen: SeenAfter<L>): StepResult<L> {
    const { live, notTaken, error: unread } = seen;
    if (live !== undefined && notTaken.length === 0) return { ok: true, id, live };
    const before = this.#results.get(step);
    const error =
      before?.ok === false ? before.error : notTakenError(this.#door.noun, step, id, notTaken, unread);
    return { ok: false, error, id, ...(live === undefined ? {} : { live }) };
  }

  #written(step: Step, id: string): void {
    this.#refusedAlone = 0;
    this.#results.set(step, { ok: true, id, live: undefined });
  }

  #failed(step: Step, error: MsadsError, id?: string): void {
    this.#results.set(step, { ok: false, error, ...(id === undefined ? {} : { id }) });
  }

  /** What was written, and in a line of its own what was refused of the same call. */
  #auditDone(
    operation: string,
    steps: readonly (AddStep | UpdateStep)[],
    { items, trackingId }: Pick<WriteResult<unknown>, "items" | "trackingId">,
  ): void {
    const isDone = (_: unknown, index: number) => items[index]?.ok === true;
    const done = steps.filter(isDone);
    const refused = steps.filter((step, index) => !isDone(step, index));
    if (done.length > 0) this.#audit(operation, done, trackingId);
    if (refused.length > 0) this.#audit(operation, refused, trackingId, "refused");
  }

  #audit(
    operation: string,
    steps: readonly (AddStep | UpdateStep)[],
    trackingId: string | undefined,
    failure?: string,
  ): void {
    const names = steps.map((step) => JSON.stringify(step.name)).join(", ");
    const end = failure === undefined ? "" : ` failed: ${failure}`;
    this.#context.audit(
      `${operation} of ${steps.length} ${this.#door.noun}(s)${end}: ${names} (TrackingId ${trackingId ?? "none"})`,
    );
  }
}

interface Written {
  readonly step: AddStep | UpdateStep;
  readonly id: string;
  readonly payload: Payload;
}
