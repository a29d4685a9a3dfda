import { afterEach, expect, test } from "vitest";
import { UNKNOWN } from "../../provider/goals/text";
import { liveGoal, statuses, useEmulator } from "../support/e2eEmulator";
import { type About, AskedPlugin, type Failed, sdk, struct } from "../support/nativePlugin";

const emulator = useEmulator();
const open: AskedPlugin[] = [];
afterEach(() => {
  for (const plugin of open.splice(0)) plugin.stop();
});

function plugin(inputs = {}, name?: string, environment: NodeJS.ProcessEnv = {}): Promise<AskedPlugin> {
  const asked = new AskedPlugin(emulator.now, environment);
  open.push(asked);
  return asked.start(inputs, name);
}

const WON: About = { token: "msads:index:OfflineConversionGoal", name: "won" };
const won = (more = {}) => ({
  name: "Won",
  goalCategory: "Purchase",
  revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },
  ...more,
});
const writes = () => emulator.now.calls().filter(({ operation }) => operation?.startsWith("Get") === false);

/** As the engine makes a new resource. */
async function made(asked: AskedPlugin, about: About, program: object) {
  const { inputs, failures } = await asked.check(about, { ...program });
  expect(failures).toEqual([]);
  return { inputs, ...(await asked.create(about, inputs)) };
}

test("a goal is made as wanted; what its type's token says is an input of state", async () => {
  const asked = await plugin();
  const { id, inputs, outputs, refreshes } = await made(asked, WON, won());
  expect(liveGoal(emulator.now, "Won").id).toBe(id);
  expect(inputs.values).toMatchObject({
    type: "OfflineConversion",
    status: "Active",
    customerId: "111",
    accountId: "222",
  });
  expect(outputs.values).toMatchObject({ revenue: { value: 25 }, trackingStatus: expect.any(String) });
  expect(refreshes).toBe(true);
});

test("drift that a refresh takes into state is a detailed diff, and the next run an update", async () => {
  const first = await plugin();
  const { id, inputs, outputs } = await made(first, WON, won());
  emulator.now.editGoal(id, {
    Revenue: { Type: "FixedValue", Value: "30", CurrencyCode: "EUR" },
    Status: "Paused",
  });
  const asked = await plugin();
  const seen = await asked.read(WON, id, outputs, inputs);
  expect(seen.inputs.values).toMatchObject({ revenue: { value: 30 }, status: "Paused" });
  const { inputs: news } = await asked.check(WON, won(), seen.inputs);
  const change = { id, outputs: seen.outputs, inputs: seen.inputs, news };
  expect(await asked.diff(WON, change)).toEqual({
    changes: true,
    replaces: [],
    details: { "revenue.value": "UPDATE", status: "UPDATE" },
  });
  await asked.update(WON, change);
  expect(liveGoal(emulator.now, "Won").fields).toMatchObject({ Status: "Active", Revenue: { Value: "25" } });
});

test("a preview sends nothing: what only the service can tell is unknown", async () => {
  const asked = await plugin();
  const { inputs } = await asked.check(WON, won());
  const { id, outputs } = await asked.create(WON, inputs, true);
  expect([id, outputs.values.trackingStatus, outputs.values.name]).toEqual(["", UNKNOWN, "Won"]);
  expect(writes()).toEqual([]);
});

test("what is wrong is told in words, without a property that the engine would print in its own form", async () => {
  const asked = await plugin();
  const { failures } = await asked.check(WON, {
    name: "",
    goalCategory: "Purchas",
    revenue: { type: "FixedValue" },
    tagId: "1",
  });
  expect(failures.join("\n")).toMatch(/^goalCategory: got "Purchas"[\s\S]*^name: got ""/m);
  const typed = await asked.check(WON, won({ type: "Url" }));
  expect(typed.failures).toEqual([
    "type is set by the resource's type, msads:index:OfflineConversionGoal: leave it out",
  ]);
  const unknown = await asked.check({ token: "msads:index:Campaign", name: "x" }, {});
  expect(unknown.failures.join()).toContain("msads:index:Campaign is not a resource of pulumi-msads");
});

