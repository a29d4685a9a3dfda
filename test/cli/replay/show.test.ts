import fc from "fast-check";
import markdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import { replayPage } from "../../../provider/cli/replay/page/page";
import { renderMarkdown } from "../../../provider/cli/replay/show/markdown";
import { renderTerminal } from "../../../provider/cli/replay/show/terminal";
import type { GoalAnswer, ReplayAnswer } from "../../../provider/replay/answer";
import { HOSTILE } from "../reportNames";
import { sampleAnswer } from "./replaySample";

const terminal = (answer: ReplayAnswer, top = 5) => renderTerminal(answer, { top, color: false });
const markdown = markdownIt({ html: true });

/** One side, in which nothing began or ceased. */
function alone({ before: _, ...answer }: ReplayAnswer): ReplayAnswer {
  const goals = answer.goals.map(({ before: __, ...goal }) => ({
    ...goal,
    began: [],
    ceased: [],
    beganMore: 0,
    ceasedMore: 0,
  }));
  return { ...answer, goals };
}

/** An answer all of whose texts from an account, traffic or a command line are this one. */
function saying(text: string): ReplayAnswer {
  const changed = { what: text, hits: 3, at: [`${text}:1`, `${text}:2`] };
  const sample = sampleAnswer(3);
  const goals = sample.goals.map(
    (goal): GoalAnswer => ({
      ...goal,
      name: text,
      nameBefore: `${text} once`,
      type: text,
      began: [changed],
      problems: [{ kind: "cannot be counted", words: `Its expression ${text} is unreadable.` }],
    }),
  );
  const sources = sample.traffic.sources.map((source) => ({ ...source, file: text }));
  return {
    ...sample,
    before: `state of ${text}`,
    traffic: { ...sample.traffic, sources },
    goals,
    sameHits: [{ goals: [text, text], hits: 3 }],
    notCounted: [`Nothing of ${text}.`],
  };
}

