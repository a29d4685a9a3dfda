import { expect, test } from "vitest";
import { ReplayProgress } from "../../../provider/cli/replay/progress";

function watched(isTTY: boolean) {
  const written: string[] = [];
  const time = { now: 0 };
  const stream = { isTTY, columns: 80, write: (text: string) => written.push(text) };
  return { written, time, progress: new ReplayProgress(stream, () => time.now) };
}

test("on a terminal: bytes, hits, rate and what is left, redrawn at most ten times a second, and gone at the end", () => {
  const { written, time, progress } = watched(true);
  progress.says("reading account 222");
  progress.read(0, 8_000_000, 0);
  time.now = 50;
  progress.read(1_000_000, 8_000_000, 10_000);
  time.now = 2_000;
  progress.read(2_000_000, 8_000_000, 400_000);
  progress.close();
  progress.close();
  expect(written).toEqual([
    "reading account 222\n",
    "\r\u001b[2K0 of 8 MB (0%), 0 hits",
    "\r\u001b[2K2 of 8 MB (25%), 400,000 hits, 200,000 hits/s, 6 s left",
    "\r\u001b[2K",
  ]);
});

test("of the standard input nobody knows how much is left", () => {
  const { written, time, progress } = watched(true);
  progress.read(0, undefined, 0);
  time.now = 1_000;
  progress.read(2_500_000, undefined, 100_000);
  expect(written.at(-1)).toBe("\r\u001b[2K2.5 MB, 100,000 hits, 100,000 hits/s");
});

test("elsewhere it says nothing", () => {
  const { written, progress } = watched(false);
  progress.says("reading account 222");
  progress.read(0, 8_000_000, 0);
  progress.close();
  expect(written).toEqual([]);
});
