// Writes access.log: a week of a shoe shop that does not exist, as nginx and Apache write it ("combined").
// The same numbers each time, so that what the README shows is what you see.
import { writeFileSync } from "node:fs";

const LINES = Number(process.argv[2] ?? 20_000);
const WEEK = 7 * 86_400_000;
const START = Date.UTC(2026, 9, 5);

let seed = 20_261_005;
function random() {
  seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
  return seed / 2 ** 32;
}
const below = (limit) => Math.floor(random() * limit);

/** What is asked for, and how often in a hundred. */
const PAGES = [
  [24, () => "/"],
  [24, () => `/shoes/${["running", "walking", "hiking", "dancing"][below(4)]}?page=${below(9) + 1}`],
  [14, () => `/shoes/item/${100_000 + below(900)}`],
  [20, () => `/static/${["app.js", "style.css", "logo.svg", "shoe.webp"][below(4)]}`],
  [6, () => "/basket"],
  [4, () => `/thank-you?order=${700_000 + below(99_999)}&mail=customer${below(5_000)}%40mail.example`],
  [2, () => "/thank-you-notes"],
  [1, () => `/account/customer${below(5_000)}@mail.example/orders`],
  [3, () => "/newsletter/welcome"],
  [2, () => "/old-page"],
];
const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function page() {
  let chance = below(100);
  for (const [share, address] of PAGES) {
    if (chance < share) return address();
    chance -= share;
  }
  return "/";
}

function clock(time) {
  const at = new Date(time);
  const two = (number) => String(number).padStart(2, "0");
  const day = `${two(at.getUTCDate())}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}`;
  return `${day}:${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} +0000`;
}

const lines = Array.from({ length: LINES }, (_, index) => {
  const visitor = below(4_000);
  const path = page();
  const status = path === "/old-page" ? 404 : 200;
  const time = clock(START + (WEEK * index) / LINES);
  const agent = AGENTS[visitor % 50 === 0 ? 3 : visitor % 3];
  return `198.51.100.${visitor % 250} - - [${time}] "GET ${path} HTTP/1.1" ${status} ${1_000 + below(9_000)} "-" "${agent}"\n`;
});
writeFileSync(new URL("access.log", import.meta.url), lines.join(""));
console.log(`access.log: ${LINES} requests`);
