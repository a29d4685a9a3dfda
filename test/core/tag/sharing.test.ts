import { beforeEach, describe, expect, test } from "vitest";
import { liveTag, useEmulator } from "../../support/e2eEmulator";
import { expectSettled, upAndSettle } from "../../support/e2eSettled";
import { Stack, tag } from "../../support/e2eStack";

const emulator = useEmulator();
beforeEach(() => {
  for (const id of ["333", "444"]) emulator.now.addCustomers({ id });
});

const sharedWith = (name = "Site") =>
  (liveTag(emulator.now, name).fields.CustomerShare?.CustomerAccountShares ?? [])
    .map(({ CustomerId }) => CustomerId)
    .filter((id) => id !== "111");

describe.each(["soap", "rest"])("the customers that may use a tag, over %s", (transport) => {
  test("are set, changed and ended; their order is no difference", async () => {
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    const of = (customers?: readonly string[]) => ({
      site: tag({ name: "Site", ...(customers === undefined ? {} : { sharedWith: customers }) }),
    });
    await upAndSettle(stack, of(["444", "333"]));
    expect(sharedWith()).toEqual(["444", "333"]);
    expect((await stack.up(of(["333", "444"]))).writes).toEqual([]);
    await upAndSettle(stack, of(["333"]));
    expect(sharedWith()).toEqual(["333"]);
    const left = await upAndSettle(stack, of());
    expect([left.writes, left.said]).toEqual([
      [],
      "info: site: the program no longer sets sharedWith, which keeps its value",
    ]);
    expect(sharedWith()).toEqual(["333"]);
    await upAndSettle(stack, of([]));
    expect(sharedWith()).toEqual([]);
  });
});

test("sharing that people change is named and put back", async () => {
  const stack = new Stack(emulator.now);
  const program = { site: tag({ name: "Site", sharedWith: ["333"] }) };
  await upAndSettle(stack, program);
  emulator.now.editTag(stack.entry("site").id, {
    CustomerShare: { CustomerAccountShares: [{ CustomerId: "444" }] },
  });
  const up = await stack.up(program);
  expect(up.said).toContain(
    `UET tag ${stack.entry("site").id}, "Site", was changed outside this program: sharedWith is ["444"], wanted ["333"]`,
  );
  expect(sharedWith()).toEqual(["333"]);
  await expectSettled(stack, program);
});

test("who can no longer use a tag that is taken over is named in its preview", async () => {
  await new Stack(emulator.now).up({ site: tag({ name: "Site", sharedWith: ["333", "444"] }) });
  const { id } = liveTag(emulator.now, "Site");
  const stack = new Stack(emulator.now);
  const ended = async (...sharedWith: readonly string[]) =>
    (await stack.preview({ site: tag({ name: "Site", sharedWith }) })).said.split("\n").slice(1);
  expect(await ended("333", "444")).toEqual([]);
  expect(await ended("333")).toEqual([
    `warning: site: UET tag ${id}, "Site", is no longer shared with 444: goals of this customer that use it stop counting`,
  ]);
  expect(await ended()).toEqual([
    `warning: site: UET tag ${id}, "Site", is no longer shared with 333, 444: goals of these customers that use it stop counting`,
  ]);
});

test("a change of the name alone leaves sharing alone", async () => {
  const stack = new Stack(emulator.now);
  await upAndSettle(stack, { site: tag({ name: "Site", sharedWith: ["333"] }) });
  await upAndSettle(stack, { site: tag({ name: "Shop", sharedWith: ["333"] }) });
  expect(sharedWith("Shop")).toEqual(["333"]);
});

test("refused in preview: the owner, a customer who cannot share, another customer's tag, an old API", async () => {
  const said = async (stack: Stack, inputs: Readonly<Record<string, unknown>>, config = {}) =>
    (await stack.preview({ site: tag({ name: "Site", ...inputs }) }, { config })).said;
  const stack = new Stack(emulator.now);
  expect(await said(stack, { sharedWith: ["333", "111"] })).toContain(
    'site: sharedWith holds "111", the tag\'s own customer',
  );
  expect(await said(stack, { sharedWith: ["333"] }, { "msads:apiVersion": "12" })).toContain(
    "needs API version 13",
  );
  await stack.up({ site: tag({ name: "Site" }) });
  emulator.now.settings({ features: { tagSharing: false } });
  expect(await said(stack, { sharedWith: ["333"] })).toContain("customer 111 cannot share tags");
  expect(await said(new Stack(emulator.now), { name: "New", sharedWith: ["333"] })).toContain(
    "customer 111 cannot share tags",
  );
});

test("the first tag of a customer who cannot share is made, and the error says what did not take", async () => {
  emulator.now.settings({ features: { tagSharing: false } });
  const up = await new Stack(emulator.now).up({ site: tag({ name: "Site", sharedWith: ["333"] }) });
  expect(up.errors.map(({ message }) => message).join()).toMatch(/sharedWith/);
});

test("customers that a change takes the tag from are named in preview", async () => {
  const stack = new Stack(emulator.now);
  await stack.up({ site: tag({ name: "Site" }) });
  const { id } = stack.entry("site");
  emulator.now.editTag(id, { CustomerShare: { CustomerAccountShares: [{ CustomerId: "444" }] } });
  const { said } = await stack.preview({ site: tag({ name: "Site", sharedWith: ["333"] }) });
  expect(said).toBe(
    `warning: site: UET tag ${id}, "Site", is no longer shared with 444: goals of this customer that use it stop counting`,
  );
});