describe("at a terminal", () => {
  test("the worst comes first: conversions, difference, revenue, and the pages that make them", () => {
    const text = terminal(sampleAnswer());
    expect(text).toMatch(
      /^live → program: 2 of 3 goals count differently than before\. Not counted: 1 goal\.\n {2}Order placed 3,412 → 3,198\n/,
    );
    expect(text).toMatch(
      /^Order placed +3,412 +3,198 +−214 \(−6\.3%\) +85,300 → 79,950 EUR\n +\+31 +shop\.example\/thank-you-notes +access\.log:12, access\.log\.1:40, 77\n +−201 +shop\.example\/thank-you /m,
    );
    expect(text).toMatch(/−4 +on other pages/);
    expect(text).toContain("Read: 120,354 hits, 2026-10-01 00:00 UTC to 2026-10-31 23:59 UTC");
    expect(text).toMatch(/3 skipped: no time that can be read \(lines 3, 8, 1,009\)/);
    expect(text).toContain("Newsletter, Signup: They count the same 310 hits.");
    expect(text).toContain("collect.url-page-load");
    // What nobody can count is named once, with the reason.
    expect(text.match(/Five minutes in the shop/g)).toHaveLength(1);
    expect(text).not.toContain("collect.case");
  });

  test("--top says how many pages a goal shows; the others are summed up", () => {
    expect(terminal(sampleAnswer(1), 1)).toMatch(/−201 +shop\.example\/thank-you .*\n +−44 +on other pages/);
    expect(terminal(sampleAnswer(1), 0)).toMatch(/\+31 +on pages\n +−245 +on pages/);
  });

  test("where nothing changed it is short, and says what is broken", () => {
    const [, newsletter] = sampleAnswer().goals;
    if (newsletter === undefined) throw new Error("the sample has no goal");
    const same = { ...newsletter, began: [], ceased: [] };
    const text = terminal(sampleAnswer(1, { goals: [same, { ...same, name: "Signup" }], notCounted: [] }));
    expect(text).toMatch(/^live → program: 2 goals count as before\.\n/);
    expect(text).toContain("3 skipped: no time that can be read");
    expect(text.split("\n").length).toBeLessThan(10);
  });

  test("traffic without a hit is said to count nothing, not as before, with what was skipped", () => {
    const { traffic } = sampleAnswer();
    const nothing = { ...traffic, hits: 0, pageLoads: 0, from: undefined, to: undefined };
    const answer = sampleAnswer(1, { traffic: nothing });
    for (const text of [terminal(answer), renderMarkdown(answer, 5), terminal(alone(answer))]) {
      expect(text).toContain("No hit could be read from this traffic, so nothing was counted.");
      expect(text).toContain("79,652 skipped: a static file");
    }
  });

  test("no line is a command to a workflow's log", () => {
    for (const hostile of ["::error::boo", "  ::add-mask::a", "x ##[set-output name=a]b"])
      expect(terminal(saying(hostile))).not.toMatch(/^\s*::|##\[/m);
  });

  test("one side has conversions, how often each goal is reached, and no difference", () => {
    const text = terminal(alone(sampleAnswer()));
    expect(text).toMatch(/^program: 3 goals count 3,508 conversions\.\n/);
    expect(text).toMatch(/^Order placed +3,208 +3,198 +79,950 EUR$/m);
    expect(text).not.toContain("difference");
  });

  test("no text moves the cursor, colours or turns a line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 60 }), (hostile) => {
        const text = terminal(saying(`${hostile}\u001b[2J\u202e\u009b7m\r\n`)).replaceAll("\n", "");
        expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});

describe("for a pull request", () => {
  /** What a reader of the rendered page sees, and the elements that it is made of. */
  function rendered(text: string) {
    const html = markdown.render(text);
    return { html, elements: new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name)) };
  }
  const OURS = [
    "h3",
    "p",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "details",
    "summary",
    "strong",
    "ul",
    "li",
  ];

  test("a table, the pages under a fold, what needs attention", () => {
    const text = renderMarkdown(sampleAnswer(), 5);
    expect(text).toContain(
      "| <code>Order placed</code> | 3,412 | 3,198 | −214 (−6.3%) | 85,300 → 79,950 EUR |",
    );
    expect(text).toContain("<code>shop&#46;example/thank-you-notes</code> is newly counted");
    const { html } = rendered(text);
    expect(html).toMatch(
      /<details><summary>Pages and events that began or ceased to count<\/summary>\s*<ul>/,
    );
    expect(html).toContain("<code>shop.example/thank-you-notes</code>");
  });

  test.each([
    ...HOSTILE,
    "</details><img src=x onerror=alert(1)>",
    "a | b | c",
    "`code` **bold** _it_ ~~s~~ [x](https://evil.example) ![i](x)",
    "@octocat #1 octo/repo#2 :tada: $x^2$ www.evil.example https://evil.example mail@evil.example",
    "\n\n# heading\n- item\n> quote\n```\n",
    "--- *** ___ === <!-- x -->",
    "&lt;script&gt; &#60;script&#62;",
  ])("no text is markup, a mention or a link: %j", (hostile) => {
    const text = renderMarkdown(saying(hostile), 5);
    const { html, elements } = rendered(text);
    expect([...elements].filter((name) => !OURS.includes(name ?? ""))).toEqual([]);
    // GitHub looks for mentions, references and emoji outside of code only.
    const outside = html.replace(/<code>.*?<\/code>/gs, "");
    expect(outside).not.toMatch(/@\w|\w#\d| #\d|:tada:|\$x|https?:|www\.|onerror=|<!--/);
    // It makes links of what it finds in the source, and of addresses that are in one piece.
    expect(text).not.toMatch(/@|:\/\/|www\.|&#64;(?!<!-- -->)/);
    const cells = [...html.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = ""]) => row.match(/<t[hd]/g)?.length);
    expect([...new Set(cells)]).toEqual([5]);
  });

  test("2,000 goals, and names of 100 emoji, are at most 60,000 characters, and what is left out is counted", () => {
    for (const name of [undefined, "🛒".repeat(100), "`".repeat(100)]) {
      const answer = sampleAnswer(2_000);
      const goals = name === undefined ? answer.goals : answer.goals.map((goal) => ({ ...goal, name }));
      const sources = Array.from({ length: 400 }, (_, index) => ({
        ...answer.traffic.sources[0],
        file: `access.log.${index}`,
      }));
      const many = { ...answer, goals, traffic: { ...answer.traffic, sources } } as ReplayAnswer;
      const text = renderMarkdown(many, 100);
      expect(text.length).toBeLessThanOrEqual(60_000);
      expect(text).toMatch(/[\d,]+ more goals not listed\./);
      expect(text).toMatch(/- and [\d,]+ more goals/);
      expect(rendered(text).html.match(/<\/details>/g)).toHaveLength(3);
    }
  });
});

describe("the page", () => {
  test("has every goal once, with both sides and the pages that changed", () => {
    const page = replayPage(sampleAnswer(200), 5, "1.2.3");
    const names = [...page.matchAll(/<tr class="row".*?<bdi>(.*?)<\/bdi>/gs)].map(([, name]) => name);
    expect(names).toHaveLength(200);
    expect(new Set(names).size).toBe(200);
    expect(page).toContain("<span>3,412 → <b>3,198</b></span><small>−214 (−6.3%)</small>");
    expect(page).toContain("<code>shop.example/thank-you-notes</code>");
    expect(page).toMatch(/aria-label="3,412 before"/);
  });

  test.each(HOSTILE)("no text is markup: %j", (hostile) => {
    const page = replayPage(saying(hostile), 5, "1.2.3");
    const plain = replayPage(saying("plain"), 5, "1.2.3");
    const tags = (html: string) => html.replace(/<style>.*?<\/style>/s, "").match(/<[a-z/!][^\s>]*/g);
    expect(tags(page)).toEqual(tags(plain));
  });

  test("of one side has no column for what changed", () => {
    const page = replayPage(alone(sampleAnswer(40)), 5, "1.2.3");
    expect(page).toContain("Conversions by goal");
    expect(page).not.toMatch(/Before|ceased to count/);
  });
});
