import { execFile } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test, vi } from "vitest";
import { type Account, type RunResult, type Stack, startAccount } from "../../provider/testing";
import { EXAMPLES, exampleCopy } from "../testing/exampleCopy";

// Each run starts three processes; with other work on the machine that takes its time.
vi.setConfig({ testTimeout: 180_000 });

/** Runs a script of an example. Not synchronously: what it talks to lives in this process. */
async function runScript(script: string, ...args: readonly string[]): Promise<string> {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("VITEST"));
  const env = { ...Object.fromEntries(own), NO_COLOR: "1" };
  const options = { env, encoding: "utf8", timeout: 150_000 } as const;
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], options);
  return stdout;
}

interface Running {
  readonly account: Account;
  readonly stack: Stack;
  /** The first up. */
  readonly made: RunResult;
}

interface Story {
  readonly example: string;
  readonly tags: number;
  readonly goals: number;
  /** A script that its README has run before the first up. */
  readonly before?: string;
  readonly config?: Readonly<Record<string, string>>;
  /** What else to look at after the first up. */
  readonly look?: (running: Running) => void;
  /** Goals that stay active when the stack is destroyed. */
  readonly kept?: readonly string[];
}

const stories: readonly Story[] = [
  { example: "quickstart", tags: 2, goals: 8, config: { "msads:transport": "rest" }, look: overRest },
  { example: "library-from-data", tags: 1, goals: 19, look: inOneCall },
  { example: "every-goal-type", tags: 1, goals: 8, look: oneOfEach },
  {
    example: "adopt-existing",
    tags: 2,
    goals: 4,
    before: "by-hand.mjs",
    look: adopted,
    kept: ["Five minutes on the site"],
  },
  { example: "two-accounts", tags: 1, goals: 2, before: "second-account.mjs", look: inTwoAccounts },
  { example: "app-and-offline-goals", tags: 0, goals: 5 },
  { example: "ci", tags: 1, goals: 2 },
];

/** The demo tells the life of the one, and the other has tests that it runs itself. */
const elsewhere = ["quickstart-v12", "testing"];

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function copy(example: string): string {
  const folder = exampleCopy(example);
  folders.push(folder);
  return folder;
}

test("no example is left out, and each is whole", () => {
  const told = [...stories.map(({ example }) => example), ...elsewhere].sort();
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((each) => each.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(told);
  const files = ["Pulumi.yaml", "package.json", "tsconfig.json", "index.ts", "README.md"];
  const missing = told.flatMap((example) => files.map((file) => join(EXAMPLES, example, file)));
  expect(missing.filter((path) => !existsSync(path))).toEqual([]);
});

test.each(stories)("$example runs as it is: made, left alone, destroyed", async (story) => {
  await using account = await startAccount();
  const folder = copy(story.example);
  if (story.before !== undefined) await runScript(join(folder, story.before), account.url);
  const stack = account.program(folder, { config: story.config ?? {} });
  const made = await stack.up();
  expect([account.tags().length, account.goals().length]).toEqual([story.tags, story.goals]);
  expect(account.goals().filter(({ status }) => status !== "Active")).toEqual([]);
  expect(made.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  story.look?.({ account, stack, made });

  const again = await stack.up();
  expect([again.unchanged, again.writes], again.text).toEqual([true, []]);

  await stack.destroy();
  const active = account.goals().filter(({ status }) => status === "Active");
  expect(active.map(({ name }) => name)).toEqual(story.kept ?? []);
});

test("library-from-data over the other transport", async () => {
  await using account = await startAccount();
  const stack = account.program(copy("library-from-data"), { config: { "msads:transport": "rest" } });
  const made = await stack.up();
  overRest({ account, stack, made });
  inOneCall({ account, stack, made });
  expect((await stack.preview()).unchanged).toBe(true);
});

test("testing: its own tests pass, in a run of their own", async () => {
  const vitest = join(__dirname, "../../node_modules/vitest/vitest.mjs");
  expect(await runScript(vitest, "run", "--root", copy("testing"))).toMatch(/Tests +7 passed/);
});

function overRest({ made }: Running): void {
  expect(new Set(made.calls.map(({ transport }) => transport))).toEqual(new Set(["rest"]));
}

function inOneCall({ made }: Running): void {
  const added = made.writes.filter(({ operation }) => operation === "AddConversionGoals");
  expect(added.map(({ items }) => items)).toEqual([19]);
}

function oneOfEach({ account, made }: Running): void {
  const types = account.goals().map(({ type }) => type);
  expect(new Set(types).size).toBe(8);
  expect(account.goal("Newsletter signed up")).toMatchObject({ value: 1, revenue: { value: 0.8 } });
  expect(made.outputs.goals).toMatchObject({ deal: { name: "Deal closed" } });
}

function adopted({ account, made }: Running): void {
  expect(made.writes.map(({ operation }) => operation).sort()).toEqual([
    "AddConversionGoals",
    "UpdateConversionGoals",
  ]);
  const updated = made.writes.find(({ operation }) => operation === "UpdateConversionGoals");
  const { id } = account.goal("Newsletter signed up");
  // An event's pairs always go whole.
  expect(updated?.sent).toMatchObject([
    { id, fields: expect.arrayContaining(["conversionWindowInMinutes"]) },
  ]);
  expect(account.goal("Five pages of the blog").tagId).toBe(account.tag("Blog").id);
}

function inTwoAccounts({ account }: Running): void {
  const sweden = account.another({ accountId: "333", currency: "SEK" });
  const seen = (goals: ReturnType<Account["goals"]>) =>
    goals.map(({ name, accountId, revenue }) => [name, accountId, revenue?.currencyCode]).sort();
  expect(seen(account.goals())).toEqual([
    ["Five minutes in the shop", "222", undefined],
    ["Order placed, Germany", "222", "EUR"],
  ]);
  expect(seen(sweden.goals())).toEqual([
    ["Five minutes in the shop", "222", undefined],
    ["Order placed, Sweden", "333", "SEK"],
  ]);
}
