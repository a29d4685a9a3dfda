import { MsadsError } from "../../service/errors";

/** What was looked at, in this order. */
const CHECKS = ["config", "login file", "clock", "endpoint", "sign-in", "account", "read"] as const;
export type Check = (typeof CHECKS)[number];

/** What became of one check. */
export interface Finding {
  readonly check: Check;
  /** skipped: something before it must be right first. */
  readonly state: "ok" | "failed" | "skipped";
  readonly says: string;
  /** What to do about it. */
  readonly todo?: string;
  /** Where the settings come from; of the check "config" alone. */
  readonly settings?: readonly SettingSource[];
}

/** A setting that was given. */
export interface SettingSource {
  readonly name: string;
  /** undefined = it is secret. */
  readonly value: string | undefined;
  /** Like "stack dev" or "MSADS_ACCOUNT_ID". */
  readonly from: string;
}

export function ok(check: Check, says: string): Finding {
  return { check, state: "ok", says };
}

export function failed(check: Check, says: string, todo: string | undefined): Finding {
  return { check, state: "failed", says, ...(todo === undefined ? {} : { todo }) };
}

/** The finding that an error is: what it says, apart from what to do about it. */
export function failure(check: Check, error: unknown): Finding {
  const message = error instanceof Error ? error.message : String(error);
  const hint = error instanceof MsadsError ? error.hint : undefined;
  const says = hint !== undefined && message.endsWith(hint) ? message.slice(0, -hint.length).trim() : message;
  return failed(check, says, hint);
}

/** All checks, those that could not be made as skipped. */
export function complete(findings: readonly Finding[]): readonly Finding[] {
  return CHECKS.map(
    (check) =>
      findings.find((each) => each.check === check) ?? {
        check,
        state: "skipped",
        says: "skipped, because a check above failed",
      },
  );
}
