import { globSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import MarkdownIt, { type Token } from "markdown-it";

export const ROOT = join(__dirname, "../..");

/** A page of Markdown, taken apart. */
export interface Page {
  /** From the repository's folder. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** What stands in code within lines. */
  readonly spans: readonly string[];
  readonly links: readonly string[];
  readonly headings: readonly string[];
}

/** A block of code. */
export interface Block {
  readonly file: string;
  readonly line: number;
  /** "" where none is given. */
  readonly language: string;
  readonly text: string;
  /** Code that stands before it, unseen: `<!-- before: … -->`. */
  readonly before: string;
  /** Why a whole program is not run: `<!-- not run: … -->`. */
  readonly notRun: string | undefined;
}

const parser = new MarkdownIt({ html: true });
const PAGES = [
  "*.md",
  "docs/*.md",
  "examples/README.md",
  "examples/*/README.md",
  ".github/*.md",
  "test/**/README.md",
  "tools/bench/README.md",
];

/** Every page that a reader meets. */
export function allPages(): readonly Page[] {
  return PAGES.flatMap((pattern) => globSync(pattern, { cwd: ROOT }))
    .sort()
    .map(pageOf);
}

function pageOf(file: string): Page {
  const text = readFileSync(join(ROOT, file), "utf8");
  const tokens = parser.parse(text, {});
  const inline = tokens.flatMap(({ children }) => children ?? []);
  return {
    file: relative("", file),
    text,
    blocks: tokens.flatMap((token, at) => blockOf(file, token, tokens[at - 1])),
    spans: inline.filter(({ type }) => type === "code_inline").map(({ content }) => content),
    links: inline
      .flatMap((token) => [token.attrGet("href"), token.attrGet("src")])
      .filter((to) => to !== null),
    headings: tokens.flatMap(({ type }, at) => (type === "heading_open" ? headingOf(tokens[at + 1]) : [])),
  };
}

function blockOf(file: string, token: Token, comment: Token | undefined): readonly Block[] {
  if (token.type !== "fence" && token.type !== "code_block") return [];
  const said = comment?.type === "html_block" ? comment.content : "";
  return [
    {
      file,
      line: (token.map?.[0] ?? 0) + 1,
      language: token.info.trim(),
      text: token.content,
      before: /<!-- before:\n([\s\S]*?)-->/.exec(said)?.[1] ?? "",
      notRun: /<!-- not run: ([\s\S]*?) -->/.exec(said)?.[1],
    },
  ];
}

/** A heading as it is read: without its signs. */
function headingOf(inline: Token | undefined): readonly string[] {
  const parts = (inline?.children ?? []).filter(({ type }) => type === "text" || type === "code_inline");
  return [parts.map(({ content }) => content).join("")];
}
