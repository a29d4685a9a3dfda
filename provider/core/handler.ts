import type { Kind } from "../account/batch/runProgress";
import type { Kind as ResourceKind } from "../config/ignoredPaths";
import type { Difference } from "../goals/difference";
import type { Problem } from "../goals/problem";
import type { Session } from "../session/session";
import type { Props } from "./props";
import type { Resource } from "./resource";

/** What check answers; failures are returned, never thrown. */
export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly Problem[];
}

/** Whether a write is due, and which properties make it another goal or tag. */
export interface Diffed {
  readonly changes: boolean;
  readonly replaces?: string[];
  /** What a write would change, property by property. None where state alone is renewed, or where nothing is known of the account. */
  readonly differences?: readonly Difference[];
}

/** What read answers; without an id the thing is gone. */
export interface Seen {
  readonly id?: string;
  readonly props?: Props;
  readonly inputs?: Props;
  /** Tells what people changed since, but for what `ignoreChanges` leaves to them. Undefined where nothing can have changed. */
  readonly tellDrift?: (ignored: readonly string[]) => void;
}

/**
 * What an engine asks of one kind of resource, whichever host asks. Values are plain: what is not known yet is `UNKNOWN`, and nothing in them is
 * a host's own. What a method throws is an error for the user; `PartlyDone` if something was written nevertheless.
 */
export interface Handler {
  /** As what the program counts it. */
  readonly kind: Kind;
  /** Of which class its resources are. */
  readonly resourceKind: ResourceKind;
  /** Tells the resource from all others of its kind. */
  identity(resource: Resource): string;
  /** Under what check notes in `session.checked` that it speaks for the program. */
  checkedKeys(resource: Resource, inputs: Props): readonly string[];
  /** `olds`: the inputs of the last run; none for a new resource. */
  check(session: Session, resource: Resource, olds: Props, news: Props): Promise<Checked>;
  /** `olds`: the outputs of the last run. */
  diff(session: Session, resource: Resource, id: string, olds: Props, news: Props): Promise<Diffed>;
  create(session: Session, resource: Resource, news: Props): Promise<{ id: string; outs: Props }>;
  read(session: Session, resource: Resource, id: string, olds: Props): Promise<Seen>;
  update(
    session: Session,
    resource: Resource,
    id: string,
    olds: Props,
    news: Props,
  ): Promise<{ outs: Props }>;
  remove(session: Session, resource: Resource, id: string, olds: Props): Promise<void>;
}
