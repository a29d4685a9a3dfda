import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { csvFields } from "../../../provider/replay/read/csvFields";
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

const header = "time,url,action,label\n";
const at = "2026-10-10T12:00:00Z";

test("cells are cut as a CSV library cuts them", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", " ", ",", '"', "ü", ";"), maxLength: 6 });
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 5 }),
      fc.constantFrom(",", ";", "\t"),
      (cells, separator) => {
        const quoted = cells.map((each) => (/[",;]/.test(each) ? `"${each.replaceAll('"', '""')}"` : each));
        const line = quoted.join(separator);
        fc.pre(line !== "");
        expect(csvFields(line, separator)).toEqual(parse(line, { delimiter: separator })[0]);
      },
    ),
    { numRuns: 1000 },
  );
});

test("a text in quotes may hold line breaks, and the hit is at the record's first line", async () => {
  const { hits } = await readAll(
    { csv: `${header}${at},/a,buy,"one\r\ntwo ""2"""\r\n${at},/b,,\r\n` },
    { site: "s.example" },
  );
  expect(hits.map(({ label, line }) => [label, line])).toEqual([
    ['one\ntwo "2"', 2],
    [undefined, 4],
  ]);
});

test("a quote that is not closed costs its own line, not those after it", async () => {
  const good = `${at},/a,,\n`;
  for (const after of [good, good.repeat(300), `${good}${at},/b,buy,"x"\n${good}`, ""]) {
    const csv = `${header}${good}${at},/broken,"buy,\n${after}`;
    const { hits, notes } = await readAll({ csv }, { site: "s.example" });
    expect(hits.length).toBe(after.split("\n").length);
    expect(notes.sources[0]?.skipped).toEqual([
      { reason: "a quote that is not closed", count: 1, lines: [3], broken: true },
    ]);
  }
});

test("a line with too few or too many cells is broken: a torn address must not count as another page", async () => {
  const csv = `${header}${at},/a,,\n${at},/b\n${at},/c,,,more\n${at},/d,,,,\nhttps://x.example/?time=${at}\n`;
  const { hits, notes } = await readAll({ csv }, { site: "s.example" });
  expect(hits.map(({ line }) => line)).toEqual([2, 5]);
  expect(notes.sources[0]?.skipped).toEqual([
    { reason: "not as many cells as there are columns", count: 3, lines: [3, 4, 6], broken: true },
  ]);
});

test("numbers that cannot be read are left out and told, with the hit kept", async () => {
  const csv = `time,action,value,revenue\n${at},buy,many,"1,234.50"\n${at},buy,-2,-1\n${at},buy,1,2.5\n`;
  const { hits, notes } = await readAll({ csv });
  expect(hits.map(({ value, revenue }) => [value, revenue])).toEqual([
    [undefined, undefined],
    [-2, undefined],
    [1, 2.5],
  ]);
  expect(notes.assumed.filter((each) => each.startsWith("csv: "))).toEqual([
    "csv: value is no decimal number in 1 record (first: line 2) and was left out there.",
    "csv: revenue is no decimal number in 2 records (first: line 2) and was left out there.",
  ]);
});

test("an export of a web server's log as CSV is read as a log", async () => {
  const csv = [
    "timestamp,client_ip,method,host,uri,status,user_agent",
    `${at},203.0.113.7,GET,shop.example,/a?b=c,200,Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`,
    `${at},203.0.113.7,POST,shop.example,/a,200,Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0`,
    `${at},203.0.113.7,GET,shop.example,/a,200,Googlebot/2.1`,
  ].join("\n");
  const { hits } = await readAll({ csv });
  expect(hits.map(({ page }) => page)).toEqual(["https://shop.example/a?b=c"]);
});

test("a wrong column is refused with the columns that are there, and the nearest", async () => {
  const csv = `time;uri_full;buyer\n${at};/a;x\n`;
  await expect(readAll({ csv }, { columns: { page: "url_full" } })).rejects.toThrow(
    "csv: there is no column url_full, which was given for page. Did you mean uri_full? The columns are: time, uri_full, buyer",
  );
  await expect(readAll({ csv })).rejects.toThrow(
    "csv: no column is known to hold the address of the page. Say which one does: --columns page=my_url. The columns are: time, uri_full, buyer",
  );
  await expect(readAll({ csv: "tyme,url\n1,/a\n" })).rejects.toThrow(
    "csv: no column is known to hold the time. Say which one does: --columns time=tyme. The columns are: tyme, url",
  );
  const { hits } = await readAll(
    { csv },
    { columns: { page: "Uri_Full", visitor: "buyer" }, site: "s.example" },
  );
  expect(hits.map(({ page, visitor }) => [page, visitor])).toEqual([["https://s.example/a", "x"]]);
});

test("of a file without a header nothing is quoted", async () => {
  const csv = `${at},https://shop.example/?mail=jo@x.example,url\n`;
  const error: unknown = await readAll({ csv }, { format: "csv" }).catch((each: unknown) => each);
  expect(String(error)).toBe(
    "TrafficError: csv: its first line names no columns, but holds data. Add a line with names",
  );
});

test("where the comma is a decimal point, a number that may have its thousands apart is left out, and said", async () => {
  const csv = `time;url;revenue\n${at};https://shop.example/;1.234\n${at};https://shop.example/;12,50\n${at};https://shop.example/;12.50\n`;
  const { hits, notes } = await readAll({ csv });
  expect(hits.map(({ revenue }) => revenue)).toEqual([undefined, 12.5, 12.5]);
  expect(notes.assumed).toContain(
    "csv: revenue is no decimal number in 1 record (first: line 2) and was left out there.",
  );
});

test("a first line of which no name is a usual one is not shown: it may be somebody's", async () => {
  const refused = (options = {}) =>
    readAll({ csv: "Jane Doe,Tim,Hamburg\nJohn Roe,Tom,Berlin\n" }, options).catch(String);
  for (const said of [await refused(), await refused({ columns: { time: "when" } })]) {
    expect(said).toMatch(
      /csv: .* No usual name is among its columns\. If its first line is data, add a line/,
    );
    expect(said).not.toMatch(/Jane|Tim|Hamburg/);
  }
});