test("a list that holds what is not known yet, where a text belongs, is refused in words for what it is", async () => {
  const asked = await plugin();
  const unknown = { values: won({ name: [UNKNOWN], revenue: [UNKNOWN] }), secret: [] };
  const { failures } = await asked.check(WON, unknown);
  const got = 'got ["[not known yet]"]';
  expect(failures).toEqual([
    expect.stringContaining(`name: ${got}; allowed: a text`),
    expect.stringContaining(`revenue: ${got}; allowed: an object`),
  ]);
});

test("one resource name under two goal types is refused before anything is written", async () => {
  const asked = await plugin();
  await asked.check(WON, won());
  const { failures } = await asked.check(
    { token: "msads:index:InStoreTransactionGoal", name: "won" },
    { name: "Other", goalCategory: "Purchase" },
  );
  expect(failures.join()).toContain('two goals named "won"');
  expect(writes()).toEqual([]);
});

test("secret values are marked in all that comes back, and masked in all that is said", async () => {
  const asked = await plugin();
  const program = {
    values: won({ revenue: { type: "FixedValue", value: 98765, currencyCode: "EUR" } }),
    secret: ["revenue"],
  };
  const { inputs } = await asked.check(WON, program);
  const { id, outputs } = await asked.create(WON, inputs);
  expect([inputs.secret, outputs.secret]).toEqual([["revenue"], ["revenue"]]);
  emulator.now.editGoal(id, { Revenue: { Type: "FixedValue", Value: "43210", CurrencyCode: "EUR" } });
  const next = await plugin();
  const seen = await next.read(WON, id, outputs, inputs);
  expect([seen.inputs.secret, seen.outputs.secret]).toEqual([["revenue"], ["revenue"]]);
  await next.diff(WON, { id, inputs, outputs: seen.outputs, news: inputs });
  expect(next.notices.map(({ message }) => message).join()).toMatch(
    /revenue\.value is \[secret\], wanted \[secret\]/,
  );
  const shown = await next.check(WON, {
    values: won({ revenue: { type: "FixedValue", value: -98765 } }),
    secret: ["revenue"],
  });
  expect(shown.failures.join()).not.toContain("98765");
});

test("what the program begins to hide is renewed in state, without a call", async () => {
  const asked = await plugin();
  const { id, inputs, outputs } = await made(asked, WON, won());
  const sent = writes().length;
  const news = { values: inputs.values, secret: ["revenue"] };
  expect((await asked.diff(WON, { id, inputs, outputs, news })).changes).toBe(true);
  const renewed = await asked.update(WON, { id, inputs, outputs, news });
  expect(renewed.outputs.secret).toEqual(["revenue"]);
  expect(writes()).toHaveLength(sent);
});

test("a write that did not wholly take leaves what exists to state, with the error", async () => {
  // Without its pilot the service accepts the field and does not keep it.
  const asked = await plugin();
  const { inputs } = await asked.check(WON, won({ excludeFromBidding: true }));
  const outcome = await asked.create(WON, inputs).catch((error: Failed) => error);
  const { id } = liveGoal(emulator.now, "Won");
  expect(outcome).toMatchObject({
    message: expect.stringContaining("did not apply excludeFromBidding"),
    remains: { id, outputs: { values: { name: "Won", customerId: "111" } } },
  });
});

test("ignored paths are neither compared nor sent, and the name that the engine hands back keeps its prefix", async () => {
  const asked = await plugin({ namePrefix: "dev-" });
  const { id, inputs, outputs } = await made(asked, WON, won());
  expect(statuses(emulator.now)).toEqual({ "dev-Won": "Active" });
  const back = await asked.check(WON, { ...inputs.values, status: "Paused" }, inputs);
  expect([back.failures, back.inputs.values.name]).toEqual([[], "dev-Won"]);
  const diffed = await asked.diff(WON, { id, inputs, outputs, news: back.inputs, ignored: ["status"] });
  expect(diffed.changes).toBe(false);
});

