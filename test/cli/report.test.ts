import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { page as pageOf } from "../../provider/cli/report/page";
import { reportData } from "../../provider/cli/report/reportData";
import { inWords } from "../../provider/cli/report/runReport";
import { readState } from "../../provider/cli/report/stateFile";
import { harmless } from "../../provider/cli/shared/columns";
import { escaped } from "../../provider/cli/shared/page/html";
import { liveGoal, liveTag, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { accountSettings, campaignGoals, output, type Program, Stack, tag } from "../support/e2eStack";
import { fill, page, report } from "./reportAccount";
import { HOSTILE } from "./reportNames";
import { sample } from "./reportSample";

const emulator = useEmulator();

/** What a browser would make of escaped text. */
function read(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

/** Rows of the table as somebody reads them. */
function rowsIn(html: string) {
  return [
    ...html.matchAll(/<tr class="row".*?data-kind="(\w+)".*?<bdi>(.*?)<\/bdi><small class="id">(\d+)</gs),
  ].map(([, severity, name = "", id]) => [id, read(name), severity]);
}

/** Bars as they are read aloud: label, words, total. */
function barsIn(html: string, title: string): readonly (readonly [string, string, number])[] {
  const section = html.slice(html.indexOf(`<h2>${title}</h2>`)).split("</section>")[0] ?? "";
  const rows = section.matchAll(/<bdi>(.*?)<\/bdi>.*?aria-label="(.*?)".*?<td class="number">(\d+)</gs);
  return [...rows].map(([, label = "", said = "", total]) => [read(label), said, Number(total)] as const);
}

/** A stack's state as `pulumi stack export` writes it. */
function stateOf(stack: Stack, program: Program) {
  const types = {
    goal: "ConversionGoal",
    library: "ConversionGoalLibrary",
    tag: "UetTag",
    settings: "AccountConversionSettings",
    campaign: "CampaignConversionGoals",
  };
  const resources = [...stack.state].map(([name, { id, outputs }]) => {
    const type = `pulumi-nodejs:dynamic/msads:${types[program[name]?.kind ?? "goal"]}`;
    return { urn: `urn:pulumi:dev::p::${type}::${name}`, custom: true, type, id, inputs: {}, outputs };
  });
  return { version: 3, deployment: { manifest: {}, resources } };
}

const NOTHING = "Everything that the program manages is as its last run left it.";

/** A program with settings and a campaign of the account beside its goals. */
async function neighbours(settings: Readonly<Record<string, unknown>> = {}) {
  const brand = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" }).id;
  const program: Program = {
    site,
    order: urlGoal("Order"),
    signup: urlGoal("Sign up"),
    account: accountSettings({ includeViewThroughConversions: true, ...settings }),
    brand: campaignGoals({ campaignId: brand, goalIds: [output("signup", "id"), output("order", "id")] }),
  };
  return { program, brand };
}

describe.each(["soap", "rest"])("msads report over %s", (transport) => {
  test("has every goal once, worst first, and its numbers are the store's; two reads, no write", async () => {
    await sample(emulator.now);
    const { store } = emulator.now;
    const before = emulator.now.calls().length;
    const { html, report: made, said } = await report(emulator.now, { transport });
    const calls = emulator.now.calls().slice(before);
    expect(calls.map(({ operation }) => operation).sort()).toEqual([
      "GetConversionGoalsByIds",
      "GetUetTagsByIds",
    ]);
    expect(calls.every((call) => call.transport === transport)).toBe(true);
    const rows = rowsIn(html);
    const live = store.goals.map(({ id, fields }) => [id, fields.Name]);
    expect(rows.map(([id, name]) => [id, name]).sort()).toEqual(live.sort());
    const order = ["inactive", "silent", "unknown", "ok", "paused"];
    const ranks = rows.map(([, , severity]) => order.indexOf(severity ?? ""));
    expect(ranks).toEqual([...ranks].sort());
    const byTag = barsIn(html, "Health by UET tag");
    expect(byTag.map(([label]) => label)).toEqual([
      "Blog",
      "Old microsite",
      "Main site",
      "Shop",
      "Without a UET tag",
      "Campaign landing pages, spring",
    ]);
    for (const { id, fields } of store.tags)
      expect(byTag.find(([label]) => label === fields.Name)?.[2]).toBe(
        store.goals.filter((goal) => goal.fields.TagId === id).length,
      );
    expect(byTag.find(([label]) => label === "Main site")?.[1]).toBe("3 silent, 6 recording, 1 paused");
    const byType = barsIn(html, "Health by type");
    const urls = store.goals.filter(({ kind, otherType }) => kind === "Url" && otherType === undefined);
    expect(byType.find(([label]) => label === "Url")?.[2]).toBe(urls.length);
    expect(byType.find(([label]) => label === "Smart")).toEqual(["Smart", "1 silent", 1]);
    expect(made.counts).toEqual({ inactive: 4, silent: 8, unknown: 1, ok: 11, paused: 2 });
    expect(html).not.toContain("<script>alert");
    expect(html).toContain("Share the tag with the account again, or give the goal the id of another tag.");
    expect(said).toEqual(["reading account 222 of customer 111", "5 UET tags and 26 conversion goals read"]);
  });

  test("names what differs from a program's state, and nothing else", async () => {
    const blog = tag({ name: "Blog", description: "Ours" });
    const program: Program = {
      site,
      blog,
      order: urlGoal("Order", { revenue: { type: "FixedValue", value: "25.50", currencyCode: "EUR" } }),
      cart: urlGoal("Cart", { status: "Paused" }, ["urlExpression"]),
      goals: libraryOf([offlineGoal("Deal"), offlineGoal("Lead")]),
    };
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    const state = stateOf(stack, program);
    expect((await report(emulator.now, { transport, state })).report.state).toEqual({
      managed: 4,
      unmanaged: 0,
      elsewhere: 0,
      unread: 0,
      drifted: [],
    });
    const id = (name: string) =>
      emulator.now.store.goals.find(({ fields }) => fields.Name === name)?.id ?? "none";
    emulator.now.editGoal(id("Order"), {
      UrlExpression: "/elsewhere",
      Revenue: { Type: "FixedValue", Value: "30", CurrencyCode: "EUR" },
      ConversionWindowInMinutes: 60,
    });
    emulator.now.editGoal(id("Cart"), { UrlExpression: "/ignored" });
    emulator.now.editGoal(id("Lead"), { Status: "Paused" });
    const dealId = id("Deal");
    emulator.now.deleteGoal(dealId);
    emulator.now.editTag(liveTag(emulator.now, "Blog").id, { Description: "Theirs" });
    const { report: made, html } = await report(emulator.now, { transport, state });
    const drifted = made.state?.drifted.map(({ resource, name, lost, fields }) => [
      resource,
      name,
      lost ?? fields.map((field) => [field.name, field.state, field.live]),
    ]);
    expect(drifted).toEqual([
      ["blog", "Blog", [["description", "Ours", "Theirs"]]],
      [
        "order",
        "Order",
        [
          ["revenue.value", "25.5", "30"],
          ["urlExpression", "/thanks", "/elsewhere"],
        ],
      ],
      ['goals["Deal"]', "Deal", "It is gone from the account."],
      ['goals["Lead"]', "Lead", [["status", "Active", "Paused"]]],
    ]);
    for (const words of ["urlExpression", "/elsewhere", "Theirs", "It is gone from the account."])
      expect(html.replaceAll("<wbr>", "")).toContain(escaped(words));
    expect(html).not.toContain("/ignored");
    expect(emulator.now.calls().filter(({ operation }) => /^Update/.test(operation ?? ""))).toEqual([]);
  });

  test("of what the program ignores, names nothing; of the rest of the same field, all", async () => {
    const revenue = { type: "FixedValue", value: "25", currencyCode: "EUR" };
    const program: Program = {
      site,
      blog: {
        ...tag({ name: "Blog", description: "Ours", industry: "Retail" }),
        ignoreChanges: ["description"],
      },
      order: urlGoal("Order", { scope: "Account", revenue }, ["revenue.value"]),
      goals: libraryOf([offlineGoal("Deal", { revenue })], {}, ['goals["Deal"].revenue["value"]']),
    };
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    for (const { id } of emulator.now.store.goals)
      emulator.now.editGoal(id, { Revenue: { Type: "FixedValue", Value: "31", CurrencyCode: "SEK" } });
    emulator.now.editTag(liveTag(emulator.now, "Blog").id, { Description: "Theirs", Industry: "Other" });
    const { report: made, html } = await report(emulator.now, { transport, state: stateOf(stack, program) });
    expect(made.state?.drifted.map(({ resource, fields }) => [resource, fields])).toEqual([
      ["blog", [{ name: "industry", state: "Retail", live: "Other" }]],
      ["order", [{ name: "revenue.currencyCode", state: "EUR", live: "SEK" }]],
      ['goals["Deal"]', [{ name: "revenue.currencyCode", state: "EUR", live: "SEK" }]],
    ]);
    for (const words of ["Theirs", "31"]) expect(html).not.toContain(`<code>${words}</code>`);
  });

  test("of a value that the program calls secret, says that it differs and not what it is", async () => {
    const revenue = { type: "FixedValue", value: "4242", currencyCode: "EUR" };
    const program: Program = { site, order: urlGoal("Order", { scope: "Account", revenue }) };
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
      Revenue: { Type: "FixedValue", Value: "5151", CurrencyCode: "EUR" },
    });
    const entry = stack.entry("order");
    const outputs = { ...entry.outputs, __msads: { name: "order", secret: ["revenue.value"] } };
    stack.state.set("order", { ...entry, outputs });
    const { report: made, html } = await report(emulator.now, { transport, state: stateOf(stack, program) });
    expect(made.state?.drifted[0]?.fields).toEqual([
      { name: "revenue.value", state: "[secret]", live: "[secret]" },
    ]);
    expect(JSON.stringify(made.state) + html).not.toMatch(/4242|5151/);
  });

  test("names a setting and a campaign's goals that differ from state, with both values; says that nothing does only then", async () => {
    const { program, brand } = await neighbours();
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    const [state, order, signup] = [
      stateOf(stack, program),
      stack.entry("order").id,
      stack.entry("signup").id,
    ];
    const before = emulator.now.calls().length;
    const fine = await report(emulator.now, { transport, state });
    const calls = emulator.now.calls().slice(before);
    expect(calls.map(({ operation }) => operation).sort()).toEqual([
      "GetAccountProperties",
      "GetCampaignsByIds",
      "GetConversionGoalsByIds",
      "GetUetTagsByIds",
    ]);
    expect(calls.every((call) => call.transport === transport)).toBe(true);
    expect(fine.report.state).toEqual({ managed: 2, unmanaged: 0, elsewhere: 0, unread: 0, drifted: [] });
    expect(fine.html).toContain(NOTHING);
    expect(inWords(fine.report, "/")).toContain("nothing changed outside the program");

    emulator.now.editAccount("222", { IncludeViewThroughConversions: false, FinalUrlSuffix: "theirs=1" });
    emulator.now.editCampaign(brand, { GoalIds: [order] });
    const { report: made, html } = await report(emulator.now, { transport, state });
    expect(made.state?.drifted).toEqual([
      {
        kind: "settings",
        resource: "account",
        id: "222",
        name: "Account 222",
        fields: [{ name: "includeViewThroughConversions", state: true, live: false }],
      },
      {
        kind: "campaign",
        resource: "brand",
        id: brand,
        name: "Brand",
        fields: [{ name: "goalIds", state: [signup, order], live: [order] }],
      },
    ]);
    for (const words of [
      '<p class="note">Conversion settings of account 222, resource <bdi>account</bdi></p>',
      `<p class="note">Goals of campaign ${brand}, resource <bdi>brand</bdi></p>`,
      `<code>${escaped(JSON.stringify([signup, order]))}</code>`,
      `<code>${escaped(JSON.stringify([order]))}</code>`,
    ])
      expect(html).toContain(words);
    expect(html).not.toMatch(/theirs=1|as its last run left it/);
    expect(inWords(made, "/")).toContain(
      "the account's conversion settings and the goals of 1 campaign changed outside the program",
    );
  });

  test("a campaign that is gone is lost, also in a state of more campaigns than one call takes", async () => {
    const { program, brand } = await neighbours();
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    const { resources } = stateOf(stack, program).deployment;
    const last = resources.at(-1);
    const more = Array.from({ length: 100 }, () => {
      const { id } = emulator.now.addCampaign({ Name: "More", CampaignType: "Search" });
      return { ...last, id, outputs: { ...last?.outputs, campaignId: id, goalIds: [] } };
    });
    const state = { version: 3, deployment: { resources: [...more, ...resources] } };
    emulator.now.editCampaign(brand, { Status: "Deleted" });
    const before = emulator.now.calls().length;
    const { report: made, html } = await report(emulator.now, { transport, state });
    const reads = emulator.now
      .calls()
      .slice(before)
      .filter(({ operation }) => operation === "GetCampaignsByIds");
    expect(reads).toHaveLength(2);
    expect(made.state?.drifted).toEqual([
      {
        kind: "campaign",
        resource: "brand",
        id: brand,
        name: "Brand",
        lost: "It is gone from the account.",
        fields: [],
      },
    ]);
    expect(html).not.toContain("as its last run left it");
  });

  test("of settings and goals of a campaign that are secret, shows no value; of what is ignored, nothing", async () => {
    const { program, brand } = await neighbours({
      finalUrlSuffix: "hush=1",
      trackingUrlTemplate: "{lpurl}?ours",
    });
    const stack = new Stack(emulator.now, { "msads:transport": transport });
    expect((await stack.up(program)).errors).toEqual([]);
    const hide = (name: string, hidden: object) => {
      const entry = stack.entry(name);
      stack.state.set(name, { ...entry, outputs: { ...entry.outputs, __msads: { name, ...hidden } } });
    };
    hide("account", { secret: ["finalUrlSuffix"], ignored: ["trackingUrlTemplate"] });
    hide("brand", { secret: ["goalIds"] });
    emulator.now.editAccount("222", { FinalUrlSuffix: "whisper=1", TrackingUrlTemplate: "{lpurl}?theirs" });
    emulator.now.editCampaign(brand, { GoalIds: [stack.entry("order").id] });
    const { report: made, html } = await report(emulator.now, { transport, state: stateOf(stack, program) });
    expect(made.state?.drifted.map(({ resource, fields }) => [resource, fields])).toEqual([
      ["account", [{ name: "finalUrlSuffix", state: "[secret]", live: "[secret]" }]],
      ["brand", [{ name: "goalIds", state: "[secret]", live: "[secret]" }]],
    ]);
    expect(JSON.stringify(made.state) + html).not.toMatch(/hush|whisper|theirs/);
    expect(JSON.stringify(made.state?.drifted)).not.toContain(stack.entry("signup").id);
  });
});

