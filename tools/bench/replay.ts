import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { replay } from "../../provider/replay/replay";
import type { ReplayGoal } from "../../provider/replay/replayGoal";
import { median, times } from "./figures";
import { goalsOf, numbersFrom, pagesOf, trafficOf } from "./replayTraffic";
import { judged, type Row, told } from "./row";

const PAGES = 300_000;

/** `msads replay`: hits a second with 100 Url goals, against a loop of expressions; more goals, more hits; memory. */
export async function replayRows(quick: boolean): Promise<readonly Row[]> {
  const pages = pagesOf(PAGES, numbersFrom(1));
  const hits = quick ? 200_000 : 1_000_000;
  const rate = (goals: number, count: number) => hitsPerSecond(pages, goals, count);
  await rate(100, 200_000);
  const hundred: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    hundred.push(await rate(100, hits));
    plain.push(plainLoop(pages.slice(0, hits / 5), 100));
  }
  const [ten, thousand] = [await rate(10, hits), await rate(1_000, hits)];
  const loop = plainLoop(pages.slice(0, hits / 20), 1_000);
  const rows = [
    judged(
      "replay: 100 Url goals, 25 of each operator, 210,000 distinct pages: hits a second",
      `${thousands(median(hundred))}; a loop of 100 precompiled regular expressions, which only matches: ${thousands(median(plain))} (${times(median(hundred) / median(plain))})`,
      "≥ 200 thousand",
      median(hundred) >= 200_000,
    ),
    told(
      "replay: the same with 10, 100, 1,000 goals",
      `${[ten, median(hundred), thousand].map(thousands).join(", ")}; the loop with 1,000: ${thousands(loop)} (${times(thousand / loop)})`,
    ),
  ];
  if (quick) return rows;
  const four = await rate(100, 4 * hits);
  return [
    ...rows,
    told("replay: the same with 1 and 4 million hits", [median(hundred), four].map(thousands).join(", ")),
    await memoryRow(pages),
  ];
}

const thousands = (rate: number): string => `${Math.round(rate / 1_000)} thousand`;

async function hitsPerSecond(pages: readonly string[], goals: number, hits: number): Promise<number> {
  const began = performance.now();
  await replay(trafficOf(pages, hits), { title: "program", goals: goalsOf(goals) });
  return (hits / (performance.now() - began)) * 1_000;
}

/** The goals as regular expressions, one after the other for each page. */
function plainLoop(pages: readonly string[], goals: number): number {
  const expressions = goalsOf(goals).map(expressionOf);
  let met = 0;
  const began = performance.now();
  for (const page of pages) for (const expression of expressions) if (expression.test(page)) met += 1;
  const took = performance.now() - began;
  if (met === 0) throw new Error("the goals match nothing");
  return (pages.length / took) * 1_000;
}

function expressionOf({ urlOperator, urlExpression = "" }: ReplayGoal): RegExp {
  const literal = urlExpression.replace(/^https:\/\/www\./, "").replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const start = `^(?:https?://)?(?:www\\.)?${literal}`;
  const byOperator: Readonly<Record<string, string>> = {
    Equals: `${start}$`,
    BeginsWith: start,
    Contains: literal,
    RegularExpression: urlExpression,
  };
  return new RegExp(byOperator[urlOperator ?? ""] ?? urlExpression, "i");
}

/** What a replay holds besides its traffic, with goals of visits and goals that count once; the heap is looked at every 100,000 hits. */
async function memoryRow(pages: readonly string[]): Promise<Row> {
  const goals: readonly ReplayGoal[] = [
    ...goalsOf(100),
    { name: "Long visit", type: "Duration", tagId: "1", minimumDurationInSeconds: 60 },
    {
      name: "Once",
      type: "Url",
      tagId: "1",
      urlOperator: "Contains",
      urlExpression: "thank",
      countType: "Unique",
    },
  ];
  const peak = async (hits: number) => {
    const before = used();
    let most = 0;
    let next = 0;
    const answer = await replay(trafficOf(pages, hits), { title: "program", goals }, undefined, {
      progress: (count) => {
        if (count < next) return;
        next += 100_000;
        most = Math.max(most, used() - before);
      },
    });
    return { megabytes: `${Math.round(most / 2 ** 20)} MB`, notCounted: answer.notCounted.length };
  };
  const [one, ten] = [await peak(1_000_000), await peak(10_000_000)];
  const note =
    ten.notCounted === 0 ? "nothing was forgotten" : "some of it had to be forgotten, and the answer says so";
  return told(
    "replay: memory of 1 and 10 million hits of 50,000 visitors a day, with visits and goals that count once",
    `${one.megabytes}, ${ten.megabytes}`,
    note,
  );
}

/** Bytes in use after the garbage is gone. */
function used(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
