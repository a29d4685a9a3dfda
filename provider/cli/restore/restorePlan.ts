import type { CampaignRequest, GoalRequest, SettingsRequest, TagRequest } from "../../account/plan/requests";
import type { AuditKind } from "../../account/write/auditEvent";
import type { Difference } from "../../goals/difference";
import type { LoggedChange } from "../shared/audit/changes";

/** What is asked of the account to bring one thing back. */
export type RestoreRequest =
  | { readonly kind: "goal"; readonly request: GoalRequest }
  | { readonly kind: "tag"; readonly request: TagRequest }
  | { readonly kind: "settings"; readonly request: SettingsRequest }
  | { readonly kind: "campaign"; readonly request: CampaignRequest };

/** A thing that a message is about. `name`: as it may be shown. */
export interface Thing {
  readonly kind: AuditKind;
  readonly id: string;
  readonly name: string;
}

/** A thing that comes back. */
export interface Restored extends Thing {
  /** What is now (`live`) and what was then (`wanted`). */
  readonly differences: readonly Difference[];
  readonly asks: RestoreRequest;
  /** The program's lines that say the same; none where the program does not have it any more. */
  readonly lines: readonly string[];
  /** The fields whose value of then only a later write has found. */
  readonly found: readonly string[];
  readonly notes: readonly string[];
  /** The last change that the log has of it since then. */
  readonly changed: LoggedChange | undefined;
  /** An active goal becomes paused. */
  readonly isPause: boolean;
}

/** A thing that stays as it is, and why. */
export interface Kept extends Thing {
  readonly why: string;
}

/** A goal that was made after that time. */
export interface MadeSince extends Thing {
  readonly status: string;
}

/** What a restore comes to. */
export interface RestorePlan {
  readonly restored: readonly Restored[];
  /** Somebody has changed these since the log's last word on them. */
  readonly changedOutside: readonly Kept[];
  /** What cannot be brought back: whole things, or fields of them. */
  readonly lost: readonly Kept[];
  readonly madeSince: readonly MadeSince[];
}

/** Who asks, in messages and in the audit log. */
export const RESTORE = "msads restore";
