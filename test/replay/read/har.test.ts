import { expect, test } from "vitest";
import { given, readAll } from "./memoryTraffic";

interface Entry {
  readonly url: string;
  readonly time?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly status?: number;
  readonly mimeType?: string;
  readonly type?: string;
  readonly error?: string;
  /** Of the answer. */
  readonly text?: string;
}

function entryOf(entry: Entry): object {
  const { url, time = "2026-10-10T13:55:36.123+02:00", method = "GET", headers = {}, status = 200 } = entry;
  return {
    pageref: "page_1",
    startedDateTime: time,
    ...(entry.type === undefined ? {} : { _resourceType: entry.type }),
    request: {
      method,
      url,
      headers: [
        { name: "Cookie", value: "secret=1" },
        ...Object.entries(headers).map(([name, value]) => ({ name, value })),
      ],
      ...(entry.body === undefined ? {} : { postData: entry.body }),
    },
    response: {
      status,
      content: { mimeType: entry.mimeType ?? "text/html", text: entry.text ?? '<html>"{[' },
      ...(entry.error === undefined ? {} : { _error: entry.error }),
    },
  };
}

function harOf(entries: readonly (Entry | string)[], space?: number): string {
  const texts = entries.map((each) =>
    typeof each === "string" ? each : JSON.stringify(entryOf(each), null, space),
  );
  const pages = JSON.stringify([{ id: "page_1", title: "entries", comment: "{[" }]);
  return `{"log": {"version": "1.2", "creator": {"name": "entries"}, "pages": ${pages}, "entries": [${texts.join(",")}], "comment": "]}"}}`;
}

const time = Date.UTC(2026, 9, 10, 11, 55, 36, 123);
const sent = (query: string): Entry => ({
  url: `https://bat.bing.com/action/0?${query}`,
  status: 204,
  mimeType: "",
});

test("what tags send are the hits, and page loads are told by their tags", async () => {
  const har = harOf([
    { url: "https://shop.example/", type: "document" },
    { url: "https://shop.example/logo.png", mimeType: "image/png", type: "image" },
    sent("ti=42&evt=pageLoad&p=https%3A%2F%2Fshop.example%2F%23top&mid=m1&sid=s1&vid=v1&msclkid=N"),
    sent(
      "ti=42&evt=custom&ea=purchase&ec=shop&el=big&ev=3&gv=12.5&gc=EUR&p=https%3A%2F%2Fshop.example%2F&mid=m1&sid=s1&vid=v1&msclkid=c1-0",
    ),
    sent("ti=42&evt=consent&p=x"),
  ]);
  const { hits, notes } = await readAll({ har });
  const base = { tagId: "42", time, pageView: "m1", session: "s1", visitor: "v1", source: 0 };
  expect(hits.map(given)).toEqual([
    { ...base, event: "pageLoad", page: "https://shop.example/#top", line: 3 },
    {
      ...base,
      event: "custom",
      page: "https://shop.example/",
      action: "purchase",
      category: "shop",
      label: "big",
      value: 3,
      revenue: 12.5,
      currency: "EUR",
      click: "c1",
      line: 4,
    },
  ]);
  expect(notes.sources[0]?.skipped.map(({ reason, lines }) => [reason, lines])).toEqual([
    ["neither a page load nor a message of a tag", [2]],
    ["a message of a tag of a kind that no goal counts", [5]],
    ["a page load, of which the tag's own message counts", [1]],
  ]);
});

test("a body can hold what a tag sends, as text or as parameters; any host with the path counts", async () => {
  const url = "http://127.0.0.1:8080/collector/action/0";
  const mimeType = "application/x-www-form-urlencoded";
  const har = harOf([
    { url: `${url}?ti=42`, method: "POST", body: { mimeType, text: "evt=custom&ea=buy%20now" } },
    {
      url,
      method: "POST",
      body: {
        mimeType,
        params: [
          { name: "ti", value: "43" },
          { name: "evt", value: "pageLoad" },
        ],
      },
    },
    { url: `${url}?evt=pageLoad` },
  ]);
  const { hits } = await readAll({ har });
  expect(hits.map(({ tagId, event, action }) => [tagId, event, action])).toEqual([
    ["42", "custom", "buy now"],
    ["43", "pageLoad", undefined],
  ]);
});

test("the image for browsers without scripts is a page load of the page that asked", async () => {
  const har = harOf([{ ...sent("ti=42&Ver=2"), headers: { Referer: "https://shop.example/a" } }]);
  const { hits } = await readAll({ har });
  expect(hits.map(given)).toEqual([
    { tagId: "42", event: "pageLoad", page: "https://shop.example/a", time, source: 0, line: 1 },
  ]);
});

test("a message that the browser blocked never reached the service", async () => {
  const har = harOf([{ ...sent("ti=42&evt=pageLoad"), status: 0, error: "net::ERR_BLOCKED_BY_CLIENT" }]);
  const { hits, notes } = await readAll({ har });
  expect(hits).toEqual([]);
  expect(notes.sources[0]?.skipped[0]?.reason).toBe("a message of a tag that the browser blocked");
});

