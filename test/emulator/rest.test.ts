import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { good, said, useDriver } from "./driver";
import { allRestTypes, callRest, type RestCall, type RestReply, restCodes } from "./restClient";

const driver = useDriver();

const call = (path: string, body: unknown, more: Partial<RestCall> = {}): Promise<RestReply> =>
  callRest({ base: driver.emulator.rest, path, body, ...more });
const goalOf = (kind: keyof typeof good, more: object = {}) => ({ Type: kind, ...good[kind], ...more });
const addGoals = (...ConversionGoals: readonly unknown[]) => call("/ConversionGoals", { ConversionGoals });
const query = (more: object = {}) =>
  call("/ConversionGoals/QueryByIds", { ConversionGoalTypes: allRestTypes, ...more });
const everything =
  "ViewThroughConversionWindowInMinutes, IsExternallyAttributed, GoalCategory, AttributionModelType, IsEnhancedConversionsEnabled, IsAutoGoal, ApplicationDownloadGoal";

/** Microsoft: ConversionGoal, in the order of its schema, without the members that only come when asked for. */
const BASE = [
  "ConversionWindowInMinutes",
  "CountType",
  "ExcludeFromBidding",
  "Id",
  "Name",
  "Revenue",
  "Scope",
  "Status",
  "TagId",
  "TrackingStatus",
  "Type",
];

