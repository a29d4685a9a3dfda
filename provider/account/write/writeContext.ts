import type { Clock } from "../clock";
import type { AuditEvent, Fields } from "./auditEvent";

/** What writing needs beside the steps. */
export interface WriteContext {
  readonly clock: Clock;
  /** Notes each call that writes, before it is made and after it. */
  readonly audit: (event: AuditEvent) => void;
  /** What the plan was compared with, for the audit. */
  readonly before?: FieldsBefore;
}

/** Fields as they are before a write; undefined where that is not known. */
export type FieldsBefore = (id: string) => Fields | undefined;
