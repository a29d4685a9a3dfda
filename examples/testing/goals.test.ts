import { type Account, type Stack, startAccount } from "pulumi-msads/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";

// Each run of the program starts Pulumi's own processes: two to four seconds.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let account: Account;
let stack: Stack;

// An account of an emulated service, only for this file. The tests below build on each other, so they run in this order.
beforeAll(async () => {
  account = await startAccount();
  stack = account.program(__dirname);
  await stack.up();
});
afterAll(() => account.close());

test("the goals are there, with their value", () => {
  expect(account.goals().map(({ name, type }) => [name, type])).toEqual([
    ["Order placed", "Url"],
    ["Newsletter signed up", "Event"],
  ]);
  expect(account.goal("Order placed").revenue).toEqual({
    type: "FixedValue",
    value: 25,
    currencyCode: "EUR",
  });
});

test("orders count on the thank-you pages, and on no others", () => {
  const reached = (page: string) =>
    account.pageLoad("Shop", `https://shop.example${page}`).map(({ goal }) => goal);
  for (const page of ["/en/basket", "/en/thank-you-notes", "/de/danke-karten?page=2"])
    expect(reached(page), page).toEqual([]);
  for (const page of ["/en/thank-you", "/de/danke?order=1"])
    expect(reached(page), page).toEqual(["Order placed"]);
  expect(account.goal("Order placed")).toMatchObject({ conversions: 2, earned: { EUR: 50 } });
});

test("the goal counts the event that our newsletter form sends", () => {
  account.event("Shop", { action: "subscribe", category: "footer" });
  expect(account.goal("Newsletter signed up").trackingStatus).toBe("RecordingConversions");
});

test("a second run writes nothing", async () => {
  const { unchanged, writes } = await stack.up();
  expect({ unchanged, writes }).toEqual({ unchanged: true, writes: [] });
});

test("a run repairs what somebody changed in the web UI, and writes a new value, in one call", async () => {
  account.editGoal("Order placed", { status: "Paused" });
  const { writes } = await stack.up({ config: { orderValue: 30 } });
  expect(writes.map(({ operation, items }) => [operation, items])).toEqual([["UpdateConversionGoals", 1]]);
  expect(account.goal("Order placed")).toMatchObject({ status: "Active", revenue: { value: 30 } });
});

test("a value that Microsoft does not allow fails in the preview, and says why", async () => {
  await expect(stack.preview({ config: { orderValue: -1 } })).rejects.toThrow(/revenue.*-1/);
});

test("destroy pauses the goals, since Microsoft's API cannot delete one", async () => {
  await stack.destroy();
  expect(account.goals().map(({ status }) => status)).toEqual(["Paused", "Paused"]);
});
