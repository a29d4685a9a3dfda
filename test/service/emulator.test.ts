import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator/index";
import { rest, soap } from "./transports";

/** The port against the emulator, which has a schema and rules of its own. */
describe.each([
  ["soap", 12, soap],
  ["soap", 13, soap],
  ["rest", 13, rest],
] as const)("over the emulator, %s %i", (name, version, transport) => {
  let emulator: Emulator;
  const credentials = async () => ({ accessToken: "emulator-access-token", developerToken: "any" });
  const account = { customerId: "111", accountId: "222" };
  const port = (accessToken?: string) =>
    transport.port(emulator[name], {
      version,
      account,
      credentials:
        accessToken === undefined ? credentials : async () => ({ accessToken, developerToken: "any" }),
    });
  beforeAll(async () => {
    emulator = await startEmulator();
  });
  afterAll(() => emulator.close());

  it("adds, reads, updates, and tells what was refused", async () => {
    const added = await port().addUetTags([{ fields: { name: "Shop" } }, { fields: { name: "Shop" } }]);
    const [tag, twin] = added.items;
    expect(twin).toMatchObject({ ok: false, errors: [{ index: 1, code: 5302 }] });
    const tagId = tag?.ok ? tag.value.id : "";
    expect(await port().getUetTags("all")).toEqual([
      expect.objectContaining({ id: tagId, name: "Shop", trackingStatus: "Unverified" }),
    ]);

    const url = {
      type: "Url",
      fields: {
        name: "Order",
        tagId,
        urlExpression: "/thanks",
        urlOperator: "Contains",
        ...(version === 13 ? { goalCategory: "Purchase" } : {}),
        revenue: { type: "FixedValue", value: "12.50", currencyCode: "EUR" },
      },
    } as const;
    const { items, trackingId } = await port().addConversionGoals([url, url]);
    expect(trackingId).toMatch(/./);
    expect(items.map(({ ok }) => ok)).toContain(false);
    const fresh = await port().addConversionGoals([
      { ...url, fields: { ...url.fields, name: "Order 2" } },
      { type: "AppInstall", fields: { name: "App", appPlatform: "Android", appStoreId: "com.example.shop" } },
    ]);
    const ids = fresh.items.map((item) => (item.ok ? item.value : ""));
    expect(fresh.items.map((item) => (item.ok ? [] : item.errors))).toEqual([[], []]);
    const goals = await port().getConversionGoals({ ids: [ids[1] ?? "", "999999", ids[0] ?? ""] });
    expect(goals.map((goal) => goal?.type ?? null)).toEqual(["AppInstall", null, "Url"]);
    expect(goals[2]).toMatchObject({
      name: "Order 2",
      trackingStatus: "TagUnverified",
      fields: {
        tagId,
        urlExpression: "/thanks",
        status: "Active",
        revenue: { type: "FixedValue", value: "12.5", currencyCode: "EUR" },
      },
    });
    expect((await port().getConversionGoals({ tagIds: [tagId] })).map((goal) => goal?.id)).toContain(ids[0]);

    const [paused] = (
      await port().updateConversionGoals([{ type: "Url", id: ids[0] ?? "", fields: { status: "Paused" } }])
    ).items;
    expect(paused).toEqual({ ok: true, value: undefined });
    expect((await port().getConversionGoals("all")).find((goal) => goal?.id === ids[0])?.fields.status).toBe(
      "Paused",
    );
  });

  it("names the token's fault", async () => {
    await expect(port("expired-token").getUetTags("all")).rejects.toMatchObject({
      code: 109,
      outcome: "refused",
      operation: "GetUetTagsByIds",
      hint: expect.stringContaining("Sign in"),
    });
    await expect(port("wrong-token").addUetTags([{ fields: { name: "x" } }])).rejects.toMatchObject({
      code: 105,
      outcome: "refused",
      trackingId: expect.stringMatching(/./),
    });
  });
});