describe("a program's state", () => {
  const goal = (outputs: object, more = {}) => ({
    urn: "urn:pulumi:dev::p::pulumi-nodejs:dynamic/msads:ConversionGoal::order",
    type: "pulumi-nodejs:dynamic/msads:ConversionGoal",
    id: "1",
    outputs: { type: "Url", customerId: "111", accountId: "222", ...outputs },
    ...more,
  });
  const export_ = (...resources: readonly object[]) => ({ version: 3, deployment: { resources } });

  test("that is of other accounts is counted, not compared", async () => {
    const other = goal({ name: "Order", accountId: "333", managed: ["name"] });
    const { report: made } = await report(emulator.now, { state: export_(other) });
    expect(made.state).toEqual({ managed: 0, unmanaged: 0, elsewhere: 1, unread: 0, drifted: [] });
  });

  const neighbour = (type: string, id: string, outputs: object) => ({
    urn: `urn:pulumi:dev::p::pulumi-nodejs:dynamic/msads:${type}::mine`,
    type: `pulumi-nodejs:dynamic/msads:${type}`,
    id,
    outputs: { customerId: "111", accountId: "222", ...outputs },
  });
  const settings = (more: object = {}) =>
    neighbour("AccountConversionSettings", "222", { autoTagging: false, managed: ["autoTagging"], ...more });
  const campaign = (id: string, outputs: object) =>
    neighbour("CampaignConversionGoals", id, { campaignId: id, managed: ["goalIds"], ...outputs });

  test("is read only as far as it goes: no settings and no campaigns of this account, no calls for them", async () => {
    const operations = async (...resources: readonly object[]) => {
      const before = emulator.now.calls().length;
      await report(emulator.now, { state: export_(...resources) });
      const calls = emulator.now
        .calls()
        .slice(before)
        .map(({ operation }) => operation);
      return calls.filter((operation) => /Account|Campaign/.test(operation ?? ""));
    };
    const there = { accountId: "333" };
    expect(await operations(goal({}), settings(there), campaign("7", there))).toEqual([]);
    expect(await operations(settings())).toEqual(["GetAccountProperties"]);
    expect(await operations(campaign("7", { goalIds: [] }))).toEqual(["GetCampaignsByIds"]);
  });

  test("with settings and campaigns under API version 12: they count as not checked, and not as fine", async () => {
    const before = emulator.now.calls().length;
    const state = export_(settings(), campaign("7", { goalIds: ["1"] }));
    const { report: made, html } = await report(emulator.now, { state, apiVersion: "12" });
    expect(made.state).toEqual({ managed: 0, unmanaged: 0, elsewhere: 0, unread: 2, drifted: [] });
    expect(emulator.now.calls().length - before).toBe(2);
    expect(html).not.toContain(NOTHING);
    expect(html).toContain("not checked because they need API version 13: 2.");
    expect(inWords(made, "/")).toContain(
      "nothing of what was checked changed outside the program; not checked, because they need API version 13: 2 resources",
    );
  });

  test("with a campaign whose id is that of a goal: the goal does not count as changed", async () => {
    const [id = ""] = await fill(emulator.now, ["Site"], [page("Order")]);
    const { report: made, html } = await report(emulator.now, {
      state: export_(goal({ name: "Order", managed: ["name"] }, { id }), campaign(id, { goalIds: [] })),
    });
    expect(made.state?.drifted).toMatchObject([
      { kind: "campaign", id, lost: "It is gone from the account." },
    ]);
    expect(html).toContain('data-managed="yes" data-drifted="no"');
    expect(html).not.toContain('data-drifted="yes"');
  });

  test("with a campaign whose type this version does not know: it has not changed", async () => {
    const { id } = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" });
    emulator.now.faults({ kind: "unknownMember", field: "CampaignType", times: 99 });
    const outputs = { campaignType: "Search", goalIds: [], managed: ["campaignType", "goalIds"] };
    const { report: made } = await report(emulator.now, { state: export_(campaign(id, outputs)) });
    expect(made.state?.drifted).toEqual([]);
  });

  test("with a secret in a list: nothing of the list is compared or shown", async () => {
    const { id } = emulator.now.addCampaign({ Name: "Brand", CampaignType: "Search" });
    const secret = { "4dabf18193072939515e22adb298388d": "1b47", ciphertext: "hush", plaintext: '"hush"' };
    const state = export_(campaign(id, { goalIds: ["4711", secret] }));
    const { report: made, html } = await report(emulator.now, { state });
    expect(made.state?.drifted).toEqual([]);
    expect(JSON.stringify(made) + html).not.toMatch(/hush|4711/);
  });

  test("with secrets: they are neither compared nor shown", async () => {
    const [id] = await fill(emulator.now, ["Site"], [page("Order")]);
    const secret = { "4dabf18193072939515e22adb298388d": "1b47", ciphertext: "hush", plaintext: '"hush"' };
    const outputs = { name: "Other", urlExpression: secret, managed: ["name", "urlExpression"] };
    const { report: made, html } = await report(emulator.now, { state: export_(goal(outputs, { id })) });
    expect(made.state?.drifted).toMatchObject([
      { fields: [{ name: "name", state: "Other", live: "Order" }] },
    ]);
    expect(JSON.stringify(made) + html).not.toContain("hush");
  });

  test("of resources to be deleted, of other kinds, or of none", () => {
    const state = export_(
      goal({}, { delete: true }),
      { urn: "urn:pulumi:dev::p::pulumi:pulumi:Stack::p", type: "pulumi:pulumi:Stack" },
      { ...goal({}), type: "__proto__" },
    );
    expect(readState(JSON.stringify(state), "s.json")).toEqual([]);
    expect(readState('{"version":3,"deployment":{}}', "s.json")).toEqual([]);
  });

  test.each([
    "",
    "[]",
    "null",
    "{}",
    '{"deployment":null}',
    '{"deployment":{"resources":{}}}',
    "runtime: nodejs",
  ])("that is none is refused: %s", (text) => {
    expect(() => readState(text, "s.json")).toThrow(/s\.json is not a stack's state: .*pulumi stack export/);
  });

  test("with resources of the plugin is refused, since nobody would compare them", () => {
    const state = {
      deployment: { resources: [{ type: "msads:index:UrlGoal", urn: "u", id: "1", outputs: {} }] },
    };
    expect(() => readState(JSON.stringify(state), "s.json")).toThrow(
      "s.json holds 1 resource of the plugin, which msads report cannot compare yet: leave out --state",
    );
  });

  test("of anything: never more than an error in words", () => {
    const record = fc.record({
      urn: fc.anything(),
      type: fc.constant(goal({}).type),
      id: fc.string(),
      outputs: fc.dictionary(fc.string(), fc.json()),
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.jsonValue(), record), { maxLength: 4 }), (resources) => {
        const text = JSON.stringify({ deployment: { resources } });
        expect(readState(text, "s.json").length).toBeLessThanOrEqual(resources.length);
      }),
      { numRuns: 50 },
    );
  });
});

