import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSoapCampaignManagement } from "../../provider/service/index";
import { find, read } from "./reader";
import { account, portTo } from "./samples";
import { answerOf, type Stub, startStub } from "./stub";

const SYSTEM = "http://schemas.datacontract.org/2004/07/System";
const goal = { type: "Url", fields: { name: "n" } } as const;

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

function errors(...indexes: readonly (number | string)[]): string {
  const one = (index: number | string) =>
    `<BatchError><Code>5333</Code><Details i:nil="true"/><ErrorCode>Sym</ErrorCode><FieldPath>Revenue.Value</FieldPath>${index === "" ? "" : `<Index>${index}</Index>`}<Message>Bad.</Message><Type>BatchError</Type></BatchError>`;
  return `<PartialErrors>${indexes.map(one).join("")}</PartialErrors>`;
}

function ids(...values: readonly (string | null)[]): string {
  const longs = values.map((value) =>
    value === null ? '<a:long i:nil="true"/>' : `<a:long>${value}</a:long>`,
  );
  return `<ConversionGoalIds xmlns:a="${SYSTEM}">${longs.join("")}</ConversionGoalIds>`;
}

describe("the results of a write", () => {
  const add = (content: string, count: number) => {
    stub.answer({ body: answerOf("AddConversionGoals", content) });
    return portTo(stub.url).addConversionGoals(Array(count).fill(goal));
  };
  const update = (content: string, count: number) => {
    stub.answer({ body: answerOf("UpdateConversionGoals", content) });
    return portTo(stub.url).updateConversionGoals(
      Array.from({ length: count }, (_, index) => ({ ...goal, id: String(index + 1) })),
    );
  };

  it("stand in the order of the request", async () => {
    const { items, trackingId } = await add(ids("7", null, "9") + errors(1, 1), 3);
    expect(trackingId).toBe("track-1");
    const error = { index: 1, code: 5333, symbol: "Sym", message: "Bad.", fieldPath: "Revenue.Value" };
    expect(items).toEqual([
      { ok: true, value: "7" },
      { ok: false, errors: [error, error] },
      { ok: true, value: "9" },
    ]);
  });

  it("of an update say only what failed", async () => {
    const { items } = await update(errors(2, 0), 3);
    expect(items.map(({ ok }) => ok)).toEqual([false, true, false]);
  });

  it("may leave out the ids when all failed", async () => {
    expect((await add(errors(0, 1), 2)).items.map(({ ok }) => ok)).toEqual([false, false]);
  });

  it("carry what an editor said", async () => {
    const editorial = `<BatchError i:type="EditorialError"><Code>1</Code><ErrorCode>E</ErrorCode><Index>0</Index><Message>m</Message><Appealable>true</Appealable><DisapprovedText>free</DisapprovedText><Location>Name</Location><PublisherCountry>DE</PublisherCountry><ReasonCode>17</ReasonCode></BatchError>`;
    const { items } = await update(`<PartialErrors>${editorial}</PartialErrors>`, 1);
    expect(items[0]).toMatchObject({
      ok: false,
      errors: [
        {
          editorial: {
            appealable: true,
            disapprovedText: "free",
            location: "Name",
            publisherCountry: "DE",
            reasonCode: 17,
          },
        },
      ],
    });
  });

  it.each([
    ["an id is missing without an error", () => add(ids("7", null) + errors(), 2)],
    ["there are fewer ids than items", () => add(ids("7") + errors(), 2)],
    ["there are more ids than items", () => add(ids("7", "8", "9") + errors(), 2)],
    ["there are no ids and no errors", () => add("<PartialErrors/>", 2)],
    ["an item has an id and an error", () => add(ids("7", "8") + errors(1), 2)],
    ["an error is about no item", () => update(errors(5), 2)],
    ["an error is about an item before the first", () => update(errors(-1), 2)],
    ["an error does not say which item it is about", () => update(errors(""), 2)],
    ["an index is no number", () => update(errors("two"), 2)],
    ["an id is no number", () => add(ids("seven") + errors(), 1)],
  ])("are unknown when %s", async (_what, call) => {
    await expect(call()).rejects.toMatchObject({
      name: "MsadsError",
      outcome: "unknown",
      trackingId: "track-1",
      message: expect.stringContaining("Whether it was done is unknown"),
    });
  });

  it("of new tags are the tags", async () => {
    stub.answer({
      body: answerOf(
        "AddUetTags",
        `<UetTags><UetTag><Description i:nil="true"/><Id>5</Id><Name>t</Name><TrackingScript>&lt;script&gt;</TrackingScript></UetTag><UetTag i:nil="true"/></UetTags>${errors(1)}`,
      ),
    });
    const { items } = await portTo(stub.url).addUetTags([
      { fields: { name: "t" } },
      { fields: { name: "u" } },
    ]);
    expect(items[0]).toEqual({
      ok: true,
      value: { id: "5", name: "t", description: null, trackingScript: "<script>" },
    });
    expect(items[1]?.ok).toBe(false);
  });
});

