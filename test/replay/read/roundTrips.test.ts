import fc from "fast-check";
import { expect, test } from "vitest";
import type { TrafficFormat, TrafficHit } from "../../../provider/replay/traffic";
import { given, readAll } from "./memoryTraffic";

/** A hit as each format can hold it. */
interface Told {
  readonly time: number;
  readonly page: string;
  readonly visitor?: string | undefined;
  readonly session?: string | undefined;
  readonly action?: string | undefined;
  readonly category?: string | undefined;
  readonly label?: string | undefined;
  readonly value?: number | undefined;
  readonly revenue?: number | undefined;
  readonly currency?: string | undefined;
}

// Blanks at the ends and control characters are the formats' own matter.
const text = fc
  .string({ unit: "grapheme", minLength: 1, maxLength: 12 })
  .map((each) => each.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ";").trim())
  .filter((each) => each !== "" && each !== "-");
const id = fc.stringMatching(/^[\w.]{1,12}$/).filter((each) => !/^(?:null|undefined|none|nan)$/i.test(each));
const page = fc.tuple(fc.array(text, { maxLength: 3 }), fc.option(text)).map(([path, query]) => {
  const search = query === null ? "" : `?q=${query}`;
  return new URL(`https://shop.example/${path.join("/")}${search}`.replaceAll("#", "x")).href;
});
const time = fc.integer({ min: 1_600_000_000_000, max: 2_000_000_000_000 });
const amount = fc.integer({ min: 0, max: 1_000_000 }).map((cents) => cents / 100);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined });

const pageLoad: fc.Arbitrary<Told> = fc.record({ time, page, visitor: maybe(id), session: maybe(id) });
const event: fc.Arbitrary<Told> = fc.record({
  time,
  page,
  visitor: maybe(id),
  session: maybe(id),
  action: text,
  category: maybe(text),
  label: maybe(text),
  value: maybe(amount),
  revenue: maybe(amount),
  currency: maybe(fc.constantFrom("EUR", "USD")),
});
const hits = fc.array(fc.oneof(pageLoad, event), { minLength: 1, maxLength: 12 });

const names = [
  "time",
  "page",
  "visitor",
  "session",
  "action",
  "category",
  "label",
  "value",
  "revenue",
  "currency",
] as const;

function csvCell(value: string | number | undefined): string {
  const plain = String(value ?? "");
  return /[",\r\n]/.test(plain) || plain !== plain.trim() ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function asCsv(told: readonly Told[]): string {
  return [names.join(","), ...told.map((each) => names.map((name) => csvCell(each[name])).join(","))].join(
    "\n",
  );
}

function asJson(told: readonly Told[]): string {
  return told.map((each) => JSON.stringify(each)).join("\r\n");
}

function asGa4(told: readonly Told[]): string {
  const lines = told.map((each) => {
    const params = {
      page_location: each.page,
      ga_session_id: each.session,
      event_action: each.action,
      event_category: each.category,
      event_label: each.label,
      event_value: each.value,
      value: each.revenue,
      currency: each.currency,
    };
    return JSON.stringify({
      event_name: each.action === undefined ? "page_view" : "some_event",
      event_timestamp: `${each.time}000`,
      user_pseudo_id: each.visitor ?? null,
      event_params: Object.entries(params).map(([key, value]) => ({
        key,
        value: typeof value === "number" ? { double_value: value } : { string_value: value ?? null },
      })),
    });
  });
  return lines.join("\n");
}

function asHar(told: readonly Told[]): string {
  const entries = told.map((each) => {
    const sent = {
      ti: "42",
      evt: each.action === undefined ? "pageLoad" : "custom",
      p: each.page,
      vid: each.visitor,
      sid: each.session,
      ea: each.action,
      ec: each.category,
      el: each.label,
      ev: each.value,
      gv: each.revenue,
      gc: each.currency,
    };
    const query = new URLSearchParams(
      Object.entries(sent).flatMap(([name, value]): [string, string][] =>
        value === undefined ? [] : [[name, String(value)]],
      ),
    );
    return {
      startedDateTime: new Date(each.time).toISOString(),
      request: { method: "GET", url: `https://bat.bing.com/action/0?${query}` },
    };
  });
  return JSON.stringify({ log: { entries } });
}

/** What all formats tell of a hit. */
function told(hit: Partial<TrafficHit>): object {
  const { source: _source, line: _line, tagId: _tagId, event: _event, ...rest } = hit;
  return rest;
}

const expected = (each: Told): object =>
  Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined));

