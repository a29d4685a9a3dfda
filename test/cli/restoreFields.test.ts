import { describe, expect, test } from "vitest";
import { fieldThen, type ValueThen } from "../../provider/cli/restore/fieldThen";
import { changesIn } from "../../provider/cli/shared/audit/changes";
import type { AuditEntry, AuditEntryItem } from "../../provider/session/auditEntry";

const minute = (at: number) => new Date(Date.UTC(2026, 10, 27, 10, at)).toISOString();

/** A line of a call that sets the status of one goal. */
function line(
  call: string,
  at: number,
  phase: AuditEntry["phase"],
  [before, after]: readonly [unknown, unknown],
  more: Partial<AuditEntryItem> = {},
): AuditEntry {
  const fields = { status: { before, after } };
  return {
    v: 1,
    time: minute(at),
    phase,
    call,
    operation: "UpdateConversionGoals",
    customerId: "111",
    accountId: "222",
    who: { by: "pulumi" },
    items: [{ kind: "goal", id: "4711", name: "Order", resource: "order", fields, ...more }],
  };
}

const call = (
  name: string,
  at: number,
  values: readonly [unknown, unknown],
  more: Partial<AuditEntryItem> = {},
) => [line(name, at, "sending", values), line(name, at, "done", values, more)];
const known = (value: unknown): ValueThen => ({ is: "known", value });
const found = (value: unknown, at = 40): ValueThen => ({ is: "known", value, foundAt: minute(at) });

describe("what a field was at 10:30", () => {
  test.each<[string, readonly AuditEntry[], ValueThen]>([
    ["is what the last change before has made of it", call("a", 20, ["A", "B"]), known("B")],
    ["is what the first change after has found", call("a", 40, ["A", "B"]), found("A")],
    [
      "is what came between two changes",
      [...call("a", 20, ["A", "B"]), ...call("b", 40, ["B", "C"])],
      known("B"),
    ],
    [
      "is not known where somebody else changed it between two changes: nobody knows when",
      [...call("a", 20, ["A", "B"]), ...call("b", 40, ["X", "C"])],
      {
        is: "unsaid",
        why: `it was "B" or "X": somebody else changed it between ${minute(20)} and ${minute(40)}, and the log does not say when. --at ${minute(20)} means "B", --at ${minute(40)} means "X"`,
      },
    ],
    [
      "is what the change made of it right after it, whatever somebody else did later",
      [...call("a", 30, ["A", "B"]), ...call("b", 40, ["X", "C"])],
      known("B"),
    ],
    [
      "is what the next change found from when it was about to be sent",
      [...call("a", 20, ["A", "B"]), line("b", 29, "sending", ["X", "C"]), line("b", 31, "done", ["X", "C"])],
      known("X"),
    ],
    [
      "is not known where no answer came, and the next change found what it cannot have come to",
      [line("a", 20, "sending", ["A", "B"]), ...call("b", 40, ["X", "C"])],
      {
        is: "unsaid",
        why: "no answer came to the call that set it, and somebody else has changed it since",
      },
    ],
    [
      "is not what was refused",
      [...call("a", 10, ["A", "B"]), ...call("b", 20, ["B", "C"], { refused: [{ code: 5300 }] })],
      known("B"),
    ],
    [
      "is what the next change has found where the process was stopped within a call",
      [line("a", 20, "sending", ["A", "B"]), ...call("b", 40, ["B", "C"])],
      known("B"),
    ],
    [
      "is not known where no answer came and nothing followed",
      [line("a", 20, "sending", ["A", "B"]), line("a", 21, "unknown", ["A", "B"])],
      { is: "unsaid", why: "no answer came to the last call that set it" },
    ],
    [
      "is what a read showed after a call without an answer",
      [
        line("a", 20, "sending", ["A", "B"]),
        line("a", 21, "unknown", ["A", "B"]),
        line("a", 22, "read", ["A", "A"]),
      ],
      known("A"),
    ],
    [
      "is hidden where it was secret",
      [...call("a", 20, ["A", "[secret]"], { masked: ["fields.status"] }), ...call("b", 40, ["B", "C"])],
      { is: "hidden" },
    ],
    [
      "is hidden where the next change found something secret",
      call("a", 40, ["[secret]", "B"], { masked: ["fields.status"] }),
      { is: "hidden" },
    ],
    [
      "is not known where the log does not say what was before",
      call("a", 40, [undefined, "B"]),
      {
        is: "unsaid",
        why: "the log does not say what it was",
      },
    ],
    ["may be that it was not set", call("a", 40, [null, "B"]), found(null)],
  ])("%s", (_, entries, was) => {
    expect(fieldThen("status", changesIn(entries), new Date(minute(30))).was).toEqual(was);
  });
});

describe("what a field is if nobody else has changed it", () => {
  const last = (...entries: readonly AuditEntry[]) =>
    fieldThen("status", changesIn(entries), new Date(minute(30))).last;

  test("is what the last change made of it", () => {
    expect(last(...call("a", 20, ["A", "B"]), ...call("b", 40, ["B", "C"]))).toEqual(["C"]);
  });

  test("is what was before or after a call without an answer", () => {
    expect(last(line("a", 20, "sending", ["A", "B"]))).toEqual(["A", "B"]);
  });

  test("cannot be told of what is secret", () => {
    expect(last(...call("a", 20, ["A", "[secret]"], { masked: ["fields.status"] }))).toBe("hidden");
  });
});