/** The page's markup without its texts and the values of its attributes. */
function skeleton(html: string): string {
  return (html.slice(html.indexOf("<body>")).match(/<(?!wbr>)[^>]*>/g) ?? [])
    .map((mark) => mark.replace(/"[^"]*"/g, '""'))
    .join("");
}

function pageWith(name: string): string {
  const goals = [
    { id: "1", type: "Url" as const, name, trackingStatus: name, fields: { name, status: name, tagId: "7" } },
  ];
  const tags = [{ id: "7", name, trackingStatus: name }];
  const fields = [{ name, state: name, live: [name] }];
  const drifted = [{ kind: "goal" as const, resource: name, id: "1", name, fields }];
  const against = { managed: new Map([["1", name]]), elsewhere: 1, unread: 0, drifted };
  return pageOf(
    reportData({ customerId: "111", accountId: "222" }, { goals, tags }, against, new Date(0)),
    "1.2.3",
  );
}

describe("any name", () => {
  const PLAIN = skeleton(pageWith("x"));
  const anyName = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc.constantFrom(...HOSTILE),
  );
  const joined = fc.array(anyName, { minLength: 1, maxLength: 3 }).map((parts) => parts.join("") || "x");

  test("stays text: the page's markup is the same whatever goals and tags are called", () => {
    fc.assert(
      fc.property(joined, (name) => {
        const html = pageWith(name);
        expect(skeleton(html)).toBe(PLAIN);
        expect(read(/<h3><bdi>(.*?)<\/bdi>/s.exec(html)?.[1] ?? "")).toBe(harmless(name));
        expect(html.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

test("tags are told apart whatever they are called", async () => {
  await fill(emulator.now, ["Without a UET tag", "Site"], [page("A"), page("B", 1)]);
  await fill(
    emulator.now,
    [],
    [{ type: "OfflineConversion", fields: { name: "C", goalCategory: "Purchase" } }],
  );
  const { html } = await report(emulator.now);
  const labels = barsIn(html, "Health by UET tag").map(([label, , total]) => [label, total]);
  expect(labels.sort()).toEqual([
    ["Site", 1],
    ["Without a UET tag", 1],
    ["Without a UET tag", 1],
  ]);
  const keys = [...html.matchAll(/data-tag="(\d*)"/g)].map(([, key]) => key);
  expect(new Set(keys).size).toBe(3);
});

test("an account without goals has a page that says so", async () => {
  const { html, report: made } = await report(emulator.now);
  expect(html).toContain("The account shows no conversion goals.");
  expect(made.goals).toEqual([]);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
});

test("a thousand goals stay a page that can be mailed", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({
    id: String(index),
    type: "Url" as const,
    name: `Goal ${index} ${"x".repeat(80)}`,
    trackingStatus: "TagInactive",
    fields: { status: "Active", tagId: String(index % 40) },
  }));
  const tags = Array.from({ length: 40 }, (_, index) => ({ id: String(index), name: `Tag ${index}` }));
  const html = pageOf(
    reportData({ customerId: "1", accountId: "2" }, { goals: many, tags }, undefined, new Date(0)),
    "1.2.3",
  );
  expect(rowsIn(html)).toHaveLength(1000);
  expect(barsIn(html, "Health by UET tag")).toHaveLength(40);
  expect(html).toContain("28 more tags");
  expect(html.length).toBeLessThan(1_500_000);
});
