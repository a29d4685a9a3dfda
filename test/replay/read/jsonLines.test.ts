import { expect, test } from "vitest";
import { given, readAll } from "./memoryTraffic";

const chrome =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";
const time = Date.UTC(2026, 9, 10, 11, 55, 36);

const caddy = {
  level: "info",
  ts: time / 1000,
  logger: "http.log.access.log0",
  msg: "handled request",
  request: {
    remote_ip: "203.0.113.7",
    remote_port: "41342",
    client_ip: "203.0.113.7",
    proto: "HTTP/2.0",
    method: "GET",
    host: "shop.example",
    uri: "/thanks?order=7",
    headers: { "User-Agent": [chrome], Cookie: ["secret"], Referer: ["https://ref.example/"] },
    tls: { resumed: false, server_name: "shop.example" },
  },
  bytes_read: 0,
  user_id: "",
  duration: 0.000929675,
  size: 10900,
  status: 200,
  resp_headers: { Server: ["Caddy"], "Content-Type": ["text/html"] },
};
const nginx = {
  time_iso8601: "2026-10-10T13:55:36+02:00",
  remote_addr: "203.0.113.7",
  host: "shop.example",
  scheme: "https",
  request: "GET /thanks?order=7 HTTP/2.0",
  status: "200",
  http_user_agent: chrome,
  http_referer: "-",
};
const nginxParts = {
  time_local: "10/Oct/2026:13:55:36 +0200",
  remote_addr: "203.0.113.7",
  server_name: "shop.example",
  request_method: "GET",
  uri: "/thanks",
  args: "order=7",
  status: 200,
  http_user_agent: chrome,
};
const cloudflare = {
  ClientIP: "203.0.113.7",
  ClientRequestHost: "shop.example",
  ClientRequestMethod: "GET",
  ClientRequestURI: "/thanks?order=7",
  ClientRequestScheme: "https",
  ClientRequestUserAgent: chrome,
  EdgeResponseStatus: 200,
  EdgeStartTimestamp: time * 1_000_000,
};
const traefik = {
  ClientHost: "203.0.113.7",
  DownstreamStatus: 200,
  RequestHost: "shop.example",
  RequestMethod: "GET",
  RequestPath: "/thanks?order=7",
  RequestScheme: "https",
  StartUTC: "2026-10-10T11:55:36.000000000Z",
  "request_User-Agent": chrome,
  time: "2026-10-10T11:55:36Z",
};
const elastic = {
  "@timestamp": "2026-10-10T11:55:36.000Z",
  url: { full: "https://shop.example/thanks?order=7" },
  http: { request: { method: "GET" }, response: { status_code: 200 } },
  source: { ip: "203.0.113.7" },
  user_agent: { original: chrome },
};
const googleCloud = {
  timestamp: "2026-10-10T11:55:36.000Z",
  httpRequest: {
    requestMethod: "GET",
    requestUrl: "https://shop.example/thanks?order=7",
    status: 200,
    userAgent: chrome,
    remoteIp: "203.0.113.7",
  },
};

test.each([
  ["Caddy", caddy],
  ["nginx with $request", nginx],
  ["nginx with $uri and $args", nginxParts],
  ["Cloudflare", cloudflare],
  ["Traefik", traefik],
  ["Elastic's schema", elastic],
  ["Google Cloud", googleCloud],
])("a line of %s is a page load with its time, page and visitor", async (_, record) => {
  const { hits, notes } = await readAll({ log: `${JSON.stringify(record)}\n` });
  expect(hits.map(given)).toEqual([
    {
      time,
      event: "pageLoad",
      page: "https://shop.example/thanks?order=7",
      visitor: expect.stringMatching(/^[\w-]{20}$/),
      source: 0,
      line: 1,
    },
  ]);
  expect(notes.sources[0]?.format).toBe("json");
  expect(JSON.stringify([hits, notes])).not.toMatch(/203\.0\.113|Mozilla|secret|ref\.example/);
});

