import { probeGroups } from "../../../provider/cli/parity/probes";
import { type ObservedFile, observedFormat, type RuleId, ruleOf } from "../../../provider/emulator";

/** The rules that are asked over a transport. */
export function probedRules(transport: "soap" | "rest"): readonly RuleId[] {
  return probeGroups
    .flatMap(({ probes }) => probes)
    .filter(({ only }) => only === undefined || only === transport)
    .map(({ rule }) => rule);
}

/** Rules of which nothing shows when they are off: there is no other reading of such a request. Each has a code, which is altered instead. */
const WITHOUT_SWITCH: readonly RuleId[] = [
  "call.order",
  "auth.account-invalid",
  "account.property-null",
  "link.null",
  "rest.malformed",
  "rest.member-types",
  "rest.goal-type",
];

export const switchedRules = (transport: "soap" | "rest"): readonly RuleId[] =>
  probedRules(transport).filter((rule) => !WITHOUT_SWITCH.includes(rule));

/** The rules that answer with another code, where a file of observations says so. */
export const codedRules = (transport: "soap" | "rest"): readonly RuleId[] =>
  probedRules(transport).filter((rule) => ruleOf(rule).code !== undefined || rule === "call.order");

/** The setting that turns a rule to what it is not by default. */
export const switched = (rule: RuleId): Partial<Record<RuleId, boolean>> => ({
  [rule]: ruleOf(rule).off === true,
});

/** What then is found. Elements out of order that are skipped get no fault either. */
export const found = (rule: RuleId): readonly RuleId[] =>
  rule === "call.order-skips" ? ["call.order", "call.order-skips"] : [rule];

/** What is found of a rule that does. Customer Management has no symbols on the wire. */
export const otherCode = (rule: RuleId) => ({
  result: "differs",
  codes: [9_999],
  ...(rule.startsWith("search.") ? {} : { symbols: ["SomethingElse"] }),
});

/** A file in which a rule refuses with a code that no rule has. */
export function withOtherCode(rule: RuleId): ObservedFile {
  const rules = { [rule]: { result: "differs", codes: [9_999], symbols: ["SomethingElse"] } } as const;
  const date = "2026-11-01T00:00:00.000Z";
  return { format: observedFormat, date, environment: "sandbox", apiVersion: 13, transport: "soap", rules };
}
