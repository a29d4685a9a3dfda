import { expect, test } from "vitest";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { upAndSettle } from "../support/e2eSettled";
import { childOf, library, output, Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();

const shop = (name: string) => `urn:pulumi:dev::shops::acme:Shop::${name}`;

test("two components whose children have one name and want one goal are refused in preview, both named", async () => {
  const stack = new Stack(emulator.now);
  const preview = await stack.preview({
    site,
    first: childOf(shop("north"), "visit", urlGoal("Visit")),
    second: childOf(shop("south"), "visit", urlGoal("Visit")),
  });
  expect(preview.failures).toEqual([
    {
      resource: "second",
      property: "name",
      reason: expect.stringContaining('"Visit" is also the name of resource "visit (of acme:Shop north)"'),
    },
  ]);
});

test("children of one name with goals of their own live side by side; people read whose child it is", async () => {
  const stack = new Stack(emulator.now);
  const program = {
    site,
    first: childOf(shop("north"), "visit", urlGoal("North", { conversionWindowInMinutes: 60 })),
    second: childOf(shop("south"), "visit", urlGoal("South", { conversionWindowInMinutes: 60 })),
    order: childOf(shop("south"), "order", urlGoal("Order", { conversionWindowInMinutes: 60 })),
  };
  await upAndSettle(stack, program);
  for (const name of ["North", "South", "Order"])
    emulator.now.editGoal(liveGoal(emulator.now, name).id, { ConversionWindowInMinutes: 61 });
  const up = await stack.up(program);
  expect(up.ok).toBe(true);
  expect(up.said).toContain("visit (of acme:Shop south): goal");
  expect(up.said).toContain("order: goal");
  expect((await stack.destroy()).ok).toBe(true);
});

test.each([
  [
    "goals",
    urlGoal("Order"),
    urlGoal("ORDER"),
    '"ORDER" and "Order", the name of resource "first", differ only',
  ],
  ["tags", tag({ name: "Shop" }), tag({ name: "shop " }), '"shop " and "Shop", the name of resource "first"'],
  [
    "a goal of a library and a single one",
    urlGoal("Deal"),
    library({ goals: { deal: { type: "OfflineConversion", goalCategory: "Purchase" } } }),
    '"deal" and "Deal", the name of resource "first"',
  ],
])(
  "names of two %s that differ only by case or blanks are refused in preview",
  async (_, first, second, said) => {
    const preview = await new Stack(emulator.now).preview({ site, first, second });
    expect(preview.failures.map(({ resource }) => resource)).toEqual(["second"]);
    expect(preview.said).toContain(said);
    expect(preview.writes).toEqual([]);
  },
);

test("a goal that a resource holds is not taken over by one that comes before it: refused in preview", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site, mine: urlGoal("Order"), lib: libraryOf([urlGoal("Listed")]) });
  for (const [name, holder] of [
    ["Order", urlGoal("Order", { urlExpression: output("taker", "customerId") })],
    ["Listed", urlGoal("Order")],
  ] as const) {
    const taker = urlGoal("Bought", { adopt: liveGoal(emulator.now, name).id });
    const program = { site, taker, mine: holder, lib: libraryOf([urlGoal("Listed")]) };
    const preview = await stack.preview(program);
    expect([preview.ok, preview.said]).toEqual([
      false,
      expect.stringMatching(/Resources "taker" and "(mine|lib\["Listed"\])" both manage goal/),
    ]);
  }
});

test("nor is a tag, and two new ones cannot take the same", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { mine: tag({ name: "Mine" }) });
  const { id } = liveTag(emulator.now, "Mine");
  const taker = tag({ name: "Theirs", adopt: id });
  const held = { taker, mine: tag({ name: "Mine", description: output("taker", "customerId") }) };
  const twice = {
    taker,
    other: tag({ name: "Other", adopt: id, description: output("taker", "customerId") }),
  };
  for (const [there, program] of [
    [stack, held],
    [new Stack(emulator.now), twice],
  ] as const)
    expect((await there.preview(program)).ok).toBe(false);
});
