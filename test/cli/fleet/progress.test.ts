import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Progress } from "../../../provider/cli/fleet/progress";

/** A stream that keeps what is written, and a clock that only the test moves. */
interface Options {
  readonly isTTY: boolean;
  readonly total?: number;
  readonly columns?: number;
  readonly mostLines?: number;
}

function start({ isTTY, total = 1000, columns = 120, mostLines }: Options) {
  const written: { readonly at: number; readonly text: string }[] = [];
  let now = 5_000;
  let timer: { readonly ms: number; readonly run: () => void; due: number } | undefined;
  const progress = new Progress({
    done: "checked",
    total,
    mostLines,
    kinds: ["unreachable", "drifted", "clean"],
    wordOf: (kind) => (kind === "clean" ? "as applied" : kind),
    stream: { isTTY, columns, write: (text) => written.push({ at: now, text }) },
    clock: {
      now: () => now,
      every: (ms, run) => {
        timer = { ms, run, due: now + ms };
        return () => {
          timer = undefined;
        };
      },
    },
  });
  const pass = (ms: number) => {
    const end = now + ms;
    while (timer !== undefined && timer.due <= end) {
      now = timer.due;
      timer.due += timer.ms;
      timer.run();
    }
    now = end;
  };
  return { progress, pass, written, isTicking: () => timer !== undefined };
}

/** What a terminal shows in the end: lines, the last of which is redrawn. */
function screen(written: readonly { readonly text: string }[]): readonly string[] {
  return written
    .map(({ text }) => text)
    .join("")
    .split("\n")
    .map((line) => line.split("\x1b[2K").at(-1) ?? "");
}

describe("progress on a terminal", () => {
  test("one line: count, share, rate, remaining time, what was found, what is under way", () => {
    const { progress, pass, written } = start({ isTTY: true });
    for (let index = 0; index < 300; index += 1) {
      progress.begins(`shop-${index}`);
      pass(10);
      progress.ends(`shop-${index}`, index % 100 === 0 ? "drifted" : "clean");
    }
    progress.begins("acme");
    progress.begins("beta");
    pass(1000);
    expect(screen(written)).toEqual([
      "300 of 1,000 checked (30%), 75/s, 9 s left; 3 drifted, 297 as applied; now: acme and 1 more",
    ]);
  });

  test("at most ten redraws a second, however much happens", () => {
    const { progress, pass, written } = start({ isTTY: true });
    for (let index = 0; index < 1000; index += 1) {
      progress.begins(`${index}`);
      progress.ends(`${index}`, "drifted", `line ${index}`);
      pass(1);
    }
    expect(written.length).toBeLessThanOrEqual(11);
  });

  test("lines of accounts come out whole, once and in order, above the progress, which goes away at the end", () => {
    const { progress, pass, written, isTicking } = start({ isTTY: true });
    for (let index = 0; index < 500; index += 1) {
      progress.begins(`${index}`);
      progress.ends(`${index}`, "drifted", `line ${index}`);
      pass(7);
    }
    progress.close();
    expect(screen(written)).toEqual([...Array.from({ length: 500 }, (_, index) => `line ${index}`), ""]);
    expect(isTicking()).toBe(false);
  });

  test("never wider than the terminal or 100 columns, whatever accounts are called", () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 20, max: 200 }),
        (stacks, columns) => {
          const { progress, pass, written } = start({ isTTY: true, columns });
          for (const stack of stacks) progress.begins(stack);
          pass(3000);
          const shown = screen(written);
          expect(shown).toHaveLength(1);
          const graphemes = [...new Intl.Segmenter("en").segment(shown[0] ?? "")];
          expect(graphemes.length).toBeLessThanOrEqual(Math.min(100, columns - 1));
        },
      ),
    );
  });
});

describe("progress elsewhere", () => {
  test("a plain line every 30 seconds at most, also while nothing ends, and none of a quick command", () => {
    const { progress, pass, written } = start({ isTTY: false, total: 40 });
    progress.begins("acme");
    pass(29_000);
    progress.ends("acme", "unreachable");
    expect(written).toEqual([]);
    progress.begins("beta");
    pass(100_000);
    progress.close();
    expect(written.map(({ text }) => text)).toEqual([
      "1 of 40 checked (2%), 2.0/min, 20 min left; 1 unreachable; now: beta\n",
      "1 of 40 checked (2%), 1.0/min, 39 min left; 1 unreachable; now: beta\n",
      "1 of 40 checked (2%), 0.7/min, 59 min left; 1 unreachable; now: beta\n",
      "1 of 40 checked (2%), 0.5/min, 78 min left; 1 unreachable; now: beta\n",
    ]);
  });

  test("lines of accounts come at once", () => {
    const { progress, written } = start({ isTTY: false });
    progress.ends("acme", "drifted", "≠ drifted  acme");
    expect(written.map(({ text }) => text)).toEqual(["≠ drifted  acme\n"]);
  });

  test("says no more lines than it may, and once that there are more", () => {
    const { progress, written } = start({ isTTY: false, mostLines: 2 });
    for (const line of ["one", "two", "three", "four"]) progress.ends(line, "drifted", line);
    progress.say("a notice");
    expect(written.map(({ text }) => text)).toEqual([
      "one\n",
      "two\n",
      "… no more lines about single accounts: the end sums up\n",
      "a notice\n",
    ]);
  });
});
