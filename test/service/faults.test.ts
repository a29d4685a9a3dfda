import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MsadsErrorFields } from "../../provider/service/errors";
import { portTo } from "./samples";
import { faultOf, type Stub, startStub } from "./stub";

const TNS = "https://bingads.microsoft.com/CampaignManagement/v13";
const WCF = "http://schemas.datacontract.org/2004/07/System.ServiceModel";

function adApi(code: number | string, symbol: string, message: string, detail = ""): string {
  return faultOf(
    `<AdApiFaultDetail xmlns="https://adapi.microsoft.com" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><TrackingId>track-9</TrackingId><Errors><AdApiError><Code i:nil="false">${code}</Code><Detail>${detail}</Detail><ErrorCode>${symbol}</ErrorCode><Message>${message}</Message></AdApiError></Errors></AdApiFaultDetail>`,
  );
}

function api(batchErrors: string, operationErrors: string): string {
  return faultOf(
    `<ApiFaultDetail xmlns="${TNS}" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><TrackingId xmlns="https://adapi.microsoft.com">track-9</TrackingId><BatchErrors>${batchErrors}</BatchErrors><OperationErrors>${operationErrors}</OperationErrors></ApiFaultDetail>`,
  );
}

const batchError = (index: number) =>
  `<BatchError><Code>5319</Code><Details i:nil="true"/><ErrorCode>NotPassed</ErrorCode><FieldPath>Name</FieldPath><Index>${index}</Index><Message>The name is required.</Message></BatchError>`;
const deserialization = faultOf(
  `<ExceptionDetail xmlns="${WCF}"><Message>The formatter could not read Status.</Message><StackTrace>at X</StackTrace></ExceptionDetail>`,
  "There was an error deserializing the object",
  "a:DeserializationFailed",
);

const rows: readonly (readonly [string, string, Partial<MsadsErrorFields>, string | RegExp])[] = [
  [
    "117",
    adApi(117, "CallRateExceeded", "You have exceeded the number of calls."),
    { code: 117, symbol: "CallRateExceeded", trackingId: "track-9", outcome: "refused" },
    "UpdateConversionGoals failed: You have exceeded the number of calls (117 CallRateExceeded, TrackingId track-9). Microsoft limits calls per minute",
  ],
  [
    "105 with a detail",
    adApi(105, "InvalidCredentials", "Failed.", "InvalidAccessToken"),
    { code: 105, outcome: "refused" },
    "failed: Failed: InvalidAccessToken (105 InvalidCredentials",
  ],
  [
    "0 may have been done",
    adApi(0, "InternalError", "An internal error."),
    { code: 0, outcome: "unknown" },
    /Whether it was done is unknown\. Try again later/,
  ],
  [
    "a code that is no number",
    adApi("x", "Odd", "Odd."),
    { symbol: "Odd", outcome: "refused" },
    "failed: Odd (Odd, TrackingId track-9)",
  ],
  [
    "an operation error",
    api(
      "",
      '<OperationError><Code>1030</Code><Details i:nil="true"/><ErrorCode>AccountIdHasToBeSpecified</ErrorCode><Message>M</Message></OperationError>',
    ),
    { code: 1030, trackingId: "track-9", outcome: "refused" },
    "failed: M (1030",
  ],
  [
    "batch errors in a fault",
    api(batchError(0) + batchError(2), ""),
    {
      code: 5319,
      fieldPath: "Name",
      outcome: "refused",
      items: [expect.objectContaining({ index: 0, code: 5319 }), expect.objectContaining({ index: 2 })],
    },
    "The name is required; The name is required (5319",
  ],
  [
    "a fault without errors",
    api("", ""),
    { outcome: "unknown", trackingId: "track-9" },
    "failed: Invalid client data",
  ],
  [
    "a value that cannot be read",
    deserialization,
    { symbol: "DeserializationFailed", outcome: "refused" },
    "failed: The formatter could not read Status (DeserializationFailed)",
  ],
  [
    "an exception of the server",
    deserialization.replace("a:DeserializationFailed", "a:InternalServiceFault"),
    { symbol: "InternalServiceFault", outcome: "unknown" },
    "Whether it was done is unknown",
  ],
  [
    "no detail, the client's fault",
    faultOf("", "Bad", "s:Client"),
    { symbol: "Client", outcome: "refused" },
    "failed: Bad (Client)",
  ],
  [
    "no detail, the server's fault",
    faultOf("", "Bad", "s:Server"),
    { symbol: "Server", outcome: "unknown" },
    "failed: Bad (Server)",
  ],
  [
    "303",
    adApi(303, "ApiVersionNoLongerSupported", "Gone."),
    { code: 303, outcome: "refused" },
    "set apiVersion to 13",
  ],
];

describe("faults", () => {
  let stub: Stub;
  beforeAll(async () => {
    stub = await startStub();
  });
  afterAll(() => stub.close());

  describe.each([500, 200])("with HTTP %i", (status) => {
    it.each(rows)("%s", async (_what, body, fields, message) => {
      stub.answer({ status, body });
      const call = portTo(stub.url).updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }]);
      await expect(call).rejects.toMatchObject({
        name: "MsadsError",
        operation: "UpdateConversionGoals",
        ...fields,
      });
      await expect(call).rejects.toThrow(message);
    });
  });

  it("a read that met an internal error was not done, whatever it was", async () => {
    stub.answer({ status: 500, body: adApi(0, "InternalError", "x") });
    await expect(portTo(stub.url).getUetTags("all")).rejects.toMatchObject({ code: 0, outcome: "refused" });
  });

  it("tells how long the service wants to be left alone", async () => {
    stub.answer({ status: 500, headers: { "retry-after": "7" }, body: adApi(117, "CallRateExceeded", "x") });
    await expect(portTo(stub.url).getUetTags("all")).rejects.toMatchObject({ retryAfterMs: 7_000 });
    stub.answer({ status: 429, headers: { "retry-after": "60" } });
    await expect(portTo(stub.url).getUetTags("all")).rejects.toMatchObject({
      symbol: "HTTP429",
      retryAfterMs: 60_000,
    });
  });
});
