import { describe, expect, test } from "vitest";
import { useEmulator } from "../../support/e2eEmulator";
import { goalName, libraryOf, manyGoals } from "../../support/e2eLibrary";
import { batches } from "../../support/e2eSettled";
import { type Program, type Report, Stack, tag } from "../../support/e2eStack";

const emulator = useEmulator();

const N = 1_000;
const tags: Program = Object.fromEntries(
  Array.from({ length: 20 }, (_, index) => [`tag${index}`, tag({ name: `Tag ${index + 1}` })]),
);
const account = (changed: number, minutes = 90): Program => ({
  ...tags,
  lib: libraryOf(manyGoals(N, changed, minutes)),
});
const tens = (operation: string) => Array.from({ length: 10 }, () => `${operation} 100`);
const lists = ({ calls }: Report) =>
  calls.filter(({ operation, ids }) => operation?.startsWith("Get") && ids.length === 0).length;

describe("1,000 goals and 20 tags in one account", () => {
  test("made, one changed, all changed, all drifted, a tenth refused: no call more than needed", async () => {
    const stack = new Stack(emulator.now, {}, {}, 1);
    const first = await stack.up(account(0));
    expect([first.said, batches(first).filter((line) => line.includes("Goals"))]).toEqual([
      "",
      tens("AddConversionGoals"),
    ]);

    const same = await stack.up(account(0));
    expect([
      same.steps.at(-1),
      same.calls.map(({ operation, ids }) => `${operation} ${ids.length}`).sort(),
    ]).toEqual(["same lib", ["GetConversionGoalsByIds 0", "GetUetTagsByIds 0"]]);

    const one = await stack.up(account(1));
    expect([one.said, batches(one)]).toEqual(["", ["UpdateConversionGoals 1"]]);

    const all = await stack.up(account(N, 100));
    expect([all.said, batches(all)]).toEqual(["", tens("UpdateConversionGoals")]);

    for (const { id } of emulator.now.store.goals)
      emulator.now.editGoal(id, { ConversionWindowInMinutes: 7 });
    const drifted = await stack.up(account(N, 100));
    expect(batches(drifted)).toEqual(tens("UpdateConversionGoals"));
    expect(drifted.notices.filter(({ severity }) => severity === "warning")).toHaveLength(N);
    // A run of less than ten seconds reads the account once; on a busy machine once more.
    expect(lists(drifted)).toBeLessThanOrEqual(4);

    const code = { code: 5337, symbol: "InvalidConversionGoalConversionWindow" };
    for (let index = 0; index < 100; index += 10)
      emulator.now.faults({ operation: "UpdateConversionGoals", kind: "partial", index, times: 10, ...code });
    const refused = await stack.up(account(N, 110));
    const failed = Number(/^lib: (\d+) of 1000 goals failed/.exec(refused.said)?.[1]);
    expect(failed).toBe(100);
    emulator.now.clearFaults();
    const rest = await stack.up(account(N, 110));
    expect([rest.said, batches(rest)]).toEqual(["", ["UpdateConversionGoals 100"]]);
    expect(emulator.now.store.goals).toHaveLength(N);
  });
});

test("5 accounts of one customer in one program: each has its own reads and its own calls", async () => {
  const accounts = ["222", "223", "224", "225", "226"];
  emulator.now.addCustomers({ id: "111", accounts: accounts.slice(1).map((id) => ({ id })) });
  const program = (changed: number): Program =>
    Object.fromEntries(
      accounts.map((accountId) => {
        const goals = Array.from({ length: 110 }, (_, index) => {
          const [goal] = manyGoals(1, index < changed ? 1 : 0);
          return {
            kind: "goal",
            inputs: { ...goal?.inputs, name: `${accountId} ${goalName(index)}` },
          } as const;
        });
        return [`lib${accountId}`, libraryOf(goals, { accountId })];
      }),
    );
  const stack = new Stack(emulator.now, {}, {}, 1);
  const first = await stack.up(program(0));
  expect([first.said, [...batches(first)].sort()]).toEqual([
    "",
    accounts.flatMap(() => ["AddConversionGoals 10", "AddConversionGoals 100"]).sort(),
  ]);
  const one = await stack.up(program(1));
  expect(batches(one)).toEqual(accounts.map(() => "UpdateConversionGoals 1"));
  expect(lists(one)).toBe(5);
  expect((await stack.preview(program(1))).steps).toEqual(accounts.map((id) => `same lib${id}`));
});
