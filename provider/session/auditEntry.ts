import type { AuditChange, AuditKind, AuditPhase } from "../account/write/auditEvent";

/** The version of the lines. Readers leave out lines of a later one, and say so. */
export const AUDIT_VERSION = 1;

/** One line of the audit log: what is known of a call that writes, before it is made or after it. */
export interface AuditEntry {
  readonly v: typeof AUDIT_VERSION;
  /** ISO 8601, in UTC. */
  readonly time: string;
  readonly phase: AuditPhase;
  /** The same in all lines of one call. */
  readonly call: string;
  /** Microsoft's name of it. */
  readonly operation: string;
  readonly customerId: string;
  readonly accountId: string;
  readonly who: Who;
  readonly trackingId?: string;
  /** Why the whole call failed. */
  readonly error?: AuditError;
  readonly items: readonly AuditEntryItem[];
}

/** Who writes: a Pulumi program, or a command. What is not known is left out. */
export interface Who {
  /** "pulumi", "msads restore". */
  readonly by: string;
  readonly project?: string;
  readonly stack?: string;
}

/** What Microsoft said, without its words: they may repeat values. */
export interface AuditError {
  readonly code?: number;
  readonly symbol?: string;
}

/** One goal or other thing of a call. */
export interface AuditEntryItem {
  readonly kind: AuditKind;
  /** Not known before a new thing is there. */
  readonly id?: string;
  readonly name: string;
  /** The Pulumi resource that asked for it. */
  readonly resource: string;
  /** It does not exist before the call. */
  readonly isNew?: true;
  /** A goal is paused: the program, or the library, does not have it any more. */
  readonly hasLeft?: true;
  readonly fields: Readonly<Record<string, AuditChange>>;
  /** Paths whose values are hidden, as "name" or "fields.revenue.value": the program marks them secret. */
  readonly masked?: readonly string[];
  /** The service refused this one. */
  readonly refused?: readonly AuditError[];
}

/** Who writes in a process, as far as it is known by now. */
export class Origin {
  #stack: string | undefined;

  constructor(
    private readonly by: string,
    private readonly project?: string,
  ) {}

  /** The stack's name, as the program or a URN tells it. */
  learnStack(stack: string): void {
    if (stack !== "") this.#stack = stack;
  }

  get who(): Who {
    const { by, project } = this;
    return {
      by,
      ...(project === undefined ? {} : { project }),
      ...(this.#stack === undefined ? {} : { stack: this.#stack }),
    };
  }
}

/** A Pulumi program's provider; Pulumi tells it the project, and not the stack. */
export function programOrigin({ PULUMI_PROJECT, PULUMI_NODEJS_PROJECT }: NodeJS.ProcessEnv): Origin {
  return new Origin("pulumi", PULUMI_PROJECT ?? PULUMI_NODEJS_PROJECT);
}
