import { describe, expect, test } from "vitest";
import { liveGoal, statuses, useEmulator } from "../../support/e2eEmulator";
import { allTypes, eventGoal, offlineGoal, site, urlGoal } from "../../support/e2eGoals";
import { libraryOf, listed } from "../../support/e2eLibrary";
import { UNKNOWN } from "../../support/e2eRun";
import { batches, expectSettled, fieldsSent, upAndSettle, written } from "../../support/e2eSettled";
import { library, output, Stack, tag } from "../../support/e2eStack";
import type { Values } from "../../support/e2eWire";

const emulator = useEmulator();

const order = (more: Values = {}) => urlGoal("Order", more);
const idOf = (name: string) => liveGoal(emulator.now, name).id;

test("all eight types: made, unchanged, read back by name", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, lib: libraryOf(Object.values(allTypes)) };
  const up = await upAndSettle(stack, program);
  expect(written(up)).toEqual(["AddUetTags 1", "AddConversionGoals 8"]);
  const names = Object.values(allTypes).map(({ inputs }) => String(inputs.name));
  const { id, inputs, outputs } = stack.entry("lib");
  expect(id).toBe("222");
  expect(outputs.ids).toEqual(Object.fromEntries(names.map((name) => [name, idOf(name)])));
  expect(outputs.trackingStatuses).toMatchObject({ "Order placed": "TagUnverified" });
  expect(outputs.goals).toEqual(inputs.goals);
  expect(inputs.goals).toMatchObject({
    "Order placed": { status: "Active", countType: "All", scope: "Customer" },
    "Deal closed": { scope: "Account" },
  });
});

test("only what changed goes over the wire, units whole", async () => {
  const stack = new Stack(emulator.now);
  const goals = [
    order({ conversionWindowInMinutes: 60 }),
    urlGoal("Visit"),
    eventGoal("Sign"),
    urlGoal("Same"),
  ];
  await upAndSettle(stack, { site, lib: libraryOf(goals) });
  const changed = [
    order({ conversionWindowInMinutes: 90 }),
    urlGoal("Visit", { urlExpression: "/bye" }),
    eventGoal("Sign", { categoryExpression: "letter" }),
    urlGoal("Same"),
  ];
  expect((await stack.preview({ site, lib: libraryOf(changed) })).steps).toEqual(["same site", "update lib"]);
  const up = await upAndSettle(stack, { site, lib: libraryOf(changed) });
  expect(batches(up)).toEqual(["UpdateConversionGoals 3"]);
  expect(fieldsSent(up)).toEqual([
    ["ConversionWindowInMinutes", "Id"],
    ["Id", "ActionExpression", "ActionOperator", "CategoryExpression", "CategoryOperator"],
    ["Id", "UrlExpression", "UrlOperator"],
  ]);
});

test("drift is named goal by goal and repaired; what is not managed is left alone", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, lib: libraryOf([order({ conversionWindowInMinutes: 60 }), eventGoal("Sign")]) };
  await upAndSettle(stack, program);
  const [first, second] = [idOf("Order"), idOf("Sign")];
  emulator.now.editGoal(first, { ConversionWindowInMinutes: 61, ViewThroughConversionWindowInMinutes: 9 });
  emulator.now.editGoal(second, { Status: "Paused" });
  const preview = await stack.preview(program);
  expect(preview.steps).toEqual(["same site", "update lib"]);
  expect(preview.said.split("\n")).toEqual([
    `warning: lib["Order"]: goal ${first}, "Order", was changed outside this program: conversionWindowInMinutes is 61, wanted 60`,
    `warning: lib["Sign"]: goal ${second}, "Sign", was changed outside this program: status is "Paused", wanted "Active"`,
  ]);
  expect(written(await upAndSettle(stack, program))).toEqual(["UpdateConversionGoals 2"]);
  expect(liveGoal(emulator.now, "Order").fields).toMatchObject({
    ConversionWindowInMinutes: 60,
    ViewThroughConversionWindowInMinutes: 9,
  });
});