test("without tags the page loads are those of documents, of one visitor", async () => {
  const har = harOf([
    { url: "https://shop.example/", type: "document" },
    { url: "https://ads.example/frame", type: "document", headers: { "Sec-Fetch-Dest": "iframe" } },
    { url: "https://shop.example/style.css", mimeType: "text/css", type: "stylesheet" },
    { url: "https://shop.example/api", mimeType: "text/html", type: "xhr" },
    { url: "https://shop.example/moved", status: 302 },
    { url: "https://shop.example/thanks" },
    { url: "data:text/html,x" },
  ]);
  const { hits, notes } = await readAll({ har });
  expect(hits.map(({ page, line }) => [page, line])).toEqual([
    ["https://shop.example/", 1],
    ["https://shop.example/thanks", 6],
  ]);
  expect(new Set(hits.map(({ visitor }) => visitor)).size).toBe(1);
  expect(notes.assumed).toContain("A HAR file without messages of tags has the page loads of one visitor.");
});

test("a broken entry is counted, and those after it are read; also with line breaks everywhere", async () => {
  const good = sent("ti=42&evt=pageLoad");
  for (const space of [undefined, 2]) {
    const { hits, notes } = await readAll({
      har: harOf([good, '{"startedDateTime": nonsense}', good], space),
    });
    expect(hits.map(({ line }) => line)).toEqual([1, 3]);
    expect(notes.sources[0]?.skipped).toEqual([
      { reason: "no JSON object", count: 1, lines: [2], broken: true },
    ]);
  }
});

test("a HAR file that ends in the middle counts as far as it goes, and says so", async () => {
  const whole = harOf([sent("ti=42&evt=pageLoad"), sent("ti=42&evt=pageLoad")]);
  const { hits, notes } = await readAll({ har: whole.slice(0, -200) });
  expect(hits).toHaveLength(1);
  expect(notes.sources[0]?.skipped).toEqual([
    { reason: "the file ends in the middle, or is damaged from here on", count: 1, lines: [2], broken: true },
  ]);
});

test.each([1, 7, 1000, 70_000])("bodies of megabytes are not kept, in pieces of %i bytes", async (pieces) => {
  const text = `${'x\\"'.repeat(pieces < 1000 ? 15_000 : 1_000_000)}`;
  const har = harOf([
    { url: "https://shop.example/", type: "document", text },
    { url: "https://shop.example/thanks", type: "document", text },
  ]);
  const { hits, notes } = await readAll({ har }, { pieces });
  expect(hits.map(({ page }) => page)).toEqual(["https://shop.example/", "https://shop.example/thanks"]);
  expect(notes.sources[0]?.skipped).toEqual([]);
});

test("an object of many megabytes is skipped, and the next one is read", async () => {
  const huge = `{"a": [${'"y",'.repeat(1_500_000)} 1]}`;
  const { hits, notes } = await readAll(
    { har: harOf([huge, sent("ti=42&evt=pageLoad")]) },
    { pieces: 65_536 },
  );
  expect(hits.map(({ line }) => line)).toEqual([2]);
  expect(notes.sources[0]?.skipped).toEqual([
    { reason: "longer than 4 MiB", count: 1, lines: [1], broken: true },
  ]);
});

test("a form's answer is a page load if the browser says so; what it loads ahead or asks in the background is none", async () => {
  const document = { "Sec-Fetch-Dest": "document" };
  const har = harOf([
    { url: "https://shop.example/form", method: "POST", headers: document },
    { url: "https://shop.example/old", method: "POST", type: "document" },
    { url: "https://shop.example/background", method: "POST" },
    { url: "https://shop.example/ahead", headers: { ...document, "sec-purpose": "prefetch;prerender" } },
    { url: "https://shop.example/head", method: "HEAD", headers: document },
  ]);
  const { hits, notes } = await readAll({ har });
  expect(hits.map(({ page }) => page)).toEqual(["https://shop.example/form", "https://shop.example/old"]);
  expect(notes.sources[0]?.skipped).toContainEqual({
    reason: "a page that the browser loaded before anybody asked for it",
    count: 1,
    lines: [4],
    broken: false,
  });
});

test("numbers of tags that cannot be read are left out, and said", async () => {
  const { hits, notes } = await readAll({
    har: harOf([sent("ti=42&evt=custom&ea=buy&gv=12,50&ev=many"), sent("ti=42&evt=custom&ea=buy&gv=12.5")]),
  });
  expect(hits.map(({ revenue }) => revenue)).toEqual([undefined, 12.5]);
  expect(notes.assumed).toEqual([
    "har: revenue is no decimal number in 1 record (first: line 1) and was left out there.",
    "har: value is no decimal number in 1 record (first: line 1) and was left out there.",
  ]);
});
