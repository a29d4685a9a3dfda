import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { questionOf } from "../../provider/cli/restore/restoreRuntime";
import type { AuditEntry } from "../../provider/session/auditEntry";
import { liveGoal, liveTag, statuses, useEmulator } from "../support/e2eEmulator";
import { eventGoal, offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { accountSettings, campaignGoals, type Declared, Stack, tag } from "../support/e2eStack";
import type { Values } from "../support/e2eWire";
import { LoggedAccount } from "./restoreLog";

const emulator = useEmulator();
let account: LoggedAccount;
beforeEach(() => {
  account = new LoggedAccount(emulator.now);
});
afterEach(() => account.close());

const worth = (value: number | string) => ({ type: "FixedValue", value, currencyCode: "EUR" });
const secretly = (declared: Declared, ...secret: readonly string[]): Declared => ({ ...declared, secret });
const live = (name: string) => liveGoal(emulator.now, name).fields;

/** Two states of a program, and the time between them. */
async function changed(
  before: Readonly<Record<string, Declared>>,
  after: Readonly<Record<string, Declared>>,
) {
  const first = await account.stack.up(before);
  expect(first.errors).toEqual([]);
  const at = account.later();
  const second = await account.stack.up(after);
  expect(second.errors).toEqual([]);
  return at;
}

describe("msads restore", () => {
  test("shows what a goal was, who changed it and the program's lines, and writes nothing", async () => {
    const at = await changed(
      { site, order: urlGoal("Order", { revenue: worth(25) }) },
      { site, order: urlGoal("Order", { revenue: worth(30), status: "Paused" }) },
    );
    const { text, writes, isWell } = await account.restore(at);
    expect(text).toBe(
      [
        "Account 222 of customer 111 as it was at 2026-11-27T10:00:30.000Z (now → then)",
        "",
        `Order (goal ${liveGoal(emulator.now, "Order").id}), changed 2026-11-27T10:01:00.000Z by stack test of shop, resource order`,
        '  status: "Paused" → "Active"',
        "  revenue.value: 30 → 25",
        "  in the program:",
        '    status: "Active",',
        '    revenue: { type: "FixedValue", value: 25, currencyCode: "EUR" },',
        "",
        "1 thing to change: status in 1, revenue.value in 1. To write, run the command again with --apply.",
        'The next `pulumi up` changes again what the program has and says otherwise: put the lines above into it. What it does not have stays as it is written, unless a library has unlisted: "pause".',
        "",
      ].join("\n"),
    );
    expect([writes, isWell]).toEqual([[], true]);
  });

  test("brings back money that was changed by less than a cent", async () => {
    const at = await changed(
      { site, order: urlGoal("Order", { revenue: worth(25.004) }) },
      { site, order: urlGoal("Order", { revenue: worth(25) }) },
    );
    expect((await account.restore(at)).text).toContain("revenue.value: 25 → 25.004");
    await account.restore(at, { apply: true });
    expect(live("Order").Revenue?.Value).toBe("25.004");
    expect((await account.restore(at, { apply: true })).writes).toEqual([]);
  });

  test("with --apply writes only what differs, notes it in the log under its own name, and a second time writes nothing", async () => {
    const at = await changed(
      { site, order: urlGoal("Order", { revenue: worth(25) }), same: urlGoal("Same") },
      { site, order: urlGoal("Order", { revenue: worth(30) }), same: urlGoal("Same") },
    );
    const applied = await account.restore(at, { apply: true });
    expect(applied.writes).toEqual(["UpdateConversionGoals"]);
    expect(applied.text).toContain("1 change written.");
    expect(live("Order").Revenue?.Value).toBe("25");
    const last = JSON.parse(readFileSync(account.file, "utf8").trim().split("\n").at(-1) ?? "") as AuditEntry;
    expect(last).toMatchObject({
      phase: "done",
      who: { by: "msads restore" },
      items: [{ name: "Order", fields: { revenue: { before: { value: "30" }, after: { value: "25" } } } }],
    });
    const again = await account.restore(at, { apply: true });
    expect(again.writes).toEqual([]);
    expect(again.text).toContain("Nothing to write.");
  });

  test("is undone by the next up of the same program, and kept by that of a program which says the same", async () => {
    const program = (value: number) => ({ site, order: urlGoal("Order", { revenue: worth(value) }) });
    const at = await changed(program(25), program(30));
    await account.restore(at, { apply: true });
    expect((await account.stack.up(program(25))).writes).toEqual([]);
    await account.stack.up(program(30));
    expect(live("Order").Revenue?.Value).toBe("30");
  });

  test("brings 250 goals of a library back in three calls", async () => {
    const goals = (minutes: number) => ({
      all: libraryOf(
        Array.from({ length: 250 }, (_, index) =>
          offlineGoal(`Goal ${index}`, { conversionWindowInMinutes: minutes }),
        ),
      ),
    });
    const at = await changed(goals(60), goals(90));
    const { writes, text } = await account.restore(at, { apply: true });
    expect(writes).toEqual(Array(3).fill("UpdateConversionGoals"));
    expect(text).toContain("250 changes written.");
    expect(emulator.now.store.goals.every(({ fields }) => fields.ConversionWindowInMinutes === 60)).toBe(
      true,
    );
  });

  test("brings back goals that were removed from the program, pairs of an event goal, another type, and a name", async () => {
    const at = await changed(
      {
        site,
        left: urlGoal("Left"),
        visit: eventGoal("Visit", { labelOperator: "Equals", labelExpression: "x" }),
        kind: urlGoal("Kind", { urlExpression: "/kind", urlOperator: "Equals" }),
        called: urlGoal("Called"),
      },
      {
        site,
        visit: eventGoal("Visit", { actionExpression: "play" }),
        kind: eventGoal("Kind"),
        called: urlGoal("Named", { revenue: worth(1) }),
      },
    );
    const { isWell, text } = await account.restore(at, { apply: true });
    expect(text).toContain("4 changes written.");
    expect(isWell).toBe(true);
    expect(statuses(emulator.now)).toEqual({
      Left: "Active",
      Visit: "Active",
      Kind: "Active",
      Called: "Active",
    });
    expect(live("Visit")).toMatchObject({ LabelExpression: "x", ActionExpression: "click" });
    expect(liveGoal(emulator.now, "Kind").kind).toBe("Url");
    expect(live("Kind")).toMatchObject({ UrlExpression: "/kind", UrlOperator: "Equals" });
    expect((await account.restore(at, { apply: true })).writes).toEqual([]);
  });

  test("names each field of the type that stays, where the former type does not come back", async () => {
    await account.stack.up({
      site,
      order: eventGoal("Order", { labelOperator: "Equals", labelExpression: "x" }),
    });
    const at = account.later();
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, { LabelExpression: "by hand" });
    await account.stack.up({ site, order: urlGoal("Order", { urlOperator: "Equals" }) });
    const { text } = await account.restore(at, { apply: true });
    expect(liveGoal(emulator.now, "Order").kind).toBe("Url");
    for (const field of ["type", "labelExpression", "labelOperator", "urlExpression", "urlOperator"])
      expect(text).toContain(`${field}: `);
  });

  test("brings the other fields back where the service does not give a name back", async () => {
    emulator.now.settings({ rules: { "update.own-old-name": false } });
    const at = await changed(
      { site, order: urlGoal("Old", { revenue: worth(25) }) },
      { site, order: urlGoal("New", { revenue: worth(30) }) },
    );
    const { text, isWell } = await account.restore(at, { apply: true });
    expect(text).toContain("Microsoft does not say whether a goal may take back a name");
    expect(text).toContain("its name stays as it is: ");
    expect(live("New").Revenue?.Value).toBe("25");
    expect(isWell).toBe(false);
    emulator.now.settings({ rules: { "update.own-old-name": true } });
  });

  test("brings back tags, the account's settings and the goals of campaigns", async () => {
    const { id: campaignId } = emulator.now.addCampaign({ Name: "Summer", CampaignType: "Search" });
    const goals = { one: offlineGoal("One"), two: offlineGoal("Two") };
    await account.stack.up(goals);
    const [one, two] = ["One", "Two"].map((name) => liveGoal(emulator.now, name).id);
    const program = (of: string | undefined, description: string, suffix: string) => ({
      ...goals,
      shop: tag({ name: "Shop", description }),
      settings: accountSettings({ finalUrlSuffix: suffix }),
      links: campaignGoals({ campaignId, goalIds: [of] }),
    });
    const at = await changed(program(one, "ours", "a=1"), program(two, "theirs", "a=2"));
    const { text } = await account.restore(at, { apply: true });
    expect(text).toContain("3 changes written.");
    expect(liveTag(emulator.now, "Shop").fields.Description).toBe("ours");
    expect(emulator.now.store.campaigns[0]?.goalIds).toEqual([one]);
    expect(JSON.stringify(emulator.now.store.snapshot())).toContain("a=1");
    expect((await account.restore(at, { apply: true })).writes).toEqual([]);
  });

  test("leaves a goal alone that somebody else has changed since, unless it is told otherwise", async () => {
    const at = await changed(
      {
        site,
        order: urlGoal("Order", { revenue: worth(25) }),
        other: urlGoal("Other", { revenue: worth(25) }),
      },
      {
        site,
        order: urlGoal("Order", { revenue: worth(30) }),
        other: urlGoal("Other", { revenue: worth(30) }),
      },
    );
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
      Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "EUR" },
    });
    const first = await account.restore(at, { apply: true });
    expect(first.text).toContain("revenue changed since the last line of the log");
    expect(first.isWell).toBe(false);
    expect([live("Order").Revenue?.Value, live("Other").Revenue?.Value]).toEqual(["99", "25"]);
    const second = await account.restore(at, { apply: true, overwritesOthers: true });
    expect(second.isWell).toBe(true);
    expect(live("Order").Revenue?.Value).toBe("25");
  });

  test("leaves a goal alone of whose field nobody can tell whether somebody else has changed it: the log hides its last value", async () => {
    const secret = secretly(urlGoal("Order", { revenue: worth(30) }), "revenue.value");
    const at = await changed(
      { site, order: urlGoal("Order", { revenue: worth(25) }) },
      { site, order: secret },
    );
    emulator.now.editGoal(liveGoal(emulator.now, "Order").id, {
      Revenue: { Type: "FixedValue", Value: "99", CurrencyCode: "EUR" },
    });
    const first = await account.restore(at, { apply: true });
    expect(first.text).toContain(
      "revenue (the log hides its last value) changed since the last line of the log",
    );
    expect(first.isWell).toBe(false);
    expect(live("Order").Revenue?.Value).toBe("99");
    await account.restore(at, { apply: true, overwritesOthers: true });
    expect(live("Order").Revenue?.Value).toBe("25");
  });

  test("notes what it writes in the log that it is given, where no other is set: a second restore takes it for its own", async () => {
    const at = await changed(
      { site, order: urlGoal("Order", { revenue: worth(25) }) },
      { site, order: urlGoal("Order", { revenue: worth(30) }) },
    );
    const unset = { config: { "msads:auditLog": undefined } as unknown as Readonly<Record<string, string>> };
    await account.restore(at, { apply: true, file: account.file }, unset);
    expect(readFileSync(account.file, "utf8")).toContain("msads restore");
    const again = await account.restore(at, { apply: true, file: account.file }, unset);
    expect(again.text).not.toContain("changed since the last line of the log");
    expect(again.isWell).toBe(true);
  });

  test("never writes a value that the log hides, and shows no live value of it", async () => {
    const order = (value: number, minutes: number) => ({
      site,
      order: secretly(
        urlGoal("Order", { revenue: worth(value), conversionWindowInMinutes: minutes }),
        "revenue.value",
      ),
    });
    const at = await changed(order(4711.5, 60), order(4712.5, 90));
    const { text } = await account.restore(at, { apply: true });
    expect(text).toContain("revenue: it is secret, so the log does not hold its value");
    expect(text).not.toMatch(/471[12]/);
    expect(live("Order")).toMatchObject({ Revenue: { Value: "4712.5" }, ConversionWindowInMinutes: 60 });
    const json = await account.restore(at, { json: true });
    expect(json.text).not.toMatch(/471[12]/);
  });

  test("shows no name that is secret, whatever it has to say of the goal, and writes none into the log", async () => {
    const named = (name: string, minutes: number) => ({
      deal: secretly(offlineGoal(name, { conversionWindowInMinutes: minutes }), "name"),
    });
    const at = await changed(named("Acme buys", 60), named("Acme sells", 90));
    emulator.now.faults({
      operation: "UpdateConversionGoals",
      kind: "partial",
      index: 0,
      code: 3349,
      symbol: "Invalid",
    });
    const runs = [
      await account.restore(at, { apply: true }),
      await account.restore(at, { apply: true, json: true }),
    ];
    expect(runs[0]?.text).toContain("name: it is secret, so the log does not hold its value");
    expect(runs[0]?.text).toContain("1 failed");
    for (const { text } of runs) expect(text).not.toContain("Acme");
    expect(readFileSync(account.file, "utf8")).not.toContain("Acme");
    expect(live("Acme sells").ConversionWindowInMinutes).toBe(60);
  });

  test("lists goals made since, and pauses them only with --pause-new", async () => {
    const at = await changed({ a: offlineGoal("A") }, { a: offlineGoal("A"), b: offlineGoal("B") });
    const plain = await account.restore(at, { apply: true });
    expect(plain.text).toMatch(/Made since then.*\n {2}B \(goal \d+\): Active/);
    expect(plain.writes).toEqual([]);
    await account.restore(at, { apply: true, pausesNew: true });
    expect(statuses(emulator.now)).toEqual({ A: "Active", B: "Paused" });
    expect((await account.restore(at, { apply: true, pausesNew: true })).writes).toEqual([]);
  });

  test("says of a goal that is gone that nothing brings it back, and who has its name now", async () => {
    const at = await changed(
      { a: offlineGoal("A"), b: offlineGoal("B") },
      { b: offlineGoal("B", { status: "Paused" }) },
    );
    emulator.now.settings({ rules: { "goal.name-of-deleted": false } });
    emulator.now.deleteGoal(liveGoal(emulator.now, "A").id);
    await new Stack(emulator.now).up({ a: offlineGoal("A") });
    const { text } = await account.restore(at, { apply: true });
    const { id } = liveGoal(emulator.now, "A");
    expect(text).toContain(
      `it is gone from the account, and nothing brings a deleted goal back; goal ${id} has its name "A" now`,
    );
    expect(statuses(emulator.now)).toEqual({ A: "Active", B: "Active" });
    emulator.now.settings({ rules: { "goal.name-of-deleted": true } });
  });

  test("restores only the goal that is named", async () => {
    const program = (minutes: number) => ({
      a: offlineGoal("A", { conversionWindowInMinutes: minutes }),
      b: offlineGoal("B", { conversionWindowInMinutes: minutes }),
    });
    const at = await changed(program(60), program(90));
    await account.restore(at, { apply: true, thing: "B" });
    expect([live("A").ConversionWindowInMinutes, live("B").ConversionWindowInMinutes]).toEqual([90, 60]);
  });

  test("does not guess which goal is meant by a name that two have had", async () => {
    emulator.now.settings({ rules: { "goal.name-given-up": false } });
    const named = (first: string, second: string) => ({
      first: offlineGoal(first, { conversionWindowInMinutes: 60 }),
      second: offlineGoal(second, { conversionWindowInMinutes: 90 }),
    });
    await account.stack.up(named("A", "B"));
    const at = await changed(named("A old", "B"), named("A old", "A"));
    const [first, second] = [liveGoal(emulator.now, "A old").id, liveGoal(emulator.now, "A").id];
    await expect(account.restore(at, { apply: true, thing: "A" })).rejects.toThrow(
      `several have had the name "A" in account 222: goal ${first}, goal ${second}. Name one by its id`,
    );
    await account.restore(at, { apply: true, thing: second });
    expect(emulator.now.store.goals.map(({ id, fields }) => [id, fields.Name])).toEqual([
      [first, "A old"],
      [second, "B"],
    ]);
  });

  test("says which fields it cannot clear, and restores the others", async () => {
    const at = await changed(
      { shop: tag({ name: "Shop", description: "ours" }) },
      { shop: tag({ name: "Shop", description: "theirs", industry: "Retail" }) },
    );
    const { text } = await account.restore(at, { apply: true });
    expect(text).toContain("industry: it was not set, and Microsoft's API cannot clear it");
    expect(liveTag(emulator.now, "Shop").fields).toMatchObject({ Description: "ours", Industry: "Retail" });
  });

  test("never writes a name that this version does not know, and restores the others", async () => {
    const shop = (more: Values) => ({ shop: tag({ name: "Shop", ...more }) });
    await account.stack.up(shop({ description: "ours" }));
    emulator.now.editTag(liveTag(emulator.now, "Shop").id, { Industry: "Autos" });
    const at = account.later();
    emulator.now.faults({ kind: "unknownMember", field: "Industry" });
    await account.stack.up(shop({ description: "theirs", industry: "Retail" }));
    emulator.now.clearFaults();
    const { text } = await account.restore(at, { apply: true });
    expect(text).toContain('industry: it was "NotSupportedForGivenRevision", which cannot be set');
    expect(liveTag(emulator.now, "Shop").fields).toMatchObject({ Description: "ours", Industry: "Retail" });
  });

  test("sets a field that was not set to its documented default", async () => {
    const at = await changed(
      { site, order: urlGoal("Order") },
      {
        site,
        order: urlGoal("Order", { attributionModelType: "LastTouch", isEnhancedConversionsEnabled: true }),
      },
    );
    await account.restore(at, { apply: true });
    expect(live("Order")).toMatchObject({
      AttributionModelType: "LastClick",
      IsEnhancedConversionsEnabled: false,
    });
    expect((await account.restore(at, { apply: true })).writes).toEqual([]);
  });
});

