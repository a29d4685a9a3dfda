import { setTimeout as sleep } from "node:timers/promises";
import type { OperationName } from "../schema/operations";
import type { Call } from "./calls";

/** Which calls a planned fault meets. */
interface Meets {
  /** Only calls of this operation; default: every one. */
  readonly operation?: OperationName;
  /** Only calls over this transport; default: both. */
  readonly transport?: Call["transport"];
  /** How many calls it meets; default 1. */
  readonly times?: number;
  /** How many such calls pass first; default 0. */
  readonly after?: number;
}

/** Before or after the operation has taken effect. */
type When = "before" | "after";

/** A misbehaviour of the service that a test orders. */
export type PlannedFault = Meets &
  (
    | {
        /** The whole call is refused with this code: AdApiFaultDetail for codes below 1000, else ApiFaultDetail. */
        readonly kind: "fault";
        readonly code: number;
        readonly errorCode?: string;
        readonly message?: string;
        /** HTTP status, default 500 (soap) or what the transport has for the code. */
        readonly http?: number;
        readonly when?: When;
      }
    | {
        /** Any HTTP answer, for example of a gateway. */
        readonly kind: "http";
        readonly status: number;
        readonly body?: string;
        readonly contentType?: string;
        readonly headers?: Readonly<Record<string, string>>;
        readonly when?: When;
      }
    | { /** HTTP 200 without a body. */ readonly kind: "empty200"; readonly when?: When }
    | { /** The connection is cut. */ readonly kind: "drop"; readonly when: When }
    | { /** The answer comes late. */ readonly kind: "delay"; readonly ms: number; readonly when?: When }
    | {
        /** The item of this index is refused, the others go on. */
        readonly kind: "partial";
        readonly index: number;
        readonly code: number;
        readonly symbol: string;
        readonly message?: string;
        readonly editorial?: boolean;
      }
    | {
        /** In the answer a field of goals, tags or campaigns holds a name that came after the caller's version: no call can write it. */
        readonly kind: "unknownMember";
        /** The field by its name on the wire; one inside another as "Revenue.Type". */
        readonly field: string;
        /** The name. Default NotSupportedForGivenRevision. */
        readonly value?: string;
        /** Only of this one; default: of all that have the field. */
        readonly id?: string;
      }
  );

/** Faults that leave an answer an answer: any number of them meets a call. */
export function gathers({ kind }: PlannedFault): boolean {
  return kind === "delay" || kind === "partial" || kind === "unknownMember";
}

interface Waiting {
  readonly fault: PlannedFault;
  toPass: number;
  left: number;
}

/** The faults that are still to come. */
export class FaultPlan {
  #waiting: Waiting[] = [];
  #held = new AbortController();

  add(...faults: readonly PlannedFault[]): void {
    this.#waiting.push(
      ...faults.map((fault) => ({ fault, toPass: fault.after ?? 0, left: fault.times ?? 1 })),
    );
  }

  /** Nothing more is to come, and calls that are being delayed go on at once. */
  clear(): void {
    this.#waiting = [];
    this.#held.abort();
    this.#held = new AbortController();
  }

  /** Delays a call, or until faults are cleared. Rejects when the emulator closes. */
  async hold(ms: number, closing: AbortSignal): Promise<void> {
    if (ms <= 0) return;
    const signal = AbortSignal.any([this.#held.signal, closing]);
    await sleep(ms, undefined, { signal }).catch((error: unknown) => {
      if (closing.aborted) throw error;
    });
  }

  pending(): readonly PlannedFault[] {
    return this.#waiting.map((each) => ({ ...each.fault, times: each.left, after: each.toPass }));
  }

  /** What meets this call: what gathers, and of the others the first one; the rest wait. */
  take(operation: OperationName | undefined, transport: Call["transport"]): readonly PlannedFault[] {
    const taken: PlannedFault[] = [];
    let ended = false;
    for (const each of this.#waiting) {
      if (each.fault.operation !== undefined && each.fault.operation !== operation) continue;
      if (each.fault.transport !== undefined && each.fault.transport !== transport) continue;
      if (!gathers(each.fault) && ended) continue;
      if (each.toPass > 0) {
        each.toPass -= 1;
        continue;
      }
      each.left -= 1;
      ended ||= !gathers(each.fault);
      taken.push(each.fault);
    }
    this.#waiting = this.#waiting.filter((each) => each.left > 0);
    return taken;
  }
}
