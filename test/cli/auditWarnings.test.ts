import { expect, test } from "vitest";
import { auditWarnings } from "../../provider/cli/shared/audit/auditFile";

const unreadable = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ line: index + 1, why: "cannot be read", isTorn: false }));
const nothing = { entries: [], texts: [], turns: [] };

test("ten lines of a log that cannot be read are told one by one, then how many more there are", () => {
  expect(auditWarnings({ ...nothing, unreadable: unreadable(11) })).toHaveLength(11);
  const all = auditWarnings({ ...nothing, unreadable: unreadable(14_285) });
  expect(all).toHaveLength(11);
  expect(all.at(0)).toBe("audit log: line 1 cannot be read");
  expect(all.at(-1)).toBe("audit log: 14275 more lines cannot be read");
});

test("so are lines whose clock went back", () => {
  const turn = { from: "2026-11-27T10:00:00.000Z", to: "2026-11-27T09:00:00.000Z" };
  const turns = Array.from({ length: 300 }, (_, index) => ({ line: index + 1, ...turn }));
  expect(auditWarnings({ ...nothing, unreadable: [], turns }).at(-1)).toBe(
    "audit log: 290 more lines have a clock that went back",
  );
});
