import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { goalTypesOf } from "../../provider/goals/definitions";
import { childNames, find, read } from "./reader";
import { account, fullGoal, portTo } from "./samples";
import { type Stub, startStub } from "./stub";

/** What every v12 goal begins with, in the order of Microsoft's page for UpdateConversionGoals; the service sets the last two. */
const BASE = [
  "ConversionWindowInMinutes",
  "CountType",
  "Id",
  "Name",
  "Revenue",
  "Scope",
  "Status",
  "TagId",
  "TrackingStatus",
  "Type",
];
const OWN: Readonly<Record<string, readonly string[]>> = {
  Url: ["UrlExpression", "UrlOperator"],
  Duration: ["MinimumDurationInSeconds"],
  PagesViewedPerVisit: ["MinimumPagesViewed"],
  Event: [
    "ActionExpression",
    "ActionOperator",
    "CategoryExpression",
    "CategoryOperator",
    "LabelExpression",
    "LabelOperator",
    "Value",
    "ValueOperator",
  ],
  AppInstall: ["AppPlatform", "AppStoreId"],
  OfflineConversion: [],
  InStoreTransaction: [],
};
/** What a type has no use for. */
const NOT_SENT: Readonly<Record<string, readonly string[]>> = {
  AppInstall: ["CountType", "TagId"],
  OfflineConversion: ["TagId"],
  InStoreTransaction: ["TagId"],
};
const NAMESPACE = "https://bingads.microsoft.com/CampaignManagement/v12";

describe("UpdateConversionGoals of v12, element by element", () => {
  let stub: Stub;
  beforeAll(async () => {
    stub = await startStub();
    stub.answer({ status: 404 });
  });
  afterAll(() => stub.close());

  it("knows the seven types", () => {
    expect([...goalTypesOf(12)].sort()).toEqual(Object.keys(OWN).sort());
  });

  it.each(Object.keys(OWN))("%s", async (name) => {
    const type = goalTypesOf(12).find((known) => known === name) ?? "Url";
    const call = portTo(stub.url, 12).updateConversionGoals([{ ...fullGoal(type, 12), id: "4711" }]);
    await expect(call).rejects.toThrow("HTTP 404");
    const { body = "", headers = {}, url } = stub.got.at(-1) ?? {};
    const envelope = await read(body);

    expect(childNames(envelope)).toEqual(["Header", "Body"]);
    const [header] = envelope.children;
    expect(childNames(header)).toEqual([
      "Action",
      "AuthenticationToken",
      "CustomerAccountId",
      "CustomerId",
      "DeveloperToken",
    ]);
    expect(header?.children.map(({ text }) => text)).toEqual([
      "UpdateConversionGoals",
      "sentinel-access-token",
      account.accountId,
      account.customerId,
      "sentinel-developer-token",
    ]);
    expect(header?.children[0]?.attributes).toEqual({ mustUnderstand: "1" });
    expect(header?.children.every(({ namespace }) => namespace === NAMESPACE)).toBe(true);

    const goal = find(envelope, "ConversionGoal");
    const skipped = ["TrackingStatus", "Type", ...(NOT_SENT[name] ?? [])];
    const expected = [...BASE, ...(OWN[name] ?? [])].filter((element) => !skipped.includes(element));
    expect(childNames(goal)).toEqual(expected);
    expect(goal?.attributes).toEqual({ type: `tns:${name}Goal` });
    expect(body).toContain(`xmlns:tns="${NAMESPACE}"`);
    expect(goal?.children.every(({ namespace }) => namespace === NAMESPACE)).toBe(true);
    const inside = childNames(goal && find(goal, "Revenue"));
    expect(["CurrencyCode", "Type", "Value"].filter((element) => inside.includes(element))).toEqual(inside);

    expect(headers.soapaction).toBe('"UpdateConversionGoals"');
    expect(headers["content-type"]).toBe("text/xml; charset=utf-8");
    expect(url).toBe("/Api/Advertiser/CampaignManagement/v12/CampaignManagementService.svc");
  });
});
