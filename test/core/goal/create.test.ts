import { describe, expect, test } from "vitest";
import type { GoalEdit } from "../../../provider/emulator";
import { liveGoal, liveTag, statuses, useEmulator } from "../../support/e2eEmulator";
import { eventGoal, offlineGoal, ofSite, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf } from "../../support/e2eLibrary";
import { expectSettled, fieldsSent, upAndSettle, written } from "../../support/e2eSettled";
import { goal, output, Stack, tag } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();
/** For programs whose every goal or tag is deleted. */
const EMPTY = { MSADS_EMPTY_ACCOUNT: "true" };

/** A stack of someone else that has made a goal "Order"; edited afterwards. */
async function existing(edit?: GoalEdit): Promise<string> {
  await new Stack(emulator.now).up({ site, order: urlGoal("Order") });
  const { id } = liveGoal(emulator.now, "Order");
  if (edit !== undefined) emulator.now.editGoal(id, edit);
  return id;
}

const paused = { Status: "Paused" };
const other = { ConversionWindowInMinutes: 61 };
const wanted = { conversionWindowInMinutes: 60 };

describe("a goal of this name exists", () => {
  test.each<[string, GoalEdit | undefined, Values, Values, string]>([
    ["equal", undefined, {}, { adopt: true }, "as it is"],
    [
      "different",
      other,
      wanted,
      { adopt: true },
      "and changes it: conversionWindowInMinutes is 61, wanted 60",
    ],
    [
      "paused and different",
      { ...other, ...paused },
      wanted,
      { adopt: true },
      'status is "Paused", wanted "Active"',
    ],
    ["paused and wanted so", paused, { status: "Paused" }, {}, "as it is"],
  ])("%s: taken with consent", async (_, edit, more, adopt, words) => {
    const id = await existing(edit);
    const stack = new Stack(emulator.now);
    const program = { site, mine: urlGoal("Order", { ...more, ...adopt }) };
    const preview = await stack.preview(program);
    expect(preview.said).toContain(`info: mine: takes over goal ${id}, "Order", `);
    expect(preview.said).toContain(words);
    const up = await upAndSettle(stack, program);
    expect(written(up)).toEqual(words === "as it is" ? [] : ["UpdateConversionGoals 1"]);
    expect(stack.entry("mine").id).toBe(id);
  });

  test("its id is consent", async () => {
    const id = await existing(other);
    const stack = new Stack(emulator.now);
    const program = { site, mine: urlGoal("New name", { ...wanted, adopt: id }) };
    const up = await upAndSettle(stack, program);
    expect(fieldsSent(up)).toEqual([["ConversionWindowInMinutes", "Id", "Name"]]);
    expect(statuses(emulator.now)).toEqual({ "New name": "Active" });
  });

  test("paused and otherwise as wanted: it comes back with its id", async () => {
    const id = await existing(paused);
    const stack = new Stack(emulator.now);
    const program = { site, mine: urlGoal("Order") };
    expect((await stack.preview(program)).said).toContain(
      `info: mine: brings back the paused goal ${id}, "Order"`,
    );
    const up = await upAndSettle(stack, program);
    expect(fieldsSent(up)).toEqual([["Id", "Status"]]);
    expect([stack.entry("mine").id, statuses(emulator.now)]).toEqual([id, { Order: "Active" }]);
  });

  test("equal: config adopt: equal takes it", async () => {
    const id = await existing();
    const stack = new Stack(emulator.now, { "msads:adopt": "equal" });
    const up = await upAndSettle(stack, { site, mine: urlGoal("Order") });
    expect([written(up), stack.entry("mine").id]).toEqual([[], id]);
    const other = { site, mine: urlGoal("Order", wanted) };
    const refused = await new Stack(emulator.now, { "msads:adopt": "equal" }).preview(other);
    expect(refused.said).toContain("It differs: conversionWindowInMinutes is");
  });

  test.each<[string, GoalEdit | undefined, Values, string]>([
    ["equal", undefined, {}, "It already matches."],
    ["different", other, wanted, "It differs: conversionWindowInMinutes is 61, wanted 60."],
    ["paused and different", { ...paused, ...other }, wanted, "It differs: "],
  ])(
    "%s and no consent: refused with the line to add, and so far nothing is done",
    async (_, edit, more, words) => {
      const id = await existing(edit);
      const stack = new Stack(emulator.now);
      const program = { site, mine: urlGoal("Order", more) };
      const preview = await stack.preview(program);
      expect(preview.failures.map(({ resource, property }) => [resource, property])).toEqual([
        ["mine", "name"],
      ]);
      expect(preview.said).toContain(`a goal named "Order" exists already (id ${id}, Url, `);
      expect(preview.said).toContain(words);
      expect(preview.said).toContain(
        `If this program should manage it, add  adopt: "${id}"  to the goal's arguments. `,
      );
      const up = await stack.up(program);
      expect([up.ok, up.writes]).toEqual([false, []]);
      const line = { adopt: id };
      await upAndSettle(stack, { site, mine: urlGoal("Order", { ...more, ...line }) });
    },
  );

  test("adopt: false takes not even a paused one", async () => {
    await existing(paused);
    const preview = await new Stack(emulator.now).preview({ site, mine: urlGoal("Order", { adopt: false }) });
    expect(preview.said).toContain("and adopt is false. Choose another name, or allow it with adopt: true");
  });

  test("of a type or scope that cannot change: refused even with consent", async () => {
    await existing();
    const type = await new Stack(emulator.now).preview({ mine: offlineGoal("Order", { adopt: true }) });
    expect(type.said).toContain(
      'its type ("Url", wanted "OfflineConversion") and its scope ("Customer", wanted "Account") cannot be changed. Choose another name',
    );
    const inputs = { ...urlGoal("Order").inputs, adopt: true, scope: "Account" };
    const scope = await new Stack(emulator.now).preview({ site, mine: goal(inputs) });
    expect(scope.said).toContain('its scope ("Customer", wanted "Account")');
  });
});

