import type { RuleId } from "../../emulator";
import type { Kit } from "./kit";
import type { Reply } from "./reply";
import { refusedAs, type Verdict } from "./verdict";

/** How one rule of the emulator is tried in the service. */
export interface Probe {
  readonly rule: RuleId;
  /** Set for a rule of one transport only. */
  readonly only?: "soap" | "rest";
  /** Prepares, asks, judges, and puts back what it changed. Throws NotAsked where that cannot be done. */
  readonly ask: (kit: Kit) => Promise<Verdict>;
}

/** A rule that is not tried, and why. */
export interface Unasked {
  readonly rule: RuleId;
  readonly why: string;
}

/** The rules of one file of the emulator, asked or not. */
export interface ProbeGroup {
  /** The name of that file. */
  readonly name: string;
  readonly probes: readonly Probe[];
  readonly unasked: readonly Unasked[];
}

export const behaviour = (rule: RuleId, ask: Probe["ask"], only?: "soap" | "rest"): Probe => ({
  rule,
  ask,
  ...(only === undefined ? {} : { only }),
});

/** A rule that refuses a request. */
export const refusal = (rule: RuleId, send: (kit: Kit) => Promise<Reply>, only?: "soap" | "rest"): Probe =>
  behaviour(rule, async (kit) => refusedAs(rule, await send(kit)), only);

export const unasked = (why: string, ...rules: readonly RuleId[]): readonly Unasked[] =>
  rules.map((rule) => ({ rule, why }));
