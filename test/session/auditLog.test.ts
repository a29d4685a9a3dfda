import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { Stack } from "../support/e2eStack";

const emulator = useEmulator();
const folder = mkdtempSync(join(tmpdir(), "msads-audit-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("auditLog", () => {
  test("gets one line for each write, with its account and TrackingId, for its owner's eyes only", async () => {
    const auditLog = join(folder, "audit.log");
    const report = await new Stack(emulator.now).up(
      { site, order: urlGoal("Order placed") },
      { config: { "msads:auditLog": auditLog } },
    );
    expect(report.ok).toBe(true);
    const lines = readFileSync(auditLog, "utf8").trim().split("\n");
    expect(lines).toHaveLength(report.writes.length);
    expect(lines[1]).toMatch(
      /^\S+Z account 222 \(customer 111\): AddConversionGoals of 1 conversion goal\(s\): "Order placed" \(TrackingId [0-9a-f-]{36}\)$/,
    );
    expect(statSync(auditLog).mode & 0o777).toBe(0o600);
  });

  test("has a line for each call that failed too, and says of each goal what became of it", async () => {
    const auditLog = join(folder, "failures.log");
    const config = { "msads:auditLog": auditLog };
    const deals = { all: libraryOf(["A", "B", "C"].map((name) => offlineGoal(`Deal ${name}`))) };
    const stack = new Stack(emulator.now);
    const operation = "AddConversionGoals";
    emulator.now.faults({ operation, kind: "drop", when: "before" });
    emulator.now.faults({ operation, kind: "partial", after: 1, index: 1, code: 3349, symbol: "Invalid" });
    await stack.up(deals, { config });
    const lines = readFileSync(auditLog, "utf8").trim().split("\n");
    expect(
      lines.map((line) => line.replace(/^\S+Z account 222 \(customer 111\): | \(TrackingId .*/g, "")),
    ).toEqual([
      'AddConversionGoals of 3 conversion goal(s) failed: outcome unknown: "Deal A", "Deal B", "Deal C"',
      'AddConversionGoals of 2 conversion goal(s): "Deal A", "Deal C"',
      'AddConversionGoals of 1 conversion goal(s) failed: refused: "Deal B"',
    ]);
    expect(statuses(emulator.now)).toEqual({ "Deal A": "Active", "Deal C": "Active" });
  });

  test("of a program with two accounts says of each line which of them it was", async () => {
    const auditLog = join(folder, "two.log");
    emulator.now.addCustomers({ id: "333", accounts: [{ id: "444" }] });
    const second = {
      ...offlineGoal("Deal"),
      inputs: { ...offlineGoal("Deal").inputs, customerId: "333", accountId: "444" },
    };
    await new Stack(emulator.now).up(
      { first: offlineGoal("Deal"), second },
      { config: { "msads:auditLog": auditLog } },
    );
    const lines = readFileSync(auditLog, "utf8").trim().split("\n");
    expect(lines.map((line) => /account .*?\)/.exec(line)?.[0]).sort()).toEqual([
      "account 222 (customer 111)",
      "account 444 (customer 333)",
    ]);
  });

  test("that cannot be written is a warning: what was written to the account is in state all the same", async () => {
    const stack = new Stack(emulator.now);
    const report = await stack.up(
      { site, order: urlGoal("Order placed") },
      { config: { "msads:auditLog": folder } },
    );
    expect(report.errors).toEqual([]);
    expect(report.said).toContain("warning: auditLog: EISDIR");
    expect(statuses(emulator.now)).toEqual({ "Order placed": "Active" });
    expect(stack.entry("order").id).toMatch(/^[0-9]+$/);
  });
});
