import { describe, expect, it } from "vitest";
import { RunChanges } from "../../provider/account/runChanges";

function planned(atMost: number | undefined, ...changes: readonly (readonly string[])[]): RunChanges {
  const run = new RunChanges(atMost);
  for (const [index, what] of changes.entries()) run.plan("goals", String(index), what);
  return run;
}

describe("what a run plans", () => {
  it("is over once it is more than the run may change", () => {
    expect(planned(2, ["a"], ["b"]).isOver).toBe(false);
    expect(planned(2, ["a"], ["b"], ["c"]).isOver).toBe(true);
    expect(planned(0).isOver).toBe(false);
    expect(planned(0, ["a"]).isOver).toBe(true);
    expect(planned(undefined, ["a"], ["b"]).isOver).toBe(false);
  });

  it("counts a goal once, and a tag of the same key apart", () => {
    const run = planned(1, ["created"]);
    run.plan("goals", "0", ["status"]);
    expect(run.isOver).toBe(false);
    run.plan("tags", "0", ["description"]);
    expect(run.isOver).toBe(true);
  });
});

describe("a refusal", () => {
  it("has the number, the three most common changes, and what to set", () => {
    const run = planned(
      2,
      ["revenue.value"],
      ["revenue.value", "status"],
      ["created"],
      ["revenue.value"],
      ["created"],
    );
    run.plan("tags", "9", ["description"]);
    run.plan("goals", "10", ["paused"]);
    expect(run.refusal(true)).toBe(
      "changeAtMost is 2, and this run would change 7: revenue.value in 3 goals; 2 goals created; status in 1 goal; and 2 other kinds of change. " +
        "If that is meant, set MSADS_CHANGE_AT_MOST=7 for this run, or msads:changeAtMost for all.",
    );
  });

  it("says at least where more may come", () => {
    const words = planned(0, ["paused"]).refusal(false);
    expect(words).toContain("would change at least 1: 1 goal paused. ");
    expect(words).toContain("MSADS_CHANGE_AT_MOST=1 or more");
  });
});

it("so many writes may be taken, and no more", () => {
  const run = new RunChanges(2);
  expect([run.take(), run.take(), run.take(), run.take()]).toEqual([true, true, false, false]);
  const free = new RunChanges(undefined);
  expect([free.take(), free.take()]).toEqual([true, true]);
});
