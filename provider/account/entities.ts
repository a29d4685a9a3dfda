import type { AccountRef } from "../service/campaignManagement";
import { MsadsError } from "../service/errors";
import type { RunProgress } from "./batch/runProgress";
import type { Claims } from "./claims";
import type { Clock } from "./clock";
import type { Lane } from "./lane";
import type { OtherProcesses } from "./otherProcesses";
import { pausedWords } from "./pauseNotice";
import type { Outcome } from "./plan/requests";
import type { EntityApi, Step, StepResult } from "./plan/writePlan";
import type { RunChanges } from "./runChanges";
import { SecondLook } from "./secondLook";
import { type Named, parted, renewed, type Snapshot, snapshotOf } from "./snapshot";
import type { AuditEvent } from "./write/auditEvent";
import { readBackOfAll } from "./write/readBackOfAll";
import { writeSteps } from "./write/write";
import type { WriteContext } from "./write/writeContext";

/** How old what is live may be when it decides about a write. */
const FRESH = 10_000;
/**
 * As old as that after a write, it may well be too old for the next one, which comes up to 3 s after the engine's last sign and then takes
 * a call or two. Much earlier would be to list twice where once will do.
 */
const AGING = FRESH / 2;

export interface AccountEnvironment {
  readonly clock: Clock;
  /** How far the engine's run has come; one for all accounts of the process. */
  readonly progress: RunProgress;
  /** How much of it may change; one for all accounts of the process. */
  readonly changes: RunChanges;
  /** Notes each call that writes to an account, before it is made and after it. */
  readonly audit: (event: AuditEvent, account: AccountRef) => void;
  /** Tells the user something about the run. Default: nobody. */
  readonly tell?: (message: string) => void;
  /** The claims of the run's other processes. Default: there are none. */
  readonly others?: OtherProcesses | undefined;
  /** Refuse every write. */
  readonly readOnly: boolean;
  /** How to unlock it for a destroy. Default: nothing is said. */
  readonly unlocking?: string | undefined;
  /** The user says that accounts are empty which answer so. Default: not. */
  readonly confirmsEmpty?: boolean;
}

/** The environment of one account. */
export type EntityEnvironment = Omit<AccountEnvironment, "audit"> & Pick<WriteContext, "audit">;

/** What is asked, as far as it is the same for all kinds. */
interface Request {
  readonly op: string;
  readonly resource: string;
  readonly isDelete?: boolean;
}

/** In what the kinds of things of an account differ. */
export interface EntityKind<L extends Named, R> {
  readonly api: EntityApi<L>;
  readonly claims: Claims;
  readonly plan: (requests: readonly R[], snapshot: Snapshot<L>, claims: Claims) => readonly Step[];
  /** Why an answer with nothing in it is not believed. Default: it is. */
  readonly doubt?: (noun: string) => string | undefined;
  /** How steps are carried out. Default: adds and updates, each in a call. */
  readonly write?: typeof writeSteps<L>;
}

/** The things of one kind of an account: the snapshot, and sets of requests applied to it. */
export class Entities<L extends Named, R extends Request> {
  readonly #secondLook: SecondLook<L>;
  #snapshot: Promise<Snapshot<L>> | undefined;
  #toldOfPauses = false;

  constructor(
    private readonly kind: EntityKind<L, R>,
    private readonly environment: EntityEnvironment,
    private readonly lane: Lane,
  ) {
    this.#secondLook = new SecondLook((ids) => kind.api.read(ids));
  }

  /** `ids`: what state holds; where the list lacks one it is asked for by its id before it counts as gone. */
  async snapshot(ids: readonly string[] = []): Promise<Snapshot<L>> {
    this.#snapshot ??= this.#load();
    const known = await this.#snapshot;
    const found = await this.#secondLook.at(lacking(known, ids));
    if (found.length === 0) return known;
    const now = renewed(await this.#snapshot, found);
    this.#snapshot = Promise.resolve(now);
    return now;
  }

  /** Things of these ids are in the snapshot from now on, if there are any: for a kind of which no call lists all. */
  include(ids: readonly string[]): Promise<void> {
    if (this.#snapshot === undefined) return this.snapshot().then(() => {});
    return this.lane.run(async () => {
      const known = await this.snapshot();
      const found = await this.kind.api.read(ids.filter((id) => !known.byId.has(id)));
      this.#snapshot = Promise.resolve(renewed(known, parted(found).present));
    });
  }

  async #load(): Promise<Snapshot<L>> {
    const readAt = this.environment.clock.now();
    const { api, doubt } = this.kind;
    const all = await api.list();
    return snapshotOf(all, readAt, all.every((each) => each === null) ? doubt?.(api.noun) : undefined);
  }

  async #reload({ doubt }: Snapshot<L>): Promise<Snapshot<L>> {
    const loaded = await this.#load();
    // What our own writes have put there confirms no empty answer.
    return { ...loaded, doubt: loaded.doubt ?? doubt };
  }