describe("an answer", () => {
  it("has every member of the type, null where it is unset, and no other", async () => {
    await addGoals(goalOf("Url"), goalOf("Event"), goalOf("OfflineConversion"));
    const { json } = await query();
    expect(json.ConversionGoals?.map((goal) => Object.keys(goal ?? {}))).toEqual([
      [...BASE, "UrlExpression", "UrlOperator"],
      [
        ...BASE,
        "ActionExpression",
        "ActionOperator",
        "CategoryExpression",
        "CategoryOperator",
        "LabelExpression",
        "LabelOperator",
        "Value",
        "ValueOperator",
      ],
      BASE,
    ]);
    expect(json.PartialErrors).toEqual([]);
    expect(Object.keys(json)).toEqual(["ConversionGoals", "PartialErrors"]);
    expect(json.ConversionGoals?.[1]).toMatchObject({ LabelExpression: null, Type: "Event" });
    expect(Object.keys(json.ConversionGoals?.[0]?.Revenue ?? {})).toEqual(["CurrencyCode", "Type", "Value"]);
  });

  it("has additional members only when they are asked for and set", async () => {
    await addGoals(goalOf("Url"), goalOf("AppDownload"));
    expect((await query()).json.ConversionGoals).toHaveLength(1);
    const [url, app] = (await query({ ReturnAdditionalFields: everything })).json.ConversionGoals ?? [];
    expect(url).toMatchObject({ GoalCategory: "Purchase", AttributionModelType: "LastClick" });
    expect(url).not.toHaveProperty("IsExternallyAttributed");
    expect(app).toMatchObject({ Type: "AppDownload", AppPlatform: "Android" });
  });

  it("has longs as texts, other numbers as numbers with the digits they were sent with", async () => {
    driver.emulator.continueIdsAfter("9007199254740993");
    const sent = goalOf("Url", { TagId: "96031109" });
    const text = JSON.stringify({
      ConversionGoals: [{ ...sent, Revenue: { Type: "FixedValue", Value: 0, CurrencyCode: "EUR" } }],
    });
    const added = await call("/ConversionGoals", text.replace('"Value":0', '"Value":900000.120000000010'));
    expect(added.text).toBe('{"ConversionGoalIds":["9007199254740994"],"PartialErrors":[]}');
    const found = await query({ ConversionGoalIds: ["9007199254740994"] });
    expect(found.text).toContain('"Value":900000.120000000010}');
    expect(found.text).toContain('"Id":"9007199254740994"');
    expect(found.text).toContain('"ConversionWindowInMinutes":43200,');
  });

  it.each([
    ["5.10", "5.10"],
    ["1e2", "100"],
    ["12.5E+1", "125"],
    ["5e-3", "0.005"],
    ["-0.0", "-0.0"],
  ])("%s of a request is %s to the service", async (written, stored) => {
    const text = JSON.stringify({
      ConversionGoals: [goalOf("Event", { Value: 0, ValueOperator: "Equals" })],
    });
    const added = await call("/ConversionGoals", text.replace('"Value":0', `"Value":${written}`));
    expect(restCodes(added)).toEqual([]);
    expect(driver.emulator.store.goals[0]?.fields.Value).toBe(stored);
  });

  it("to writes has ids or null, errors by index, and the TrackingId as a header", async () => {
    const added = await addGoals(goalOf("Url"), goalOf("Url"), null, goalOf("Duration"));
    expect(added.json.ConversionGoalIds?.map((id) => id !== null)).toEqual([true, false, false, true]);
    expect(restCodes(added)).toEqual(["1:5316", "2:5323"]);
    expect(added.json.PartialErrors?.[0]).toEqual({
      Code: 5316,
      Details: null,
      ErrorCode: expect.any(String),
      FieldPath: null,
      ForwardCompatibilityMap: null,
      Index: 1,
      Message: expect.any(String),
      Type: "BatchError",
    });
    expect([added.status, added.headers.get("trackingid")]).toEqual([200, driver.last.trackingId]);
    expect(added.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const id = added.json.ConversionGoalIds?.[0];
    const updated = await call(
      "/ConversionGoals",
      { ConversionGoals: [{ Type: "Url", Id: id, Status: "Paused" }] },
      { method: "PUT" },
    );
    expect(updated.text).toBe('{"PartialErrors":[]}');
    expect(driver.emulator.store.goal(String(id))?.fields.Status).toBe("Paused");
  });

  it("to reads by id keeps their order, with null for what is not there", async () => {
    const ids = (await addGoals(goalOf("Url"), goalOf("Duration"))).json.ConversionGoalIds ?? [];
    const found = await query({ ConversionGoalIds: [ids[1], "5", ids[0]] });
    expect(found.json.ConversionGoals?.map((goal) => goal?.Type ?? null)).toEqual(["Duration", null, "Url"]);
    const byTag = await call("/ConversionGoals/QueryByTagIds", {
      TagIds: ["96031109"],
      ConversionGoalTypes: "Duration",
    });
    expect(byTag.json.ConversionGoals?.map((goal) => goal?.Id)).toEqual([ids[1]]);
  });

  it("about tags is of the same making", async () => {
    const added = await call("/UetTags", {
      UetTags: [{ Name: "shop", Description: "d", Industry: "Retail" }],
    });
    const [tag] = added.json.UetTags ?? [];
    const members = ["CustomerShare", "Description", "Id", "Name", "TrackingNoScript", "TrackingScript"];
    expect(Object.keys(tag ?? {})).toEqual([...members, "TrackingStatus"]);
    expect(tag).toMatchObject({
      CustomerShare: { CustomerAccountShares: [], OwnerCustomerId: "111" },
      Id: expect.any(String),
      TrackingStatus: "Unverified",
    });
    const body = { UetTags: [{ Id: tag?.Id, Name: "shop", Description: "e" }] };
    expect((await call("/UetTags", body, { method: "PUT" })).text).toBe('{"PartialErrors":[]}');
    const all = (await call("/UetTags/QueryByIds", { ReturnAdditionalFields: "Industry" })).json.UetTags;
    expect(all?.map((each) => [each?.Name, each?.Description, each?.Industry])).toEqual([
      ["site", null, undefined],
      ["shop", "e", "Retail"],
    ]);
  });
});

describe("a request", () => {
  it.each(["Url, Event", "Url,Event", "Url Event", " Event  ,Url"])(
    "may separate flags so: %j",
    async (types) => {
      await addGoals(goalOf("Url"), goalOf("Event"), goalOf("Duration"));
      const found = await query({ ConversionGoalTypes: types });
      expect(found.json.ConversionGoals?.map((goal) => goal?.Type)).toEqual(["Url", "Event"]);
    },
  );

  it("may hold null for what is unset, and members in any order", async () => {
    const { GoalCategory, ...others } = good.Url;
    const added = await addGoals({
      ...others,
      Revenue: null,
      Id: null,
      UrlOperator: null,
      Type: "Url",
      GoalCategory,
    });
    expect(restCodes(added)).toEqual([]);
    const nulls = { ConversionGoalIds: null, ReturnAdditionalFields: null };
    expect((await query(nulls)).json.ConversionGoals).toHaveLength(1);
    expect((await call("/UetTags/QueryByIds", {})).json.UetTags).toHaveLength(1);
  });

  it("may be gzipped, and is logged like any other", async () => {
    const body = gzipSync(JSON.stringify({ UetTags: [{ Name: "packed" }] }));
    await call("/UetTags", new Uint8Array(body), { headers: { "content-encoding": "gzip" } });
    expect(driver.last).toMatchObject({
      operation: "AddUetTags",
      transport: "rest",
      version: 13,
      customerId: "111",
      accountId: "222",
      items: 1,
      sent: [{ name: "packed", fields: ["Name"] }],
      bytes: body.length,
      status: 200,
      outcome: "ok",
    });
    await addGoals(goalOf("Url"));
    expect(driver.last.sent[0]).toMatchObject({ type: "UrlGoal", name: "url" });
    expect(driver.last.sent[0]?.fields).not.toContain("Type");
  });

  it.each<[string, string, Partial<RestCall>, number]>([
    ["a path like SOAP's action", "/GetConversionGoalsByIds", {}, 404],
    ["another verb", "/ConversionGoals", { method: "DELETE" }, 404],
    ["another version", "/../v12/UetTags", {}, 404],
    ["another media type", "/UetTags", { headers: { "content-type": "text/xml" } }, 415],
    ["an unknown packing", "/UetTags", { headers: { "content-encoding": "br" } }, 415],
    ["bad gzip", "/UetTags", { headers: { "content-encoding": "gzip" } }, 400],
  ])("of %s is refused", async (_what, path, more, status) => {
    expect((await call(path, { UetTags: [] }, more)).status).toBe(status);
  });

  it("cannot reach what JavaScript has by itself", async () => {
    const body = '{"UetTags":[{"Name":"x","__proto__":{"polluted":1}}],"__proto__":{"polluted":1}}';
    expect(restCodes(await call("/UetTags", body))).toEqual(["100"]);
    driver.emulator.settings({ rules: { "rest.unknown-member": false } });
    expect(restCodes(await call("/UetTags", body))).toEqual([]);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.keys(driver.emulator.store.tags[1]?.fields ?? {})).toEqual(["Name"]);
  });
});

