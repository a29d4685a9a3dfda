import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkedLine, ranLine } from "../../../provider/cli/fleet/accountLine";
import { checkTable, runTable } from "../../../provider/cli/fleet/table";
import { anyChecked, anyRan, checked, orderWith, ran } from "./anyAccounts";

/** Columns as an independent reader counts them: wide letters and pictures take two. */
function columnsOf(line: string): number {
  const wide =
    /\p{Emoji_Presentation}|(?![ｦ-ﾟ])[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}가-힣！-｠]/u;
  return [...new Intl.Segmenter("en", { granularity: "grapheme" }).segment(line)].reduce(
    (sum, { segment }) => sum + (wide.test(segment) ? 2 : 1),
    0,
  );
}

function wellFormed(text: string): void {
  for (const line of text.split("\n")) {
    expect(columnsOf(line), line).toBeLessThanOrEqual(100);
    expect(line).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
  }
  expect(text).not.toContain("hush-hush");
}

/** The accounts of a kind that a text tells of, by its heading. */
function headings(text: string): readonly (readonly [number, string])[] {
  return [...text.matchAll(/^[✗?~≠✓!-] ([\d,]+) accounts? (.+)$/gmu)].map(([, count = "", word = ""]) => [
    Number(count.replaceAll(",", "")),
    word,
  ]);
}