  async #fresh(): Promise<Snapshot<L>> {
    const known = await this.snapshot();
    if (!this.#isOlder(known, FRESH)) return known;
    const fresh = await this.#reload(known);
    this.#snapshot = Promise.resolve(fresh);
    return fresh;
  }

  #isOlder({ readAt }: Snapshot<L>, ms: number): boolean {
    return this.environment.clock.now() - readAt > ms;
  }

  /** Plans and carries out one set of requests. `isMoreToCome`: whether another will follow. */
  apply(requests: readonly R[], isMoreToCome = () => false): Promise<readonly Outcome<L>[]> {
    return this.lane.run(async () => {
      const listed = await this.#fresh();
      const named = requests.flatMap((request) => ("id" in request ? [String(request.id)] : []));
      const unlisted = await this.#secondLook.at(lacking(listed, named), true);
      const snapshot = unlisted.length === 0 ? listed : renewed(listed, unlisted);
      this.lane.mayWrite();
      const { api, claims, plan, write = writeSteps } = this.kind;
      const planned = plan(requests, snapshot, claims);
      const steps = planned.map((step, index) => this.#allowed(step, requests[index]));
      const readBack = readBackOfAll(
        api,
        () => this.#reload(snapshot),
        () => this.#isOlder(snapshot, AGING) && isMoreToCome(),
      );
      const results = await write(readBack.api, steps, {
        ...this.environment,
        before: (id) => {
          const live = snapshot.byId.get(id);
          return live === undefined ? undefined : api.fieldsOf(live);
        },
      });
      this.#claim(requests, planned, results);
      this.#tellOfPauses(
        steps.filter(({ do: does }, at) => does === "update" && isPaused(requests[at], results[at])),
      );
      const changed = results.flatMap((result) => (result.live === undefined ? [] : [result.live]));
      const before = readBack.listed() ?? snapshot;
      const after = changed.length === 0 ? before : renewed(before, changed);
      this.#snapshot = Promise.resolve(after);
      return results.map((result): Outcome<L> => {
        if (!result.ok) return result;
        return {
          ok: true,
          live: result.live ?? (result.id === undefined ? undefined : after.byId.get(result.id)),
        };
      });
    });
  }

  /** Claims before the next set is planned: that set must neither take what this one manages nor pause what this one failed to take. */
  #claim(requests: readonly R[], planned: readonly Step[], results: readonly StepResult<L>[]): void {
    for (const [index, { op, resource }] of requests.entries()) {
      if (op === "pause" || op === "unlink") continue;
      const [step, id] = [planned[index], results[index]?.id];
      if (id !== undefined) this.kind.claims.claimId(id, resource);
      else if (step?.do === "update") this.kind.claims.claimTake(step.id, resource);
    }
  }

  #tellOfPauses({ length }: readonly Step[]): void {
    if (length === 0) return;
    this.environment.tell?.(pausedWords(length, !this.#toldOfPauses));
    this.#toldOfPauses = true;
  }

  #allowed(step: Step, request: R | undefined): Step {
    if (step.do !== "add" && step.do !== "update") return step;
    const { readOnly, unlocking = "", changes, progress } = this.environment;
    if (!readOnly && (request?.isDelete === true || changes.take())) return step;
    const isPause = request?.op === "pause";
    const isLeaving = isPause || request?.isDelete === true;
    const undone = isPause ? "paused" : step.do === "add" ? "created" : "changed";
    const outcome = `${this.kind.api.noun} ${JSON.stringify(step.name)} was not ${undone}`;
    const message = readOnly
      ? `readOnly is set (msads:readOnly or MSADS_READ_ONLY): ${outcome}.${isLeaving ? unlocking : ""}`
      : `${outcome}: ${changes.refusal(progress.isCounting && progress.isAllDecided)}`;
    return { do: "refuse", resource: step.resource, error: new MsadsError(message, { outcome: "refused" }) };
  }
}

/** Those of some ids that a snapshot lacks; none where the whole of it is in doubt. */
function lacking({ byId, unsupported, doubt }: Snapshot<Named>, ids: readonly string[]): readonly string[] {
  return doubt === undefined ? ids.filter((id) => !byId.has(id) && !unsupported.has(id)) : [];
}

function isPaused(
  request: { readonly op: string } | undefined,
  result: { readonly ok: boolean } | undefined,
): boolean {
  return request?.op === "pause" && result?.ok === true;
}
