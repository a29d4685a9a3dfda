import { join } from "node:path";
import { expect, test } from "vitest";
import { account, folderOf } from "./userProject";

const order = {
  type: "Url",
  name: "Order placed",
  urlOperator: "Contains",
  urlExpression: "/thank-you",
  goalCategory: "Purchase",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
} as const;

const CSV = `time,url,action,visitor
2026-10-01T10:00:00Z,https://shop.example/thank-you,,a
2026-10-01T10:01:00Z,https://shop.example/thank-you-notes,,b
2026-10-01T10:02:00Z,https://shop.example/,buy,b
`;

test("recorded traffic is counted by the account's goals as they are, and nothing of the account changes", async () => {
  const shop = await account();
  const site = shop.addTag({ name: "Main site" });
  shop.addGoal({ ...order, tagId: site.id });
  const buy = {
    type: "Event",
    name: "Buy",
    goalCategory: "Purchase",
    actionOperator: "Equals",
    actionExpression: "buy",
  } as const;
  shop.addGoal({ ...buy, tagId: site.id });
  const goals = shop.goals();
  const file = join(folderOf({ "visits.csv": CSV }), "visits.csv");
  const answer = await shop.replay(file);
  expect(answer.goals.map(({ name, after }) => [name, after?.conversions, after?.revenue])).toEqual([
    ["Order placed", 2, { EUR: 50 }],
    ["Buy", 1, {}],
  ]);
  expect(answer).not.toHaveProperty("before");
  expect(shop.goals()).toEqual(goals);
});

test("beside goals that were taken earlier, it says what began and ceased to count", async () => {
  const shop = await account();
  const site = shop.addTag({ name: "Main site" });
  shop.addGoal({ ...order, tagId: site.id });
  const before = shop.goals();
  shop.editGoal("Order placed", { urlOperator: "RegularExpression", urlExpression: "/thank-you$" });
  const file = join(folderOf({ "visits.csv": CSV }), "visits.csv");
  const { goals } = await shop.replay([file], { before });
  expect(goals).toMatchObject([
    {
      name: "Order placed",
      before: { conversions: 2, revenue: { EUR: 50 } },
      after: { conversions: 1, revenue: { EUR: 25 } },
      began: [],
      ceased: [{ what: "https://shop.example/thank-you-notes", hits: 1 }],
    },
  ]);
});

test("options say how a file is read and what counts; a file that cannot be read is named", async () => {
  const shop = await account();
  const site = shop.addTag({ name: "Main site" });
  shop.addGoal({ ...order, tagId: site.id });
  const file = join(folderOf({ "visits.csv": "wann,wo\n2026-10-01T10:00:00Z,/thank-you\n" }), "visits.csv");
  const options = { columns: { time: "wann", page: "wo" }, site: "https://shop.example" };
  expect((await shop.replay(file, options)).goals[0]?.after?.conversions).toBe(1);
  expect((await shop.replay(file, { ...options, adClicksOnly: true })).goals[0]?.after?.conversions).toBe(0);
  await expect(shop.replay("/nowhere/visits.csv")).rejects.toThrow("/nowhere/visits.csv");
});
