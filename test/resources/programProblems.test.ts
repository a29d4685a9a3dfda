import * as pulumi from "@pulumi/pulumi";
import { afterEach, beforeAll, describe, expect, it, test, vi } from "vitest";
import {
  AppInstallGoal,
  ConversionGoalLibrary,
  DurationGoal,
  OfflineConversionGoal,
  UetTag,
  UrlGoal,
} from "../../provider";
import { ProgramProblems } from "../../provider/resources/programProblems";
import { programError } from "../support/programError";

beforeAll(() =>
  pulumi.runtime.setMocks({
    newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: inputs }),
    call: () => ({}),
  }),
);
afterEach(() => pulumi.runtime.setAllConfig({}));

type Options = pulumi.CustomResourceOptions;
const fields = { name: "Deal", goalCategory: "Purchase" } as const;
const deal = (more: object = {}, opts: Options = {}) =>
  new OfflineConversionGoal("deal", { ...fields, ...more } as never, opts);
const stray = (options: object) => options as Options;
const offline = { type: "OfflineConversion", goalCategory: "Purchase" } as const;
const library = (goals: object, opts: Options = {}) =>
  new ConversionGoalLibrary("all", { goals } as never, opts);
const site = (more: object = {}, opts: Options = {}) =>
  new UetTag("site", { name: "Site", ...more } as never, opts);

test("one error has all problems of all goals, tags and libraries of the program", () => {
  const error = programError(() => {
    const tag = new UetTag("site", {} as never);
    new UrlGoal("order", {
      name: "Order",
      tagId: tag.id,
      urlExpression: "",
      goalCategory: "Purchas",
    } as never);
    deal();
    new DurationGoal("visit", { name: "order", tagId: "x", minimumDurationInSeconds: 5 });
    library({ Won: { type: "Offline" }, won: { type: "OfflineConversion", goalCategory: "Purchase" } });
  });
  const said = error?.replaceAll(/(test\/resources\/)?programProblems\.test\.ts:\d+:\d+/g, "LINE");
  expect(
    said?.replaceAll(/(?<=[:;]).*(?=\n|$)/g, ""),
  ).toBe(`The program has 7 problems. The resources below were not registered.
  site (LINE)
    - name is required;
  order (LINE)
    - urlExpression:
    - goalCategory:
  visit (LINE)
    - tagId:
    - name:
  all (LINE)
    - goals["Won"].type:
    - goals["won"].name differs from "Won" only by case or blanks;`);
  expect(said).toContain('- name: "order" and "Order", the name of resource "order", differ only by case');
});

test("what is good under the program's settings is, and nothing else: prefix, version", () => {
  pulumi.runtime.setAllConfig({ "msads:namePrefix": "a".repeat(97), "msads:apiVersion": "12" });
  const error = programError(() => site({ industry: "Retail" }));
  expect(error).toContain("name: got ");
  expect(error).toContain("industry needs API version 13");
});

test("names of different customers, of tags and goals, or not known yet, do not clash", () => {
  const program = () => {
    deal();
    new OfflineConversionGoal("other", { ...fields, customerId: "7" });
    new OfflineConversionGoal("somewhere", { ...fields, customerId: pulumi.output("8") });
    new OfflineConversionGoal("ignored", fields, { ignoreChanges: ["name"] });
    new OfflineConversionGoal("late", { ...fields, name: pulumi.output("Deal") });
    new UetTag("site", { name: "Deal" });
  };
  expect(programError(program)).toBe(undefined);
});