describe("what holds a run back holds a restore back", () => {
  const program = (status: string) => ({
    all: libraryOf(Array.from({ length: 12 }, (_, index) => offlineGoal(`Goal ${index}`, { status }))),
  });

  test.each([
    [{ "msads:readOnly": "true" }, /readOnly is set .*: nothing is written\./],
    [{ "msads:changeAtMost": "3" }, /changeAtMost is 3, and this run would change 12: status in 12 goals/],
  ])("%j", async (config, words) => {
    const at = await changed(program("Active"), program("Paused"));
    const { text, writes, isWell } = await account.restore(at, { apply: true }, { config });
    expect(text).toMatch(words);
    expect([writes, isWell]).toEqual([[], false]);
  });

  test("at most ten active goals are paused, unless more are allowed", async () => {
    const at = await changed(program("Paused"), program("Active"));
    const first = await account.restore(at, { apply: true });
    expect(first.text).toContain("12 active goals would be paused, and at most 10 may be");
    expect([first.writes, first.isWell]).toEqual([[], false]);
    await account.restore(at, { apply: true, pauseAtMost: 12 });
    expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
  });

  test("an answer with no goal at all is not believed", async () => {
    const at = await changed(program("Active"), program("Paused"));
    emulator.now.reset();
    await expect(account.restore(at, { apply: true })).rejects.toThrow(
      /answers with no conversion goal at all, but the audit log tells of one/,
    );
  });

  test("a person who does not say yes", async () => {
    const at = await changed(program("Active"), program("Paused"));
    const asked: string[] = [];
    const answer = (yes: boolean) => async (question: string) => {
      asked.push(question);
      return yes;
    };
    const no = await account.restore(at, { apply: true }, { ask: answer(false) });
    expect([no.writes, no.complaints, no.isWell]).toEqual([
      [],
      ["nothing was written, since the answer was not yes"],
      false,
    ]);
    expect((await account.restore(at, { apply: true }, { ask: answer(true) })).writes).toEqual([
      "UpdateConversionGoals",
    ]);
    expect(asked).toEqual(Array(2).fill("Write 12 changes? Type yes: "));
  });

  test.each([
    ["without a terminal", { yes: false, json: false }, false],
    ["with --json, which shows no plan before the question", { yes: false, json: true }, true],
  ])("nobody who can answer, %s, unless --yes is said", async (_, consent, isTerminal) => {
    const at = await changed(program("Active"), program("Paused"));
    const ask = questionOf(consent, isTerminal);
    await expect(account.restore(at, { apply: true }, ask === undefined ? {} : { ask })).rejects.toThrow(
      "nothing was written: say --yes",
    );
    expect(Object.values(statuses(emulator.now))).not.toContain("Active");
    expect(questionOf({ ...consent, yes: true }, isTerminal)).toBeUndefined();
  });

  test("a change between the question and the answer", async () => {
    const at = await changed(program("Active"), program("Paused"));
    const ask = async () => {
      emulator.now.editGoal(liveGoal(emulator.now, "Goal 3").id, { Status: "Active" });
      return true;
    };
    await expect(account.restore(at, { apply: true }, { ask })).rejects.toThrow(
      /was changed meanwhile: nothing was written/,
    );
  });
});

