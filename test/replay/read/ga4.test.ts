import { expect, test } from "vitest";
import { given, readAll } from "./memoryTraffic";

const time = Date.UTC(2026, 9, 10, 11, 55, 36, 123);

/** As BigQuery writes JSON: its integers are texts, and only one type of a value is set. */
function event(name: string, params: Readonly<Record<string, string | number>>, more: object = {}): string {
  const event_params = Object.entries(params).map(([key, value]) => ({
    key,
    value:
      typeof value === "string"
        ? { string_value: value, int_value: null }
        : Number.isInteger(value)
          ? { int_value: String(value) }
          : { double_value: value },
  }));
  return JSON.stringify({
    event_date: "20261010",
    event_timestamp: String(time * 1000 + 456),
    event_name: name,
    event_params,
    user_pseudo_id: "1234.5678",
    device: { category: "desktop" },
    ...more,
  });
}

const page = "https://shop.example/thanks?order=7";
const base = { time, visitor: "1234.5678", session: "1234.5678.1791633300", page, source: 0 };
const common = { page_location: page, ga_session_id: 1791633300 };

test("a page_view is a page load, another event an event with its name as action", async () => {
  const ga4 = [
    event("page_view", { ...common, value: 9 }),
    event("purchase", { ...common, currency: "EUR", value: 11 }, { ecommerce: { purchase_revenue: 12.5 } }),
    event("sign_up", { ...common, event_category: "account", event_label: "mail", event_value: 3 }),
    event("generate_lead", { ...common, value: 11.25, currency: "usd" }),
  ].join("\n");
  const { hits, notes } = await readAll({ ga4 });
  expect(notes.sources[0]?.format).toBe("ga4");
  expect(hits.map(given)).toEqual([
    { ...base, event: "pageLoad", line: 1 },
    { ...base, event: "custom", action: "purchase", revenue: 12.5, currency: "EUR", line: 2 },
    { ...base, event: "custom", action: "sign_up", category: "account", label: "mail", value: 3, line: 3 },
    { ...base, event: "custom", action: "generate_lead", revenue: 11.25, currency: "USD", line: 4 },
  ]);
  expect(notes.assumed.join(" ")).toContain("a page_view is a page load");
});

test("sessions of two visitors with the same number are two", async () => {
  const ga4 = [event("page_view", common), event("page_view", common, { user_pseudo_id: "9" })].join("\n");
  const { hits } = await readAll({ ga4 });
  expect(new Set(hits.map(({ session }) => session)).size).toBe(2);
});

test("without consent there is neither visitor nor session", async () => {
  const { hits } = await readAll({ ga4: event("page_view", common, { user_pseudo_id: null }) });
  expect(hits.map(given)).toEqual([{ time, event: "pageLoad", page, source: 0, line: 1 }]);
});

test("an export in one list is read as its lines are", async () => {
  const { hits, notes } = await readAll({
    ga4: `[${event("page_view", common)},\n${event("login", common)}]\n`,
  });
  expect(hits.map(({ event: kind, line }) => [kind, line])).toEqual([
    ["pageLoad", 1],
    ["custom", 2],
  ]);
  expect(notes.sources[0]?.format).toBe("ga4");
});

test("broken events are counted with their reasons", async () => {
  const ga4 = [
    event("page_view", common),
    event("page_view", {}),
    event("page_view", common, { event_timestamp: "soon" }),
    event("", common),
    event("page_view", { page_location: "android-app://x" }),
    event("purchase", { ...common, value: "a lot" }),
  ].join("\n");
  const { hits, notes } = await readAll({ ga4 });
  expect(hits.map(({ line, revenue }) => [line, revenue])).toEqual([
    [1, undefined],
    [6, undefined],
  ]);
  expect(notes.sources[0]?.skipped.map(({ reason, lines }) => [reason, lines])).toEqual([
    ["a page_view without page_location", [2]],
    ["no time that can be read", [3]],
    ["no event_name", [4]],
    ["no address that can be read", [5]],
  ]);
  expect(notes.assumed).toContain(
    "ga4: revenue is no decimal number in 1 record (first: line 6) and was left out there.",
  );
});
