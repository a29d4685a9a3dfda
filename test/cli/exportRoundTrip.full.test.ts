import fc from "fast-check";
import { expect, test } from "vitest";
import { GOAL_TYPES } from "../../provider/goals/definition";
import { useEmulator } from "../support/e2eEmulator";
import { expectSettled } from "../support/e2eSettled";
import { type Program, Stack } from "../support/e2eStack";
import { anyAccount, isBeyondWords, makeAccount } from "./exportAccounts";
import { exported, programOf, withoutAdopt } from "./exportProgram";

const emulator = useEmulator();
const RUNS = Number(process.env.EXPORT_RUNS ?? 500);

function countOf(program: Program): number {
  const each = Object.values(program).map(({ kind, inputs }) =>
    kind === "library" ? Object.keys(inputs.goals as object).length : kind === "goal" ? 1 : 0,
  );
  return each.reduce((sum, count) => sum + count, 0);
}

const EVERY_TYPE = [...GOAL_TYPES, "auto", "smart"];

test("any account: exported, taken over with no write, settled; without the adopt lines the preview is empty too", async () => {
  const seen = new Set<string>();
  const property = fc.asyncProperty(
    anyAccount,
    fc.boolean(),
    fc.constantFrom("soap", "rest"),
    async (account, library, transport) => {
      emulator.now.reset();
      await makeAccount(emulator.now, account);
      const before = structuredClone(emulator.now.store.goals);
      const { summary, text } = await exported(emulator.now, { library }, { MSADS_TRANSPORT: transport });
      expect(summary.goals + summary.leftOut.length).toBe(account.goals.length + account.smart.length);
      const beyond = [...account.goals.filter(isBeyondWords).map(({ name }) => name), ...account.smart];
      for (const { inputs, edit } of account.goals) seen.add(edit?.IsAutoGoal ? "auto" : String(inputs.type));
      if (account.smart.length > 0) seen.add("smart");
      expect(summary.leftOut.map(({ name }) => name).sort()).toEqual(beyond.sort());
      const program = programOf(text);
      expect(countOf(program), "each goal once, as a resource or in the library").toBe(summary.goals);
      const stack = new Stack(emulator.now, { "msads:transport": transport }, {}, 50);
      const up = await stack.up(program);
      expect([up.errors, up.failures, up.writes], text).toEqual([[], [], []]);
      await expectSettled(stack, program);
      const bare = programOf(withoutAdopt(text));
      expect(JSON.stringify(bare)).not.toMatch(/"adopt":"[0-9]/);
      const { said, steps } = await stack.preview(bare);
      expect([said, steps]).toEqual(["", Object.keys(bare).map((resource) => `same ${resource}`)]);
      expect(emulator.now.store.goals).toEqual(before);
    },
  );
  await fc.assert(property, { numRuns: RUNS, endOnFailure: true });
  if (RUNS >= 100) expect([...seen].sort()).toEqual([...EVERY_TYPE].sort());
});