describe("a library that pauses what it does not list", () => {
  const app = (more: object = {}) =>
    new AppInstallGoal("app", { name: "App", appPlatform: "iOS", appStoreId: "1", ...more } as never);
  const pausing = (goals: object = {}, more: object = {}, opts: Options = {}) =>
    new ConversionGoalLibrary("all", { goals, unlisted: "pause", ...more } as never, opts);
  const other = (goals: object, more: object = {}) =>
    new ConversionGoalLibrary("other", { goals, accountId: "223", ...more } as never);
  const installed = { type: "AppInstall", appPlatform: "iOS", appStoreId: "1" };
  const words =
    /unlisted: "pause" would pause the goal of resource "|: goal "(Deal|App)" is not listed in library "all", which pauses/;

  test.each<[string, () => unknown, () => unknown]>([
    ["a goal of its account", pausing, deal],
    ["a customer's goal of another account", pausing, () => app({ accountId: "223" })],
    ["a customer's goal in another account's library", pausing, () => other({ App: installed })],
    ["a goal that depends on it", pausing, () => deal({}, { dependsOn: [site()] })],
  ])("and %s are refused, whichever comes first", (_, one, two) => {
    expect(programError(() => [one(), two()])).toMatch(words);
    expect(programError(() => [two(), one()])).toMatch(words);
  });

  test.each<[string, () => unknown]>([
    ["that is to be Paused", () => deal({ status: "Paused" })],
    ["whose status is ignored", () => deal({}, { ignoreChanges: ["status"] })],
    [
      "whose status or account is not known yet",
      () => [deal({ status: pulumi.output("Active") }), app({ accountId: pulumi.output("2") })],
    ],
    ["of another account alone", () => deal({ accountId: "223" })],
    ["of another customer", () => app({ customerId: "7" })],
    [
      "that another account's library lists for that account",
      () => other({ Sale: offline }, { unlisted: "pause" }),
    ],
  ])("and a goal %s are not", (_, goal) => {
    expect(programError(() => [pausing({ Won: offline }), goal()])).toBe(undefined);
    expect(programError(() => [goal(), pausing({ Won: offline })])).toBe(undefined);
  });

  test("but lists none, is refused", () => {
    expect(programError(pausing)).toContain(
      'unlisted: with no goal in goals, "pause" would pause all goals of the account. Pulumi hands on a Map',
    );
  });

  test("and what it lists are not, nor any goal where that is ignored", () => {
    expect(programError(() => pausing({ Won: offline, App: installed }))).toBe(undefined);
    expect(programError(() => [pausing({}, {}, { ignoreChanges: ["unlisted"] }), deal()])).toBe(undefined);
  });
});

test("a name that is ignored may be another's, whichever of the two comes first", () => {
  const ignoring = () => new OfflineConversionGoal("ignoring", fields, { ignoreChanges: ["name"] });
  expect(programError(() => [ignoring(), deal()])).toBe(undefined);
  expect(programError(() => [deal(), ignoring()])).toBe(undefined);
  const listed = () => library({ Deal: offline, Won: offline }, { ignoreChanges: ["goals.Deal"] });
  expect(programError(() => [listed(), deal()])).toBe(undefined);
  expect(programError(() => [listed(), deal({ name: "Won" })])).toContain('name: "Won" is also the name of');
  const elsewhere = () => new OfflineConversionGoal("elsewhere", fields, { ignoreChanges: ["customerId"] });
  expect(programError(() => [elsewhere(), deal()])).toBe(undefined);
});

test("programs of one process after the other have their names to themselves", async () => {
  deal();
  await Promise.resolve();
  expect(programError(() => deal())).toBe(undefined);
});

test("a value that the program marks secret is in no error", () => {
  const secret = { additionalSecretOutputs: ["description"] };
  expect(programError(() => site({ description: "s3cret".repeat(100) }, secret))).toBe(undefined);
  expect(programError(() => site({ description: pulumi.secret("s3cret".repeat(100)) }))).toBe(undefined);
});

