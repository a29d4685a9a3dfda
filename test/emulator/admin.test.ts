import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessToken, startEmulator } from "../../provider/emulator";
import { Driver, said, useDriver } from "./driver";

const MINUTES = "ConversionWindowInMinutes";

const driver = useDriver();

async function admin(
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const content =
    body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } };
  const reply = await fetch(`${driver.emulator.admin}/${path}`, { method, ...content });
  return { status: reply.status, json: await reply.json() };
}

describe("admin over HTTP", () => {
  it("edits a goal as a person does, and refuses what the schema cannot hold", async () => {
    const id = await driver.idOf(driver.add("Url"));
    expect((await admin("POST", `goals/${id}`, { Name: "by hand", UrlExpression: null })).status).toBe(200);
    const reply = await driver.get([id]);
    expect([said(reply, "Name"), said(reply, "UrlExpression")]).toEqual(["by hand", "nil"]);
    for (const [path, body, why] of [
      ["goals/5", { Name: "x" }, "no goal 5"],
      [`goals/${id}`, { Colour: "red" }, /^UrlGoal has no field Colour to edit; it has .*UrlExpression/],
      [`goals/${id}`, { Id: "7" }, /no field Id to edit/],
      [
        `goals/${id}`,
        { ConversionWindowInMinutes: "a week" },
        `${MINUTES} is "a week"; allowed: a whole number`,
      ],
      [`goals/${id}`, { ConversionWindowInMinutes: 7.5 }, `${MINUTES} is 7.5; allowed: a whole number`],
      [`goals/${id}`, { ConversionWindowInMinutes: true }, `${MINUTES} is true; allowed: a whole number`],
      [`goals/${id}`, { Status: "Sleeping" }, 'Status is "Sleeping"; allowed: Active, Paused, Deleted'],
      [
        `goals/${id}`,
        { Revenue: { Colour: "red" } },
        "Revenue has no Colour; it has CurrencyCode, Type, Value",
      ],
      [
        `goals/${id}`,
        { Revenue: { Value: "25,5" } },
        'Revenue.Value is "25,5"; allowed: a decimal, like 25.5',
      ],
      [`goals/${id}`, { Revenue: 5 }, /^Revenue is 5; allowed: an object with CurrencyCode, Type, Value$/],
      [`goals/${id}`, { ExcludeFromBidding: "perhaps" }, /allowed: true, false$/],
      [`goals/${id}`, { TagId: 2 ** 53 }, /^TagId is 9007199254740992; allowed: digits; more than 15/],
      [`goals/${id}`, { deleted: "perhaps" }, "body/deleted must be boolean"],
      [`goals/${id}`, { kind: "Smart" }, /^body\/kind must be one of: Url, Duration, /],
      ["tags/5", { Name: "x" }, "no tag 5"],
    ] as const) {
      const refused = await admin("POST", path, body);
      expect([body, refused]).toEqual([
        body,
        { status: 400, json: { error: typeof why === "string" ? why : expect.stringMatching(why) } },
      ]);
    }
    expect(said(await driver.get([id]), "Name")).toBe("by hand");
  });

  it("takes numbers, texts and flags as people write them", async () => {
    const id = await driver.idOf(driver.add("Url"));
    const edits = [
      { Name: 2026 },
      { ConversionWindowInMinutes: "7", ViewThroughConversionWindowInMinutes: 60 },
      { ExcludeFromBidding: "true" },
      { Revenue: { Type: "FixedValue", Value: 99, CurrencyCode: "EUR" } },
    ];
    for (const edit of edits) expect((await admin("POST", `goals/${id}`, edit)).status).toBe(200);
    expect(driver.emulator.store.goal(id)?.fields).toMatchObject({
      Name: "2026",
      ConversionWindowInMinutes: 7,
      ViewThroughConversionWindowInMinutes: 60,
      ExcludeFromBidding: true,
      Revenue: { Value: "99" },
    });
    const reply = await driver.get([id]);
    expect([said(reply, "Name"), said(reply, "Value")]).toEqual(["2026", "99"]);
    await admin("POST", `goals/${id}`, { Revenue: { Type: "FixedValue", Value: "12.50" } });
    expect(driver.emulator.store.goal(id)?.fields.Revenue).toEqual({ Type: "FixedValue", Value: "12.50" });
    await admin("POST", `goals/${id}`, { deleted: "false" });
    expect(driver.emulator.store.goal(id)?.deleted).toBe(false);
  });

  it("takes them so wherever it takes something", async () => {
    const before = driver.emulator.store.now();
    expect((await admin("POST", "clock", { advanceHours: "1.5" })).status).toBe(200);
    expect(driver.emulator.store.now() - before).toBeGreaterThanOrEqual(1.5 * 3_600_000);
    await admin("POST", "customers", [
      { id: 7, pilots: ["574"], accounts: [{ id: 70, autoTagging: "false" }] },
    ]);
    expect([driver.emulator.store.customer("7"), driver.emulator.store.account("70")]).toMatchObject([
      { pilots: [574] },
      { customerId: "7", autoTagging: false },
    ]);
    await admin("POST", "settings", { latencyMs: "0", rules: { "call.fault-200": "true" } });
    expect(driver.emulator.store.settings).toMatchObject({ latencyMs: 0, rules: { "call.fault-200": true } });
    await admin("POST", "ids", { after: 500 });
    expect(await driver.idOf(driver.add("Url", { Name: "after" }))).toBe("501");
    const planned = await admin("POST", "faults", [{ kind: "fault", code: "117", times: "2" }]);
    expect(planned.json).toEqual([expect.objectContaining({ code: 117, times: 2 })]);
  });

  it("puts in a goal that only the web UI makes: it is listed and takes a name, and no call changes it", async () => {
    const { status, json } = await admin("POST", "goals", { type: "Smart", name: "By itself" });
    const { id } = json as { readonly id: string };
    expect(status).toBe(200);
    const reply = await driver.get([id]);
    expect([said(reply, "Name"), said(reply, "Status")]).toEqual(["By itself", "Active"]);
    expect(JSON.stringify(reply)).toContain("SmartGoal");
    expect(said(await driver.add("Url", { Name: "By itself" }), "Code")).toBe("5317");
    for (const kind of ["Url", "OfflineConversion"] as const)
      expect(said(await driver.update(kind, { Id: id, Status: "Paused" }), "Code")).toMatch(/^5/);
    expect(driver.emulator.store.goal(id)?.fields.Status).toBe("Active");
    for (const body of [
      { type: "Url", name: "x" },
      { type: "Smart" },
      { type: "Smart", name: "x", accountId: "5" },
      { type: "<b>", name: "x" },
    ])
      expect((await admin("POST", "goals", body)).status).toBe(400);
  });

  it("deletes; the id then reads as nil and its name cannot be used again", async () => {
    const id = await driver.idOf(driver.add("Url"));
    await admin("POST", `goals/${id}`, { deleted: true });
    expect(said(await driver.get([id]), "ConversionGoal")).toBe("nil");
    expect(said(await driver.add("Url"), "Code")).toBe("5317");
    expect(said(await driver.update("Url", { Id: id, Name: "x" }), "Code")).toBe("5314");
  });

  it("changes a goal's type, which takes the old type's fields away", async () => {
    const id = await driver.idOf(driver.add("Url"));
    await admin("POST", `goals/${id}`, { kind: "Duration", MinimumDurationInSeconds: 9 });
    const { text } = await driver.get([id]);
    expect(text).toContain('i:type="DurationGoal"');
    expect(text).not.toContain("UrlExpression");
  });

  it("moves the clock, adds customers, sets ids and settings", async () => {
    const before = driver.emulator.store.now();
    await admin("POST", "clock", { advanceHours: 48 });
    expect(driver.emulator.store.now() - before).toBeGreaterThanOrEqual(48 * 3_600_000);
    await admin("POST", "customers", [{ id: "7", accounts: [{ id: "70", currency: "USD" }] }]);
    expect(driver.emulator.store.account("70")?.currency).toBe("USD");
    expect((await admin("POST", "customers", [{ id: "8", accounts: [{ id: "70" }] }])).status).toBe(400);
    await admin("POST", "ids", { after: "9007199254740992" });
    expect(await driver.idOf(driver.add("Url"))).toBe("9007199254740993");
    const settings = await admin("POST", "settings", {
      rules: { "call.fault-200": true },
      limits: { itemsPerCall: 3 },
    });
    expect(settings.json).toMatchObject({ limits: { itemsPerCall: 3, goalsPerAccount: 1000 } });
    expect((await admin("GET", "settings")).json).toEqual(settings.json);
  });

  it.each([
    ["clock", { advanceHours: -1 }],
    ["clock", { advanceHours: null }],
    ["clock", { advanceHours: true }],
    ["clock", { advanceHours: "constructor" }],
    ["ids", { after: 2 ** 53 }],
    ["settings", { singleUseRefreshTokens: "constructor" }],
    ["settings", { rules: { "no.such-rule": true } }],
    ["settings", { colour: "red" }],
    ["faults", [{ kind: "drop" }]],
    ["faults", [{ kind: "nonsense" }]],
    ["faults", { kind: "empty200" }],
    ["customers", [{ id: "x" }]],
  ])("%s refuses %j", async (path, body) => {
    expect((await admin("POST", path, body)).status).toBe(400);
  });

  it.each([
    [{ kind: "delay" }, "body/0 must have required property 'ms'"],
    [
      { kind: "nonsense" },
      "body/0/kind must be one of: fault, http, empty200, drop, delay, partial, unknownMember",
    ],
    [{ kind: "http", status: 429, header: {} }, "body/0 has no header"],
    [{ kind: "http", status: 429, headers: { "bad name": "x" } }, 'header "bad name" cannot be sent'],
  ])("says of the fault %j what does not fit", async (fault, words) => {
    const { status, json } = await admin("POST", "faults", [fault]);
    expect([status, json]).toEqual([400, { error: expect.stringContaining(words) }]);
  });

  it("sends each header of a planned answer once", async () => {
    const headers = { "Content-Type": "text/x", "Retry-After": "7" };
    await admin("POST", "faults", [{ kind: "http", status: 429, body: "hi", headers }]);
    const answer = await fetch(`${driver.emulator.rest}/CampaignManagement/v13/UetTags/QueryByIds`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect([answer.status, answer.headers.get("content-type"), answer.headers.get("retry-after")]).toEqual([
      429,
      "text/x",
      "7",
    ]);
  });

  it("changes nothing for pages of other sites", async () => {
    await driver.addTags([{ Name: "site" }]);
    for (const origin of ["http://shop.example", "null"]) {
      const answer = await fetch(`${driver.emulator.admin}/reset`, { method: "POST", headers: { origin } });
      expect(answer.status).toBe(400);
    }
    expect(driver.emulator.store.tags).toHaveLength(1);
  });

  it("plans and takes back faults", async () => {
    const planned = await admin("POST", "faults", [
      { kind: "fault", code: 117 },
      { kind: "empty200", after: 1 },
    ]);
    expect(planned.json).toHaveLength(2);
    await driver.getTags();
    expect((await admin("GET", "faults")).json).toEqual([expect.objectContaining({ kind: "empty200" })]);
    await admin("DELETE", "faults");
    expect((await admin("GET", "faults")).json).toEqual([]);
  });

  it("lists rules with mark, source and whether they are in force", async () => {
    const rules = (await admin("GET", "rules")).json as readonly Record<string, unknown>[];
    expect(rules.find((rule) => rule.id === "goal.name-taken")).toMatchObject({
      mark: "documented",
      code: 5317,
      inForce: true,
    });
    expect(rules.find((rule) => rule.id === "call.fault-200")).toMatchObject({
      mark: "observed",
      inForce: false,
    });
  });

  it("forgets everything on reset", async () => {
    await driver.add("Url");
    driver.emulator.settings({ latencyMs: 1 });
    driver.emulator.faults({ kind: "empty200" });
    await admin("POST", "reset");
    expect((await admin("GET", "store")).json).toMatchObject({
      goals: [],
      tags: [],
      settings: { latencyMs: 0 },
    });
    expect([(await admin("GET", "calls")).json, (await admin("GET", "faults")).json]).toEqual([[], []]);
  });
});

describe("the log of calls", () => {
  it("says which fields were sent for which item, and never a token", async () => {
    const secret = "very-secret-token";
    await driver.add("Url", { Revenue: { Type: "FixedValue", Value: "1", CurrencyCode: "EUR" } });
    await driver.get(["1", "2"], "", "", { version: 12 });
    await driver.getTags([], "", { headers: { AuthenticationToken: secret, DeveloperToken: secret } });
    const { json } = await admin("GET", "calls");
    expect(json).toMatchObject([
      { n: 1, operation: "AddUetTags" },
      {
        n: 2,
        operation: "AddConversionGoals",
        version: 13,
        transport: "soap",
        accountId: "222",
        customerId: "111",
        items: 1,
        status: 200,
        outcome: "ok",
        sent: [
          {
            name: "url",
            type: "UrlGoal",
            fields: [
              "GoalCategory",
              "Name",
              "Revenue.CurrencyCode",
              "Revenue.Type",
              "Revenue.Value",
              "TagId",
              "UrlExpression",
            ],
          },
        ],
      },
      { n: 3, operation: "GetConversionGoalsByIds", version: 12, items: 2, ids: ["1", "2"] },
      { n: 4, outcome: "fault", codes: [105], refusedBy: ["auth.token-invalid"] },
    ]);
    expect(JSON.stringify(json)).not.toContain(secret);
    expect(JSON.stringify(json)).not.toContain(accessToken);
  });
});

describe("the data file", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "msads-emulator-"));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("keeps the store, leaves nothing beside it, and must be one", async () => {
    const data = join(folder, "store.json");
    const first = await startEmulator({ data });
    await new Driver(first).addTags([{ Name: "kept" }]);
    first.settings({ limits: { itemsPerCall: 7 } });
    const kept = first.store.snapshot();
    await first.close();
    expect(readdirSync(folder)).toEqual(["store.json"]);
    const second = await startEmulator({ data });
    expect(second.store.snapshot()).toEqual(kept);
    expect(said(await new Driver(second).addTags([{ Name: "Kept" }]), "Code")).toBe("5303");
    await second.close();
    writeFileSync(data, "{]");
    await expect(startEmulator({ data })).rejects.toThrow(/no data file of the emulator/);
  });
});