test("an id to adopt that is not there", async () => {
  const preview = await new Stack(emulator.now).preview({ site, mine: urlGoal("Order", { adopt: "99" }) });
  expect(preview.said).toContain("the account has no goal with the id 99 (adopt)");
});

test("destroy, then up: the same ids", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, order: urlGoal("Order"), sign: eventGoal("Sign") };
  await upAndSettle(stack, program);
  const ids = [...stack.state].map(([name, { id }]) => [name, id]);
  await stack.destroy();
  expect(statuses(emulator.now)).toEqual({ Order: "Paused", Sign: "Paused" });
  const up = await upAndSettle(stack, program);
  expect(written(up)).toEqual(["UpdateConversionGoals 2"]);
  expect([...stack.state].map(([name, { id }]) => [name, id])).toEqual(ids);
});

test("a name equal but for case is named, never taken", async () => {
  await existing();
  emulator.now.settings({ rules: { "goal.name-case": false } });
  const stack = new Stack(emulator.now);
  const program = { site, mine: urlGoal("ORDER", { adopt: true }) };
  const preview = await stack.preview(program);
  expect(preview.said).toContain(
    'has the name "Order", which differs only by case or blanks. The service may refuse "ORDER"',
  );
  await upAndSettle(stack, program);
  expect(statuses(emulator.now)).toEqual({ Order: "Active", ORDER: "Active" });
});

test("a name equal but for case or blanks is named, too, where a goal gets it later", async () => {
  const id = await existing();
  const words = `goal ${id} has the name "Order", which differs only by case or blanks. The service may refuse`;
  const single = new Stack(emulator.now);
  await upAndSettle(single, { site, mine: urlGoal("Mine") });
  const renamed = await single.preview({ site, mine: urlGoal("ORDER") });
  expect([renamed.ok, renamed.said]).toEqual([true, expect.stringContaining(`mine: ${words} "ORDER"`)]);
  expect((await single.preview({ site, mine: urlGoal("MINE") })).said).not.toContain("differs only");
  const { id: mine } = single.entry("mine");
  const taken = await new Stack(emulator.now).preview({ site, mine: urlGoal("order", { adopt: mine }) });
  expect(taken.said).toContain(`${words} "order"`);
  const library = new Stack(emulator.now);
  await upAndSettle(library, { site, lib: libraryOf([urlGoal("Sale")]) });
  const listed = await library.preview({
    site,
    lib: libraryOf([urlGoal("Order ", { renamedFrom: "Sale" })]),
  });
  expect(listed.said).toContain(`lib["Order "]: ${words} "Order "`);
});

test.each<[string, (id: string) => void]>([
  ["a deleted goal had it", (id) => emulator.now.deleteGoal(id)],
  ["a renamed goal had it", (id) => void emulator.now.editGoal(id, { Name: "Bought" })],
])("a name that the account does not show but the service refuses: %s", async (_, hide) => {
  hide(await existing());
  const stack = new Stack(emulator.now);
  const up = await stack.up({ site, mine: urlGoal("Order") });
  expect(up.errors.map(({ resource }) => resource)).toEqual(["mine"]);
  expect(up.said).toMatch(
    /\(5317 ConversionGoalNameAlreadyExists\)\. Another account of this customer has a goal of this name, or a goal that was deleted or renamed had it/,
  );
  expect(up.said).toMatch(/TrackingId [0-9a-f-]{36}/);
  await upAndSettle(stack, { site, mine: urlGoal("Order 2") });
});

test("the name of a goal of another account is refused by the service", async () => {
  emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const deal = { deal: offlineGoal("Deal") };
  await new Stack(emulator.now, { "msads:accountId": "223" }).up(deal);
  const up = await new Stack(emulator.now).up(deal);
  expect(up.said).toContain("5317 ConversionGoalNameAlreadyExists");
  expect(emulator.now.store.goals.length).toBe(1);
});

