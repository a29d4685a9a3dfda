import { join } from "node:path";
import { expect, test } from "vitest";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { PACKAGE } from "../support/e2ePackage";
import { exampleShells } from "../support/exampleShell";
import { nativeBench } from "../support/nativeProject";

const lab = nativeBench();
const shell = exampleShells(lab);
const MSADS = `node ${join(PACKAGE, "dist/cli/main.js")}`;

/** A log of one visitor who opens pages, a minute apart. */
function log(...pages: readonly string[]): string {
  const lines = pages.map(
    (page, minute) =>
      `192.0.2.1 - - [01/Oct/2026:10:${String(minute).padStart(2, "0")}:00 +0000] "GET ${page} HTTP/1.1" 200 5 "-" "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0"`,
  );
  return `cat > access.log <<'END'\n${lines.join("\n")}\nEND\n`;
}

const PAGES = log(
  "/",
  "/thank-you",
  "/thank-you-notes",
  "/de/basket",
  "/de/cart",
  "/thank-you",
  "/subscribed",
);

/** Writes of the account since a number of calls. */
const writes = (since: number) =>
  lab.emulator
    .calls()
    .slice(since)
    .filter(({ operation }) => !operation?.startsWith("Get"));

test.each([
  [
    "quickstart",
    "index.ts",
    's#urlOperator: "Contains"#urlOperator: "RegularExpression"#; s#"/thank-you"#"/thank-you$"#',
  ],
  [
    "yaml",
    "Pulumi.yaml",
    "s#urlOperator: Contains#urlOperator: RegularExpression#; s#/thank-you#/thank-you$#",
  ],
] as const)(
  "%s: an edit of the program shows in conversions before any of it is written",
  async (example, file, edit) => {
    const run = shell(example);
    await run(`pulumi stack init dev && ${PAGES}`);
    const replay = (...more: readonly string[]) =>
      run(`${MSADS} replay access.log --site https://shop.example ${more.join(" ")}`);
    expect(await replay("--program .")).toMatch(
      /^live → program: 1 of \d goals? counts differently than before\.\n {2}Order placed – → 3\n/,
    );

    await run("pulumi up --yes --skip-preview --non-interactive");
    expect(await replay("--program .")).toMatch(/^live → program: \d goals? counts? as before\.\n/);
    await run(`sed -i '${edit}' ${file}`);
    const since = lab.emulator.calls().length;
    const seen = await replay("--program . --stack dev");
    expect(seen).toMatch(
      /^live → program: 1 of \d goals? counts differently than before\.\n {2}Order placed 3 → 2\n/,
    );
    expect(seen).toMatch(/^ +−1 +https:\/\/shop\.example\/thank-you-notes +access\.log:3$/m);
    expect(await replay("--stack dev")).toMatch(/^state of dev: \d goals? counts? 3 conversions/);
    expect(await replay("--live --stack dev")).toMatch(/^live → state of dev: \d goals? counts? as before/);
    await run("pulumi stack export --file state.json");
    expect(await replay("--program . --state state.json")).toMatch(
      /^state of state\.json → program: 1 of \d goals? counts/,
    );
    expect(writes(since)).toEqual([]);

    await run("pulumi up --yes --skip-preview --non-interactive");
    expect(liveGoal(lab.emulator, "Order placed").fields).toMatchObject({ UrlOperator: "RegularExpression" });
    expect(await replay("--live")).toMatch(/^live: \d goals? counts? 2 conversions/);
  },
);

test("a library: goals that are changed, made and paused, as the up that follows does", async () => {
  const run = shell("library-from-data");
  await run(`pulumi stack init dev && ${PAGES}pulumi up --yes --skip-preview --non-interactive`);
  await run(`sed -i 's#page: "/basket"#page: "/cart"#; s#basket filled#cart filled#' index.ts`);
  const json = await run(
    `${MSADS} replay access.log --site https://shop.example --program . --json 2>/dev/null`,
  );
  const { goals } = JSON.parse(json) as {
    goals: { name: string; before?: { conversions: number }; after?: { conversions: number } }[];
  };
  const counts = (name: string) => {
    const found = goals.filter((goal) => goal.name === name);
    return found.map(({ before, after }) => [before?.conversions, after?.conversions]);
  };
  expect(counts("Germany: basket filled")).toEqual([[1, 0]]);
  expect(counts("Germany: cart filled")).toEqual([[undefined, 1]]);
  await run("pulumi up --yes --skip-preview --non-interactive");
  expect(statuses(lab.emulator)).toMatchObject({
    "Germany: basket filled": "Paused",
    "Germany: cart filled": "Active",
  });
});

test("a program that fails in preview: its own words, and nothing else", async () => {
  const run = shell("quickstart");
  await run(`pulumi stack init dev && ${PAGES}`);
  await run(`sed -i 's#value: 25#value: -25#' index.ts`);
  const failed = await run(
    `${MSADS} replay access.log --site https://shop.example --program .; [ $? = 1 ] || exit 9; exit 1`,
    true,
  );
  expect(failed).toMatch(/msads: the preview of the program failed:\n/);
  expect(failed).toContain("revenue.value");
  await run("pulumi stack unselect");
  const none = await run(`${MSADS} replay access.log --site https://shop.example --program .`, true);
  expect(none).toMatch(/the preview of the program failed:\n.*no stack selected/s);
  const unknown = await run(`${MSADS} replay access.log --site https://shop.example --stack nowhere`, true);
  expect(unknown).toMatch(/--stack nowhere: Pulumi cannot export its state: no stack named 'nowhere'/);
});
