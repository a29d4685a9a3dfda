import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { find, read } from "./reader";
import { account } from "./samples";
import { type Stub, startStub } from "./stub";
import { Digits, type Members, soap, TRANSPORTS } from "./transports";

const goal = { type: "Url", fields: { name: "n" } } as const;

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

function errors(...indexes: readonly (number | string)[]): Members {
  const one = (index: number | string): Members => ({
    Code: 5333,
    Details: null,
    ErrorCode: "Sym",
    FieldPath: "Revenue.Value",
    ...(index === "" ? {} : { Index: index }),
    Message: "Bad.",
    Type: "BatchError",
  });
  return { PartialErrors: indexes.map(one) };
}

function ids(...values: readonly (string | null)[]): Members {
  return { ConversionGoalIds: values };
}

/** Refused before anything reaches the service. */
async function expectNotSent(call: () => Promise<unknown>, why: string): Promise<void> {
  const before = stub.got.length;
  await expect(call()).rejects.toMatchObject({
    name: "MsadsError",
    outcome: "unreachable",
    message: expect.stringContaining(why),
  });
  expect(stub.got.length).toBe(before);
}

const NONE: Members = { PartialErrors: [] };

describe.each(TRANSPORTS)("over $name", (transport) => {
  const portTo = transport.port;

  describe("the results of a write", () => {
    const add = (content: Members, count: number) => {
      stub.answer(transport.answer("AddConversionGoals", content));
      return portTo(stub.url).addConversionGoals(Array(count).fill(goal));
    };
    const update = (content: Members, count: number) => {
      stub.answer(transport.answer("UpdateConversionGoals", content));
      return portTo(stub.url).updateConversionGoals(
        Array.from({ length: count }, (_, index) => ({ ...goal, id: String(index + 1) })),
      );
    };

    it("stand in the order of the request", async () => {
      const { items, trackingId } = await add({ ...ids("7", null, "9"), ...errors(1, 1) }, 3);
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

    it("are not believed where two new goals have one id", async () => {
      await expect(add({ ...ids("7", "8", "7"), ...NONE }, 3)).rejects.toMatchObject({
        outcome: "unknown",
        symbol: "MalformedAnswer",
        message: expect.stringContaining("two new goals have the id 7"),
      });
    });

    it("may leave out the ids when all failed", async () => {
      expect((await add(errors(0, 1), 2)).items.map(({ ok }) => ok)).toEqual([false, false]);
    });

    it("carry what an editor said", async () => {
      const editorial = {
        Code: 1,
        ErrorCode: "E",
        Index: 0,
        Message: "m",
        Type: "EditorialError",
        Appealable: true,
        DisapprovedText: "free",
        Location: "Name",
        PublisherCountry: "DE",
        ReasonCode: 17,
      };
      const { items } = await update({ PartialErrors: [editorial] }, 1);
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
      ["an id is missing without an error", () => add({ ...ids("7", null), ...errors() }, 2)],
      ["there are fewer ids than items", () => add({ ...ids("7"), ...errors() }, 2)],
      ["there are more ids than items", () => add({ ...ids("7", "8", "9"), ...errors() }, 2)],
      ["there are no ids and no errors", () => add(NONE, 2)],
      ["an item has an id and an error", () => add({ ...ids("7", "8"), ...errors(1) }, 2)],
      ["an error is about no item", () => update(errors(5), 2)],
      ["an error is about an item before the first", () => update(errors(-1), 2)],
      ["an error does not say which item it is about", () => update(errors(""), 2)],
      ["an index is no number", () => update(errors("two"), 2)],
      ["an id is no number", () => add({ ...ids("seven"), ...errors() }, 1)],
    ])("are unknown when %s", async (_what, call) => {
      await expect(call()).rejects.toMatchObject({
        name: "MsadsError",
        outcome: "unknown",
        trackingId: "track-1",
        message: expect.stringContaining("It is unknown whether it was done"),
      });
    });

    it("of new tags are the tags", async () => {
      const tag = { Description: null, Id: "5", Name: "t", TrackingScript: "<script>" };
      stub.answer(transport.answer("AddUetTags", { UetTags: [tag, null], ...errors(1) }));
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
        "an account id that is none",
        () => portTo(stub.url, { account: { ...account, accountId: "F1" } }).getUetTags("all"),
        "account id must be a number",
      ],
    ])("%s", (_what, call, why) => expectNotSent(call, why));

    it("fields that the service sets", async () => {
      stub.answer(transport.answer("AddConversionGoals", ids("1")));
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
      const { operation, members } = await transport.sent(stub.got.at(-1));
      expect([operation, members]).toEqual([
        "AddConversionGoals",
        { ConversionGoals: [{ Type: "Duration", Name: "n", Revenue: { Type: "FixedValue", Value: "1" } }] },
      ]);
    });
  });

  describe("reads", () => {
    it("ask for every type and every additional field", async () => {
      stub.answer(transport.answer("GetConversionGoalsByTagIds", { ConversionGoals: [] }));
      await portTo(stub.url).getConversionGoals({ tagIds: ["5", "5", "6"] });
      const { operation, members } = await transport.sent(stub.got.at(-1));
      expect(operation).toBe("GetConversionGoalsByTagIds");
      expect(members.TagIds).toEqual(["5", "6"]);
      expect(flags(members.ConversionGoalTypes)).toEqual([
        "AppDownload",
        "AppInstall",
        "Duration",
        "Event",
        "InStoreTransaction",
        "OfflineConversion",
        "PagesViewedPerVisit",
        "Url",
      ]);
      expect(flags(members.ReturnAdditionalFields)).toEqual([
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
      stub.answer(transport.answer("GetUetTagsByIds", { UetTags: [] }));
      await portTo(stub.url).getUetTags("all");
      expect((await transport.sent(stub.got.at(-1))).members).toEqual({ ReturnAdditionalFields: "Industry" });
    });

    it("give the fields in the form of the tables", async () => {
      const live = {
        AttributionModelType: null,
        ConversionWindowInMinutes: 43200,
        ExcludeFromBidding: null,
        GoalCategory: "Signup",
        Id: "5",
        IsAutoGoal: false,
        Name: "n",
        Revenue: { CurrencyCode: "EUR", Type: "FixedValue", Value: new Digits("5.10") },
        Scope: "Account",
        Status: "Active",
        TagId: null,
        TrackingStatus: "NoRecentConversions",
        Type: "OfflineConversion",
        IsExternallyAttributed: true,
        News: "1",
      };
      stub.answer(transport.answer("GetConversionGoalsByIds", { ConversionGoals: [live] }));
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

    it("read a decimal with more digits than we would write: one odd value makes no account unreadable", async () => {
      const revenue = { Type: "FixedValue", Value: new Digits("1.1234567890123450") };
      const live = { Id: "1", Name: "n", Type: "Url", Revenue: revenue };
      stub.answer(transport.answer("GetConversionGoalsByIds", { ConversionGoals: [live] }));
      const [goal] = await portTo(stub.url).getConversionGoals("all");
      expect(goal?.fields.revenue).toEqual({ type: "FixedValue", value: "1.123456789012345" });
    });

    it("mark a goal of a type that the API does not take, and one that Microsoft makes itself", async () => {
      const one = (Type: string, Id: string, more = {}) => ({ Type, Id, Name: `n${Id}`, ...more });
      const smart = {
        Status: "Active",
        TagId: "7",
        TrackingStatus: "TagInactive",
        Sense: "1",
        Revenue: null,
      };
      const goals = [one("Smart", "1", smart), one("Event", "2", { IsAutoGoal: true }), one("Url", "3")];
      stub.answer(transport.answer("GetConversionGoalsByIds", { ConversionGoals: goals }));
      expect(await portTo(stub.url).getConversionGoals("all")).toEqual([
        {
          type: "Unsupported",
          serviceType: "Smart",
          isAutoGoal: false,
          id: "1",
          name: "n1",
          trackingStatus: "TagInactive",
          fields: { name: "n1", status: "Active", tagId: "7" },
        },
        {
          type: "Unsupported",
          serviceType: "Event",
          isAutoGoal: true,
          id: "2",
          name: "n2",
          fields: { name: "n2", isAutoGoal: true },
        },
        { type: "Url", id: "3", name: "n3", fields: { name: "n3" } },
      ]);
    });

    it("leave an account readable, whatever a goal of another type lacks", async () => {
      const odd = [{ Type: "Smart", Id: "1", Name: null, Status: null }, { Type: "Odd" }];
      stub.answer(transport.answer("GetConversionGoalsByIds", { ConversionGoals: odd }));
      expect(await portTo(stub.url).getConversionGoals("all")).toMatchObject([
        { id: "1", name: "", serviceType: "Smart" },
      ]);
    });

    it("find goals by id even where holes were lost, and take a bad id for a goal that is not there", async () => {
      const one = (Id: string) => ({ Type: "Url", Id, Name: `n${Id}` });
      const error = { Code: 5314, ErrorCode: "InvalidConversionGoalId", Index: 0, Type: "BatchError" };
      stub.answer(
        transport.answer("GetConversionGoalsByIds", {
          ConversionGoals: [one("3"), one("2")],
          PartialErrors: [error],
        }),
      );
      const found = await portTo(stub.url).getConversionGoals({ ids: ["1", "2", "3"] });
      expect(found.map((live) => live?.name ?? null)).toEqual([null, "n2", "n3"]);
    });

    it("fail when the service kept something back", async () => {
      const error = {
        Code: 106,
        ErrorCode: "UserIsNotAuthorized",
        Index: 0,
        Message: "No.",
        Type: "BatchError",
      };
      stub.answer(transport.answer("GetUetTagsByIds", { UetTags: [null], PartialErrors: [error] }));
      await expect(portTo(stub.url).getUetTags({ ids: ["5"] })).rejects.toMatchObject({
        code: 106,
        outcome: "refused",
        items: [expect.objectContaining({ index: 0 })],
      });
    });

    it("take an answer without a list for no account without goals", async () => {
      const read = (content: Members) => {
        stub.answer(transport.answer("GetConversionGoalsByIds", content));
        return portTo(stub.url).getConversionGoals("all");
      };
      await expect(read(NONE)).rejects.toMatchObject({ symbol: "MalformedAnswer" });
      expect(await read({ ConversionGoals: [], ...NONE })).toEqual([]);
    });

    it("tell a web page as one", async () => {
      stub.answer({ headers: { "content-type": "text/html; charset=utf-8" }, body: "<html/>" });
      await expect(portTo(stub.url).getConversionGoals("all")).rejects.toMatchObject({
        outcome: "refused",
        message:
          "GetConversionGoalsByIds failed: the address answered with a web page, not the API; is the endpoint right? (NotTheApi). Check endpoint and environment, and any proxy in between.",
      });
    });

    it.each<[Members]>([
      [{ Id: "x", Name: "n" }],
      [{ Name: "n" }],
      [{ Id: "1" }],
      [{ Id: "1", Name: "n", ConversionWindowInMinutes: "many" }],
      [{ Id: "1", Name: "n", Revenue: { Value: "1e" } }],
      [{ Id: "1", Name: "n", Revenue: { Value: new Digits("1e99") } }],
      [{ Id: "1", Name: { b: null } }],
    ])("refuse garbage: %o", async (content) => {
      stub.answer(
        transport.answer("GetConversionGoalsByIds", { ConversionGoals: [{ Type: "Url", ...content }] }),
      );
      await expect(portTo(stub.url).getConversionGoals("all")).rejects.toMatchObject({
        symbol: "MalformedAnswer",
        trackingId: "track-1",
      });
    });
  });

  it("asks for credentials at each call and hands on why there are none", async () => {
    const reason = new Error("signed out");
    const port = portTo(stub.url, { credentials: () => Promise.reject(reason) });
    await expect(port.getUetTags("all")).rejects.toBe(reason);
  });
});

describe("what is not sent over version 12", () => {
  it.each([
    [
      "a field of v13",
      () => over12().addConversionGoals([{ type: "Url", fields: { goalCategory: "Purchase" } }]),
      "goalCategory needs API version 13",
    ],
    [
      "a type of v13",
      () => over12().addConversionGoals([{ type: "AppDownload", fields: {} }]),
      "AppDownload needs API version 13",
    ],
  ])("%s", (_what, call, why) => expectNotSent(call, why));

  it("additional fields", async () => {
    stub.answer(soap.answer("GetUetTagsByIds", { UetTags: [] }));
    await expect(over12().getUetTags("all")).rejects.toMatchObject({ symbol: "MalformedAnswer" });
    expect((await soap.sent(stub.got.at(-1))).members).toEqual({});
  });

  const over12 = () => soap.port(stub.url, { version: 12 });
});

it("says who issued a token of Google's", async () => {
  const credentials = async () =>
    ({ accessToken: "a", developerToken: "d", identityProvider: "google" }) as const;
  const [overSoap, overRest] = await Promise.all(
    TRANSPORTS.map(async ({ port }) => {
      const here = await startStub();
      await port(here.url, { credentials })
        .getUetTags("all")
        .catch(() => undefined);
      await here.close();
      return here.got[0];
    }),
  );
  expect(find(await read(overSoap?.body ?? ""), "Header")?.children.at(-1)).toMatchObject({
    name: "IdentityProvider",
    text: "Google",
    namespace: "https://bingads.microsoft.com/CampaignManagement/v13",
  });
  expect(overRest?.headers).toMatchObject({
    authorization: "Bearer a",
    developertoken: "d",
    customerid: "111",
    customeraccountid: "222",
    identityprovider: "Google",
    "content-type": "application/json",
  });
});

function flags(text: unknown): readonly string[] {
  return String(text)
    .split(/[\s,]+/)
    .sort();
}
