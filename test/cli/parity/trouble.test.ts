import { describe, expect, test } from "vitest";
import { RUNS_PREFIX } from "../../../provider/cli/parity/own";
import type { ObservedFile, PlannedFault } from "../../../provider/emulator";
import { leapingClock } from "../../support/e2eClock";
import { useEmulator } from "../../support/e2eEmulator";
import { switched } from "./altered";
import { parityOf } from "./parity";

const emulator = useEmulator();

const own = () => emulator.now.store.goals.filter(({ fields }) => fields.Name?.startsWith("msads-parity "));
const active = () => own().filter(({ fields }) => fields.Status !== "Paused");
const clock = leapingClock(60_000);
const autoTagging = () => emulator.now.store.accounts.map((account) => account.autoTagging);

function turnAutoTaggingOff(): void {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "222", autoTagging: false }] });
}

/** A fault that meets every so many calls of a kind. */
const every = (fault: PlannedFault, each: number, times: number): readonly PlannedFault[] =>
  Array.from({ length: times }, (_, index) => ({ ...fault, after: each * index + 1 }));

describe("msads parity", () => {
  test.each(["soap", "rest"] as const)(
    "over %s waits where the service throttles, and finds the same",
    async (transport) => {
      const notices: string[] = [];
      emulator.now.settings({ rules: switched("goal.name-case") });
      emulator.now.faults(...every({ kind: "fault", code: 117 }, 9, 8));
      const before = clock.now();
      const run = await parityOf(
        emulator.now,
        { json: false, transport },
        { clock, notify: ({ message }) => void notices.push(message) },
      );
      expect(run.unlike).toEqual(["goal.name-case"]);
      expect(run.isWhole).toBe(true);
      expect(clock.now() - before).toBeGreaterThan(8 * 60_000);
      expect(notices[0]).toContain("limits the rate of calls");
    },
  );

  test.each([
    ["soap", "after"],
    ["rest", "after"],
    ["soap", "before"],
    ["rest", "before"],
  ] as const)(
    "over %s, answers lost %s the work: nothing is doubled or forgotten, and it finds the same",
    async (transport, when) => {
      turnAutoTaggingOff();
      emulator.now.settings({ rules: switched("default.status") });
      for (const operation of [
        "AddConversionGoals",
        "UpdateConversionGoals",
        "AddUetTags",
        "SetAccountProperties",
      ] as const)
        emulator.now.faults(
          ...every({ kind: "drop", when, operation }, 3, 6).map((each, index) => ({
            ...each,
            after: index === 0 ? 0 : (each.after ?? 0),
          })),
        );
      const run = await parityOf(emulator.now, { json: false, transport }, { clock });
      expect(run.unlike).toEqual(["default.status"]);
      expect(run.isWhole).toBe(true);
      expect(own().length).toBeLessThanOrEqual(40);
      expect(active()).toEqual([]);
      expect(run.printed).toContain(`Left in the account: ${own().length} paused goals`);
      expect(emulator.now.store.tags.length).toBeLessThanOrEqual(3);
      expect(autoTagging()).toEqual([false]);
    },
  );

  test("a stop ends it after the call under way: its goals are paused, auto-tagging is back, and --resume asks only the rest", async () => {
    turnAutoTaggingOff();
    const stopping = new AbortController();
    const save = { rules: 0 };
    const stopped = await parityOf(
      emulator.now,
      { json: false },
      {
        stop: stopping.signal,
        print: (text) => {
          save.rules += text.startsWith("  ") ? 1 : 0;
          if (save.rules === 30) stopping.abort();
        },
      },
    );
    expect(stopped.isWhole).toBe(false);
    expect(own().length).toBeGreaterThan(3);
    expect(active()).toEqual([]);
    expect(autoTagging()).toEqual([false]);
    expect(stopped.file.autoTagging).toBeUndefined();

    const asked = Object.entries(stopped.file.rules).filter(([, { result }]) => result !== "not asked");
    const calls = emulator.now.calls().length;
    const rest = await parityOf(emulator.now, { json: false, resume: stopped.file });
    expect(rest.isWhole).toBe(true);
    expect(Object.keys(rest.file.rules).length).toBe(98);
    for (const [rule, found] of asked) expect(rest.file.rules[rule as "call.order"]).toEqual(found);
    const dtd = emulator.now
      .calls()
      .slice(calls)
      .filter(({ refusedBy }) => refusedBy?.includes("call.dtd"));
    expect(dtd).toEqual([]);
  });

  test("a run that was killed is gone on with: auto-tagging is what it was before that run", async () => {
    turnAutoTaggingOff();
    const kept: string[] = [];
    const save = (state: ObservedFile) => void kept.push(JSON.stringify(state));
    await parityOf(emulator.now, { json: false }, { save });
    const killed = JSON.parse(kept[20] ?? "");
    expect(killed.autoTagging).toBe("false");
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "222", autoTagging: true }] });
    expect(killed.prefix).toMatch(/^msads-parity \d{8}-\d{6}-[0-9a-z]{4}$/);
    const [forgotten, shouted] = own();
    emulator.now.editGoal(forgotten?.id ?? "", { Status: "Active" });
    // A probe may have changed the case of a name; and somebody has a goal that is called nearly so.
    const name = shouted?.fields.Name?.toUpperCase();
    emulator.now.editGoal(shouted?.id ?? "", {
      Status: "Active",
      ...(name === undefined ? {} : { Name: name }),
    });
    const another = own().at(-1)?.id ?? "";
    emulator.now.editGoal(another, { Status: "Active", Name: `${RUNS_PREFIX}20260101-000000-aaaa goal 001` });
    const run = await parityOf(emulator.now, { json: false, resume: killed });
    expect(run.isWhole).toBe(true);
    expect(run.asked).toContain(
      `first pauses what the run that did not end has left active, named "${killed.prefix} goal …"`,
    );
    const statusOf = (id = "") => emulator.now.store.goal(id)?.fields.Status;
    expect([statusOf(forgotten?.id), statusOf(shouted?.id), statusOf(another)]).toEqual([
      "Paused",
      "Paused",
      "Active",
    ]);
    expect(run.printed).toContain('1 goal of an earlier run, named "msads-parity …", not paused');
    expect(run.file.prefix).toBeUndefined();
    expect(run.asked).toContain("to false, as it was before the run that did not end");
    expect(autoTagging()).toEqual([false]);
  });

  test("a run that was killed is gone on with in its own account only", async () => {
    const kept: string[] = [];
    await parityOf(emulator.now, { json: false }, { save: (state) => void kept.push(JSON.stringify(state)) });
    const killed = JSON.parse(kept.at(-2) ?? "");
    emulator.now.reset();
    const resume = { ...killed, autoTagging: "false" };
    await expect(parityOf(emulator.now, { json: false, resume })).rejects.toThrow(
      /account 222 has no goal named "msads-parity .* goal …": go on in the account of the run that did not end/,
    );
    expect([own(), autoTagging()]).toEqual([[], [true]]);
  });

  test("a service that answers nothing more ends the run; what is left active is said", async () => {
    emulator.now.faults({ kind: "http", status: 503, after: 40, times: 10_000 });
    const run = await parityOf(emulator.now, { json: false }, { clock });
    expect(run.isWhole).toBe(false);
    expect(run.printed).toContain("goals that are NOT paused");
    expect(run.printed).toContain("The run ended early");
    expect(run.file.autoTagging).toBe("true");
    expect(run.printed).toContain("--resume and the file pause them");
    // The service is back.
    emulator.now.clearFaults();
    const rest = await parityOf(emulator.now, { json: false, resume: run.file });
    expect([rest.isWhole, active()]).toEqual([true, []]);
  });
});
