import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createGzip, createZstdCompress, gzipSync, zstdCompressSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { filesOnDisk } from "../../../provider/replay/read/files";
import { openTraffic } from "../../../provider/replay/read/openTraffic";
import { TrafficError } from "../../../provider/replay/read/trafficError";
import { filesOf, readAll } from "./memoryTraffic";

/** CSV of page loads at these seconds. */
function csvAt(...seconds: readonly number[]): string {
  return `time,url\n${seconds.map((each) => `${1_791_000_000 + each},https://shop.example/${each}\n`).join("")}`;
}

const secondsOf = (hits: readonly { readonly page: string | undefined }[]): readonly number[] =>
  hits.map(({ page }) => Number(page?.split("/").at(-1)));

test("files are merged by time, in whatever order they are named, packed or not", async () => {
  const { hits, notes } = await readAll({
    "log.0": csvAt(7, 8, 9),
    "log.2.gz": gzipSync(csvAt(1, 2, 3)),
    "log.1.zst": zstdCompressSync(csvAt(4, 5, 6)),
    "other.csv": csvAt(2, 5, 8),
  });
  expect(secondsOf(hits)).toEqual([1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 8, 9]);
  expect(notes).toMatchObject({
    hits: 12,
    pageLoads: 12,
    events: 0,
    from: 1_791_000_001_000,
    to: 1_791_000_009_000,
    outOfOrder: 0,
  });
  expect(notes.sources.map(({ file, hits: count }) => [file, count])).toEqual([
    ["log.0", 3],
    ["log.2.gz", 3],
    ["log.1.zst", 3],
    ["other.csv", 3],
  ]);
});

test("a file is opened for reading only once its time has come", async () => {
  const opened: string[] = [];
  const files = filesOf({ late: csvAt(5), early: csvAt(1, 2) });
  const traffic = openTraffic(["late", "early"], {
    from: {
      size: files.size,
      open(file) {
        opened.push(file);
        return files.open(file);
      },
    },
  });
  const hits = traffic.hits()[Symbol.asyncIterator]();
  await hits.next();
  expect(opened).toEqual(["late", "early", "early"]);
});

test("within a file the order stays, and hits that come after a younger one are counted", async () => {
  const { hits, notes } = await readAll({ log: csvAt(1, 5, 3, 4, 6) });
  expect(secondsOf(hits)).toEqual([1, 5, 3, 4, 6]);
  expect(notes.outOfOrder).toBe(2);
});

test("logs of different zones are merged by the moment", async () => {
  const line = (time: string) => `1.2.3.4 - - [${time}] "GET /${time.slice(12, 14)} HTTP/1.1" 200 1\n`;
  const { hits } = await readAll(
    {
      berlin: line("10/Oct/2026:12:00:00 +0200"),
      utc: line("10/Oct/2026:11:00:00 +0000"),
      none: line("10/Oct/2026:09:00:00"),
    },
    { site: "shop.example" },
  );
  expect(hits.map(({ page }) => page)).toEqual([
    "https://shop.example/09",
    "https://shop.example/12",
    "https://shop.example/11",
  ]);
});

test("several members of gzip are one file", async () => {
  const { hits } = await readAll({
    log: Buffer.concat([gzipSync(csvAt(1)), gzipSync(csvAt(2).split("\n")[1] ?? "")]),
  });
  expect(secondsOf(hits)).toEqual([1, 2]);
});

test.each([
  ["gzip", gzipSync],
  ["zstd", zstdCompressSync],
])(
  "of a torn %s file counts what can be read, and the notes say that the rest is missing",
  async (_, pack) => {
    const text = csvAt(...Array.from({ length: 30_000 }, (_, index) => index * 7919));
    const whole = await readAll({ log: text });
    const packed = pack(text);
    const torn = await readAll({ log: packed.subarray(0, packed.length / 2) });
    expect(torn.hits.length).toBeGreaterThan(500);
    expect(torn.hits).toEqual(whole.hits.slice(0, torn.hits.length));
    expect(torn.notes.sources[0]?.skipped).toEqual([
      {
        reason: "the file ends in the middle, or is damaged from here on",
        count: 1,
        lines: [torn.hits.length + 2],
        broken: true,
      },
    ]);
  },
);

test("a gzip file that is damaged in the middle counts up to there", async () => {
  const packed = gzipSync(csvAt(...Array.from({ length: 5_000 }, (_, index) => index * 7919)));
  const middle = Math.floor(packed.length / 2);
  packed.fill(0xff, middle, middle + 50);
  const { hits, notes } = await readAll({ log: packed });
  expect(hits.length).toBeGreaterThan(500);
  expect(notes.sources[0]?.skipped.map(({ reason }) => reason)).toContain(
    "the file ends in the middle, or is damaged from here on",
  );
});

test.each(["utf-16le", "utf-16be"])("a file in %s, as Windows writes them, is read", async (encoding) => {
  const bytes = Buffer.from(`\uFEFF${csvAt(1, 2).replaceAll("\n", "\r\n")}`, "utf16le");
  const { hits } = await readAll({ log: encoding === "utf-16be" ? bytes.swap16() : bytes }, { pieces: 3 });
  expect(secondsOf(hits)).toEqual([1, 2]);
});