test("a misspelt path of ignoreChanges is refused", async () => {
  const asked = await plugin();
  const { id, inputs, outputs } = await made(asked, WON, won());
  const { inputs: news } = await asked.check(WON, won({ status: "Paused" }), inputs);
  const change = { id, inputs, outputs, news, ignored: ["staus", "revenue.cents", "tags"] };
  const error = await asked.diff(WON, change).catch((error: Failed) => error.message);
  expect(error).toContain(
    '"staus" is not a field of this resource, so nothing would be ignored. Did you mean "status"?',
  );
  expect(error).toContain('"revenue.cents" is not a field');
  expect(error).not.toContain('"tags"');
});

test("a path that no field has, of a policy for other packages perhaps, is warned of, once for each kind of resource", async () => {
  const asked = await plugin();
  const { id, inputs, outputs } = await made(asked, WON, won());
  const { inputs: news } = await asked.check(WON, won({ status: "Paused" }), inputs);
  const ofOtherKinds = ["goals[*].status", "description", "sharedWith", "autoTagging", "goalIds"];
  const change = { id, inputs, outputs, news, ignored: ["tags", ...ofOtherKinds] };
  expect((await asked.diff(WON, change)).changes).toBe(true);
  await asked.diff(WON, change);
  const warnings = asked.notices.filter(({ severity }) => severity === "warning");
  expect(warnings.map(({ message }) => message)).toEqual([
    expect.stringContaining(
      'won: ignoreChanges: "tags" is not a field of this resource, so nothing would be ignored.',
    ),
  ]);
});

test("a goal of the dynamic provider moves over with all of it ignored: the engine then hands back that provider's inputs too", async () => {
  const asked = await plugin();
  const { id, inputs, outputs } = await made(asked, WON, won());
  const foreign = { __msads: { name: "won", ignored: ["*"] }, __provider: "exports.handler=…" };
  const old = { ...inputs.values, ...foreign };
  const { inputs: news, failures } = await (await plugin()).check(WON, old, old);
  expect([failures, news.values]).toEqual([[], inputs.values]);
  const state = { id, inputs: old, outputs: { ...outputs.values, ...foreign } };
  const diffed = await asked.diff(WON, { ...state, news, ignored: ["*"] });
  expect(diffed.changes).toBe(false);
  const { failures: own } = await asked.check(WON, won({ __provider: "mine" }), inputs);
  expect(own).toEqual([expect.stringContaining("__provider: no such property")]);
});

test("a name prefix that config gets later, and a goal that people renamed in the web UI, are a change of name", async () => {
  const { id, inputs, outputs } = await made(await plugin(), WON, won());
  const later = await plugin({ namePrefix: "dev-" });
  const { inputs: news } = await later.check(WON, won(), inputs);
  const change = { id, inputs, outputs, news };
  expect(await later.diff(WON, change)).toMatchObject({ details: { name: "UPDATE" } });
  const { outputs: renamed } = await later.update(WON, change);
  expect(statuses(emulator.now)).toEqual({ "dev-Won": "Active" });

  emulator.now.editGoal(id, { Name: "Won" });
  const next = await plugin({ namePrefix: "dev-" });
  const seen = await next.read(WON, id, renamed, news);
  const { inputs: wanted } = await next.check(WON, won(), seen.inputs);
  const back = { id, inputs: seen.inputs, outputs: seen.outputs, news: wanted };
  expect(await next.diff(WON, back)).toMatchObject({ details: { name: "UPDATE" } });
});