describe("a fault", () => {
  const token = (value: string | null) => ({ headers: { authorization: value } });

  it.each<[string, Partial<RestCall>, number, number]>([
    ["an expired token", token("Bearer expired-1"), 401, 109],
    ["another token", token("Bearer nobody"), 401, 105],
    ["no token", token(null), 400, 116],
    ["no developer token", { headers: { developertoken: null } }, 400, 116],
    ["a foreign customer", { headers: { customerid: "999" } }, 403, 106],
    ["the text None for a customer", { headers: { customerid: "None" } }, 400, 1029],
    ["an unknown account", { headers: { customeraccountid: "7" } }, 400, 119],
  ])("for %s", async (_what, more, status, code) => {
    const reply = await call("/ConversionGoals", { ConversionGoals: [goalOf("Url")] }, more);
    expect([reply.status, restCodes(reply)]).toEqual([status, [String(code)]]);
    expect(reply.json.TrackingId).toBe(driver.last.trackingId);
    expect(reply.headers.get("trackingid")).toBeNull();
    expect(driver.emulator.store.goals).toEqual([]);
  });

  it("about the caller or the service is an AdApiFaultDetail, about the request an ApiFaultDetail", async () => {
    driver.emulator.faults({ kind: "fault", code: 117 });
    const limited = await query();
    expect([limited.status, limited.headers.get("retry-after")]).toEqual([429, null]);
    expect(limited.json).toEqual({
      TrackingId: expect.any(String),
      Type: "AdApiFaultDetail",
      Errors: [{ Code: 117, Detail: null, ErrorCode: "CallRateExceeded", Message: expect.any(String) }],
    });
    const empty = await addGoals();
    expect([empty.status, empty.json]).toEqual([
      400,
      {
        TrackingId: expect.any(String),
        Type: "ApiFaultDetail",
        BatchErrors: [],
        OperationErrors: [
          { Code: 5321, Details: null, ErrorCode: expect.any(String), Message: expect.any(String) },
        ],
      },
    ]);
  });

  it("on request comes over the transport that was asked for", async () => {
    const faults = [
      { kind: "fault", code: 0, transport: "rest" },
      { kind: "empty200", transport: "soap" },
    ];
    const headers = { "content-type": "application/json" };
    const planned = await fetch(`${driver.emulator.admin}/faults`, {
      method: "POST",
      headers,
      body: JSON.stringify(faults),
    });
    expect(planned.status).toBe(200);
    expect((await driver.getTags()).text).toBe("");
    expect([(await query()).status, (await query()).status]).toEqual([500, 200]);
  });

  it.each(["before", "after"] as const)("on request, %s the work is done", async (when) => {
    const done = () => driver.emulator.store.goals.map((goal) => goal.fields.Name);
    driver.emulator.faults({ kind: "drop", when });
    await expect(addGoals(goalOf("Url", { Name: "dropped" }))).rejects.toThrow();
    driver.emulator.faults({ kind: "empty200", when });
    const empty = await addGoals(goalOf("Url", { Name: "empty" }));
    expect([empty.status, empty.text, empty.headers.get("content-type")]).toEqual([
      200,
      "",
      "application/json; charset=utf-8",
    ]);
    driver.emulator.faults({ kind: "http", status: 503, body: "<h1>down</h1>", when });
    expect((await addGoals(goalOf("Url", { Name: "down" }))).status).toBe(503);
    driver.emulator.faults({ kind: "fault", code: 0, when, http: 500 });
    expect(restCodes(await addGoals(goalOf("Url", { Name: "internal" })))).toEqual(["0"]);
    expect(done()).toEqual(when === "before" ? [] : ["dropped", "empty", "down", "internal"]);
    expect(
      driver.emulator
        .calls()
        .slice(-4)
        .map(({ sent }) => sent[0]?.name),
    ).toEqual(["dropped", "empty", "down", "internal"]);
  });

  it("of a single item lets the others go on, with all that an editor says", async () => {
    driver.emulator.faults(
      { kind: "partial", index: 1, code: 5320, symbol: "InvalidConversionGoalName", editorial: true },
      { kind: "delay", ms: 1 },
    );
    const reply = await addGoals(goalOf("Url"), goalOf("Duration"), goalOf("Event"));
    expect(restCodes(reply)).toEqual(["1:5320"]);
    expect(reply.json.PartialErrors?.[0]).toMatchObject({
      Type: "EditorialError",
      Appealable: true,
      ReasonCode: 17,
    });
    expect(driver.emulator.store.goals.map((goal) => goal.kind)).toEqual(["Url", "Event"]);
  });
});

it("both transports see one store, and REST goes on when SOAP is retired", async () => {
  const overSoap = await driver.idOf(driver.add("Url", { Name: "over SOAP" }));
  const [overRest] = (await addGoals(goalOf("Url", { Name: "over REST" }))).json.ConversionGoalIds ?? [];
  const [soap, rest] = driver.emulator.store.goals;
  expect({ ...rest?.fields, Name: "" }).toEqual({ ...soap?.fields, Name: "" });
  expect(said(await driver.get([String(overRest)]), "Name")).toBe("over REST");
  driver.emulator.settings({ retired: [13] });
  expect((await driver.getTags()).text).toContain("303");
  const found = await query({ ConversionGoalIds: [overSoap] });
  expect(found.json.ConversionGoals?.[0]?.Name).toBe("over SOAP");
});
