import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { Stack, tag } from "../support/e2eStack";

const emulator = useEmulator();

beforeEach(async () => {
  const revenue = { type: "FixedValue", value: "25.50", currencyCode: "EUR" };
  const program = {
    site,
    blog: tag({ name: "Blog" }),
    order: urlGoal("Order", { revenue }),
    sign: eventGoal("Sign"),
  };
  expect((await new Stack(emulator.now).up(program)).errors).toEqual([]);
  for (const name of Object.keys(process.env)) if (/^MSADS_/.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv("MSADS_ENVIRONMENT", "emulator");
  vi.stubEnv("MSADS_ENDPOINT", emulator.now.url);
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  pulumi.runtime.setAllConfig({});
});

/** The package as in a new process. */
const fresh = () => import("../../provider/index.js");

describe("look-ups", () => {
  test("find a goal that no program can manage, with its type in the service's words", async () => {
    const { id } = emulator.now.addOtherGoal({ type: "Smart", name: "Smart goal" });
    emulator.now.editGoal(liveGoal(emulator.now, "Sign").id, { IsAutoGoal: true });
    const { getConversionGoal } = await fresh();
    const found = { id, type: "Smart", status: "Active", scope: "Customer" };
    expect(await getConversionGoal({ name: "Smart goal" })).toMatchObject(found);
    expect(await getConversionGoal({ name: "Sign" })).toMatchObject({
      type: "Event",
      fields: { isAutoGoal: true },
    });
  });

  test.each([
    ["nothing", undefined, "give a name or an id, one of the two"],
    ["a name that is not set", { name: undefined }, "give a name or an id, one of the two"],
    ["a name and an id", { name: "Main site", id: "5" }, "give a name or an id, one of the two"],
    [
      "a misspelt argument",
      { nme: "Main site" },
      "nme is not an argument. Give name, id, customerId, accountId",
    ],
    ["a number for an id", { id: 5 }, "id: got 5; allowed: a text"],
    [
      "an output",
      { name: pulumi.output("Main site") },
      "name: got an output or a promise. Look it up in its apply",
    ],
    ["a promise", { id: Promise.resolve("5") }, "id: got an output or a promise"],
    ["a text", "Main site", 'got "Main site"; allowed: an object'],
  ])("refuse %s", async (_, args, words) => {
    const { getUetTag, getConversionGoal } = await fresh();
    const before = emulator.now.calls().length;
    await expect(getUetTag(args as never)).rejects.toThrow(/^getUetTag: /);
    await expect(getUetTag(args as never)).rejects.toThrow(words);
    await expect(getConversionGoal(args as never)).rejects.toThrow(words);
    expect(emulator.now.calls()).toHaveLength(before);
  });

  test("take null and undefined for what is not set", async () => {
    const { getUetTag } = await fresh();
    const { id } = liveTag(emulator.now, "Main site");
    const unset = { id: null, customerId: undefined, accountId: null };
    expect(await getUetTag({ name: "Main site", ...unset } as never)).toMatchObject({ id });
  });

  test("find tags and goals by name and by id, all with one list of each", async () => {
    const { getUetTag, getConversionGoal } = await fresh();
    const { id } = liveTag(emulator.now, "Main site");
    const before = emulator.now.calls().length;
    const [byName, byId, order, sign] = await Promise.all([
      getUetTag({ name: "Main site" }),
      getUetTag({ id }),
      getConversionGoal({ name: "Order" }),
      getConversionGoal({ id: liveGoal(emulator.now, "Sign").id }),
    ]);
    expect(byName).toMatchObject({ id, name: "Main site", trackingStatus: "Unverified" });
    expect(byName.trackingScript).toContain(id);
    expect(byId).toEqual(byName);
    expect(order).toMatchObject({
      type: "Url",
      tagId: id,
      revenue: { type: "FixedValue", value: "25.5", currencyCode: "EUR" },
      trackingStatus: "TagUnverified",
      fields: { urlExpression: "/thanks" },
    });
    expect(sign.fields).not.toHaveProperty("labelExpression");
    const calls = emulator.now.calls().slice(before);
    expect(calls.map(({ operation }) => operation).sort()).toEqual([
      "GetConversionGoalsByIds",
      "GetUetTagsByIds",
    ]);
  });

  test("show with whom a tag is shared as a list", async () => {
    for (const id of ["333", "444"]) emulator.now.addCustomers({ id });
    const { id } = liveTag(emulator.now, "Main site");
    const { getUetTag } = await fresh();
    expect((await getUetTag({ id })).sharedWith).toEqual([]);
    const CustomerAccountShares = [{ CustomerId: "333" }, { CustomerId: "444" }];
    emulator.now.editTag(id, { CustomerShare: { CustomerAccountShares } });
    vi.resetModules();
    const again = await fresh();
    expect((await again.getUetTag({ id })).sharedWith).toEqual(["333", "444"]);
  });

  test("name what is close, and the account, where there is none", async () => {
    const { getUetTag, getConversionGoal } = await fresh();
    const { id } = liveTag(emulator.now, "Main site");
    await expect(getUetTag({ name: "main  SITE" })).rejects.toThrow(
      `Account 222 of customer 111 shows no UET tag named "main  SITE". "Main site" (id ${id}) differs only by case or blanks.`,
    );
    await expect(getConversionGoal({ id: "4711" })).rejects.toThrow(
      "shows no conversion goal with the id 4711",
    );
  });

  test("read the account that they are told to, and take settings from the stack's config first", async () => {
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const other = new Stack(emulator.now, { "msads:accountId": "223" });
    expect((await other.up({ deal: offlineGoal("Deal") })).errors).toEqual([]);
    const { getConversionGoal } = await fresh();
    await expect(getConversionGoal({ name: "Deal" })).rejects.toThrow("Account 222");
    expect((await getConversionGoal({ name: "Deal", accountId: "223" })).name).toBe("Deal");
    const { runtime } = await import("@pulumi/pulumi");
    runtime.setAllConfig({ "msads:accountId": "223" });
    vi.resetModules();
    expect((await (await fresh()).getConversionGoal({ name: "Deal" })).name).toBe("Deal");
    runtime.setAllConfig({});
  });

  test("say what settings are missing", async () => {
    vi.stubEnv("MSADS_ENVIRONMENT", "production");
    vi.stubEnv("MSADS_CREDENTIALS_FILE", "/nowhere/none.json");
    const { getUetTag } = await fresh();
    await expect(getUetTag({ name: "Main site" })).rejects.toThrow(/developerToken is missing/);
  });
});

const PACKAGE = join(__dirname, "../../dist/index.js");

test.skipIf(!existsSync(PACKAGE))("to import the package loads nothing that speaks to the service", () => {
  const script = `require(${JSON.stringify(PACKAGE)});
    const loaded = Object.keys(require.cache).map((file) => file.replaceAll("\\\\", "/"));
    console.log(JSON.stringify(loaded.filter((file) => /node_modules\\/(soap|oauth4webapi|ajv|commander)\\/|dist\\/(service|account|lifecycle)\\//.test(file))));`;
  const { stdout, stderr } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
  expect([stdout.trim(), stderr]).toEqual(["[]", ""]);
});
