import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { startEmulator } from "../../provider/emulator";
import { liveGoal, statuses } from "../support/e2eEmulator";
import { nativeBench } from "../support/nativeProject";

const lab = nativeBench();

/** A resource as YAML; `more`: lines of its properties, `options`: of its options. */
const resource = (name: string, type: string, properties: object, options = {}) =>
  `  ${name}:\n    type: msads:index:${type}\n    options: ${JSON.stringify(options)}\n    properties: ${JSON.stringify(properties)}\n`;
/** YAML's own way to name what another resource puts out. */
const TAG_ID = "$".concat("{site.id}");
const site = resource("site", "UetTag", { name: "Main site" });
const order = (more = {}, options = {}, name = "order") =>
  resource(
    name,
    "UrlGoal",
    {
      name: "Order placed",
      tagId: TAG_ID,
      urlOperator: "Contains",
      urlExpression: "/thank-you",
      goalCategory: "Purchase",
      revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
      ...more,
    },
    options,
  );
const provider = (name: string, more = {}) =>
  `  ${name}:\n    type: pulumi:providers:msads\n    properties: ${JSON.stringify({ environment: "emulator", endpoint: lab.emulator.url, ...more })}\n`;
const byHand = (value: string) =>
  lab.emulator.editGoal(liveGoal(lab.emulator, "Order placed").id, {
    Revenue: { Type: "FixedValue", Value: value, CurrencyCode: "EUR" },
  });

/** An address at which nothing answers any more. */
async function closedAddress(): Promise<string> {
  const gone = await startEmulator();
  await gone.close();
  return gone.url;
}

test("a goal's life in YAML: made, settled, changed in one field, of another type, renamed, ignored, paused", async () => {
  const project = lab.project();
  const made = await project.program(site + order()).run("up");
  expect([made.ok, made.writes.length], made.text).toEqual([true, 2]);
  expect((await project.run("preview")).unchanged).toBe(true);

  const changed = await project.program(site + order({ urlExpression: "/thanks" })).run("up");
  expect(changed.text).toContain("[diff: ~urlExpression]");
  expect([changed.writes.length, liveGoal(lab.emulator, "Order placed").fields.UrlExpression]).toEqual([
    1,
    "/thanks",
  ]);

  const { id } = liveGoal(lab.emulator, "Order placed");
  const other = {
    name: "Order placed",
    tagId: TAG_ID,
    goalCategory: "Other",
    minimumDurationInSeconds: 60,
  };
  const typed = await project.program(site + resource("order", "DurationGoal", other)).run("up");
  expect([typed.ok, liveGoal(lab.emulator, "Order placed")], typed.text).toMatchObject([
    true,
    { id, kind: "Duration" },
  ]);

  const renamed = resource("visit", "DurationGoal", other, {
    aliases: ["urn:pulumi:e2e::native::msads:index:DurationGoal::order"],
    ignoreChanges: ["minimumDurationInSeconds"],
  });
  lab.emulator.editGoal(id, { MinimumDurationInSeconds: 90 });
  const moved = await project.program(site + renamed).run("up");
  expect(moved.ok, moved.text).toBe(true);
  expect([moved.ok, moved.writes, project.id("visit")], moved.text).toEqual([true, [], id]);
  expect(liveGoal(lab.emulator, "Order placed").fields.MinimumDurationInSeconds).toBe(90);

  const gone = await project.program(site).run("up");
  expect([gone.ok, statuses(lab.emulator)], gone.text).toEqual([true, { "Order placed": "Paused" }]);
  expect((await project.run("destroy")).ok).toBe(true);
});