test("a swap of two names is refused before anything is written", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, a: urlGoal("One"), b: urlGoal("Two") });
  const swapped = { site, a: urlGoal("Two"), b: urlGoal("One") };
  const preview = await stack.preview(swapped);
  expect(preview.failures.map(({ resource, property }) => [resource, property])).toEqual([
    ["a", "name"],
    ["b", "name"],
  ]);
  const up = await stack.up(swapped);
  expect(up.writes).toEqual([]);
  await expectSettled(stack, { site, a: urlGoal("One"), b: urlGoal("Two") });
});

test("a rename keeps the id; to a name that exists it is refused", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, a: urlGoal("One"), b: urlGoal("Two") });
  const { id } = stack.entry("a");
  const clash = await stack.preview({ site, a: urlGoal("Two"), b: urlGoal("Two") });
  expect(clash.ok).toBe(false);
  await new Stack(emulator.now).up({ site, c: urlGoal("Three") });
  const refused = await stack.preview({ site, a: urlGoal("Three"), b: urlGoal("Two") });
  expect(refused.said).toContain('already has the name "Three"');
  const up = await upAndSettle(stack, { site, a: urlGoal("Uno"), b: urlGoal("Two") });
  expect(fieldsSent(up)).toEqual([["Id", "Name"]]);
  expect(liveGoal(emulator.now, "Uno").id).toBe(id);
});

test.each(["new first", "new last"])(
  "a name that another resource is about to give up is not taken (%s)",
  async (order) => {
    const stack = new Stack(emulator.now);
    await upAndSettle(stack, { site, a: urlGoal("One") });
    const { id } = stack.entry("a");
    const renamed = { a: urlGoal("Uno") };
    const taker = { b: urlGoal("One", { adopt: true }) };
    const up = await stack.up(
      order === "new first" ? { site, ...taker, ...renamed } : { site, ...renamed, ...taker },
    );
    expect(up.ok).toBe(false);
    expect(emulator.now.store.goals.map((live) => live.id)).toEqual([id]);
    expect([...stack.state.values()].filter((entry) => entry.id === id)).toHaveLength(1);
  },
);

test("two resources that adopt one id are an error that names both", async () => {
  const id = await existing();
  const program = { site, a: urlGoal("One", { adopt: id }), b: urlGoal("Two", { adopt: id }) };
  const stack = new Stack(emulator.now);
  const preview = await stack.preview(program);
  expect(preview.said).toMatch(/"a"/);
  expect(preview.failures.map(({ resource }) => resource)).toEqual(["b"]);
  const up = await stack.up(program);
  expect(up.ok).toBe(false);
  expect([...stack.state.values()].filter((entry) => entry.id === id).length).toBeLessThan(2);
});

test("a tag of this name is taken with a notice, unless adopt is false", async () => {
  await new Stack(emulator.now).up({ site });
  const { id } = liveTag(emulator.now, "Main site");
  const stack = new Stack(emulator.now);
  const mine = { mine: tag({ name: "Main site", description: "Ours" }) };
  expect((await stack.preview(mine)).said).toBe(
    `info: mine: takes over UET tag ${id}, "Main site", and changes it: description is not set, wanted "Ours"`,
  );
  await upAndSettle(stack, mine);
  expect(stack.entry("mine").id).toBe(id);
  expect(emulator.now.store.tags.map(({ fields }) => fields.Description)).toEqual(["Ours"]);
  const refused = await new Stack(emulator.now).preview({ mine: tag({ name: "Main site", adopt: false }) });
  expect(refused.said).toContain("and adopt is false");
});

test("a tag is edited in place, its drift named, and a deleted one made anew under another name", async () => {
  const stack = new Stack(emulator.now, {}, EMPTY);
  await upAndSettle(stack, { site });
  const up = await upAndSettle(stack, { site: tag({ name: "Site", description: "d", industry: "Retail" }) });
  expect(fieldsSent(up)).toEqual([["Description", "Id", "Industry", "Name"]]);
  const { id } = stack.entry("site");
  emulator.now.editTag(id, { Description: "theirs" });
  const program = { site: tag({ name: "Site", description: "d", industry: "Retail" }) };
  expect((await stack.preview(program)).said).toBe(
    `warning: site: UET tag ${id}, "Site", was changed outside this program: description is "theirs", wanted "d"`,
  );
  await upAndSettle(stack, program);
  emulator.now.deleteTag(id);
  await upAndSettle(stack, { site: tag({ name: "Site 2" }) });
  expect(stack.entry("site").id).not.toBe(id);
});

test("a goal follows its tag: the id stays known while the tag changes", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, order: urlGoal("Order") });
  const preview = await stack.preview({
    site: tag({ name: "Main site", description: "new" }),
    order: goal({ ...urlGoal("Order").inputs, ...ofSite }),
  });
  expect(preview.steps).toEqual(["update site", "same order"]);
  const fed = { ...urlGoal("Order").inputs, urlExpression: output("site", "trackingStatus") };
  const unknown = await stack.preview({
    site: tag({ name: "Main site", description: "new" }),
    order: goal(fed),
  });
  expect(unknown.steps).toEqual(["update site", "update order"]);
});
