import type { GoalType } from "../../goals/definition";
import type { Difference } from "../../goals/difference";
import type { UnsupportedGoal } from "../../goals/goal";
import type { WriteResult } from "../../service/campaignManagement";
import type { MsadsError } from "../../service/errors";
import type { Named } from "../snapshot";
import type { AuditKind, Fields } from "../write/auditEvent";

/** What is sent of one goal or tag; a goal also has its type. */
export interface Payload {
  readonly type?: GoalType;
  readonly fields: Fields;
  /** Paths that the program marks secret: no message shows their values. They are not sent. */
  readonly secret?: readonly string[];
  /** Something goes to a default of the service's own: no read shows whether that was done. It is not sent. */
  readonly resets?: boolean;
}

/** What a plan does about one request. `resource` is the Pulumi resource that asked for it. */
export type Step =
  | { readonly do: "add"; readonly resource: string; readonly name: string; readonly payload: Payload }
  | {
      readonly do: "update";
      readonly resource: string;
      readonly name: string;
      readonly id: string;
      readonly payload: Payload;
      /** It is paused: what asked for it does not want it any more. */
      readonly hasLeft?: true;
    }
  /** Nothing differs, so nothing is sent. Without an id: it does not exist (any more). */
  | { readonly do: "nothing"; readonly resource: string; readonly id?: string }
  | { readonly do: "refuse"; readonly resource: string; readonly error: MsadsError };

export type AddStep = Extract<Step, { do: "add" }>;
export type UpdateStep = Extract<Step, { do: "update" }>;

/** What became of a step. An `id` with an error: written, though not as it should be; it belongs into state. */
export type StepResult<L> =
  | { readonly ok: true; readonly id: string | undefined; readonly live: L | undefined }
  | { readonly ok: false; readonly error: MsadsError; readonly id?: string; readonly live?: L };

/** The service as far as one kind of thing goes; each method is one call with at most 100 items. */
export interface EntityApi<L extends Named> {
  readonly kind: AuditKind;
  /** "conversion goal", "UET tag". */
  readonly noun: string;
  /** The code that says that a name exists already. */
  readonly nameTaken: number;
  readonly addOperation: string;
  readonly updateOperation: string;
  add(items: readonly Payload[]): Promise<WriteResult<string>>;
  update(items: readonly (Payload & { readonly id: string })[]): Promise<WriteResult<undefined>>;
  /** All of the account, also what can only be seen. */
  list(): Promise<readonly (L | UnsupportedGoal | null)[]>;
  read(ids: readonly string[]): Promise<readonly (L | null)[]>;
  /** What of a payload a live thing does not have as it was sent: `wanted` is what was sent. */
  notTaken(payload: Payload, live: L): readonly Difference[];
  /** What is live, as the audit shows it. */
  fieldsOf(live: L): Fields;
  /** What of a thing a payload sets, as the audit shows it; null = it clears the field. `before`: undefined for what is new or not known. */
  sent(payload: Payload, before: Fields | undefined): Fields;
  /** A refused update may mean that it is so already: what is read then decides. */
  readonly isJudgedByReading?: true;
}