test("a line longer than 1 MiB is skipped by its number and not kept, however long it is", async () => {
  const piece = Buffer.alloc(1024 * 1024, "x");
  const { size } = filesOf({});
  const traffic = openTraffic(["log"], {
    from: {
      size,
      async *open() {
        yield Buffer.from(csvAt(1));
        for (let count = 0; count < 1024; count++) yield piece;
        yield Buffer.from(`\n${csvAt(2).split("\n")[1]}`);
      },
    },
  });
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const hits = [];
  for await (const batch of traffic.hits()) {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    hits.push(...batch);
  }
  expect(secondsOf(hits)).toEqual([1, 2]);
  expect(most).toBeLessThan(64 * 1024 * 1024);
  expect(traffic.notes().sources[0]?.skipped).toEqual([
    { reason: "longer than 1 MiB", count: 1, lines: [3], broken: true },
  ]);
});

test.each([
  ["gzip", createGzip],
  ["zstd", createZstdCompress],
])("a few bytes that %s unpacks to gigabytes take no memory", async (_, pack) => {
  const zeros = Buffer.alloc(1024 * 1024);
  const parts = [Buffer.from(csvAt(1)), ...Array.from({ length: 768 }, () => zeros)];
  const packed = await buffer(Readable.from(parts).pipe(pack()));
  const traffic = openTraffic(["log"], { from: filesOf({ log: packed }, packed.length) });
  const before = process.memoryUsage().arrayBuffers;
  let most = 0;
  const hits = [];
  for await (const batch of traffic.hits()) {
    most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    hits.push(...batch);
  }
  expect(secondsOf(hits)).toEqual([1]);
  expect(most).toBeLessThan(128 * 1024 * 1024);
});

test("an empty file gives no hits and no error", async () => {
  const { hits, notes } = await readAll({ empty: "", log: csvAt(1) });
  expect(hits).toHaveLength(1);
  expect(notes.sources[0]).toEqual({ file: "empty", format: "combined", records: 0, hits: 0, skipped: [] });
});

test.each([
  ["a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3]), "is no text"],
  [
    "a ZIP archive",
    Buffer.from("PK\x03\x04abc"),
    "is a ZIP archive. Unpack it first; gzip and zstd are read as they are",
  ],
  ["prose", "Dear reader,\nnothing here", "is none of: a HAR file"],
])("%s is refused", async (_, content, problem) => {
  await expect(readAll({ file: content })).rejects.toThrow(`file: ${problem}`);
  await expect(readAll({ file: content })).rejects.toBeInstanceOf(TrafficError);
});

test("files that cannot be read are refused before any is read", async () => {
  const files = ["good", "prose"];
  const traffic = openTraffic(files, { from: filesOf({ good: csvAt(1), prose: "nothing here" }) });
  await expect(traffic.hits()[Symbol.asyncIterator]().next()).rejects.toThrow("prose: is none of");
});

test("a file that is named twice is refused, since its hits would count twice", () => {
  expect(() => openTraffic(["a", "b", "a"], { from: filesOf({}) })).toThrow("a: is named twice");
});

test("a file and its packed copy are refused, since their hits would count twice", async () => {
  const text = csvAt(...Array.from({ length: 10_000 }, (_, index) => index));
  await expect(readAll({ "log.1": text, "log.1.gz": gzipSync(text) })).rejects.toThrow(
    "log.1.gz: begins like log.1. The hits of both would count twice; name one of them",
  );
  await expect(readAll({ copy: text, grown: `${text}1791900000,https://shop.example/\n` })).rejects.toThrow(
    "grown: begins like copy",
  );
  const { hits } = await readAll({
    one: csvAt(1, 2),
    other: csvAt(1, 3),
    none: "time,url\n",
    empty: "time,url\n",
  });
  expect(hits).toHaveLength(4);
});

test("progress tells the bytes of the files, packed as they are, and the hits so far", async () => {
  const packed = gzipSync(csvAt(1, 2, 3));
  const seen: unknown[] = [];
  await readAll(
    { "a.gz": packed, b: csvAt(4) },
    { onProgress: (read, total, hits) => seen.push([read, total, hits]) },
  );
  const total = packed.length + csvAt(4).length;
  expect(seen).toEqual([
    [packed.length, total, 0],
    [total, total, 3],
  ]);
});

test("standard input comes once and is read whole, whatever was looked at before", async () => {
  const text = csvAt(...Array.from({ length: 20_000 }, (_, index) => index));
  let opened = 0;
  const traffic = openTraffic(["-"], {
    from: filesOnDisk(() => {
      opened += 1;
      return filesOf({ "-": text }, 4096).open("-");
    }),
  });
  const hits = [];
  for await (const batch of traffic.hits()) hits.push(...batch);
  expect([hits.length, opened]).toEqual([20_000, 1]);
});

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "traffic-"));
});
afterEach(() => rm(folder, { recursive: true }));

async function firstOf(file: string): Promise<unknown> {
  return openTraffic([file]).hits()[Symbol.asyncIterator]().next();
}

test("files of the disk are read", async () => {
  const file = join(folder, "log.csv");
  await writeFile(file, csvAt(1, 2));
  const traffic = openTraffic([file]);
  const hits = [];
  for await (const batch of traffic.hits()) hits.push(...batch);
  expect(secondsOf(hits)).toEqual([1, 2]);
});

test("a missing file and a folder are refused by name", async () => {
  await expect(firstOf(join(folder, "none"))).rejects.toThrow(
    `${join(folder, "none")}: there is no such file`,
  );
  await expect(firstOf(folder)).rejects.toThrow(`${folder}: is a folder. Name its files`);
});
