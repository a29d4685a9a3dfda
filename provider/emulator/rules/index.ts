import { accountRules } from "./accountRules";
import { callRules } from "./callRules";
import { campaignRules } from "./campaignRules";
import { changeRules } from "./changeRules";
import { customerRules } from "./customerRules";
import { goalNameRules } from "./goalNameRules";
import { goalRules } from "./goalRules";
import { goalTypeRules } from "./goalTypeRules";
import { reportRules } from "./reportRules";
import { restRules } from "./restRules";
import type { Rule } from "./rule";
import { tagRules } from "./tagRules";
import { tagShareRules } from "./tagShareRules";
import { trackingRules } from "./trackingRules";

/** Every rule that the emulator follows, by id. */
export const rules = {
  ...callRules,
  ...restRules,
  ...goalNameRules,
  ...goalRules,
  ...goalTypeRules,
  ...changeRules,
  ...tagRules,
  ...tagShareRules,
  ...accountRules,
  ...campaignRules,
  ...reportRules,
  ...customerRules,
  ...trackingRules,
};

export type RuleId = keyof typeof rules;

export const ruleIds = Object.keys(rules) as readonly RuleId[];

export function isRuleId(text: string): text is RuleId {
  return Object.hasOwn(rules, text);
}

export const ruleOf = (id: RuleId): Rule => rules[id];

/** Which rules are in force; settings turn single ones on or off. */
export type RuleSwitches = Readonly<Partial<Record<RuleId, boolean>>>;

export const inForce = (id: RuleId, switches: RuleSwitches): boolean => switches[id] ?? !ruleOf(id).off;

/** One thing wrong: the service's number and symbol, and a text for people. */
export interface Problem {
  /** The rule that refuses; undefined when a test ordered the refusal. */
  readonly rule?: RuleId;
  readonly code: number;
  readonly symbol: string;
  readonly message: string;
}

/** The error that a refusing rule answers with. */
export function problemOf(id: RuleId): Problem {
  const { code, symbol, says } = ruleOf(id);
  if (code === undefined || symbol === undefined) throw new Error(`rule ${id} refuses nothing`);
  return { rule: id, code, symbol, message: says };
}

export interface RuleRow extends Rule {
  readonly id: RuleId;
  readonly inForce: boolean;
}

/** The table as people read it. */
export function ruleRows(switches: RuleSwitches): readonly RuleRow[] {
  return ruleIds.map((id) => ({ id, ...ruleOf(id), inForce: inForce(id, switches) }));
}

const otherSymbols: Readonly<Record<number, string>> = {
  117: "CallRateExceeded",
  204: "OperationNotSupported",
  1010: "CampaignServiceSystemInReadOnlyMode",
  3601: "UnsupportedEndpoint",
};

/** The symbol of a code: of a rule, or of the few that no rule here uses; InternalError for the rest. */
export function knownSymbol(code: number): string {
  const rule = ruleIds.map(ruleOf).find((each) => each.code === code);
  return rule?.symbol ?? otherSymbols[code] ?? "InternalError";
}