test("a declared provider under a name of Pulumi's own ones is refused where it says otherwise than the stack's config", async () => {
  const config = { PULUMI_CONFIG: JSON.stringify({ accountId: "222", readOnly: "true" }) };
  const asked = await plugin({}, "north", config);
  const failures = async (name: string, settings: object) => {
    const check = new sdk.provider.CheckRequest();
    check.setName(name);
    check.setNews(struct({ ...settings }));
    const answer = await asked.ask("checkConfig", check);
    return answer.getFailuresList().map((each) => each.getReason());
  };
  const other = { accountId: "223", readOnly: true };
  expect(await failures("default_eu", other)).toEqual([
    expect.stringContaining('the name "default_eu" is one that Pulumi gives to the provider of the stack'),
  ]);
  expect(await failures("default", other)).toHaveLength(1);
  expect(await failures("north", other)).toEqual([]);
  expect(await failures("default_1_2_3", { accountId: "222", readOnly: true })).toEqual([]);
});

test("an account of another provider under the same name is refused, not replaced", async () => {
  const asked = await plugin();
  const { inputs } = await made(asked, WON, won());
  const other = await plugin({ accountId: "223" }, "south");
  const { failures } = await other.check(WON, won(), inputs);
  expect(failures.join()).toMatch(/accountId.*cannot change from "222" to "223"/);
});

test("a provider's settings: unknown ones are named, secret ones are marked, a change replaces nothing", async () => {
  const asked = await plugin();
  const check = new sdk.provider.CheckRequest();
  check.setName("north");
  check.setNews(struct({ acountId: "1", accessToken: "very-secret", version: "1.2.3" }));
  const answer = await asked.ask("checkConfig", check);
  expect(answer.getFailuresList().map((each) => each.getReason())).toEqual([
    "acountId is not a setting of pulumi-msads. Did you mean accountId?",
  ]);
  expect(JSON.stringify(answer.getInputs()?.toJavaScript())).toContain("1b47061264138c4ac30d75fd1eb44270");
  const ofProject = await plugin({}, "default", { PULUMI_PROJECT: "msads" });
  check.setName("default");
  check.setNews(struct({ colour: "red" }));
  expect((await ofProject.ask("checkConfig", check)).getFailuresList()).toEqual([]);
  const diff = new sdk.provider.DiffRequest();
  diff.setOlds(struct({ accountId: "1" }));
  diff.setNews(struct({ accountId: "2" }));
  const changed = await asked.ask("diffConfig", diff);
  expect([changed.getChanges(), changed.getReplacesList()]).toEqual([
    sdk.provider.DiffResponse.DiffChanges.DIFF_SOME,
    [],
  ]);
});

test("settings that are missing are one error when the provider is configured", async () => {
  const failed = await plugin({ environment: "production", endpoint: "" }).catch(
    (error: Error) => error.message,
  );
  expect(failed).toMatch(/The configuration of msads is not valid:\n {2}- /);
});

test("the default provider goes by the stack's config of now, a declared one by its own inputs", async () => {
  const now = {
    PULUMI_CONFIG: JSON.stringify({ environment: "emulator", endpoint: emulator.now.soap, readOnly: "true" }),
  };
  const byConfig = await plugin({}, "default_1_2_3", now);
  const { inputs } = await byConfig.check(WON, won());
  await expect(byConfig.create(WON, inputs)).rejects.toThrow("readOnly is set");
  const own = { customerId: "111", accountId: "222" };
  const unlocked = { PULUMI_CONFIG: JSON.stringify({ namePrefix: "config-" }) };
  const declared = await plugin(own, "north", unlocked);
  const checked = await declared.check(WON, won());
  const { id, outputs } = await declared.create(WON, checked.inputs);
  expect(statuses(emulator.now)).toEqual({ Won: "Active" });
  // What limits a run limits all its providers.
  const locked = await plugin({ ...own, readOnly: false }, "north", now);
  await expect(locked.delete(WON, id, outputs)).rejects.toThrow(
    /readOnly is set.*To unlock: set msads:readOnly to false/,
  );
  const few = await plugin(own, "north", { PULUMI_CONFIG: JSON.stringify({ changeAtMost: "0" }) });
  expect((await few.check({ ...WON, name: "more" }, won({ name: "More" }))).failures.join()).toMatch(
    /changeAtMost/,
  );
});