test("a refresh takes drift into state, names it, and the next run repairs it", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, lib: libraryOf([order({ conversionWindowInMinutes: 60 })]) };
  await upAndSettle(stack, program);
  emulator.now.editGoal(idOf("Order"), { ConversionWindowInMinutes: 61 });
  const refresh = await stack.refresh();
  expect(refresh.said).toContain("conversionWindowInMinutes is 61, wanted 60");
  expect(stack.entry("lib").inputs.goals).toMatchObject({ Order: { conversionWindowInMinutes: 61 } });
  const up = await stack.up(program, { refresh: true });
  expect(up.steps).toEqual(["read site", "read lib", "same site", "update lib"]);
  // Refresh and comparison share one read of all goals.
  const lists = up.calls.filter(
    ({ operation, ids }) => /^Get.*Goals/.test(operation ?? "") && ids.length === 0,
  );
  expect(lists).toHaveLength(1);
  expect(liveGoal(emulator.now, "Order").fields.ConversionWindowInMinutes).toBe(60);
  await expectSettled(stack, program);
});

test("a goal that leaves is paused, or stays where it says retain; when it returns it has its old id", async () => {
  const stack = new Stack(emulator.now);
  const goals = [order(), urlGoal("Keep", { onDelete: "retain" }), offlineGoal("Deal")];
  await upAndSettle(stack, { site, lib: libraryOf(goals) });
  const [keep, id] = [idOf("Keep"), idOf("Order")];
  const up = await upAndSettle(stack, { site, lib: libraryOf([offlineGoal("Deal")]) });
  expect(fieldsSent(up)).toEqual([["Id", "Status"]]);
  expect(up.said).toContain(`info: lib["Keep"]: goal ${keep}, "Keep", stays as it is (onDelete: retain)`);
  expect(up.said).toContain("info: 1 goal paused, not deleted");
  expect(statuses(emulator.now)).toEqual({ Order: "Paused", Keep: "Active", Deal: "Active" });
  const back = await upAndSettle(stack, { site, lib: libraryOf([offlineGoal("Deal"), order()]) });
  expect(back.said).toBe(
    `info: lib["Order"]: brings back the paused goal ${id}, "Order": it becomes Active again`,
  );
  expect(fieldsSent(back)).toEqual([["Id", "Status"]]);
  expect(stack.entry("lib").outputs.ids).toMatchObject({ Order: id });
});

test("of a goal that leaves, the library's own onDelete counts as the program has it now", async () => {
  const stack = new Stack(emulator.now);
  const goals = [order(), urlGoal("Kept"), urlGoal("Own", { onDelete: "pause" }), urlGoal("Stays")];
  await upAndSettle(stack, { site, lib: libraryOf(goals) });
  const stays = [urlGoal("Stays")];
  const up = await upAndSettle(stack, { site, lib: libraryOf([order(), ...stays], { onDelete: "retain" }) });
  expect(up.said).toContain(
    `info: lib["Kept"]: goal ${idOf("Kept")}, "Kept", stays as it is (onDelete: retain)`,
  );
  expect(statuses(emulator.now)).toEqual({ Order: "Active", Kept: "Active", Own: "Paused", Stays: "Active" });
  await upAndSettle(stack, { site, lib: libraryOf(stays, { onDelete: "pause" }) });
  expect(statuses(emulator.now)).toMatchObject({ Order: "Paused", Stays: "Active" });
});

test("renamedFrom: same id, one update, no add; the line can go afterwards", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([order(), urlGoal("Same")]) });
  const id = idOf("Order");
  const renamed = (more: Values = {}) => ({
    site,
    lib: libraryOf([urlGoal("Bought", more), urlGoal("Same")]),
  });
  const up = await upAndSettle(stack, renamed({ renamedFrom: "Order" }));
  expect([batches(up), fieldsSent(up), up.said]).toEqual([["UpdateConversionGoals 1"], [["Id", "Name"]], ""]);
  expect(idOf("Bought")).toBe(id);
  expect(stack.entry("lib").outputs.ids).toMatchObject({ Bought: id });
  const without = await upAndSettle(stack, renamed());
  expect(without.writes).toEqual([]);
  expect(statuses(emulator.now)).toEqual({ Bought: "Active", Same: "Active" });
});

