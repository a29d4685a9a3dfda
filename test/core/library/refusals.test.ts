import { describe, expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf, manyGoals } from "../../support/e2eLibrary";
import { upAndSettle, written } from "../../support/e2eSettled";
import { type Declared, goal, library, type Program, Stack } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();

const shop = (name: string) => goal({ type: "InStoreTransaction", name });
const deal = (name = "Deal", more: Values = {}) => offlineGoal(name, more);

/** What a preview says against a program. */
async function refusedPreview(program: Program, stack = new Stack(emulator.now)): Promise<string> {
  const preview = await stack.preview(program);
  expect([preview.ok, preview.writes]).toEqual([false, []]);
  return preview.said;
}

/** The same of a program whose run then says so too and writes no goal: what is wrong is wrong within one resource. */
async function refusal(program: Program, stack = new Stack(emulator.now)): Promise<string> {
  const said = await refusedPreview(program, stack);
  const before = emulator.now.calls().length;
  const up = await stack.up(program);
  expect(up.ok).toBe(false);
  const writes = emulator.now.calls().slice(before);
  expect(writes.filter(({ operation }) => /^(Add|Update)Conv/.test(operation ?? ""))).toEqual([]);
  return said;
}

describe("refused in preview, by name", () => {
  test.each<[string, Declared, string]>([
    [
      "two names that differ by case",
      libraryOf([deal("Deal"), deal("deal")]),
      'lib: goals["deal"].name differs from "Deal" only by case or blanks',
    ],
    [
      "two names that differ by blanks",
      libraryOf([deal("A deal"), deal(" A  deal")]),
      'differs from " A  deal" only by case or blanks',
    ],
    [
      "a name over 100 characters",
      libraryOf([deal("n".repeat(101))]),
      `goals["${"n".repeat(101)}"].name got`,
    ],
    ["an empty name", library({ goals: { "": { type: "OfflineConversion" } } }), 'goals[""].name'],
    [
      "two in-store goals",
      libraryOf([shop("Shop 1"), shop("Shop 2")]),
      'goals["Shop 2"].type resource "lib["Shop 1"]" is already an in-store goal, and a customer can have only one',
    ],
    ["more than 1,000 goals", libraryOf(manyGoals(1_001)), "lib: goals 1001 goals; an account holds 1000"],
    [
      "goals that are no object",
      library({ goals: ["Deal"] }),
      'goals got ["Deal"]; allowed: an object of goals',
    ],
    ["no goals at all", library({}), "goals is required; allowed: an object of goals"],
    [
      "a goal that is no object",
      library({ goals: { Deal: "Offline" } }),
      'goals["Deal"] got "Offline"; allowed: an object',
    ],
    [
      "a goal without type",
      library({ goals: { Deal: {} } }),
      'goals["Deal"].type nothing was given; allowed: Url, ',
    ],
    [
      "a wrong value",
      libraryOf([deal("Deal", { status: "On" })]),
      'goals["Deal"].status got "On"; allowed: Active, Paused',
    ],
    [
      "a name in a goal",
      library({ goals: { Deal: { type: "OfflineConversion", goalCategory: "Other", name: "Other" } } }),
      'goals["Deal"].name no such property of a goal in a library: its key is its name',
    ],
    [
      "an unknown property",
      libraryOf([deal()], { everything: true }),
      "everything no such property. A library has goals, unlisted, pauseAtMost",
    ],
    [
      "a wrong unlisted",
      libraryOf([deal()], { unlisted: "delete" }),
      'unlisted got "delete"; allowed: ignore, pause',
    ],
    [
      "a wrong pauseAtMost",
      libraryOf([deal()], { pauseAtMost: -1 }),
      "pauseAtMost got -1; allowed: a whole number from 0",
    ],
    [
      "one id for all goals",
      libraryOf([deal()], { adopt: "4711" }),
      'adopt got "4711"; allowed: true, false. An id belongs to one goal',
    ],
    [
      "a wrong onDelete of a goal",
      libraryOf([deal("Deal", { onDelete: "x" })]),
      'goals["Deal"].onDelete got "x"',
    ],
    ["a wrong renamedFrom", libraryOf([deal("Deal", { renamedFrom: 5 })]), 'goals["Deal"].renamedFrom got 5'],
    [
      "a rename from what is listed",
      libraryOf([deal("Deal", { renamedFrom: "Sale" }), deal("Sale")]),
      'goals["Deal"].renamedFrom "Sale" is listed itself: a goal has one name',
    ],
    [
      "two renames from one",
      libraryOf([deal("A", { renamedFrom: "Sale" }), deal("B", { renamedFrom: "Sale" })]),
      'goals["B"].renamedFrom "Sale" is what "A" was renamed from',
    ],
  ])("%s", async (_, lib, words) => {
    expect(await refusal({ lib })).toContain(words);
  });

  test("every problem of every goal at once", async () => {
    const wrong = [
      deal("A", { status: "On" }),
      deal("B", { countType: "None" }),
      urlGoal("C", { urlExpression: "" }),
    ];
    const said = await refusal({ site, lib: libraryOf(wrong) });
    expect(said.split("\n").map((line) => line.split(" ")[1])).toEqual([
      'goals["A"].status',
      'goals["B"].countType',
      'goals["C"].urlExpression',
    ]);
  });

  test.each<[string, (single: Declared, lib: Declared) => Program]>([
    ["the single first", (single, lib) => ({ single, lib })],
    ["the library first", (single, lib) => ({ lib, single })],
  ])("a library and a single resource on one goal, %s", async (_, program) => {
    const said = await refusedPreview(program(deal(), libraryOf([deal()])));
    expect(said).toMatch(/"Deal" is also the name of resource "(single|lib\["Deal"\])"/);
  });

  test("two libraries on one account", async () => {
    const said = await refusedPreview({ one: libraryOf([deal("A")]), two: libraryOf([deal("B")]) });
    expect(said).toContain('two: accountId account 222 already has a library in this program, "one"');
  });

  test("libraries of two accounts on one name of the customer", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const said = await refusedPreview({
      one: libraryOf([deal()]),
      two: libraryOf([deal()], { accountId: "223" }),
    });
    expect(said).toContain('two: goals["Deal"].name "Deal" is also the name of resource "one["Deal"]"');
  });

  test("an in-store goal where the account has one, with the line that takes it", async () => {
    await new Stack(emulator.now).up({ theirs: shop("Shop") });
    const { id } = emulator.now.store.goals[0] ?? { id: "" };
    const said = await refusal({ lib: libraryOf([shop("My shop")]) });
    expect(said).toContain(`goal ${id}, "Shop", is already an in-store goal`);
    await upAndSettle(new Stack(emulator.now), {
      lib: libraryOf([goal({ ...shop("My shop").inputs, adopt: id })]),
    });
  });

  test("two single in-store goals", async () => {
    expect(await refusedPreview({ a: shop("Shop 1"), b: shop("Shop 2") })).toContain(
      'b: type resource "a" is already an in-store goal',
    );
  });

  test("two goals that adopt one id", async () => {
    await new Stack(emulator.now).up({ theirs: deal() });
    const adopt = emulator.now.store.goals[0]?.id;
    const said = await refusal({ lib: libraryOf([deal("A", { adopt }), deal("B", { adopt })]) });
    expect(said).toContain('goals["B"].adopt resource "lib["A"]" already takes over the same goal');
  });

  test("a rename to a name that another goal has", async () => {
    await new Stack(emulator.now).up({ theirs: deal("Sale") });
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { lib: libraryOf([deal()]) });
    const said = await refusal({ lib: libraryOf([deal("Sale", { renamedFrom: "Deal" })]) }, stack);
    expect(said).toMatch(/goals\["Sale"\]\.name: goal \d+ already has the name "Sale"/);
  });

  test("what cannot change under the same name, and a move to another account", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, lib: libraryOf([deal(), urlGoal("Order")]) });
    const scope = { site, lib: libraryOf([deal("Deal", { scope: "Customer" }), deal("Order")]) };
    const said = await refusal(scope, stack);
    expect(said).toContain(
      'goals["Deal"].scope cannot change from "Account" to "Customer" under the same name',
    );
    expect(said).toContain('goals["Order"].type cannot change from "Url" to "OfflineConversion"');
    const moved = await refusal({ site, lib: libraryOf([deal()], { accountId: "223" }) }, stack);
    expect(moved).toContain('accountId cannot change from "222" to "223" under the same names ("Deal")');
  });
});

