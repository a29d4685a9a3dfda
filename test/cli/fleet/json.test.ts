import fc from "fast-check";
import { expect, test } from "vitest";
import { checkJson, runsJson } from "../../../provider/cli/fleet/json";
import { anyChecked, anyRan, checked, orderWith, ran } from "./anyAccounts";

test("a check: whether all is well, counts of every standing, the accounts worst first, without their config", () => {
  const drifted = checked("b", { standing: "drifted", reason: "Why.", drift: [orderWith("[secret]")] });
  const health = { inactive: 0, silent: 1, unknown: 0, ok: 2, paused: 0 };
  expect(JSON.parse(JSON.stringify(checkJson([checked("a", { health }), drifted])))).toEqual({
    ok: false,
    counts: { unreachable: 0, unknown: 0, changed: 0, drifted: 1, clean: 1 },
    accounts: [
      {
        stack: "b",
        customerId: "111",
        accountId: "222",
        standing: "drifted",
        reason: "Why.",
        drift: [orderWith("[secret]")],
      },
      { stack: "a", customerId: "111", accountId: "222", standing: "clean", drift: [], health },
    ],
  });
  expect(checkJson([checked("a")]).ok).toBe(true);
});

test("runs: whether all are done, counts of every kind, what they write, worst first", () => {
  const changes = [{ ...orderWith(25), op: "update" as const, writes: 3 }];
  const runs = [ran("a"), ran("b", { changes }), ran("c", { outcome: "locked", message: "Held." })];
  expect(JSON.parse(JSON.stringify(runsJson("up", runs)))).toEqual({
    op: "up",
    ok: false,
    counts: { failed: 0, locked: 1, interrupted: 0, skipped: 0, changed: 1, same: 1 },
    writes: 3,
    accounts: [
      {
        stack: "c",
        customerId: "111",
        accountId: "222",
        outcome: "locked",
        changes: [],
        message: "Held.",
        tookMs: 6000,
      },
      { stack: "b", customerId: "111", accountId: "222", outcome: "done", changes, tookMs: 6000 },
      { stack: "a", customerId: "111", accountId: "222", outcome: "done", changes: [], tookMs: 6000 },
    ],
  });
  expect(runsJson("preview", runs.slice(0, 2)).ok).toBe(true);
});

test("has every account once and counts that add up, and never a config", () => {
  fc.assert(
    fc.property(fc.array(anyChecked), fc.array(anyRan), (accounts, runs) => {
      for (const [json, all] of [
        [checkJson(accounts), accounts],
        [runsJson("up", runs), runs],
      ] as const) {
        const counts: readonly number[] = Object.values(json.counts);
        expect(counts.reduce((sum, count) => sum + count)).toBe(all.length);
        expect(json.accounts.map(({ stack }) => stack).sort()).toEqual(
          all.map(({ account }) => account.stack).sort(),
        );
        expect(JSON.stringify(json)).not.toContain("hush-hush");
      }
    }),
  );
});
