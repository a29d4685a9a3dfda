import { Cancelled } from "./cancellation";
import type { ResourceState } from "./deployment";
import { execute } from "./executor";
import { plan, Refused } from "./planner";
import type { Goal } from "./registration";
import { fail, type Run } from "./run";
import { makeUrn, STACK_TYPE } from "./urn";
import { hasSecrets, type PropertyMap } from "./values";

/** Takes the program's registrations: decides one at a time, in order, and carries them out side by side. */
export class Registrar {
  /** URNs of everything that the program registered, whatever became of it. */
  readonly seen = new Set<string>();
  /** What the program exports, once it has. */
  stackOutputs: PropertyMap | undefined;
  private stackUrn: string | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly run: Run) {}

  /**
   * @returns the resource, or undefined if it failed and the run goes on without it.
   * @throws Cancelled once nothing new starts any more.
   */
  async register(goal: Goal): Promise<ResourceState | undefined> {
    const urn = makeUrn(this.run.scope, goal.type, goal.name, goal.parent);
    const started = this.turn.then(() => this.start(goal, urn));
    this.turn = started.catch(() => undefined);
    try {
      const { done } = await this.run.cancellation.race(started);
      const state = await this.run.cancellation.race(done);
      if (state === undefined) this.run.cancellation.check();
      return state;
    } catch (error) {
      this.run.cancellation.check();
      throw error;
    }
  }

  /**
   * Outputs that a component gives itself; those of the stack are kept until the end. Of a run that is over none are taken, and the
   * program is not told: the SDK would print a refusal as an exception of the program's own.
   */
  async registerOutputs(urn: string, outputs: PropertyMap): Promise<void> {
    if (this.run.cancellation.requested) return;
    const secret = Object.keys(outputs).filter((name) => hasSecrets(outputs[name] ?? null));
    if (secret.length > 0 && !this.run.plaintextSecrets) {
      const names = secret.map((name) => `"${name}"`).join(", ");
      fail(this.run, `output ${names} is secret, and this engine keeps state unencrypted`, urn);
      this.run.cancellation.cancel();
      return;
    }
    if (urn === this.stackUrn) {
      this.stackOutputs = outputs;
      return;
    }
    const state = this.run.ledger.current(urn);
    if (state) await this.run.ledger.register({ ...state, outputs });
  }

  /** Puts the stack's outputs into the state: all of them, or after a failure over the ones from before. */
  async finish(): Promise<void> {
    const state = this.stackUrn === undefined ? undefined : this.run.ledger.current(this.stackUrn);
    if (!state || !this.stackOutputs || this.run.dryRun) return;
    const outputs = this.run.ok ? this.stackOutputs : { ...state.outputs, ...this.stackOutputs };
    await this.run.ledger.register({ ...state, outputs });
  }

  /**
   * Decides, then waits for a worker: so decisions never run far ahead of the work. What cannot be decided is told here: a promise
   * of failure that is handed on may come when a cancelled run no longer waits for it.
   */
  private async start(
    goal: Goal,
    urn: string,
  ): Promise<{ readonly done: Promise<ResourceState | undefined> }> {
    this.run.cancellation.check();
    if (goal.type === STACK_TYPE) this.stackUrn = urn;
    try {
      if (this.seen.has(urn))
        throw new Refused(["the program declares this resource twice: give one of them another name"]);
      this.seen.add(urn);
      const decided = await plan(this.run, goal, urn);
      this.run.cancellation.check();
      return await this.run.workers.start(async () => {
        if (this.run.cancellation.requested) return undefined;
        return this.settle(urn, execute(this.run, decided));
      });
    } catch (error) {
      return { done: Promise.resolve(this.told(urn, error)) };
    }
  }

  private async settle(urn: string, work: Promise<ResourceState>): Promise<ResourceState | undefined> {
    try {
      return await work;
    } catch (error) {
      return this.told(urn, error);
    }
  }

  /** @throws Cancelled, which is no failure of the resource. */
  private told(urn: string, error: unknown): undefined {
    if (error instanceof Cancelled) throw error;
    const reasons =
      error instanceof Refused ? error.reasons : [error instanceof Error ? error.message : String(error)];
    for (const reason of reasons) fail(this.run, reason, urn);
    return undefined;
  }
}