test("credentials in a declared provider's state that are refused leave state as it was, with a warning; those of the config fail the run", async () => {
  const { id, inputs, outputs } = await made(await plugin(), WON, won());
  const declared = await plugin({ accessToken: "expired-long-ago" }, "north");
  const seen = await declared.read(WON, id, outputs, inputs);
  expect(seen).toEqual({ id, inputs, outputs });
  expect(declared.notices).toMatchObject([{ severity: "warning", urn: expect.stringContaining("::won") }]);
  const unchanged = { id, inputs, outputs, news: inputs };
  expect(await declared.diff(WON, unchanged)).toMatchObject({ changes: false });
  await declared.check(WON, won(), inputs);
  await expect(declared.diff(WON, unchanged)).rejects.toThrow(/109|105/);
  const byConfig = await plugin({ accessToken: "expired-long-ago" });
  await expect(byConfig.read(WON, id, outputs, inputs)).rejects.toThrow(/109|105/);
});

test("an import gives the inputs of a program that changes nothing", async () => {
  const asked = await plugin();
  const { id } = await made(asked, WON, won());
  emulator.now.editGoal(id, { Status: "Paused" });
  const next = await plugin();
  const seen = await next.read({ ...WON, name: "imported" }, id);
  expect(seen.inputs.values).toEqual({ ...won(), status: "Paused" });
  const { inputs: news } = await next.check({ ...WON, name: "imported" }, seen.inputs.values, seen.inputs);
  const change = { id, inputs: seen.inputs, outputs: seen.outputs, news };
  expect(await next.diff({ ...WON, name: "imported" }, change)).toMatchObject({ changes: false });
});

test("an import under the stack's prefix gives the program's own name; what has no prefix, or a decimal that no number holds, is refused", async () => {
  const { id } = await made(await plugin({ namePrefix: "dev-" }), WON, won());
  const next = await plugin({ namePrefix: "dev-" });
  const about = { ...WON, name: "imported" };
  const seen = await next.read(about, id);
  expect(seen.inputs.values.name).toBe("Won");
  const { inputs: news } = await next.check(about, seen.inputs.values, seen.inputs);
  expect(news.values.name).toBe("dev-Won");
  const change = { id, inputs: seen.inputs, outputs: seen.outputs, news };
  expect(await next.diff(about, change)).toMatchObject({ changes: false });
  const other = await plugin({ namePrefix: "prod-" });
  await expect(other.read(about, id)).rejects.toThrow(/does not begin with namePrefix "prod-"/);
  const tag = await made(await plugin(), { token: "msads:index:UetTag", name: "site" }, { name: "Site" });
  const event = { token: "msads:index:EventGoal", name: "event" };
  const valued = {
    name: "Big",
    tagId: tag.id,
    goalCategory: "Other",
    valueOperator: "Equals",
    value: "9007199254740993.5",
  };
  const big = await made(await plugin(), event, valued);
  await expect((await plugin()).read({ ...event, name: "x" }, big.id)).rejects.toThrow(
    /cannot be imported: value is 9007/,
  );
});

test.each([
  [
    "another type",
    { token: "msads:index:UrlGoal", name: "x" },
    undefined,
    /is of type OfflineConversion: import it as msads:index:OfflineConversionGoal/,
  ],
  ["no id", WON, "Won", /"Won" is not an id/],
  [
    "the settings of another account",
    { token: "msads:index:AccountConversionSettings", name: "x" },
    "333",
    "the id of an account's settings is that of the account: 222 here, not 333",
  ],
  ["a library", { token: "msads:index:ConversionGoalLibrary", name: "x" }, "222", /cannot be imported/],
])("an import as %s says what to do", async (_, about, given, words) => {
  const asked = await plugin();
  const { id } = await made(asked, WON, won());
  await expect(asked.read(about, given ?? id)).rejects.toThrow(words);
});