test("drift shows with both values, without a flag, and the next up puts it right", async () => {
  const project = lab.project();
  await project.program(site + order()).run("up");
  byHand("99");
  const preview = await project.pulumi("preview", "--diff");
  expect(preview.text).toMatch(/~ revenue: \{\n\s+~ value: 99 => 25\n/);
  expect(preview.writes).toEqual([]);
  const up = await project.run("up");
  expect(up.text).toContain("[diff: ~revenue]");
  expect(liveGoal(lab.emulator, "Order placed").fields.Revenue).toMatchObject({ Value: "25" });
});

test("of what ignoreChanges leaves to others, no preview, refresh or up tells; of the rest each does, with what the program wants", async () => {
  const project = lab.project();
  const options = { ignoreChanges: ["revenue.value", "status"] };
  const program = site + order({ status: "Active", conversionWindowInMinutes: 60 }, options);
  await project.program(program).run("up");
  const { id } = liveGoal(lab.emulator, "Order placed");
  for (const operation of ["preview", "refresh", "up"] as const) {
    byHand(operation === "preview" ? "98" : "99");
    lab.emulator.editGoal(id, { Status: "Paused" });
    const run = await project.run(operation);
    expect([run.ok, run.warnings, run.writes], run.text).toEqual([true, [], []]);
  }
  lab.emulator.editGoal(id, { ConversionWindowInMinutes: 90 });
  byHand("97");
  const told = await project.run("preview");
  expect(told.text).toContain("outside this program: conversionWindowInMinutes is 90, wanted 60\n");
  const up = await project.run("up");
  expect(up.ok, up.text).toBe(true);
  expect(liveGoal(lab.emulator, "Order placed").fields).toMatchObject({
    Status: "Paused",
    Revenue: { Value: "97" },
    ConversionWindowInMinutes: 60,
  });
});

test("an import writes code that previews without change; in bulk it names the tag", async () => {
  const maker = lab.project();
  await maker.program(site + order()).run("up");
  const [tag, goal] = [maker.id("site"), maker.id("order")];
  const wrong = await lab.project().pulumi("import", "msads:index:EventGoal", "order", goal, "--yes");
  expect([wrong.ok, wrong.text]).toEqual([
    false,
    expect.stringContaining("is of type Url: import it as msads:index:UrlGoal"),
  ]);

  const project = lab.project();
  const file = join(project.folder, "import.json");
  const resources = [
    { type: "msads:index:UetTag", name: "site", id: tag },
    { type: "msads:index:UrlGoal", name: "order", id: goal },
  ];
  writeFileSync(file, JSON.stringify({ resources }));
  const code = join(project.folder, "imported.yaml");
  const done = await project.pulumi("import", "--file", file, "--yes", "--protect=false", "--out", code);
  expect([done.ok, done.writes], done.text).toEqual([true, []]);
  const written = readFileSync(code, "utf8");
  expect(written).toContain(`tagId: ${TAG_ID}`);
  project.program(written.slice(written.indexOf("\n") + 1));
  const preview = await project.run("preview");
  expect([preview.ok, preview.unchanged], preview.text).toEqual([true, true]);
});

test("a goal that moves to another provider, under another name, is not paused; one that leaves is", async () => {
  const project = lab.project();
  const both = provider("north") + provider("south");
  const at = (name: string) => ({ provider: `\${${name}}` });
  const left = resource(
    "left",
    "OfflineConversionGoal",
    { name: "Left", goalCategory: "Purchase" },
    at("north"),
  );
  const won = (name: string, where: string, more = {}) =>
    resource(name, "OfflineConversionGoal", { name: "Won", goalCategory: "Purchase", ...more }, at(where));
  const made = await project.program(both + left + won("won", "north")).run("up");
  expect(made.ok, made.text).toBe(true);
  const moved = await project.program(both + won("moved", "south", { adopt: true })).run("up");
  expect(moved.text).toContain('stays as it is: resource "moved" now manages it');
  expect([moved.ok, statuses(lab.emulator)]).toEqual([true, { Won: "Active", Left: "Paused" }]);
});

test("a library that pauses what it does not list, and a goal of another provider: refused in preview, and where the library comes first", async () => {
  const project = lab.project();
  const both = provider("north") + provider("south");
  const at = (name: string) => ({ provider: `\${${name}}` });
  const offline = { goalCategory: "Purchase" };
  const won = resource("won", "OfflineConversionGoal", { name: "Won", ...offline }, at("south"));
  expect((await project.program(both + won).run("up")).ok).toBe(true);
  const goals = { Listed: { type: "OfflineConversion", ...offline } };
  const library = resource("all", "ConversionGoalLibrary", { goals, unlisted: "pause" }, at("north"));
  const preview = await project.program(both + library + won).run("preview");
  expect([preview.ok, preview.text]).toEqual([false, expect.stringMatching(/use unlisted: \\?"ignore/)]);
  const late = resource(
    "won",
    "OfflineConversionGoal",
    { name: "Won", ...offline },
    {
      ...at("south"),
      dependsOn: ["$".concat("{all}")],
    },
  );
  const up = await project.program(both + library + late).run("up");
  expect([up.ok, up.text]).toEqual([false, expect.stringContaining('is not listed in library "all"')]);

  const second = resource("more", "ConversionGoalLibrary", { goals: {} }, at("south"));
  const two = await project.program(both + library + second).run("preview");
  expect([two.ok, two.text]).toEqual([
    false,
    expect.stringMatching(/already has a library in this program, "(all|more)"/),
  ]);
});

test("accounts of their own for declared providers; the same name twice in a customer is refused, and so is another account under one name", async () => {
  lab.emulator.addCustomers({ id: "111", accounts: [{ id: "223" }] });
  const project = lab.project();
  const at = (name: string) => ({ provider: `\${${name}}` });
  const providers = (south: string) =>
    provider("north", { accountId: "222" }) + provider("south", { accountId: south });
  const won = (name: string, where: string, called: string) =>
    resource(name, "OfflineConversionGoal", { name: called, goalCategory: "Purchase" }, at(where));
  const two = await project
    .program(providers("223") + won("a", "north", "A") + won("b", "south", "B"))
    .run("up");
  expect(two.ok, two.text).toBe(true);
  expect(lab.emulator.store.goals.map(({ accountId, fields }) => [fields.Name, accountId])).toEqual(
    expect.arrayContaining([
      ["A", "222"],
      ["B", "223"],
    ]),
  );
  const clash = await project
    .program(providers("223") + won("a", "north", "A") + won("b", "south", "A"))
    .run("preview");
  expect([clash.ok, clash.writes, clash.text]).toEqual([
    false,
    [],
    expect.stringMatching(/"A" is also the name of resource "[ab]"/),
  ]);
  const moved = await project
    .program(providers("222") + won("a", "north", "A") + won("b", "south", "B"))
    .run("preview");
  expect(moved.text).toMatch(/accountId.*cannot change from "223" to "222" under the same name/);
});

test("secrets are in no state, output or log, whether the config hides them or not", async () => {
  const project = lab.project({ PULUMI_DEBUG_GRPC: "" });
  const token = "emulator-access-token";
  await project.pulumi("config", "set", "msads:accessToken", token, "--plaintext");
  const hidden = { type: "FixedValue", value: { "fn::secret": 98765.25 }, currencyCode: "EUR" };
  const made = await project
    .program(provider("north", { accessToken: token }) + site + order({ revenue: hidden }))
    .run("up");
  expect(made.ok, made.text).toBe(true);
  byHand("43210.75");
  const preview = await project.pulumi("preview", "--diff", "--logtostderr", "-v=3");
  for (const text of [made.text, preview.text, project.runner.stateText()])
    for (const secret of [token, "98765.25", "43210.75"]) expect(text).not.toContain(secret);
});

test.each([
  ["an unknown type", "  x:\n    type: msads:index:Campaign\n", /msads:index:Campaign/],
  [
    "an unknown field",
    resource("x", "UetTag", { name: "A", colour: "red" }),
    /Property colour does not exist/,
  ],
  [
    "a wrong enum",
    resource("x", "OfflineConversionGoal", { name: "A", goalCategory: "Purchas" }),
    /goalCategory: got "Purchas"; allowed: AddToCart/,
  ],
  [
    "a misspelt setting",
    "  p:\n    type: pulumi:providers:msads\n    properties: { acountId: '1' }\n",
    /acountId/,
  ],
])("%s is one clear line in preview", async (_, program, words) => {
  const run = await lab.project().program(program).run("preview");
  expect([run.ok, run.writes, run.text]).toEqual([false, [], expect.stringMatching(words)]);
});

test("a dead service fails the refresh, and the goal stays in state", async () => {
  const project = lab.project();
  await project.program(site + order()).run("up");
  const before = project.id("order");
  project.environment({ MSADS_ENDPOINT: await closedAddress(), MSADS_MAX_WAIT: "1s" });
  const down = await project.run("up");
  expect([down.ok, down.text]).toEqual([false, expect.stringContaining("nothing answers at the endpoint")]);
  expect(project.id("order")).toBe(before);
});

test("credentials of a declared provider that state holds and that ran out: the program's are used, and nothing is lost", async () => {
  const project = lab.project();
  const won = (value: number) => {
    const revenue = { type: "FixedValue", value, currencyCode: "EUR" };
    const properties = { name: "Won", goalCategory: "Purchase", revenue };
    return resource("won", "OfflineConversionGoal", properties, { provider: "$".concat("{north}") });
  };
  const north = provider("north", { accessToken: "emulator-access-token" });
  const runOut = async () => {
    const state = (await project.pulumi("stack", "export", "--show-secrets")).text;
    const file = join(project.folder, "old.json");
    const old = state.slice(state.indexOf("{")).replaceAll("emulator-access-token", "expired-long-ago");
    writeFileSync(file, old);
    await project.pulumi("stack", "import", "--file", file);
  };
  await project.program(north + won(25)).run("up");
  await runOut();
  const up = await project.program(north + won(30)).run("up");
  expect(up.text).toContain(
    "stays in state as it was, since the provider's credentials in state are refused",
  );
  expect([up.ok, liveGoal(lab.emulator, "Won").fields.Revenue], up.text).toMatchObject([
    true,
    { Value: "30" },
  ]);

  await runOut();
  const destroy = await project.run("destroy");
  expect([destroy.ok, destroy.writes], destroy.text).toEqual([false, []]);
  expect(destroy.text).toContain("`pulumi destroy --run-program`");
  const destroyed = await project.pulumi("destroy", "--yes", "--skip-preview", "--run-program");
  expect([destroyed.ok, statuses(lab.emulator)], destroyed.text).toEqual([true, { Won: "Paused" }]);
});
