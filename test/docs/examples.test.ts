import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { startEmulator } from "../../provider/emulator";
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

const SCRIPTS = ["adopt-existing/by-hand.mjs", "two-accounts/second-account.mjs", "fleet/add-accounts.mjs"];

test.each(
  SCRIPTS.flatMap((script) => [
    {
      script,
      given: "as an argument",
      how: (url: string) => ({ args: [url], env: { MSADS_ENDPOINT: "http://127.0.0.1:9" } }),
    },
    {
      script,
      given: "by MSADS_ENDPOINT",
      how: (url: string) => ({ args: [], env: { MSADS_ENDPOINT: url } }),
    },
  ]),
)("examples/$script writes to the emulator that it is told $given", async ({ script, how }) => {
  const emulator = await startEmulator();
  try {
    const before = JSON.stringify(emulator.store.snapshot());
    const { args, env } = how(emulator.url);
    await promisify(execFile)(process.execPath, [join(ROOT, "examples", script), ...args], { env });
    expect(JSON.stringify(emulator.store.snapshot())).not.toBe(before);
  } finally {
    await emulator.close();
  }
});