test.each<[TrafficFormat, (told: readonly Told[]) => string]>([
  ["csv", asCsv],
  ["json", asJson],
  ["har", asHar],
])(
  "hits that are written as %s are read back as they were, in pieces of any length",
  async (format, write) => {
    await fc.assert(
      fc.asyncProperty(hits, fc.integer({ min: 1, max: 300 }), async (written, pieces) => {
        const { hits: read, notes } = await readAll({ file: write(written) }, { format, pieces });
        expect(notes.sources[0]?.skipped).toEqual([]);
        expect(read.map((hit) => told(given(hit)))).toEqual(written.map(expected));
        expect(read.map(({ event: kind }) => kind)).toEqual(
          written.map(({ action }) => (action === undefined ? "pageLoad" : "custom")),
        );
      }),
    );
  },
);

test("hits that are written as Google Analytics exports them are read back, sessions by their visitor", async () => {
  await fc.assert(
    fc.asyncProperty(hits, fc.integer({ min: 1, max: 300 }), async (written, pieces) => {
      const { hits: read } = await readAll({ file: asGa4(written) }, { pieces });
      const sessionOf = ({ visitor, session }: Told): string | undefined =>
        visitor === undefined || session === undefined ? undefined : `${visitor}.${session}`;
      expect(read.map((hit) => told(given(hit)))).toEqual(
        written.map((each) => expected({ ...each, session: sessionOf(each) })),
      );
    }),
  );
});

/** As nginx and Apache write them. */
function asLog(told: readonly Told[]): string {
  const months = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(" ");
  const lines = told.map((each) => {
    const [, month, day, year, clock] =
      /^\w+, (\d\d) (\w+) (\d+) (\S+)/.exec(new Date(each.time).toUTCString()) ?? [];
    expect(months).toContain(day);
    const target = each.page.slice("https://shop.example".length).replaceAll("\\", "\\\\");
    return `203.0.113.${target.length % 256} - - [${month}/${day}/${year}:${clock} +0000] "GET ${target} HTTP/1.1" 200 12 "-" "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"`;
  });
  return lines.join("\n");
}

test("page loads that are written as an access log are read back, to the second", async () => {
  const loads = fc.array(
    fc.record({ time, page: page.filter((each) => !/\.\w{1,11}(?:[?;]|$)/.test(each)) }),
    { minLength: 1, maxLength: 12 },
  );
  await fc.assert(
    fc.asyncProperty(loads, fc.integer({ min: 1, max: 300 }), async (written, pieces) => {
      const { hits: read } = await readAll({ file: asLog(written) }, { site: "shop.example", pieces });
      expect(read.map((hit) => [hit.time, hit.page])).toEqual(
        written.map((each) => [Math.floor(each.time / 1000) * 1000, each.page]),
      );
    }),
  );
});

const formats = ["har", "combined", "json", "csv", "ga4"] as const;
const whole = [asCsv, asJson, asGa4, asHar, asLog];
const sample: readonly Told[] = [
  { time: 1_791_633_336_000, page: "https://shop.example/a?b=c" },
  { time: 1_791_633_337_000, page: "https://shop.example/d", action: 'say "x"' },
];

test("damaged files of any format are read without an error, in whatever pieces they come", async () => {
  const damaged = fc
    .tuple(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 8 })), { maxLength: 6 }),
    )
    .map(([write, damages]) =>
      damages.reduce<Buffer>(
        (bytes, [at, patch]) => {
          const place = at % (bytes.length + 1);
          return Buffer.concat([bytes.subarray(0, place), patch, bytes.subarray(place + (at % 3))]);
        },
        Buffer.from(write(sample)),
      ),
    );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        damaged,
        fc.uint8Array({ maxLength: 200 }).map((each) => Buffer.from(each)),
      ),
      fc.constantFrom(...formats),
      fc.integer({ min: 1, max: 40 }),
      async (bytes, format, pieces) => {
        // What a file begins with says how it is packed, and a CSV file needs its columns: both are refused by name.
        fc.pre(!/^(?:1f8b|28b52ffd|504b0304|425a68|fd377a58)/.test(bytes.toString("hex", 0, 4)));
        const read = (length: number) =>
          readAll({ file: bytes }, { format, pieces: length, site: "shop.example" }).catch(
            (error: unknown) => {
              expect(error).toMatchObject({ name: "TrafficError", file: "file" });
              return undefined;
            },
          );
        const inPieces = await read(pieces);
        const atOnce = await read(100_000);
        const stable = (each: typeof atOnce) =>
          each && { ...each, hits: each.hits.map((hit) => ({ ...hit, visitor: undefined })) };
        expect(stable(inPieces)).toEqual(stable(atOnce));
      },
    ),
    { numRuns: 500 },
  );
});