describe("unlisted goals", () => {
  const there = async (count: number) => {
    await new Stack(emulator.now).up({ lib: libraryOf(manyGoals(count)) });
  };
  const pausing = (more: Values = {}, goals = [deal()]) => libraryOf(goals, { unlisted: "pause", ...more });

  test("are left alone unless told otherwise", async () => {
    await there(2);
    await upAndSettle(new Stack(emulator.now), { lib: libraryOf([deal()], { unlisted: "ignore" }) });
    expect(statuses(emulator.now)).toEqual({ "Goal 001": "Active", "Goal 002": "Active", Deal: "Active" });
  });

  test("are paused with unlisted: pause, each told by name; also those that turn up later", async () => {
    await there(2);
    const stack = new Stack(emulator.now);
    const preview = await stack.preview({ lib: pausing() });
    expect(preview.said).toMatch(
      /^info: lib: goal \d+, "Goal 001", is not listed and will be paused\ninfo: lib: goal \d+, "Goal 002"/,
    );
    await upAndSettle(stack, { lib: pausing() });
    expect(statuses(emulator.now)).toEqual({ "Goal 001": "Paused", "Goal 002": "Paused", Deal: "Active" });
    await new Stack(emulator.now).up({ theirs: deal("Theirs") });
    expect((await stack.preview({ lib: pausing() })).steps).toEqual(["update lib"]);
    expect(written(await upAndSettle(stack, { lib: pausing() }))).toEqual(["UpdateConversionGoals 1"]);
    expect(statuses(emulator.now)).toMatchObject({ Theirs: "Paused", Deal: "Active" });
  });

  test("more than pauseAtMost are refused with the list and the number to set", async () => {
    await there(11);
    const stack = new Stack(emulator.now);
    const said = await refusal({ lib: pausing() }, stack);
    expect(said).toMatch(
      /pauseAtMost 11 goals that are not listed would be paused, and 10 are allowed: "Goal 001" \(\d+\), /,
    );
    expect(said).toContain("If that is meant, set pauseAtMost: 11");
    expect(written(await upAndSettle(stack, { lib: pausing({ pauseAtMost: 11 }) }))).toEqual([
      "AddConversionGoals 1",
      "UpdateConversionGoals 11",
    ]);
  });

  test("the limit holds for a library that exists, and counts no goal that leaves it", async () => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { lib: pausing({ pauseAtMost: 1 }, [...manyGoals(12), deal()]) });
    const renamed = emulator.now.store.goals.find(({ fields }) => fields.Name === "Deal");
    emulator.now.editGoal(renamed?.id ?? "", { Name: "Renamed outside" });
    await new Stack(emulator.now).up({ a: deal("A"), b: deal("B") });
    const said = await refusal({ lib: pausing({ pauseAtMost: 1 }) }, stack);
    expect(said).toContain("2 goals that are not listed would be paused, and 1 is allowed");
    await upAndSettle(stack, { lib: pausing({ pauseAtMost: 2 }) });
    const active = Object.entries(statuses(emulator.now)).filter(([, status]) => status === "Active");
    expect(active).toEqual([["Deal", "Active"]]);
  });

  describe.each<[string, (lib: Declared, single: Declared) => Program]>([
    ["the library first", (lib, single) => ({ lib, single })],
    ["the single first", (lib, single) => ({ single, lib })],
  ])("of another resource of the program are refused, %s", (_, program) => {
    const words =
      /would pause the goal of resource "single"|goal (\d+, )?"(Sale|Sold)",? is not listed in library "lib", which pauses/;

    test("new, before anything is made", async () => {
      const said = await refusedPreview(program(pausing(), deal("Sale")), new Stack(emulator.now));
      expect(said).toMatch(words);
    });

    test.each<[string, Values, Declared, RegExp]>([
      ["Active in the account", {}, deal("Sale"), words],
      ["Active under another name", { Name: "Renamed outside" }, deal("Sale"), words],
      ["with something else that is wrong with it", {}, deal("n".repeat(101)), /single: name (got|goal)/],
    ])("run after run without a preview, %s: nothing is paused", async (_how, edit, single, said) => {
      const stack = new Stack(emulator.now);
      await upAndSettle(stack, program(libraryOf([deal()]), deal("Sale")));
      emulator.now.editGoal(liveGoal(emulator.now, "Sale").id, edit);
      for (let run = 0; run < 4; run += 1) {
        const up = await stack.up(program(pausing(), single));
        expect([up.ok, up.said]).toEqual([false, expect.stringMatching(said)]);
        expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Active"]));
      }
    });

    test("run after run without a preview, by the plugin, which knows nothing of what is still to come: nothing is paused", async () => {
      const stack = new Stack(emulator.now);
      stack.host = "native";
      await upAndSettle(stack, program(libraryOf([deal()]), deal("Sale")));
      for (let run = 0; run < 4; run += 1) {
        const up = await stack.up(program(pausing(), deal("Sale")), { continueOnError: true });
        expect([up.ok, up.said]).toEqual([false, expect.stringMatching(words)]);
        expect(statuses(emulator.now)).toEqual({ Sale: "Active", Deal: "Active" });
      }
    });

    test("Paused in the account: in no run is it made active and paused again", async () => {
      const stack = new Stack(emulator.now);
      await upAndSettle(stack, program(libraryOf([deal()]), deal("Sale")));
      emulator.now.editGoal(liveGoal(emulator.now, "Sale").id, { Status: "Paused" });
      expect(await refusedPreview(program(pausing(), deal("Sale")), stack)).toMatch(words);
      const first = await stack.up(program(pausing(), deal("Sale")));
      expect(first.ok).toBe(false);
      const before = statuses(emulator.now);
      const again = await stack.up(program(pausing(), deal("Sale")));
      expect([again.ok, again.writes, statuses(emulator.now)]).toEqual([false, [], before]);
    });

    test("but not one that is to be Paused, or whose status is left to others and is so", async () => {
      const stack = new Stack(emulator.now);
      await upAndSettle(stack, program(libraryOf([deal()]), deal("Sale", { status: "Paused" })));
      await upAndSettle(stack, program(pausing(), deal("Sale", { status: "Paused" })));
      const held = goal({ ...deal("Sale").inputs, status: "Active" }, ["status"]);
      await upAndSettle(stack, program(pausing(), held));
      expect(statuses(emulator.now)).toEqual({ Sale: "Paused", Deal: "Active" });
    });

    test.each<[string, Values]>([
      ["known to state", {}],
      ["adopted by name", { adopt: true }],
      ["adopted by id", { adopt: "id" }],
    ])("%s", async (how, more) => {
      const stack = new Stack(emulator.now);
      const owner = how === "known to state" ? stack : new Stack(emulator.now);
      await upAndSettle(owner, { single: deal("Sale") });
      const id = emulator.now.store.goals[0]?.id;
      const single = more.adopt === "id" ? deal("Sold", { adopt: id }) : deal("Sale", more);
      expect(await refusedPreview(program(pausing(), single), stack)).toMatch(words);
      expect(statuses(emulator.now)).toEqual({ Sale: "Active" });
    });

    test("a library that exists", async () => {
      const stack = new Stack(emulator.now);
      await upAndSettle(stack, program(libraryOf([deal()]), deal("Sale")));
      expect(await refusedPreview(program(pausing(), deal("Sale")), stack)).toMatch(words);
      expect(statuses(emulator.now)).toEqual({ Sale: "Active", Deal: "Active" });
    });
  });
});