test("nor is a part that the program marks secret, alone or in what holds it; what else is wrong is told", () => {
  // That Pulumi itself hides whole outputs only is said beside.
  const saying = (make: (opts: Options) => unknown, ...additionalSecretOutputs: string[]) =>
    programError(() => make({ additionalSecretOutputs }))?.replace(
      /\n {4}- additionalSecretOutputs: .*/,
      "",
    ) ?? "";
  const revenue = { type: "FixedValue", value: "s3cret", currencyCode: "Dollar" };
  const said = saying((opts) => deal({ revenue }, opts), "revenue.value");
  expect(said).toContain("- revenue.currencyCode: ");
  expect(said).not.toContain("revenue.value");
  expect(saying((opts) => library({ X: { ...offline, revenue } }, opts), 'goals["X"].revenue')).not.toContain(
    "s3cret",
  );
  expect(saying((opts) => deal({ status: { a: "s3cret" } }, opts), "status.a")).not.toContain("s3cret");
  const named = (opts: Options) => [deal({ name: "s3cret" }, opts), site(), deal({ name: "S3CRET" })];
  expect(saying(named, "name")).toBe("");
});

test("what would be lost on its way is refused also where it is secret, by the secret's own path and without its value", () => {
  const clients = { "Top s3cret client": 5n, Fine: offline };
  expect(programError(() => library(clients, { additionalSecretOutputs: ["goals"] }))).toMatch(
    /\n {4}- goals: got a bigint; write it as a text$/,
  );
  expect(programError(() => deal({ adopt: 4711n }, { additionalSecretOutputs: ["adopt"] }))).toMatch(
    /\n {4}- adopt: got a bigint; write it as a text$/,
  );
});

test("what is ignored may be what it likes: the engine puts the old value in its place", () => {
  expect(programError(() => deal({ goalCategory: "Nonsense" }, { ignoreChanges: ["goalCategory"] }))).toBe(
    undefined,
  );
});

test("what is merely looked up is not written, so it is not checked", () => {
  expect(programError(() => new UrlGoal("x", {} as never, { id: "4711" }))).toBe(undefined);
  expect(programError(() => new UrlGoal("x", undefined as never, { id: "4711" }))).toBe(undefined);
});

test("what a transformation may still fill in is left to the provider, options are not", () => {
  const transformations = [() => undefined];
  expect(programError(() => deal({ goalCategory: undefined }, { transformations }))).toBe(undefined);
  const parent = new pulumi.ComponentResource("my:Shop", "north", {}, { transformations });
  expect(programError(() => deal({ goalCategory: undefined }, { parent }))).toBe(undefined);
  const error = programError(() => deal({}, { parent, ignoreChanges: ["Status"] }));
  expect(error).toContain("  deal (of my:Shop north) (");
});

