import { expect, test } from "vitest";
import { given, readAll } from "./memoryTraffic";

const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const site = "https://shop.example";

/** A line of the combined format. */
function line(request: string, more: { ip?: string; time?: string; status?: number; agent?: string } = {}) {
  const { ip = "203.0.113.7", time = "10/Oct/2026:13:55:36 +0200", status = 200, agent = chrome } = more;
  return `${ip} - - [${time}] "${request}" ${status} 2326 "https://ref.example/?who=me" "${agent}"\n`;
}

test("a page load of the combined format has its time, page and visitor, and nothing else", async () => {
  const { hits } = await readAll({ log: line("GET /thank-you?order=7 HTTP/1.1") }, { site });
  expect(hits.map(given)).toEqual([
    {
      time: Date.UTC(2026, 9, 10, 11, 55, 36),
      event: "pageLoad",
      page: "https://shop.example/thank-you?order=7",
      visitor: expect.stringMatching(/^[\w-]{20}$/),
      source: 0,
      line: 1,
    },
  ]);
});

test("the common format, which names no browser, is read as well", async () => {
  const log = '203.0.113.7 - frank [10/Oct/2000:13:55:36 -0700] "GET /a HTTP/1.0" 200 2326\n';
  const { hits, notes } = await readAll({ log }, { site });
  expect(hits.map(({ page, time }) => [page, new Date(time).toISOString()])).toEqual([
    ["https://shop.example/a", "2000-10-10T20:55:36.000Z"],
  ]);
  expect(notes.sources[0]?.format).toBe("combined");
});

test("vhost_combined names the host of each line, and its port the scheme", async () => {
  const log = [
    `www.shop.example:443 ${line("GET /a HTTP/1.1")}`,
    `www.shop.example:80 ${line("GET /b HTTP/1.1")}`,
    `blog.example ${line("GET /c HTTP/1.1")}`,
  ].join("");
  const { hits } = await readAll({ log });
  expect(hits.map(({ page }) => page)).toEqual([
    "https://www.shop.example/a",
    "http://www.shop.example/b",
    "https://blog.example/c",
  ]);
});

test("a user name with blanks does not pass for a host", async () => {
  const log = '203.0.113.7 - John M Doe [10/Oct/2026:13:55:36 +0000] "GET /a HTTP/1.0" 200 1 "-" "x"\n';
  const { hits } = await readAll({ log: log.replace('"x"', `"${chrome}"`) }, { site });
  expect(hits.map(({ page }) => page)).toEqual(["https://shop.example/a"]);
});

test("what is no page load is skipped with its reason, and is not broken", async () => {
  const log = [
    line("POST /order HTTP/1.1"),
    line("HEAD / HTTP/1.1"),
    line("GET /gone HTTP/1.1", { status: 404 }),
    line("GET /old HTTP/1.1", { status: 301 }),
    line("GET /logo.PNG?v=1 HTTP/1.1"),
    line("GET / HTTP/1.1", {
      agent: "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    }),
    line("GET / HTTP/1.1", { agent: "curl/8.5.0" }),
    line("GET / HTTP/1.1", { agent: "-" }),
    line("GET /known HTTP/1.1", { status: 304 }),
  ].join("");
  const { hits, notes } = await readAll({ log }, { site });
  expect(hits.map(({ page, line: number }) => [page, number])).toEqual([["https://shop.example/known", 9]]);
  expect(notes.sources[0]).toEqual({
    file: "log",
    format: "combined",
    records: 9,
    hits: 1,
    skipped: [
      {
        reason: "a POST request; it may have shown a page, which the log does not tell",
        count: 1,
        lines: [1],
        broken: false,
      },
      { reason: "a request that is neither GET nor POST", count: 1, lines: [2], broken: false },
      { reason: "answered neither 2xx nor 304", count: 2, lines: [3, 4], broken: false },
      { reason: "a file of a page, like an image or a script", count: 1, lines: [5], broken: false },
      { reason: "a bot", count: 3, lines: [6, 7, 8], broken: false },
    ],
  });
});

test("broken lines are counted, the first five by number, and those around them are read", async () => {
  const good = line("GET /a HTTP/1.1");
  const torn = good.slice(0, -20);
  const log = `${good}${"nonsense\n".repeat(7)}${good}${good.replace("Oct", "Okt")}${torn}`;
  const { hits, notes } = await readAll({ log }, { site });
  expect(hits.map(({ line: number }) => number)).toEqual([1, 9]);
  expect(notes.sources[0]?.skipped).toEqual([
    { reason: "not a line of an access log", count: 8, lines: [2, 3, 4, 5, 6], broken: true },
    { reason: "no time that can be read", count: 1, lines: [10], broken: true },
  ]);
});

test("a visitor is an address with a browser, and its mark is another in another process", async () => {
  const log = [
    line("GET /1 HTTP/1.1"),
    line("GET /2 HTTP/1.1", { agent: firefox }),
    line("GET /3 HTTP/1.1", { ip: "203.0.113.8" }),
    line("GET /4 HTTP/1.1"),
  ].join("");
  const { hits, notes } = await readAll({ log }, { site });
  const [one, two, three, four] = hits.map(({ visitor }) => visitor);
  expect(four).toBe(one);
  expect(new Set([one, two, three]).size).toBe(3);
  const again = await readAll({ log }, { site });
  expect(again.hits[0]?.visitor).not.toBe(one);
  expect(notes.names.visitors).toBe(true);
  expect(JSON.stringify([hits, notes])).not.toMatch(/203\.0\.113|Mozilla|who=me/);
});

test("a log in which all hits have one address is said to look like a proxy's", async () => {
  const lines = Array.from({ length: 30 }, (_, index) => line(`GET /${index} HTTP/1.1`));
  const proxied = await readAll({ log: lines.join("") }, { site });
  expect(proxied.notes.assumed.join(" ")).toContain("proxy");
  const direct = await readAll(
    { log: lines.join("") + line("GET / HTTP/1.1", { ip: "203.0.113.8" }) },
    { site },
  );
  expect(direct.notes.assumed.join(" ")).not.toContain("proxy");
});

test("addresses are as a browser has them", async () => {
  const pages = async (...targets: string[]) => {
    const { hits } = await readAll(
      { log: targets.map((each) => line(`GET ${each} HTTP/1.1`)).join("") },
      { site },
    );
    return hits.map(({ page }) => page);
  };
  expect(
    await pages(
      "/a/../b",
      "/gr\\xC3\\xBC\\xC3\\x9Fe?q=\\x22x\\x22",
      "/grüße",
      "//twice?q=it's",
      "/a?q=\\x5C\\\\\\q",
      "/%e4",
      "http://other.example/x",
    ),
  ).toEqual([
    "https://shop.example/b",
    "https://shop.example/gr%C3%BC%C3%9Fe?q=%22x%22",
    "https://shop.example/gr%C3%BC%C3%9Fe",
    "https://shop.example//twice?q=it%27s",
    "https://shop.example/a?q=\\\\\\q",
    "https://shop.example/%e4",
    "http://other.example/x",
  ]);
});

test("without a host and a site the error says which option gives it", async () => {
  await expect(readAll({ "access.log": line("GET / HTTP/1.1") })).rejects.toThrow(
    "access.log: names no host. Say which site it is of, with its scheme: --site https://www.example.com",
  );
});

test("that no host is named is an error too where the first page load comes late", async () => {
  const images = line("GET /logo.png HTTP/1.1").repeat(20_000);
  await expect(readAll({ log: images + line("GET / HTTP/1.1") }, { pieces: 65_536 })).rejects.toThrow(
    "log: names no host.",
  );
});
