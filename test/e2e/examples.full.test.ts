import { execFile } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, expect, test } from "vitest";
import { type Account, startAccount } from "../../provider/testing";
import { type ExampleRun, type ExampleStack, openExample } from "../support/e2eExample";
import { RUNNER } from "../support/e2eRunner";
import { TRANSPORTS, type Transport } from "../support/e2eTransport";
import { EXAMPLES, exampleCopy } from "../testing/exampleCopy";

// Each run starts three processes; with other work on the machine that takes its time.

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
  /** The first up. */
  readonly made: ExampleRun;
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
  { example: "quickstart", tags: 1, goals: 1 },
  { example: "demo", tags: 2, goals: 8, config: { "msads:transport": "rest" }, look: overRest },
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
  { example: "whole-account", tags: 1, goals: 3, before: "campaigns.mjs", look: wholeAccount },
  { example: "app-and-offline-goals", tags: 0, goals: 5 },
  { example: "replay", tags: 1, goals: 4 },
  { example: "ci", tags: 1, goals: 2 },
  { example: "testing", tags: 1, goals: 2 },
];

/** The demo tells its life; programs that use the plugin and the fleet run under the CLI alone (test/pulumi/examples*.test.ts). */
const elsewhere = ["demo-v12"];
const inYaml = ["import", "yaml"];
const inPython = ["python"];
const ofFleets = ["fleet"];

const folders: string[] = [];
const stacks: ExampleStack[] = [];
afterEach(() => {
  for (const stack of stacks.splice(0)) stack.remove();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function copy(example: string): string {
  const folder = exampleCopy(example);
  folders.push(folder);
  return folder;
}

test("no example is left out, and each is whole", () => {
  const inTypeScript = [...stories.map(({ example }) => example), ...elsewhere];
  const told = [...inTypeScript, ...inYaml, ...inPython, ...ofFleets].sort();
  const folders = readdirSync(EXAMPLES, { withFileTypes: true }).filter((each) => each.isDirectory());
  expect(folders.map(({ name }) => name).sort()).toEqual(told);
  const of = (examples: readonly string[], ...files: readonly string[]) =>
    examples.flatMap((example) => files.map((file) => join(EXAMPLES, example, file)));
  const missing = [
    ...of(told, "README.md"),
    ...of([...inTypeScript, ...inYaml], "Pulumi.yaml", "package.json"),
    ...of(inPython, "requirements.txt"),
    ...of(inTypeScript, "tsconfig.json", "index.ts"),
    ...of(ofFleets, "package.json", "fleet.yaml", "program/Pulumi.yaml", "program/index.ts"),
  ];
  expect(missing.filter((path) => !existsSync(path))).toEqual([]);
});

/** Under the real CLI, which takes its time, each goes over one transport, in turns; over both with MSADS_ALL=1. */
const ways = stories.flatMap((story, turn): readonly (Story & { readonly transport?: Transport })[] => {
  if (RUNNER === "engine") return [story];
  const transports = TRANSPORTS.filter(
    (_, i) => process.env.MSADS_ALL === "1" || i === turn % TRANSPORTS.length,
  );
  return transports.map((transport) => ({ ...story, transport }));
});

const open = (
  account: Account,
  folder: string,
  { config = {}, transport }: (typeof ways)[number],
): ExampleStack => {
  const stack = openExample(account, folder, { config, ...(transport && { transport }) });
  stacks.push(stack);
  return stack;
};

test.each(ways)("$example runs as it is: made, left alone, destroyed", async (way) => {
  await using account = await startAccount();
  const folder = copy(way.example);
  if (way.before !== undefined) await runScript(join(folder, way.before), account.url);
  const stack = open(account, folder, way);
  const made = await stack.run("up");
  expect([account.tags().length, account.goals().length]).toEqual([way.tags, way.goals]);
  expect(account.goals().filter(({ status }) => status !== "Active")).toEqual([]);
  expect(made.text).not.toMatch(/^ *error: /m);
  way.look?.({ account, made });

  const again = await stack.run("up");
  expect([again.unchanged, again.writes], again.text).toEqual([true, []]);

  await stack.run("destroy");
  const active = account.goals().filter(({ status }) => status === "Active");
  expect(active.map(({ name }) => name)).toEqual(way.kept ?? []);
});

test("library-from-data over the other transport", async () => {
  await using account = await startAccount();
  const config = { "msads:transport": "rest" };
  const stack = open(account, copy("library-from-data"), { example: "", tags: 1, goals: 19, config });
  const made = await stack.run("up");
  overRest({ account, made });
  inOneCall({ account, made });
  expect((await stack.run("preview")).unchanged).toBe(true);
});

// By the testing kit, which has our engine.
if (RUNNER === "engine")
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

function wholeAccount({ account, made }: Running): void {
  const [order, signup, deal] = ["Order placed", "Newsletter signed up", "Deal closed"].map(
    (name) => account.goal(name).id,
  );
  expect(account.campaigns().map(({ name, goalIds }) => [name, [...goalIds].sort()])).toEqual([
    ["Brand", [order, signup].sort()],
    ["Shop", [order, deal].sort()],
  ]);
  expect(account.settings()).toMatchObject({
    autoTagging: true,
    finalUrlSuffix: "utm_source=bing&utm_medium=cpc",
  });
  expect(account.tag("Main site").sharedWith).toEqual(["333", "444"]);
  const linking = made.writes.filter(({ operation }) => operation === "AddCampaignConversionGoals");
  expect(linking.map(({ items }) => items)).toEqual([4]);
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
