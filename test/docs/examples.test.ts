import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allPages, ROOT } from "./markdown";

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")) as { version: string };
const pages = allPages();
const examples = pages.filter(({ file }) => /^examples.[^/\\]+.README\.md$/.test(file));

test.each(examples.map((page) => [page.file, page] as const))(
  "%s: installs before it runs anything",
  (_, { blocks }) => {
    const lines = blocks.flatMap(({ text }) => text.split("\n")).map((line) => line.trim());
    const [first] = lines.filter((line) => /^(npm|npx|node|pulumi) /.test(line));
    expect(first).toMatch(/^npm install /);
  },
);

test("examples/README.md has every example", () => {
  const [overview] = pages.filter(({ file }) => file === join("examples", "README.md"));
  const linked = overview?.links.filter((link) => !link.includes(":")).sort();
  expect(linked).toEqual(examples.map(({ file }) => file.split(/[/\\]/)[1]).sort());
});

test("the packed file has this version's name wherever it is named", () => {
  const named = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/pulumi-msads-([0-9][\w.-]*?)\.tgz/g)].map(([, found]) => ({ file, found })),
  );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter(({ found }) => found !== version)).toEqual([]);
});