describe("what is not sent", () => {
  it.each([
    ["nothing to add", () => portTo(stub.url).addConversionGoals([]), { trackingId: undefined, items: [] }],
    ["nothing to update", () => portTo(stub.url).updateUetTags([]), { trackingId: undefined, items: [] }],
    [
      "no goal ids: to the service that means all",
      () => portTo(stub.url).getConversionGoals({ ids: [] }),
      [],
    ],
    [
      "no tag ids: to the service that means all",
      () => portTo(stub.url).getConversionGoals({ tagIds: [] }),
      [],
    ],
    ["no ids of tags", () => portTo(stub.url).getUetTags({ ids: [] }), []],
  ])("%s", async (_what, call, expected) => {
    const before = stub.got.length;
    expect(await call()).toEqual(expected);
    expect(stub.got.length).toBe(before);
  });

  it.each([
    ["101 goals", () => portTo(stub.url).addConversionGoals(Array(101).fill(goal)), "one call takes 100"],
    ["101 ids", () => portTo(stub.url).getUetTags({ ids: Array(101).fill("1") }), "one call takes 100"],
    ["an id that is none", () => portTo(stub.url).getUetTags({ ids: ["1 2"] }), "string of digits"],
    [
      "a goal id that is none",
      () => portTo(stub.url).updateConversionGoals([{ ...goal, id: "x" }]),
      "string of digits",
    ],
    [
      "a number for a text",
      () => portTo(stub.url).addUetTags([{ fields: { name: 5 } }]),
      "name must be a text, but is 5",
    ],
    [
      "a fraction for a whole number",
      () =>
        portTo(stub.url).addConversionGoals([{ type: "Url", fields: { conversionWindowInMinutes: 1.5 } }]),
      "whole number",
    ],
    [
      "revenue without members",
      () => portTo(stub.url).addConversionGoals([{ type: "Url", fields: { name: "n", revenue: {} } }]),
      'item 0 ("n"): revenue has no members',
    ],
    [
      "a field of v13 over v12",
      () => portTo(stub.url, 12).addConversionGoals([{ type: "Url", fields: { goalCategory: "Purchase" } }]),
      "goalCategory needs API version 13",
    ],
    [
      "a type of v13 over v12",
      () => portTo(stub.url, 12).addConversionGoals([{ type: "AppDownload", fields: {} }]),
      "AppDownload needs API version 13",
    ],
  ])("%s", async (_what, call, why) => {
    const before = stub.got.length;
    await expect(call()).rejects.toMatchObject({
      name: "MsadsError",
      outcome: "unreachable",
      message: expect.stringContaining(why),
    });
    expect(stub.got.length).toBe(before);
  });

  it("an account id that is none", async () => {
    const port = createSoapCampaignManagement({
      endpoint: stub.url,
      version: 13,
      account: { ...account, accountId: "F1" },
      credentials: async () => ({ accessToken: "a", developerToken: "d" }),
    });
    const before = stub.got.length;
    await expect(port.getUetTags("all")).rejects.toMatchObject({
      outcome: "unreachable",
      message: expect.stringContaining("account id must be a number"),
    });
    expect(stub.got.length).toBe(before);
  });

  it("fields that the service sets", async () => {
    stub.answer({ body: answerOf("AddConversionGoals", ids("1")) });
    await portTo(stub.url).addConversionGoals([
      {
        type: "Duration",
        fields: {
          id: "5",
          type: "Duration",
          isAutoGoal: true,
          trackingStatus: "x",
          name: "n",
          revenue: { type: "FixedValue", value: 1, currencyCode: "EUR" },
        },
      },
    ]);
    const sent = find(await read(stub.got.at(-1)?.body ?? ""), "ConversionGoal");
    expect(
      sent?.children.map(({ name, children }) => [name, ...children.map((child) => child.name)]),
    ).toEqual([["Name"], ["Revenue", "Type", "Value"]]);
  });
});

