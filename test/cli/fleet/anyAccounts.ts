import fc from "fast-check";
import type { CheckedAccount, FieldChange, PlannedChange, RanAccount } from "../../../provider/fleet/results";
import { HOSTILE } from "../reportNames";

const text = fc.oneof(
  fc.constantFrom(
    ...HOSTILE,
    "🛒 shop",
    "👨‍👩‍👧‍👦🇩🇪",
    "متجر الكتب",
    "書店".repeat(50),
    "a b ".repeat(50),
    "x".repeat(200),
  ),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  fc.string({ unit: "binary", maxLength: 50 }),
);

const value = fc.oneof(
  fc.constant(undefined),
  fc.constant("[secret]"),
  text,
  fc.double(),
  fc.boolean(),
  fc.array(text),
);
const field: fc.Arbitrary<FieldChange> = fc.record({ path: text, from: value, to: value });
const fields = fc.array(field, { maxLength: 6 });
const about = {
  urn: text,
  resource: text,
  type: fc.constantFrom("UrlGoal", "UetTag", "ConversionGoalLibrary"),
};

const drifted = fc.record(
  { ...about, lost: text, fields },
  { requiredKeys: ["urn", "resource", "type", "fields"] },
);

const account = fc.record({
  stack: text,
  customerId: fc.nat().map(String),
  accountId: fc.nat().map(String),
  config: fc.constant({ "other:token": "hush-hush" }),
});

const count = fc.nat({ max: 2000 });

export const anyChecked: fc.Arbitrary<CheckedAccount> = fc.record({
  account,
  standing: fc.constantFrom("clean", "changed", "drifted", "unknown", "unreachable"),
  reason: fc.option(text, { nil: undefined }),
  drift: fc.array(drifted, { maxLength: 4 }),
  health: fc.option(fc.record({ inactive: count, silent: count, unknown: count, ok: count, paused: count }), {
    nil: undefined,
  }),
});

const change: fc.Arbitrary<PlannedChange> = fc.record({
  op: fc.constantFrom("create", "update", "delete", "replace"),
  ...about,
  fields,
  writes: fc.integer({ min: 1, max: 100 }),
});

export const anyRan: fc.Arbitrary<RanAccount> = fc.record({
  account,
  outcome: fc.constantFrom("done", "failed", "locked", "interrupted", "skipped"),
  changes: fc.array(change, { maxLength: 3 }),
  message: fc.option(text, { nil: undefined }),
  tookMs: fc.nat(),
});

/** A clean account; `more` says what is not as that. */
export function checked(stack: string, more: Partial<CheckedAccount> = {}): CheckedAccount {
  const account = { stack, customerId: "111", accountId: "222", config: {} };
  return { account, standing: "clean", reason: undefined, drift: [], health: undefined, ...more };
}

/** A run without changes; `more` says what is not as that. */
export function ran(stack: string, more: Partial<RanAccount> = {}): RanAccount {
  const account = { stack, customerId: "111", accountId: "222", config: {} };
  return { account, outcome: "done", changes: [], message: undefined, tookMs: 6_000, ...more };
}

/** The goal "order", of which the program wants a revenue of 30. */
export function orderWith(from: unknown, path = "revenue.value") {
  const urn = "urn:pulumi:acme::shop::msads:index:UrlGoal::order";
  return { urn, resource: "order", type: "UrlGoal", fields: [{ path, from, to: 30 }] };
}
