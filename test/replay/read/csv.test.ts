import { expect, test } from "vitest";
import { given, readAll } from "./memoryTraffic";

test("a CSV file with named columns has page loads, and events where a row tells of one", async () => {
  const csv = [
    "Time;URL;Referrer;Visitor;Session;Tag;Action;Category;Label;Value;Revenue;Currency;Click",
    '2026-10-10T13:55:36+02:00;"https://shop.example/a;b";https://r.example;v1;s1;42;;;;;;;c1',
    "1791633337;https://shop.example/thanks;;v1;s1;42;purchase;shop;big;3;12,50;eur;c1",
  ].join("\r\n");
  const { hits, notes } = await readAll({ csv: `\uFEFF${csv}` });
  const base = { tagId: "42", visitor: "v1", session: "s1", click: "c1", source: 0 };
  expect(hits.map(given)).toEqual([
    {
      ...base,
      event: "pageLoad",
      page: "https://shop.example/a;b",
      time: Date.UTC(2026, 9, 10, 11, 55, 36),
      line: 2,
    },
    {
      ...base,
      event: "custom",
      page: "https://shop.example/thanks",
      time: 1791633337000,
      action: "purchase",
      category: "shop",
      label: "big",
      value: 3,
      revenue: 12.5,
      currency: "EUR",
      line: 3,
    },
  ]);
  expect(notes.names).toEqual({ tags: true, visitors: true, sessions: true, clicks: true, revenue: true });
});
