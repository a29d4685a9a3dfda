import type { RuleId } from "../../../provider/emulator";
import type { Driver } from "../driver";
import type { SoapReply } from "../soapClient";

/** A request that breaks a rule. It must be refused with the code by this rule, and not by it once it is off. */
export interface RefusalCase {
  readonly rule: RuleId;
  /** As `codesOf` has it, for example `0:5317`. */
  readonly code: string;
  readonly send: (driver: Driver) => Promise<SoapReply>;
}

/** Something that a rule decides: what an observer sees while it holds, and once it does not. */
export interface BehaviourCase {
  readonly rule: RuleId;
  readonly see: (driver: Driver) => Promise<string>;
  readonly on: string;
  readonly off: string;
}

export const refusal = (
  rule: RuleId,
  code: string,
  send: (driver: Driver) => Promise<SoapReply>,
): RefusalCase => ({ rule, code, send });

export const behaviour = (
  rule: RuleId,
  on: string,
  off: string,
  see: (driver: Driver) => Promise<string>,
): BehaviourCase => ({ rule, on, off, see });
