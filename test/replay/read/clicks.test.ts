import { expect, test } from "vitest";
import { readAll } from "./memoryTraffic";

const day = 86_400_000;

async function clicksOf(...rows: readonly string[]) {
  const { hits, notes } = await readAll({ csv: ["time,url,visitor,click", ...rows].join("\n") });
  return [hits.map(({ click }) => click), notes.names.clicks];
}

test("an ad click in a page's query stays with its visitor, as the tag's cookie keeps it", async () => {
  const start = Date.UTC(2026, 0, 1);
  expect(
    await clicksOf(
      `${start},https://shop.example/,v1,`,
      `${start + 1},https://shop.example/?msclkid=c1%21&x=1,v1,`,
      `${start + 2},https://shop.example/,v1,`,
      `${start + 2},https://shop.example/,v2,`,
      `${start + 3},https://shop.example/,v1,own`,
      `${start + 4},https://shop.example/,v1,`,
      `${start + 89 * day},https://shop.example/,v1,`,
      `${start + 91 * day},https://shop.example/,v1,`,
    ),
  ).toEqual([[undefined, "c1", "c1", undefined, "own", "own", "own", undefined], true]);
});

test("a click is found in the hits of another file, if it came before", async () => {
  const { hits } = await readAll({
    b: "time,url,visitor\n1791000002,https://shop.example/b,v1\n",
    a: "time,url,visitor\n1791000001,https://shop.example/a?msclkid=c1,v1\n",
  });
  expect(hits.map(({ click }) => click)).toEqual(["c1", "c1"]);
});

test("what a tag itself says of clicks counts, also that there is none", async () => {
  const entry = (vid: string, p: string, msclkid: string) => ({
    startedDateTime: "2026-10-10T11:55:36Z",
    request: {
      method: "GET",
      url: `https://bat.bing.com/action/0?${new URLSearchParams({ ti: "42", evt: "pageLoad", vid, p, msclkid })}`,
    },
  });
  const har = {
    log: { entries: [entry("v", "https://shop.example/?msclkid=c1", "c1-1"), entry("v", "/", "N")] },
  };
  const { hits } = await readAll({ har: JSON.stringify(har) });
  expect(hits.map(({ click }) => click)).toEqual(["c1", undefined]);
});