test.each([
  ["true", false],
  ["its id", true],
])(
  "renamedFrom of a goal that is not the library's takes it with adopt %s alone, and never makes a second one",
  async (_, byId) => {
    await new Stack(emulator.now).up({ site, theirs: order() });
    const id = idOf("Order");
    const stack = new Stack(emulator.now);
    const program = (more: Values) => ({
      site,
      lib: libraryOf([urlGoal("Bought", { renamedFrom: "Order", ...more })]),
    });
    const refused = await stack.preview(program({}));
    expect(refused.said).toContain(
      `lib: goals["Bought"].renamedFrom goal ${id}, "Order", does not belong to this library yet. To take it over and rename it, add  adopt: "${id}"`,
    );
    expect((await stack.up(program({}))).ok).toBe(false);
    expect(statuses(emulator.now)).toEqual({ Order: "Active" });
    const other = await stack.preview(program({ adopt: "4711" }));
    expect(other.said).toContain("does not belong to this library yet");
    const up = await upAndSettle(stack, program({ adopt: byId ? id : true }));
    expect(fieldsSent(up)).toEqual([["Id", "Name"]]);
    expect(idOf("Bought")).toBe(id);
  },
);

test("a new stack whose renames are long done makes the goals under their new names", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([urlGoal("Bought", { renamedFrom: "Order" })]) });
  expect(statuses(emulator.now)).toEqual({ Bought: "Active" });
});

describe("goals that are there", () => {
  const there = async () => {
    await new Stack(emulator.now).up({ site, a: order(), b: urlGoal("Visit") });
    return [idOf("Order"), idOf("Visit")] as const;
  };
  const goals = (first: Values = {}, second: Values = {}) => [order(first), urlGoal("Visit", second)];

  test("are refused by name without consent, and nothing is written", async () => {
    const [first, second] = await there();
    const stack = new Stack(emulator.now);
    const up = await stack.up({ site, lib: libraryOf(goals()) });
    expect(up.failures.map(({ property }) => property)).toEqual([
      'goals["Order"].name',
      'goals["Visit"].name',
    ]);
    expect(up.said).toContain(`add  adopt: "${first}"  to the goal's arguments`);
    expect(up.said).toContain(`add  adopt: "${second}"  to the goal's arguments`);
    expect(written(up)).toEqual([]);
  });

  test.each<[string, Values, Values, Values]>([
    ["goal by goal", {}, { adopt: true }, { adopt: true }],
    ["for the library", { adopt: true }, {}, {}],
  ])("are taken by adopt %s, as they are or changed", async (_, more, first, second) => {
    const ids = await there();
    const stack = new Stack(emulator.now);
    const program = {
      site,
      lib: libraryOf(goals(first, { ...second, urlExpression: "/new" }), more),
    };
    const up = await upAndSettle(stack, program);
    expect([written(up), fieldsSent(up)]).toEqual([
      ["UpdateConversionGoals 1"],
      [["Id", "UrlExpression", "UrlOperator"]],
    ]);
    expect(stack.entry("lib").outputs.ids).toEqual({ Order: ids[0], Visit: ids[1] });
    expect(up.said).toContain(`lib["Order"]: takes over goal ${ids[0]}, "Order", as it is`);
    const later = await upAndSettle(stack, { site, lib: libraryOf(goals({}, { urlExpression: "/new" })) });
    expect(later.writes).toEqual([]);
  });

  test("are taken by config adopt: equal, even by a stack without state", async () => {
    await there();
    const stack = new Stack(emulator.now, { "msads:adopt": "equal" });
    expect(written(await upAndSettle(stack, { site, lib: libraryOf(goals()) }))).toEqual([]);
    const lost = new Stack(emulator.now, { "msads:adopt": "equal" });
    expect(written(await upAndSettle(lost, { site, lib: libraryOf(goals()) }))).toEqual([]);
    expect(Object.keys(statuses(emulator.now))).toHaveLength(2);
  });
});

