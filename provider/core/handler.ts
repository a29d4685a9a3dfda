import type { Kind } from "../account/batch/runProgress";
import type { Problem } from "../goals/problem";
import type { Session } from "../session/session";
import type { Props } from "./props";

/** What check answers; failures are returned, never thrown: the engine prints a thrown one twice and with its stack. */
export interface Checked {
  readonly inputs: Props;
  readonly failures: readonly Problem[];
}

/** What is done for one kind of resource, each with the session of the process. */
export interface Handler {
  /** As what the program counts it. */
  readonly kind: Kind;
  /** Tells the resource from all others of its kind. */
  identity(props: Props): string;
  check(session: Session, olds: Props, news: Props): Promise<Checked>;
  diff(
    session: Session,
    id: string,
    olds: Props,
    news: Props,
  ): Promise<{ changes: boolean; replaces?: string[] }>;
  create(session: Session, news: Props): Promise<{ id: string; outs: Props }>;
  read(session: Session, id: string, olds: Props): Promise<{ id?: string; props?: Props; inputs?: Props }>;
  update(session: Session, id: string, olds: Props, news: Props): Promise<{ outs: Props }>;
  remove(session: Session, id: string, olds: Props): Promise<void>;
}