test("of a web server's lines images, errors, bots and POST requests are skipped", async () => {
  const lines = [
    { ...nginx, request: "GET /logo.png HTTP/2.0" },
    { ...nginx, status: 404 },
    { ...nginx, http_user_agent: "curl/8.5.0" },
    { ...nginx, request: "POST /order HTTP/2.0" },
    nginx,
  ];
  const { hits, notes } = await readAll({ log: lines.map((each) => JSON.stringify(each)).join("\n") });
  expect(hits.map(({ line }) => line)).toEqual([5]);
  expect(notes.sources[0]?.skipped.map(({ lines: [line], broken }) => [line, broken])).toEqual([
    [1, false],
    [2, false],
    [3, false],
    [4, false],
  ]);
});

test("where a web server tells the type of its answers, only HTML is a page", async () => {
  const lines = [
    { ...cloudflare, EdgeResponseContentType: "application/json" },
    { ...cloudflare, EdgeResponseContentType: "text/html; charset=utf-8" },
    { ...caddy, resp_headers: { "Content-Type": ["text/plain"] } },
    { ...caddy, resp_headers: {} },
  ];
  const { hits } = await readAll({ log: lines.map((each) => JSON.stringify(each)).join("\n") });
  expect(hits.map(({ line }) => line)).toEqual([2, 4]);
});

test("a program's own lines of hits are read by the names of hits, whatever their case", async () => {
  const lines = [
    { Time: time, URL: "https://shop.example/a", Visitor_ID: "v1" },
    {
      time,
      url: "https://shop.example/a",
      visitor: "v1",
      event: "custom",
      action: "buy",
      revenue: 12.5,
      currency: "eur",
    },
    { time, event: "purchase", value: "3" },
  ];
  const { hits } = await readAll({ log: lines.map((each) => JSON.stringify(each)).join("\n") });
  expect(hits.map(given)).toEqual([
    { time, event: "pageLoad", page: "https://shop.example/a", visitor: "v1", source: 0, line: 1 },
    {
      time,
      event: "custom",
      page: "https://shop.example/a",
      visitor: "v1",
      action: "buy",
      revenue: 12.5,
      currency: "EUR",
      source: 0,
      line: 2,
    },
    { time, event: "custom", action: "purchase", value: 3, source: 0, line: 3 },
  ]);
});

test("lines that are no JSON object are counted, and the others are read", async () => {
  const good = JSON.stringify(nginx);
  const { hits, notes } = await readAll({
    log: [good, good.slice(0, -9), "", "7", good, "\0\0\0"].join("\n"),
  });
  expect(hits.map(({ line }) => line)).toEqual([1, 5]);
  expect(notes.sources[0]?.skipped).toEqual([
    { reason: "no JSON object", count: 3, lines: [2, 4, 6], broken: true },
  ]);
});

test("a list of objects is read as lines are, by the number of each", async () => {
  const { hits } = await readAll({
    log: `\uFEFF \n${JSON.stringify([nginx, { ...nginx, status: 500 }, nginx], null, 2)}`,
  });
  expect(hits.map(({ line }) => line)).toEqual([1, 3]);
});

test("a column that the user names is the only one of its kind, also within objects", async () => {
  const record = {
    at: time,
    url: "https://shop.example/wrong",
    nav: { Target: "https://shop.example/right" },
  };
  const { hits } = await readAll(
    { log: JSON.stringify(record) },
    { columns: { time: "at", page: "nav.target" } },
  );
  expect(hits.map(({ page }) => page)).toEqual(["https://shop.example/right"]);
});

test("a column that no line has is refused with the names that are there, and the nearest", async () => {
  await expect(
    readAll(
      { log: JSON.stringify({ time, "mail@x.example": 1, page_address: "/" }) },
      { columns: { page: "page_adress" } },
    ),
  ).rejects.toThrow(
    "log: there is no column page_adress, which was given for page. Did you mean page_address? The columns are: time, page_address",
  );
});