describe("options that cannot work are refused with the way out", () => {
  const tag = () => site();
  it.each([
    ["import", () => deal({}, { import: "4711" }), 'adopt: "4711"'],
    ["import", () => site({}, { import: "4711" }), 'adopt: "4711"'],
    ["import", () => library({}, { import: "4711" }), "adopt: true"],
    ["deletedWith", () => deal({}, { deletedWith: tag() }), 'onDelete: "retain"'],
    ["deletedWith", () => library({}, { deletedWith: tag() }), 'onDelete: "retain"'],
    ["replaceOnChanges", () => deal({}, { replaceOnChanges: ["name"] }), "a name cannot be reused"],
    ["replaceOnChanges", () => site({}, { replaceOnChanges: ["*"] }), "a name cannot be reused"],
    ["replacementTrigger", () => deal({}, { replacementTrigger: 1 }), "a name cannot be reused"],
    ["replaceWith", () => library({}, { replaceWith: [tag()] }), "a name cannot be reused"],
    ["onDelete", () => deal({}, stray({ onDelete: "retain" })), "Move it to the arguments"],
    ["description", () => site({}, stray({ description: "x" })), "Move it to the arguments"],
    ["unlisted", () => library({}, stray({ unlisted: "pause" })), "Move it to the arguments"],
    ["ignorechanges", () => deal({}, stray({ ignorechanges: ["status"] })), "Did you mean ignoreChanges?"],
    ["retainOnDelet", () => deal({}, stray({ retainOnDelet: true })), "Did you mean retainOnDelete?"],
    ["additionalSecretOutputs", () => deal({}, { additionalSecretOutputs: ["Revenue"] }), "is not an output"],
    ["additionalSecretOutputs", () => site({}, { additionalSecretOutputs: ["ids"] }), "is not an output"],
    [
      "additionalSecretOutputs",
      () => deal({}, { additionalSecretOutputs: ["revenue.value"] }),
      'Name the whole: "revenue"',
    ],
    [
      "additionalSecretOutputs",
      () => library({}, { additionalSecretOutputs: ['goals["Deal"].revenue'] }),
      'Name the whole: "goals"',
    ],
    ["additionalSecretOutputs", () => deal({}, stray({ additionalSecretOutputs: "revenue" })), "an array"],
    ["protect", () => deal({}, stray({ protect: "true" })), 'got "true"; allowed: true, false'],
    ["protect", () => site({}, stray({ protect: 1 })), "got 1; allowed: true, false"],
    [
      "retainOnDelete",
      () => deal({}, stray({ retainOnDelete: pulumi.output(true) })),
      "an output or a promise",
    ],
  ])("%s", (option, make, wayOut) => {
    const error = programError(make);
    expect(error).toMatch(new RegExp(`^The program has a problem\\.[^]*\n {4}- ${option}: `));
    expect(error).toContain(wayOut);
  });

  it("and those that can, pass", () => {
    const harmless: Options = {
      replaceOnChanges: [],
      deleteBeforeReplace: true,
      retainOnDelete: true,
      protect: true,
      hideDiffs: ["revenue"],
      aliases: [{ name: "old" }],
      ...stray({ comment: "a policy's own", status: undefined, retainondelete: undefined }),
    };
    expect(programError(() => deal({}, harmless))).toBe(undefined);
    expect(programError(() => deal({ onDelete: "retain" }, { deletedWith: tag() }))).toBe(undefined);
    const late = { onDelete: pulumi.output("retain") };
    expect(programError(() => deal(late, { deletedWith: tag() }))).toBe(undefined);
    expect(programError(() => deal({}, { deletedWith: tag(), retainOnDelete: true }))).toBe(undefined);
    pulumi.runtime.setAllConfig({ "msads:onDelete": "retain" });
    expect(programError(() => deal({}, { deletedWith: tag() }))).toBe(undefined);
  });

  it("customTimeouts, which have no effect, are worth a warning, one for all resources of a run", () => {
    const warn = vi.spyOn(pulumi.log, "warn").mockResolvedValue();
    const customTimeouts = { create: "1m" };
    const program = () => [deal({}, { customTimeouts }), site({}, { customTimeouts })];
    expect(programError(program)).toBe(undefined);
    expect(warn.mock.calls).toEqual([
      [expect.stringMatching(/^deal: customTimeouts has no effect.*maxWait/)],
    ]);
    warn.mockRestore();
  });
});

const goals = { "Order placed": { type: "OfflineConversion", goalCategory: "Purchase" } };

