import { existsSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import GithubSlugger from "github-slugger";
import { expect, test } from "vitest";
import { allPages, type Page, ROOT } from "./markdown";

/** Where pages may lead out of the repository. */
const HOSTS = new Set(["www.pulumi.com", "changesets.dev"]);

const pages = allPages();
const anchors = new Map(pages.map((page) => [page.file, anchorsOf(page)]));

/** As GitHub makes them, and those that a page sets itself. */
function anchorsOf({ headings, text }: Page): ReadonlySet<string> {
  const slugger = new GithubSlugger();
  const own = [...text.matchAll(/<a id="([^"]+)">/g)].map(([, id]) => id ?? "");
  return new Set([...headings.map((heading) => slugger.slug(heading)), ...own]);
}

/** What is wrong with a link; undefined when it leads somewhere. */
function fault(from: string, link: string): string | undefined {
  if (URL.canParse(link)) {
    const { protocol, host } = new URL(link);
    return protocol === "https:" && HOSTS.has(host) ? undefined : `${link}: not on the list of hosts`;
  }
  const [path = "", anchor] = decodeURI(link).split("#");
  const file = path === "" ? from : join(dirname(from), path);
  if (relative(ROOT, join(ROOT, file)).startsWith("..")) return `${link}: outside of the repository`;
  if (!existsSync(join(ROOT, file))) return `${link}: no such file`;
  if (anchor === undefined || anchors.get(file)?.has(anchor) === true) return undefined;
  return `${link}: no such heading`;
}

/** What `npm run bench` writes. */
const MEASURED = "tools/bench/results.json";

/** Paths of the repository, in code within text, that lead nowhere. */
function missingFiles(spans: readonly string[]): readonly string[] {
  const paths = spans.filter((span) => /^(provider|test|tools|docs|examples)\/[\w./-]+$/.test(span));
  return paths.filter((path) => path !== MEASURED && !existsSync(join(ROOT, path)));
}

test.each(pages.map((page) => [page.file, page] as const))("%s: links lead somewhere", (file, { links }) => {
  expect(links.flatMap((link) => fault(file, link) ?? [])).toEqual([]);
});

test.each(pages.map((page) => [page.file, page] as const))(
  "%s: files that it names exist",
  (_, { spans }) => {
    expect(missingFiles(spans)).toEqual([]);
  },
);

test("a file that does not exist is seen", () => {
  expect(missingFiles(["provider/goals/urlGoal.ts", "provider/goals/no.ts", "test/emulator/rules"])).toEqual([
    "provider/goals/no.ts",
  ]);
});

test("every page of docs/ is in its index", () => {
  const index = pages.find(({ file }) => file === "docs/README.md")?.links ?? [];
  const listed = new Set(index.map((link) => link.split("#")[0]));
  const names = pages
    .filter(({ file }) => dirname(file) === "docs")
    .map(({ file }) => file.slice("docs/".length));
  expect(names.filter((name) => name !== "README.md" && !listed.has(name))).toEqual([]);
});

test("a broken link is seen", () => {
  expect(fault("README.md", "docs/no-such-page.md")).toContain("no such file");
  expect(fault("README.md", "docs/errors.md#1")).toContain("no such heading");
  expect(fault("README.md", "docs/errors.md#5317")).toBeUndefined();
  expect(fault("docs/errors.md", "../../elsewhere")).toContain("outside");
  expect(fault("README.md", "https://example.com/")).toContain("hosts");
});