describe("reads", () => {
  it("ask for every type and every additional field", async () => {
    stub.answer({ body: answerOf("GetConversionGoalsByTagIds", "<ConversionGoals/>") });
    await portTo(stub.url).getConversionGoals({ tagIds: ["5", "5", "6"] });
    const request = find(await read(stub.got.at(-1)?.body ?? ""), "GetConversionGoalsByTagIdsRequest");
    const [tagIds, types, additional] = request?.children ?? [];
    expect(tagIds?.children.map(({ namespace, text }) => [namespace, text])).toEqual(
      ["5", "6"].map((id) => ["http://schemas.microsoft.com/2003/10/Serialization/Arrays", id]),
    );
    expect(types?.text.split(" ").sort()).toEqual([
      "AppDownload",
      "AppInstall",
      "Duration",
      "Event",
      "InStoreTransaction",
      "OfflineConversion",
      "PagesViewedPerVisit",
      "Url",
    ]);
    expect(additional?.text.split(" ").sort()).toEqual([
      "ApplicationDownloadGoal",
      "AttributionModelType",
      "DataDrivenAttribute",
      "GoalCategory",
      "InactiveDueToTagUnavailable",
      "IsAutoGoal",
      "IsEnhancedConversionsEnabled",
      "IsExternallyAttributed",
      "ViewThroughConversionWindowInMinutes",
    ]);
    stub.answer({ body: answerOf("GetUetTagsByIds", "<UetTags/>", 12) });
    await portTo(stub.url, 12).getUetTags("all");
    expect(find(await read(stub.got.at(-1)?.body ?? ""), "GetUetTagsByIdsRequest")?.children).toEqual([]);
  });

  it("give the fields in the form of the tables", async () => {
    const xml = `<ConversionGoal i:type="d:OfflineConversionGoal" xmlns:d="https://bingads.microsoft.com/CampaignManagement/v13"><AttributionModelType i:nil="true"/><ConversionWindowInMinutes>43200</ConversionWindowInMinutes><ExcludeFromBidding i:nil="true"/><GoalCategory>Signup</GoalCategory><Id>5</Id><IsAutoGoal>false</IsAutoGoal><Name>n</Name><Revenue><CurrencyCode>EUR</CurrencyCode><Type>FixedValue</Type><Value>5.10</Value></Revenue><Scope>Account</Scope><Status>Active</Status><TagId i:nil="true"/><TrackingStatus>NoRecentConversions</TrackingStatus><Type>OfflineConversion</Type><IsExternallyAttributed>true</IsExternallyAttributed><News>1</News></ConversionGoal>`;
    stub.answer({ body: answerOf("GetConversionGoalsByIds", `<ConversionGoals>${xml}</ConversionGoals>`) });
    expect(await portTo(stub.url).getConversionGoals("all")).toEqual([
      {
        id: "5",
        type: "OfflineConversion",
        name: "n",
        trackingStatus: "NoRecentConversions",
        fields: {
          name: "n",
          conversionWindowInMinutes: 43_200,
          excludeFromBidding: null,
          goalCategory: "Signup",
          isAutoGoal: false,
          isExternallyAttributed: true,
          scope: "Account",
          status: "Active",
          revenue: { currencyCode: "EUR", type: "FixedValue", value: "5.1" },
        },
      },
    ]);
  });

  it("find goals by id even where holes were lost, and take a bad id for a goal that is not there", async () => {
    const xml = (id: string) =>
      `<ConversionGoal i:type="UrlGoal"><Id>${id}</Id><Name>n${id}</Name></ConversionGoal>`;
    const error = `<PartialErrors><BatchError><Code>5314</Code><ErrorCode>InvalidConversionGoalId</ErrorCode><Index>0</Index></BatchError></PartialErrors>`;
    stub.answer({
      body: answerOf(
        "GetConversionGoalsByIds",
        `<ConversionGoals>${xml("3")}${xml("2")}</ConversionGoals>${error}`,
      ),
    });
    const found = await portTo(stub.url).getConversionGoals({ ids: ["1", "2", "3"] });
    expect(found.map((live) => live?.name ?? null)).toEqual([null, "n2", "n3"]);
  });

  it("fail when the service kept something back", async () => {
    stub.answer({
      body: answerOf(
        "GetUetTagsByIds",
        `<UetTags><UetTag i:nil="true"/></UetTags><PartialErrors><BatchError><Code>106</Code><ErrorCode>UserIsNotAuthorized</ErrorCode><Index>0</Index><Message>No.</Message></BatchError></PartialErrors>`,
      ),
    });
    await expect(portTo(stub.url).getUetTags({ ids: ["5"] })).rejects.toMatchObject({
      code: 106,
      outcome: "refused",
      items: [expect.objectContaining({ index: 0 })],
    });
  });

  it.each([
    "<Id>x</Id><Name>n</Name>",
    "<Name>n</Name>",
    "<Id>1</Id>",
    "<Id>1</Id><Name>n</Name><ConversionWindowInMinutes>many</ConversionWindowInMinutes>",
    "<Id>1</Id><Name>n</Name><Revenue><Value>1e5</Value></Revenue>",
    "<Id>1</Id><Name><b/></Name>",
  ])("refuse garbage: %s", async (content) => {
    stub.answer({
      body: answerOf(
        "GetConversionGoalsByIds",
        `<ConversionGoals><ConversionGoal i:type="UrlGoal">${content}</ConversionGoal></ConversionGoals>`,
      ),
    });
    await expect(portTo(stub.url).getConversionGoals("all")).rejects.toMatchObject({
      symbol: "MalformedAnswer",
      trackingId: "track-1",
    });
  });
});

it("says who issued a token of Google's", async () => {
  stub.answer({ body: answerOf("GetUetTagsByIds", "<UetTags/>") });
  const port = createSoapCampaignManagement({
    endpoint: stub.url,
    version: 13,
    account,
    credentials: async () => ({ accessToken: "a", developerToken: "d", identityProvider: "google" }),
  });
  await port.getUetTags("all");
  expect(find(await read(stub.got.at(-1)?.body ?? ""), "Header")?.children.at(-1)).toMatchObject({
    name: "IdentityProvider",
    text: "Google",
    namespace: "https://bingads.microsoft.com/CampaignManagement/v13",
  });
});

it("asks for credentials at each call and hands on why there are none", async () => {
  const reason = new Error("signed out");
  const port = createSoapCampaignManagement({
    endpoint: stub.url,
    version: 13,
    account,
    credentials: () => Promise.reject(reason),
  });
  await expect(port.getUetTags("all")).rejects.toBe(reason);
});
