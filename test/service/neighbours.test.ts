import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { type Stub, startStub } from "./stub";
import { type Members, soap, TRANSPORTS, type Value } from "./transports";

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const NONE: Members = { PartialErrors: [] };
const errorAt = (Index: number, Code: number): Members => ({
  PartialErrors: [{ Code, ErrorCode: "Sym", Index, Message: "No.", Type: "BatchError" }],
});

describe.each(TRANSPORTS)("over $name", (transport) => {
  const port = () => transport.port(stub.url);
  const answered = async <T>(operation: string, content: Members, call: () => Promise<T>): Promise<T> => {
    stub.answer(transport.answer(operation, content));
    return call();
  };
  const sent = async () => (await transport.sent(stub.got.at(-1))).members;

  describe("the properties of an account", () => {
    const get = (content: Members) =>
      answered("GetAccountProperties", content, () => port().getAccountProperties(["FinalUrlSuffix"]));

    it("come by their names, a nil value as none", async () => {
      const AccountProperties = [
        { Name: "FinalUrlSuffix", Value: "a=b" },
        { Name: "TrackingUrlTemplate", Value: null },
      ];
      expect(await get({ AccountProperties, ...NONE })).toEqual([
        { name: "FinalUrlSuffix", value: "a=b" },
        { name: "TrackingUrlTemplate", value: null },
      ]);
    });

    it("of a feature that is off are left out; another error fails the call", async () => {
      const AccountProperties = [{ Name: "FinalUrlSuffix", Value: "" }];
      expect(await get({ AccountProperties, ...errorAt(1, 6605) })).toHaveLength(1);
      await expect(get({ AccountProperties, ...errorAt(0, 106) })).rejects.toMatchObject({ code: 106 });
    });

    it("that are missing, or have no name, are no answer", async () => {
      await expect(get(NONE)).rejects.toMatchObject({ symbol: "MalformedAnswer" });
      const nameless = get({ AccountProperties: [{ Value: "x" }], ...NONE });
      await expect(nameless).rejects.toMatchObject({ symbol: "MalformedAnswer" });
    });

    it("are set in the order given, an empty text as such; what answers an empty element is done", async () => {
      const set = () =>
        port().setAccountProperties([
          { name: "MSCLKIDAutoTaggingEnabled", value: "false" },
          { name: "FinalUrlSuffix", value: "" },
        ]);
      expect(await answered("SetAccountProperties", {}, set)).toEqual({ trackingId: "track-1" });
      expect(JSON.stringify(await sent())).toMatch(/MSCLKIDAutoTaggingEnabled.*false.*FinalUrlSuffix/);
    });
  });

  describe("campaigns", () => {
    const get = (Campaigns: Value, more: Members = NONE) =>
      answered("GetCampaignsByIds", { Campaigns, ...more }, () => port().getCampaigns(["7", "8"]));
    const campaign = (more: Members): Members => ({
      Id: "7",
      Name: "Brand",
      Status: "Active",
      CampaignType: "Search",
      ...more,
    });

    it("stand in the order asked for, nil where there is none, whatever stands between their members", async () => {
      const found = await get([
        null,
        campaign({ Id: "8", GoalIds: ["2", "1"], BiddingScheme: { Type: "ManualCpc" } }),
      ]);
      expect(found).toEqual([null, { id: "8", name: "Brand", campaignType: "Search", goalIds: ["1", "2"] }]);
    });

    it.each([
      ["absent", {}],
      ["nil", { GoalIds: null }],
      ["empty", { GoalIds: [] }],
    ])("without goals, which are %s", async (_form, more: Members) => {
      expect((await get([campaign(more)]))[0]?.goalIds).toEqual([]);
    });

    it("that are deleted, not there, or of a type that was not asked for are none", async () => {
      expect(await get([campaign({ Status: "Deleted" })])).toEqual([null, null]);
      expect(await get([null, null], errorAt(0, 1100))).toEqual([null, null]);
      expect(await get([null, null], errorAt(1, 516))).toEqual([null, null]);
      await expect(get([null, null], errorAt(0, 106))).rejects.toMatchObject({ code: 106 });
    });

    it("are asked for by account, ids and every type, with their goals", async () => {
      await get([]);
      const members = await sent();
      expect(members).toMatchObject({ AccountId: "222", ReturnAdditionalFields: "CampaignConversionGoal" });
      expect(String(members.CampaignType).split(/[ ,]+/)).toContain("PerformanceMax");
    });

    it("that lack an id, or a list, are no answer", async () => {
      await expect(get([campaign({ Id: null })])).rejects.toMatchObject({ symbol: "MalformedAnswer" });
      const call = () => port().getCampaigns(["7"]);
      const none = answered("GetCampaignsByIds", NONE, call);
      await expect(none).rejects.toMatchObject({ symbol: "MalformedAnswer" });
    });
  });

  describe("links", () => {
    const links = [
      { campaignId: "7", goalId: "1" },
      { campaignId: "7", goalId: "2" },
    ];

    it.each(["add", "delete"])("to %s: those that failed by their index, the others done", async (which) => {
      const operation = which === "add" ? "AddCampaignConversionGoals" : "DeleteCampaignConversionGoals";
      const call = () =>
        which === "add"
          ? port().addCampaignConversionGoals(links)
          : port().deleteCampaignConversionGoals(links);
      const { items } = await answered(operation, errorAt(1, 8138), call);
      expect(items.map(({ ok }) => ok)).toEqual([true, false]);
      expect((await transport.sent(stub.got.at(-1))).operation).toBe(operation);
      expect(stub.got.at(-1)?.body).toMatch(
        /CampaignId\W+7\W.*GoalId\W+1\W.*CampaignId\W+7\W.*GoalId\W+2\W/s,
      );
    });

    it("more than a call takes are not sent", async () => {
      const many = Array.from({ length: 101 }, (_, n) => ({ campaignId: "7", goalId: String(n + 1) }));
      const before = stub.got.length;
      await expect(port().addCampaignConversionGoals(many)).rejects.toMatchObject({ symbol: "NotSent" });
      expect(stub.got.length).toBe(before);
    });
  });

  it("a report on uploads is read with its reasons; days and goals are asked for", async () => {
    const summary = {
      GoalId: "7",
      ConversionName: "Deal",
      OverallSuccessCount: "3",
      OverallUnattributedCount: "2",
      OverallAlerts: [{ UnattributedReason: "NoMatchingClickFound", Count: "2" }],
    };
    const call = () =>
      port().getOfflineConversionReport({
        goalIds: ["7"],
        start: new Date("2026-11-01T00:00:00Z"),
        end: new Date("2026-11-07T00:00:00Z"),
      });
    const content = { OfflineGoalConversionSummaries: [summary], ...NONE };
    expect(await answered("GetOfflineConversionReportByGoalIds", content, call)).toEqual([
      { goalId: "7", attributed: 3, unattributed: 2, alerts: [{ reason: "NoMatchingClickFound", count: 2 }] },
    ]);
    expect((await sent()).StartDateUtc).toBe("2026-11-01T00:00:00.000Z");
  });

  describe("how a tag is shared", () => {
    const get = async (CustomerShare: Value | undefined) => {
      const tag = { Id: "7", Name: "Site", ...(CustomerShare === undefined ? {} : { CustomerShare }) };
      const [found] = await answered("GetUetTagsByIds", { UetTags: [tag], ...NONE }, () =>
        port().getUetTags("all"),
      );
      return found;
    };
    const share = (...customers: readonly string[]): Members => ({
      CustomerAccountShares: customers.map((CustomerId) => ({ CustomerId })),
      OwnerCustomerId: "111",
    });

    it("is told without its owner", async () => {
      expect(await get(share("444", "111", "333"))).toMatchObject({
        sharedWith: ["333", "444"],
        ownerCustomerId: "111",
      });
      expect(await get(share())).toMatchObject({ sharedWith: [] });
    });

    it("is not told, or nil where a customer cannot share", async () => {
      expect(await get(undefined)).not.toHaveProperty("sharedWith");
      expect(await get(null)).toMatchObject({ sharedWith: null });
    });

    it.each([[[]], [["333", "444"]]])("is sent whole: %j", async (sharedWith) => {
      stub.answer(transport.answer("UpdateUetTags", NONE));
      await port().updateUetTags([{ id: "7", fields: { sharedWith } }]);
      const [, text = ""] = (stub.got.at(-1)?.body ?? "").split("CustomerAccountShares", 2);
      expect(text).not.toBe("");
      expect([...text.matchAll(/CustomerId"?[:>]"?([0-9]+)/g)].map(([, id]) => id)).toEqual(sharedWith);
    });
  });
});

const LINK = { campaignId: "7", goalId: "8" };

test.each([
  ["GetAccountProperties", (port: CampaignManagement) => port.getAccountProperties(["FinalUrlSuffix"])],
  [
    "SetAccountProperties",
    (port: CampaignManagement) => port.setAccountProperties([{ name: "FinalUrlSuffix", value: "" }]),
  ],
  ["GetCampaignsByIds", (port: CampaignManagement) => port.getCampaigns(["7"])],
  ["AddCampaignConversionGoals", (port: CampaignManagement) => port.addCampaignConversionGoals([LINK])],
  ["DeleteCampaignConversionGoals", (port: CampaignManagement) => port.deleteCampaignConversionGoals([LINK])],
])("%s, which API version 12 lacks, is refused in words, and nothing is sent", async (operation, call) => {
  const before = stub.got.length;
  await expect(call(soap.port(stub.url, { version: 12 }))).rejects.toMatchObject({
    message: `${operation} needs API version 13, but apiVersion is 12. Set apiVersion to 13.`,
    operation,
    outcome: "refused",
  });
  expect(stub.got).toHaveLength(before);
});