test("a goal that was deleted outside is made anew under a new name; under the old one the service says why not", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([order(), urlGoal("Same")]) });
  const id = idOf("Order");
  emulator.now.deleteGoal(id);
  const preview = await stack.preview({ site, lib: libraryOf([order(), urlGoal("Same")]) });
  expect(preview.said).toBe(
    `warning: lib["Order"]: goal ${id}, "Order", is gone from the account; it will be created again`,
  );
  const up = await stack.up({ site, lib: libraryOf([order(), urlGoal("Same")]) });
  expect(up.said).toMatch(/1 of 2 goals failed, the others are unaffected:\n"Order": .*5317/);
  await upAndSettle(stack, { site, lib: libraryOf([urlGoal("Order 2"), urlGoal("Same")]) });
});

test("a refresh drops a goal that is gone, and says so", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, lib: libraryOf([order(), urlGoal("Same")]) });
  emulator.now.deleteGoal(idOf("Order"));
  expect((await stack.refresh()).said).toContain('"Order", is gone from the account');
  expect(Object.keys(stack.entry("lib").outputs.ids as Values)).toEqual(["Same"]);
  expect(Object.keys(stack.entry("lib").inputs.goals as Values)).toEqual(["Same"]);
});

test("what the library says of itself goes into state without a call, and holds for its goals", async () => {
  const stack = new Stack(emulator.now);
  const goals = [order(), urlGoal("Visit", { onDelete: "pause" }), urlGoal("Same")];
  await upAndSettle(stack, { site, lib: libraryOf(goals) });
  for (const more of [{ pauseAtMost: 5 }, { unlisted: "pause" }, { onDelete: "retain" }]) {
    const up = await upAndSettle(stack, { site, lib: libraryOf(goals, more) });
    expect([up.steps, up.writes]).toEqual([["same site", "update lib"], []]);
    expect(stack.entry("lib").outputs).toMatchObject(more);
  }
  await stack.up({ site, lib: libraryOf([urlGoal("Same")], { onDelete: "retain" }) });
  expect(statuses(emulator.now)).toEqual({ Order: "Active", Visit: "Paused", Same: "Active" });
});

test("destroy pauses, retains what says so, and up brings all back under the same ids", async () => {
  const stack = new Stack(emulator.now);
  const program = {
    site,
    lib: libraryOf([order(), eventGoal("Sign"), urlGoal("Keep", { onDelete: "retain" })]),
  };
  await upAndSettle(stack, program);
  const ids = stack.entry("lib").outputs.ids;
  const destroyed = await stack.destroy({ refresh: true });
  expect(batches(destroyed)).toEqual(["UpdateConversionGoals 2"]);
  expect(statuses(emulator.now)).toEqual({ Order: "Paused", Sign: "Paused", Keep: "Active" });
  await upAndSettle(stack, program, { config: { "msads:adopt": "equal" } });
  expect(stack.entry("lib").outputs.ids).toEqual(ids);
});

test("namePrefix: keys stay the program's, names get it, and a new prefix renames without talk of drift", async () => {
  const stack = new Stack(emulator.now);
  const program = { site, lib: libraryOf([order(), urlGoal("Visit")]) };
  const dev = { config: { "msads:namePrefix": "dev ", "msads:nameSuffix": " (d)" } };
  await upAndSettle(stack, program, dev);
  expect(statuses(emulator.now)).toEqual({ "dev Order (d)": "Active", "dev Visit (d)": "Active" });
  const { ids } = stack.entry("lib").outputs;
  expect(Object.keys(ids as Values)).toEqual(["Order", "Visit"]);
  const up = await stack.up(program, { config: { "msads:namePrefix": "test " } });
  expect([up.said, batches(up)]).toEqual(["", ["UpdateUetTags 1", "UpdateConversionGoals 2"]]);
  expect(statuses(emulator.now)).toEqual({ "test Order": "Active", "test Visit": "Active" });
  expect(stack.entry("lib").outputs.ids).toEqual(ids);
});