describe("the table of a check", () => {
  test("is worst first, says what to do, and shares a row among accounts of which the same is to be said", () => {
    const drift = [orderWith(25)];
    const accounts = [
      checked("acme"),
      checked("shop-42", { standing: "drifted", reason: "People changed it.", drift }),
      checked("beta", { standing: "changed", reason: "The program changed." }),
      checked("shop-43", { standing: "drifted", reason: "People changed it.", drift }),
      checked("gone", { standing: "unreachable", reason: "The sign-in has no access to account 222 (1)." }),
      checked("new", { standing: "unknown", reason: "Never applied from here." }),
      checked("shop-44", {
        standing: "drifted",
        drift: [
          orderWith(undefined),
          { ...orderWith(1), resource: "x", lost: "It is gone from the account.", fields: [] },
        ],
      }),
    ];
    expect(checkTable(accounts, false)).toMatchInlineSnapshot(`
      "✗ 1 account unreachable
        → Fix what the reason names. Check one account again: \`msads fleet check --only STACK\`.
          gone  The sign-in has no access to account 222 (1).

      ? 1 account unknown
        → See what a run would change: \`msads fleet preview\`. Apply it: \`msads fleet up\`.
          new  Never applied from here.

      ~ 1 account changed
        → See what a run would change: \`msads fleet preview\`. Apply it: \`msads fleet up\`.
          beta  The program changed.

      ≠ 3 accounts drifted
        → To put back what the program wants: \`msads fleet up\`. To keep what is there: change the program.
          2 accounts  UrlGoal "order": revenue.value is 25, wanted 30
                      (shop-42, shop-43)
          shop-44     UrlGoal "order": revenue.value is not set, wanted 30
                      UrlGoal "x": It is gone from the account.

      ✓ 1 account as applied

      Drift by field
        3 accounts  UrlGoal revenue.value

      7 accounts: 1 unreachable, 1 unknown, 1 changed, 3 drifted, 1 as applied
      "
    `);
  });

  test("shows 50 rows at most, and says how many accounts are not shown", () => {
    const accounts = Array.from({ length: 1000 }, (_, index) =>
      checked(`s${index}`, { standing: index < 30 ? "unreachable" : "unknown", reason: `Reason ${index}.` }),
    );
    const text = checkTable(accounts, false);
    expect(text.match(/Reason \d+\./g)).toHaveLength(50);
    expect(text).toContain("and 950 more: --json lists all");
    expect(text).toContain("1,000 accounts: 30 unreachable, 970 unknown");
  });

  test("a thousand accounts with the same reason are one row", () => {
    const reason = "The program changed.";
    const text = checkTable(
      Array.from({ length: 1000 }, (_, index) => checked(`shop-${index}`, { standing: "changed", reason })),
      false,
    );
    expect(text.split("\n").length).toBeLessThan(12);
    expect(text).toMatch(/1,000 accounts {2}The program changed\.\n +\(shop-0, shop-1, .* and \d+ more\)/);
  });

  test("messages that differ in the id of a call alone are one row, with one of the ids", () => {
    const ids = ["37eebb94-7d73-4fce-99cd-6e9a9f2c1b12", "61ff2af3-98b8-4af1-8fd7-f46b7f5e3515"];
    const accounts = ids.map((id, index) =>
      checked(`s${index}`, { standing: "unreachable", reason: `No access (106, TrackingId ${id}).` }),
    );
    const text = checkTable(accounts, false);
    expect(text).toContain(`2 accounts  No access (106, TrackingId ${ids[0]}).`);
    expect(text).toContain("(s0, s1)");
    expect(text).not.toContain(ids[1]);
  });

  test("of no account at all, says so", () => {
    expect(checkTable([], false)).toBe("0 accounts\n");
  });

  test("whatever accounts are called: 100 columns, nothing that a terminal obeys, counts that add up, worst first", () => {
    fc.assert(
      fc.property(fc.array(anyChecked, { maxLength: 70 }), (accounts) => {
        const text = checkTable(accounts, false);
        wellFormed(text);
        const found = headings(text);
        expect(found.reduce((sum, [count]) => sum + count, 0)).toBe(accounts.length);
        const order = ["unreachable", "unknown", "changed", "drifted", "as applied"];
        const ranks = found.map(([, word]) => order.indexOf(word));
        expect(ranks).toEqual([...ranks].sort());
        expect(ranks).not.toContain(-1);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the table of runs", () => {
  const runs = [
    ran("same"),
    ran("done", { changes: [{ ...orderWith(25), op: "update", writes: 1 }] }),
    ran("bad", { outcome: "failed", message: "order: the service refused it: 3349\nSet another category." }),
    ran("held", {
      outcome: "locked",
      message:
        "ci@build-7 (pid 12) holds the stack since 09:00 UTC. If it is dead: `pulumi cancel --stack held`.",
    }),
    ran("killed", { outcome: "interrupted", message: "The run was killed." }),
    ran("late", { outcome: "skipped", message: "Not begun: Ctrl-C." }),
    ran("later", { outcome: "skipped", message: "Not begun: Ctrl-C." }),
  ];

  test("of up: worst first, with the way out of a lock", () => {
    expect(runTable("up", runs, false)).toMatchInlineSnapshot(`
      "✗ 1 account failed
        → Fix what the message names. Then run the same command again: it takes only what is not done.
          bad  order: the service refused it: 3349
               Set another category.

      ✗ 1 account locked
        → Wait for the other run, or if it is dead, cancel it as the message says. Then run the same
          command again.
          held  ci@build-7 (pid 12) holds the stack since 09:00 UTC. If it is dead: \`pulumi cancel --stack
                  held\`.

      ! 1 account interrupted
        → The run was stopped before its end. Run the same command again.
          killed  The run was killed.

      - 2 accounts skipped
        → Not begun. Run the same command again.
          2 accounts  Not begun: Ctrl-C.
                      (late, later)

      ✓ 1 account applied

      ✓ 1 account without changes

      Changes applied
        \`revenue.value\` 25 → 30 in 1 account (UrlGoal "order")

      7 accounts: 1 failed, 1 locked, 1 interrupted, 2 skipped, 1 applied, 1 without changes
      "
    `);
  });

  test("of preview: says that nothing is changed yet", () => {
    expect(runTable("preview", runs.slice(0, 2), false)).toMatchInlineSnapshot(`
      "~ 1 account would change
        → Nothing is changed yet. Apply it: \`msads fleet up\`.

      ✓ 1 account without changes

      Changes that a run would make
        \`revenue.value\` 25 → 30 in 1 account (UrlGoal "order")

      2 accounts: 1 would change, 1 without changes
      "
    `);
  });

  test("a message of a hundred lines is cut, and says where all of it is", () => {
    const message = Array.from({ length: 100 }, (_, index) => `line ${index}`).join("\n");
    const text = runTable("up", [ran("bad", { outcome: "failed", message })], false);
    expect(text).toContain("line 11\n");
    expect(text).not.toContain("line 12\n");
    expect(text).toContain("… --json has all of it");
  });

  test("whatever they say: 100 columns, nothing that a terminal obeys, counts that add up, worst first", () => {
    fc.assert(
      fc.property(fc.array(anyRan, { maxLength: 70 }), fc.constantFrom("up", "preview"), (all, op) => {
        const text = runTable(op, all, false);
        wellFormed(text);
        const found = headings(text);
        expect(found.reduce((sum, [count]) => sum + count, 0)).toBe(all.length);
        const done = op === "up" ? "applied" : "would change";
        const order = ["failed", "locked", "interrupted", "skipped", done, "without changes"];
        const ranks = found.map(([, word]) => order.indexOf(word));
        expect(ranks).toEqual([...ranks].sort());
        expect(ranks).not.toContain(-1);
      }),
      { numRuns: 40 },
    );
  });
});

describe("the line of an account", () => {
  test.each([
    [checked("acme"), "✓ as applied       acme"],
    [
      checked("shop-42", { standing: "drifted", reason: "People changed it.", drift: [orderWith(25)] }),
      '≠ drifted          shop-42  UrlGoal "order": revenue.value is 25, wanted 30',
    ],
    [
      checked("gone", { standing: "unreachable", reason: "The sign-in has no access to account 222 (1)." }),
      "✗ unreachable      gone  The sign-in has no access to account 222 (1).",
    ],
  ])("of a check: %#", (account, line) => {
    expect(checkedLine(account)).toBe(line);
  });

  test.each([
    ["up", ran("acme"), "✓ without changes  acme  6 s"],
    [
      "preview",
      ran("acme", { changes: [{ ...orderWith(25), op: "update", writes: 1 }], tookMs: 125_000 }),
      "~ would change     acme  2 min  1 change",
    ],
    [
      "up",
      ran("acme", { outcome: "failed", message: "\norder: refused\nmore" }),
      "✗ failed           acme  6 s  order: refused",
    ],
  ] as const)("of a run: %#", (op, run, line) => {
    expect(ranLine(op, run)).toBe(line);
  });

  test("is one line of 100 columns at most, whatever is in it", () => {
    fc.assert(
      fc.property(anyChecked, anyRan, (one, other) => {
        for (const line of [checkedLine(one), ranLine("up", other)]) {
          wellFormed(line);
          expect(line).not.toContain("\n");
        }
      }),
    );
  });
});