describe("a path of ignoreChanges that names nothing is refused", () => {
  it.each([
    [deal, "Status", 'Did you mean "status"?'],
    [deal, "revenue.Value", 'Did you mean "revenue.value"?'],
    [deal, 'revenue["valeu"]', 'Did you mean "revenue.value"?'],
    [deal, "urlExpression", "Allowed there: accountId, adopt, "],
    [deal, "status.x", "status has no parts"],
    [site, "descripton", 'Did you mean "description"?'],
    [site, "status", "Allowed there: accountId, adopt, customerId, description, "],
  ])("%o: %s", (make, path, hint) => {
    const error = programError(() => make({}, { ignoreChanges: [path] }));
    expect(error).toContain(`- ignoreChanges: ${JSON.stringify(path)} is not a field of this resource`);
    expect(error).toContain(hint);
  });

  it.each([
    ['goals["Order place"].status', 'Did you mean "goals[\\"Order placed\\"].status"?'],
    ["goals.Legacy.Status", 'Did you mean "goals.Legacy.status"?'],
    ['goals["Order placed"].Revenue.value', 'Did you mean "goals[\\"Order placed\\"].revenue.value"?'],
    ["goals.*.Status", 'Did you mean "goals.*.status"?'],
    ["unlist", 'Did you mean "unlisted"?'],
  ])("of a library: %s", (path, hint) => {
    expect(programError(() => library(goals, { ignoreChanges: [path] }))).toContain(hint);
  });

  it("a goal that left the library is something: Pulumi puts it back", () => {
    for (const path of ['goals["Legacy"]', 'goals["Order place"]', "goals.Legacy.status"])
      expect(
        programError(() => library(goals, { ignoreChanges: [path] })),
        path,
      ).toBe(undefined);
  });

  it("of a library that lists no goal any more, fields of a goal are something, others are not", () => {
    const ignoring = (path: string) => programError(() => library({}, { ignoreChanges: [path] }));
    expect(ignoring("goals.*.status")).toBe(undefined);
    expect(ignoring("goals.*.Status")).toContain('Did you mean "goals.*.status"?');
  });

  it.each([
    ["a Set", new Set(["status"])],
    ["a text", "status"],
    ["numbers", [5]],
  ])("so is %s, of which Pulumi would read nothing", (_, ignoreChanges) => {
    const error = programError(() => deal({}, { ignoreChanges } as never));
    expect(error).toContain("- ignoreChanges: allowed: an array of paths");
  });

  it("and one that names something is not", () => {
    const paths = [
      "status",
      "revenue",
      "revenue.value",
      'revenue["value"]',
      "revenue.*",
      "*",
      "adopt",
      "name",
    ];
    for (const path of paths)
      expect(
        programError(() => deal({}, { ignoreChanges: [path] })),
        path,
      ).toBe(undefined);
    const ofLibrary = [
      "goals",
      'goals["Order placed"]',
      "goals.*.revenue",
      "*",
      'goals["Order placed"].revenue',
    ];
    for (const path of ofLibrary)
      expect(
        programError(() => library(goals, { ignoreChanges: [path] })),
        path,
      ).toBe(undefined);
    const open = () => library(pulumi.output(goals), { ignoreChanges: ["goals.Anything.status"] });
    expect(programError(open)).toBe(undefined);
  });
});

describe("waves", () => {
  const unfit = (resource: string) => ({
    resource,
    place: undefined,
    problems: [{ property: "name", reason: "is required" }],
  });
  const gathered = () => {
    const over: (() => void)[] = [];
    const whenOver = (callback: () => void) => void over.push(callback);
    const run = new ProgramProblems({ whenOver, whenExported: (callback) => callback(), raise: () => {} });
    return { run, end: () => over.shift()?.() };
  };

  it("what is declared after an await is told by an error of its own", async () => {
    const { run, end } = gathered();
    const first = run.passed();
    end();
    await first;
    run.add(unfit("late"));
    run.add(unfit("later"));
    const second = run.passed();
    end();
    await expect(second).rejects.toThrow(/^The program has 2 problems.*\n {2}late\n.*\n {2}later\n/);
  });

  it("after an error nothing more is registered, and it is not told twice", async () => {
    const { run, end } = gathered();
    run.add(unfit("first"));
    const first = run.passed();
    end();
    const error = await first.catch((thrown: unknown) => thrown);
    const good = run.passed();
    end();
    expect(await good.catch((thrown: unknown) => thrown)).toBe(error);
  });

  it("the SDK's words of each resource that fails with it leave the error as it is", async () => {
    const { run, end } = gathered();
    run.add(unfit("first"));
    const passed = run.passed();
    end();
    const error = (await passed.catch((thrown: unknown) => thrown)) as Error;
    const before = error.message;
    error.message = `error serializing property "__msads": ${error.message}`;
    expect([error.message, pulumi.RunError.isInstance(error)]).toEqual([before, true]);
  });
});