test.each([['goals["Order"].status'], ["goals.Order.status"], ["goals[*].status"], ["goals.*.status"]])(
  "ignoreChanges %s: neither compared nor sent",
  async (path) => {
    const stack = new Stack(emulator.now);
    const program = (more: Values = {}) => ({ site, lib: libraryOf([order(more)], {}, [path]) });
    await upAndSettle(stack, program());
    emulator.now.editGoal(idOf("Order"), { Status: "Paused" });
    expect((await stack.preview(program())).steps).toEqual(["same site", "same lib"]);
    const up = await stack.up(program({ status: "Active", conversionWindowInMinutes: 77 }));
    expect(fieldsSent(up)).toEqual([["ConversionWindowInMinutes", "Id"]]);
    expect(liveGoal(emulator.now, "Order").fields.Status).toBe("Paused");
  },
);

test("what is unknown yet inside a goal, or all of them, is no problem in preview", async () => {
  const stack = new Stack(emulator.now);
  const fresh = await stack.preview({ site, lib: libraryOf([order(), offlineGoal("Deal")]) });
  expect([fresh.said, fresh.steps]).toEqual(["", ["create site", "create lib"]]);
  await upAndSettle(stack, { site, lib: libraryOf([order(), offlineGoal("Deal")]) });
  const other = tag({ name: "Main site", description: "new" });
  const status = output("site", "trackingStatus");
  for (const goals of [
    status,
    { ...listed(offlineGoal("Deal")), Order: status },
    listed(offlineGoal("Deal"), order({ urlExpression: status })),
    listed(offlineGoal("Deal", { type: status }), order()),
    listed(offlineGoal("Deal"), order(), offlineGoal("New", { adopt: status })),
  ]) {
    const preview = await stack.preview({ site: other, lib: library({ goals }) });
    expect([preview.said, preview.steps]).toEqual(["", ["update site", "update lib"]]);
  }
  const unknown = await stack.preview({ lib: library({ goals: listed(order({ tagId: UNKNOWN })) }) });
  expect(unknown.said).toMatch(/^info: lib: 1 goal leaves the library and will be paused.*: "Deal"$/);
});

test("a field that leaves a goal goes to its default, or stays with a notice", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, {
    site,
    lib: libraryOf([
      order({ countType: "Unique", conversionWindowInMinutes: 60, isEnhancedConversionsEnabled: true }),
    ]),
  });
  const up = await upAndSettle(stack, { site, lib: libraryOf([order()]) });
  expect(fieldsSent(up)).toEqual([["ConversionWindowInMinutes", "CountType", "Id"]]);
  expect(up.said).toMatch(/lib\["Order"\]: the program no longer sets isEnhancedConversionsEnabled/);
  const silent = await upAndSettle(stack, { site, lib: libraryOf([order({ onDelete: "retain" })]) });
  expect([silent.steps, silent.writes]).toEqual([["same site", "update lib"], []]);
});

test("another customer's account is another library: made there, paused here", async () => {
  emulator.now.addCustomers({ id: "112", accounts: [{ id: "300" }] });
  const stack = new Stack(emulator.now);
  const there = { customerId: "112", accountId: "300" };
  await upAndSettle(stack, { lib: libraryOf([offlineGoal("Deal")]) });
  await upAndSettle(stack, { lib: libraryOf([offlineGoal("Deal")], there) });
  expect(emulator.now.store.goals.map(({ customerId, fields }) => [customerId, fields.Status])).toEqual([
    ["111", "Paused"],
    ["112", "Active"],
  ]);
  expect(stack.entry("lib").id).toBe("300");
});