describe("a log that does not tell enough", () => {
  test("is an error that says from when on it knows the account", async () => {
    await account.stack.up({ a: offlineGoal("A") });
    await expect(account.restore(new Date("2026-11-27T09:59:00Z"))).rejects.toThrow(
      "the audit log knows account 222 of customer 111 from 2026-11-27T10:00:00.000Z on",
    );
  });

  test("of another account is an error that names those that it knows", async () => {
    const at = await changed({ a: offlineGoal("A") }, {});
    await expect(account.restore(at, {}, { config: { "msads:accountId": "223" } })).rejects.toThrow(
      "does not tell of any change to account 223 of customer 111. It knows 111/222 (customer/account).",
    );
  });

  test("of the future, or of a goal that it does not know, is an error", async () => {
    const at = await changed({ a: offlineGoal("A") }, {});
    await expect(account.restore(at, { thing: "B" })).rejects.toThrow(
      'the audit log does not know "B" in account 222',
    );
    await expect(account.restore(new Date("2027-01-01T00:00:00Z"))).rejects.toThrow(
      "2027-01-01T00:00:00.000Z has not come yet",
    );
  });

  test("with old lines only is an error that says so", async () => {
    writeFileSync(
      account.file,
      '2026-11-20T00:00:00.000Z AddUetTags of 1 UET tag(s): "A" (TrackingId none)\n',
    );
    await expect(account.restore(new Date("2026-11-27T10:00:00Z"))).rejects.toThrow(
      "It has lines of an earlier version, which hold no values.",
    );
  });

  test("with a torn last line is read over it, with a word", async () => {
    const at = await changed({ a: offlineGoal("A") }, {});
    appendFileSync(account.file, '{"v":1,');
    const { complaints, writes } = await account.restore(at, { apply: true });
    expect(complaints).toEqual([expect.stringMatching(/^audit log: line \d+ is not complete/)]);
    expect(writes).toEqual(["UpdateConversionGoals"]);
  });

  test("of a call whose answer was lost restores what was before it", async () => {
    await account.stack.up({ a: offlineGoal("A", { conversionWindowInMinutes: 60 }) });
    const at = account.later();
    emulator.now.faults({ operation: "UpdateConversionGoals", kind: "drop", when: "after", times: 3 });
    await account.stack.up({ a: offlineGoal("A", { conversionWindowInMinutes: 90 }) });
    expect(live("A").ConversionWindowInMinutes).toBe(90);
    await account.restore(at, { apply: true });
    expect(live("A").ConversionWindowInMinutes).toBe(60);
  });
});