test("an id that the account does not show is named in words; an account that answers with nothing is an error for what state holds", async () => {
  const asked = await plugin();
  await expect(asked.read(WON, "4711")).rejects.toThrow(
    "account 222 of customer 111 shows no goal with the id 4711",
  );
  const { id, inputs, outputs } = await made(asked, WON, won());
  emulator.now.reset();
  const next = await plugin();
  await expect(next.read(WON, id, outputs, inputs)).rejects.toThrow(/MSADS_EMPTY_ACCOUNT/);
});

test.each(["after", "before"])(
  "a goal that Pulumi replaces for its own reasons is paused, %s the new one is made, whatever diff has claimed",
  async (when) => {
    const { id, inputs, outputs } = await made(await plugin(), WON, won());
    const asked = await plugin();
    const news = won({ name: "Won again", revenue: { type: "NoValue" } });
    const checked = await asked.check(WON, news, inputs);
    const { changes } = await asked.diff(WON, { id, outputs, inputs, news: checked.inputs });
    expect(changes).toBe(true);
    // With replaceOnChanges the engine checks once more, as for a new resource.
    const { inputs: fresh, failures } = await asked.check(WON, news);
    expect(failures).toEqual([]);
    if (when === "before") await asked.delete(WON, id, outputs);
    await asked.create(WON, fresh);
    if (when === "after") await asked.delete(WON, id, outputs);
    expect(statuses(emulator.now)).toEqual({ Won: "Paused", "Won again": "Active" });
  },
);

