import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyAccounts, csvFleet, expected, refusals, type Written } from "./fleetTexts";

interface Style {
  readonly delimiter: string;
  readonly lineEnd: string;
  readonly bom: string;
  readonly quotesAll: boolean;
  /** Lines without values after every so many rows; 0: none. */
  readonly blankEvery: number;
}

const anyStyle: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t"),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  bom: fc.constantFrom("", "\ufeff"),
  quotesAll: fc.boolean(),
  blankEvery: fc.nat(3),
});

/** Accounts as a spreadsheet writes them. */
function csvOf(accounts: readonly Written[], style: Style): string {
  const keys = [...new Set(accounts.flatMap(({ config }) => Object.keys(config)))];
  const cell = (text: string): string =>
    style.quotesAll || /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const line = (cells: readonly string[]): string => cells.map(cell).join(style.delimiter);
  const rows = accounts.flatMap(({ stack, customerId, accountId, config }, at) => {
    const row = line([accountId, stack, ...keys.map((key) => config[key] ?? ""), customerId]);
    const isBlank = style.blankEvery > 0 && at % style.blankEvery === 0;
    return isBlank ? [row, "", style.delimiter.repeat(keys.length + 2)] : [row];
  });
  const header = line(["accountId", "stack", ...keys, "customerId"]);
  return style.bom + [header, ...rows].join(style.lineEnd) + style.lineEnd;
}

/** A CSV file's line ends all become "\n", those inside of quotes as well. */
function withoutReturns(config: Written["config"]): Written["config"] {
  return Object.fromEntries(Object.entries(config).map(([key, text]) => [key, text.replaceAll("\r", "R")]));
}

describe("a CSV file of accounts", () => {
  it("is read as a spreadsheet writes it, with any delimiter, line end and quotes", () => {
    fc.assert(
      fc.property(anyAccounts, anyStyle, (accounts, style) => {
        const clean = accounts.map((account) => ({ ...account, config: withoutReturns(account.config) }));
        expect(csvFleet(csvOf(clean, style)).accounts).toEqual(expected(clean));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps the blanks of a prefix, trims ids, and takes an empty cell as not set", () => {
    const { accounts } = csvFleet(
      "stack , customerId, accountId,msads:namePrefix,msads:adopt\n acme , 111, 222,Acme ,\nb,1,2\n",
    );
    expect(accounts).toEqual([
      {
        stack: "acme",
        customerId: "111",
        accountId: "222",
        config: { "msads:namePrefix": "Acme ", "msads:customerId": "111", "msads:accountId": "222" },
      },
      {
        stack: "b",
        customerId: "1",
        accountId: "2",
        config: { "msads:customerId": "1", "msads:accountId": "2" },
      },
    ]);
  });

  it("names exactly the lines of bad rows, whatever is between them", () => {
    const anyRow = fc.constantFrom("good", "no id", "no digits", "blank", "two lines", "empty cells");
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 15 }),
        fc.constantFrom("\n", "\r\n"),
        (rows, end) => {
          const texts = rows.map(
            (row, at): string =>
              ({
                good: `s${at},1,${at + 1},`,
                "no id": `s${at},1,,`,
                "no digits": `s${at},1x,${at + 1},`,
                blank: "",
                "two lines": `s${at},1,${at + 1},"a${end}b"`,
                "empty cells": ",,,",
              })[row],
          );
          const text = ["stack,customerId,accountId,shop:text", ...texts, "last,1,999,"].join(end);
          const bad = rows.flatMap((row, at) =>
            row === "no id" || row === "no digits"
              ? [1 + [...texts.slice(0, at), ""].join(end).split(end).length]
              : [],
          );
          const found = refusals(() => csvFleet(text)).map((each) => Number(each.split(":")[1]));
          expect(found).toEqual(bad);
        },
      ),
      { numRuns: 300 },
    );
  });

  it.each<readonly [string, string, readonly (string | RegExp)[]]>([
    ["nothing", "\n\n", [/^accounts.csv:1: the file is empty. .* stack,customerId,accountId$/]],
    [
      "a header alone",
      "stack,customerId,accountId\n",
      ["accounts.csv:1: there is no account below the header"],
    ],
    [
      "columns that are missing, unknown or there twice, once each however many rows",
      "Customer_ID;stack;stack;note;;msads:adpot;msads:accessToken;msads:accountId\n1;a;a;x;;;s3cret;\n2;b;b;y;z;;;\n",
      [
        "accounts.csv:1: there is no column customerId",
        "accounts.csv:1: there is no column accountId",
        'accounts.csv:1: "Customer_ID" is no column. Did you mean customerId?',
        'accounts.csv:1: the column "stack" is there twice',
        /^accounts.csv:1: "note" is no column. The columns are stack, customerId, accountId, and keys of the stacks' config with their colon/,
        "accounts.csv:1: a column has values but no name in the header",
        /^accounts.csv:1: msads:adpot is not a setting. Did you mean msads:adopt\?/,
        /^accounts.csv:1: msads:accessToken is a secret in clear text/,
        "accounts.csv:1: msads:accountId is not set in config: each account has its own accountId",
      ],
    ],
    [
      "more cells than columns",
      "stack,customerId,accountId\na,1,2,,\nb,1,3,x\n",
      [/^accounts.csv:3: the line has more cells than the header/],
    ],
    [
      "ids that a spreadsheet shortened",
      'stack;customerId;accountId\na;"1,23E+10";2\n',
      [/^accounts.csv:2: customerId is "1,23E\+10"; .* format the column as text/],
    ],
    [
      "a quote that is not closed",
      'stack,customerId,accountId\na,1,2\n\n"b,1,3\nc,1,4\n',
      ["accounts.csv:4: a quote that opens on this line is not closed"],
    ],
    [
      "a quote in the middle",
      'stack,customerId,accountId\na"b,1,2\n',
      [/^accounts.csv:2: a quote is in the wrong place/],
    ],
    [
      "stacks and accounts that are there twice",
      "stack,customerId,accountId\na,1,2\nA,1,3\nb,9,2\n",
      [
        /^accounts.csv:3: stack "A" and "a" \(accounts.csv:2\) have one settings file/,
        /^accounts.csv:4: account "2" is there twice: first at accounts.csv:2/,
      ],
    ],
    [
      "an emulator's account among those of production",
      "stack,customerId,accountId,msads:environment\na,1,2,production\nb,1,3,production\nc,1,4,emulator\n",
      [/^accounts.csv:4: msads:environment is "emulator" here, but "production" at accounts.csv:2/],
    ],
  ])("is refused for %s", (_, text, problems) => {
    const found = refusals(() => csvFleet(text));
    expect(found).toEqual(
      problems.map((each) => (typeof each === "string" ? each : expect.stringMatching(each))),
    );
    expect(found.join()).not.toContain("s3cret");
  });

  it("is refused with problems on its lines, whatever its text", () => {
    const piece = fc.oneof(
      fc.constantFrom(",", ";", '"', "\n", "\r\n", "stack", "a:b", "1", " "),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join("");
        const found = refusals(() => csvFleet(text));
        expect(found.length).toBeGreaterThan(0);
        for (const problem of found) {
          const line = Number(/^accounts\.csv:([0-9]+): ./.exec(problem)?.[1]);
          expect(line).toBeGreaterThanOrEqual(1);
          expect(line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
        }
      }),
      { numRuns: 500 },
    );
  });
});