test.each(["an empty account", "an address that nobody can call"])(
  "the inputs that state holds of a declared provider lead to %s: the error says how the program's get there; the default one's are those of now",
  async (what) => {
    const library: About = { token: "msads:index:ConversionGoalLibrary", name: "lib" };
    const goals = { Listed: { type: "OfflineConversion", goalCategory: "Purchase" } };
    const first = await plugin();
    const goal = await made(first, WON, won());
    const listed = await made(first, library, { goals });
    emulator.now.reset();
    const endpoint = what === "an empty account" ? emulator.now.soap : "http://127.0.0.1:9";
    const say = "`pulumi up --run-program`, `pulumi destroy --run-program`";
    for (const [name, times] of [
      ["north", 1],
      ["default", 0],
    ] as const) {
      const asked = await plugin({ endpoint }, name);
      const failed = [
        asked.read(WON, goal.id, goal.outputs, goal.inputs),
        asked.delete(WON, goal.id, goal.outputs),
        asked.delete(library, listed.id, listed.outputs),
      ];
      for (const each of await Promise.allSettled(failed)) {
        const message = each.status === "rejected" ? (each.reason as Error).message : "";
        expect(message).toMatch(/MSADS_EMPTY_ACCOUNT|the endpoint's port/);
        expect([message.split(say).length - 1, message.includes("uses the config of the last")]).toEqual([
          times,
          false,
        ]);
      }
    }
  },
);

test("look-ups answer, and say what is wrong with their arguments", async () => {
  const asked = await plugin();
  const { id } = await made(asked, WON, won());
  const found = await asked.invoke("msads:index:getConversionGoal", { name: "Won" });
  expect(found.result).toMatchObject({ id, type: "OfflineConversion", name: "Won" });
  emulator.now.editGoal(id, { Revenue: { Type: "FixedValue", Value: "12.50", CurrencyCode: "EUR" } });
  const worth = (await (await plugin()).invoke("msads:index:getConversionGoal", { id })).result;
  const revenue = { type: "FixedValue", value: 12.5, currencyCode: "EUR" };
  expect(worth, "decimals are numbers, as those of goals").toMatchObject({ revenue, fields: { revenue } });
  expect((await asked.invoke("msads:index:getUetTag", { nam: "x" })).failures).toEqual([
    "nam is not an argument. Give name, id, customerId, accountId",
    "give a name or an id, one of the two",
  ]);
  await expect(asked.invoke("msads:index:getConversionGoal", { name: "Wom" })).rejects.toThrow(
    /shows no conversion goal/,
  );
  await expect(asked.invoke("msads:index:getCampaign", {})).rejects.toThrow(/is not a function/);
});

test("what it does not have answers that it is not implemented; cancel answers at once", async () => {
  const asked = await plugin();
  await expect(asked.ask("construct", new sdk.provider.ConstructRequest())).rejects.toThrow(/not implement/i);
  await asked.ask("cancel", new sdk.empty.Empty());
  const { inputs } = await asked.check(WON, won());
  await expect(asked.create(WON, inputs)).rejects.toThrow(/interrupted before this was sent/);
});

test("a CLI that does not refresh before it updates is refused in one line", async () => {
  const old = new AskedPlugin(emulator.now, {}, false);
  open.push(old);
  await expect(old.start()).rejects.toThrow(
    /^pulumi-resource-msads needs a newer Pulumi CLI, 3\.216 or later/,
  );
});

test("a value that a failed run may have written as secret is shown by no refresh, though state never heard of it", async () => {
  const { id, inputs, outputs } = await made(await plugin(), WON, { name: "Won", goalCategory: "Purchase" });
  const hidden = {
    values: won({ revenue: { type: "FixedValue", value: 98765, currencyCode: "EUR" } }),
    secret: ["revenue"],
  };
  const first = await plugin();
  const { inputs: news } = await first.check(WON, hidden, inputs);
  emulator.now.faults({
    operation: "UpdateConversionGoals",
    kind: "http",
    status: 500,
    when: "after",
    times: 9,
  });
  emulator.now.faults({
    operation: "GetConversionGoalsByIds",
    kind: "http",
    status: 500,
    after: 1,
    times: 99,
  });
  const failed = await first.update(WON, { id, outputs, inputs, news }).catch((error: Failed) => error);
  emulator.now.clearFaults();
  const { remains } = failed as Failed;
  expect(liveGoal(emulator.now, "Won").fields.Revenue).toMatchObject({ Value: "98765" });
  const next = await plugin();
  const seen = await next.read(WON, id, remains?.outputs ?? {}, inputs);
  expect(next.notices.map(({ message }) => message).join()).not.toContain("98765");
  expect(seen.outputs.secret).toEqual(["revenue"]);
});

test("consent of one resource is none of another kind that has the same name", async () => {
  const { id: campaignId } = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" });
  emulator.now.editAccount("222", { FinalUrlSuffix: "theirs=1" });
  const asked = await plugin();
  const settings: About = { token: "msads:index:AccountConversionSettings", name: "main" };
  const campaign: About = { token: "msads:index:CampaignConversionGoals", name: "main" };
  const checked = await asked.check(settings, { finalUrlSuffix: "ours=1", adopt: true });
  const other = await asked.check(campaign, { campaignId, goalIds: [] });
  expect([checked.failures, other.failures]).toEqual([[], []]);
  await asked.create(settings, checked.inputs);
  expect(emulator.now.store.account("222")?.properties).toEqual({ FinalUrlSuffix: "ours=1" });
  // And what was not consented to stays refused when somebody links a goal between check and create.
  const { id } = await made(asked, WON, won());
  emulator.now.editCampaign(campaignId, { GoalIds: [id] });
  const late = await plugin();
  const mine = await late.check(campaign, { campaignId, goalIds: [id] });
  await late.check(settings, { finalUrlSuffix: "theirs=2", adopt: true });
  const wanted = { ...mine.inputs, values: { ...mine.inputs.values, goalIds: [] } };
  await expect(late.create(campaign, wanted)).rejects.toMatchObject({
    message: expect.stringContaining("add adopt: true"),
  });
});
