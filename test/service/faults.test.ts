import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MsadsErrorFields } from "../../provider/service/errors";
import { faultOf, type Reply, type Stub, startStub } from "./stub";
import { type Members, soap, TRANSPORTS, type Transport } from "./transports";

const WCF = "http://schemas.datacontract.org/2004/07/System.ServiceModel";

type Making = (transport: Transport) => Reply;

function adApi(code: number | string, symbol: string, message: string, detail = "", status?: number): Making {
  const error = { Code: code, Detail: detail, ErrorCode: symbol, Message: message };
  return ({ fault }) => fault("AdApiFaultDetail", { TrackingId: "track-9", Errors: [error] }, status);
}

function api(batchErrors: readonly Members[], operationErrors: readonly Members[]): Making {
  const content = { TrackingId: "track-9", BatchErrors: batchErrors, OperationErrors: operationErrors };
  return ({ fault }) => fault("ApiFaultDetail", content);
}

const batchError = (index: number): Members => ({
  Code: 5319,
  Details: null,
  ErrorCode: "NotPassed",
  FieldPath: "Name",
  Index: index,
  Message: "The name is required.",
});
const deserialization = faultOf(
  `<ExceptionDetail xmlns="${WCF}"><Message>The formatter could not read Status.</Message><StackTrace>at X</StackTrace></ExceptionDetail>`,
  "There was an error deserializing the object",
  "a:DeserializationFailed",
);

type Row = readonly [string, Making, Partial<MsadsErrorFields>, string | RegExp];

const rows: readonly Row[] = [
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
    /It is unknown whether it was done\. Try again later/,
  ],
  [
    "a code that is no number",
    adApi("x", "Odd", "Odd."),
    { symbol: "Odd", outcome: "refused" },
    "failed: Odd (Odd, TrackingId track-9)",
  ],
  [
    "an operation error",
    api([], [{ Code: 1030, Details: null, ErrorCode: "AccountIdHasToBeSpecified", Message: "M" }]),
    { code: 1030, trackingId: "track-9", outcome: "refused" },
    "failed: M (1030",
  ],
  [
    "batch errors in a fault",
    api([batchError(0), batchError(2)], []),
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
    api([], []),
    { outcome: "unknown", trackingId: "track-9" },
    /failed: (Invalid client data|the service answered with HTTP)/,
  ],
  [
    "303",
    adApi(303, "ApiVersionNoLongerSupported", "Gone."),
    { code: 303, outcome: "refused" },
    "set apiVersion to 13",
  ],
];

const soapRows: readonly (readonly [string, string, Partial<MsadsErrorFields>, string | RegExp])[] = [
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
    "It is unknown whether it was done",
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
];

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const update = ({ port }: Transport) =>
  port(stub.url).updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }]);

async function expectFault(
  transport: Transport,
  reply: Reply,
  fields: Partial<MsadsErrorFields>,
  message: string | RegExp,
) {
  stub.answer(reply);
  const call = update(transport);
  await expect(call).rejects.toMatchObject({
    name: "MsadsError",
    operation: "UpdateConversionGoals",
    ...fields,
  });
  await expect(call).rejects.toThrow(message);
}

/** What a status says beyond the fault, over REST, where it has a meaning of its own. */
function under(name: string, status: number, [what, making, fields, message]: Row): Row {
  const unsure = typeof message === "string" ? message : /failed: /;
  // Who is turned away for calling too often was not heard.
  if (name === "rest" && status === 429) return [what, making, { ...fields, outcome: "refused" }, unsure];
  // A server that stumbles and does not say over what.
  if (name === "rest" && status === 500 && what === "a code that is no number")
    return [what, making, { ...fields, outcome: "unknown" }, message];
  return [what, making, fields, message];
}

describe.each([
  ["soap", 500],
  ["soap", 200],
  ["rest", 400],
  ["rest", 401],
  ["rest", 403],
  ["rest", 429],
  ["rest", 500],
  ["rest", 200],
] as const)("faults over %s with HTTP %i", (name, status) => {
  const transport = TRANSPORTS.find((each) => each.name === name) ?? soap;
  it.each(rows.map((row) => under(name, status, row)))("%s", async (_what, making, fields, message) => {
    await expectFault(transport, { ...making(transport), status }, fields, message);
  });
  it.each(name === "soap" ? soapRows : [])("%s", async (_what, body, fields, message) => {
    await expectFault(transport, { status, body }, fields, message);
  });
});

describe.each(TRANSPORTS)("over $name", (transport) => {
  it("a read that met an internal error was not done, whatever it was", async () => {
    stub.answer(adApi(0, "InternalError", "x", "", 500)(transport));
    await expect(transport.port(stub.url).getUetTags("all")).rejects.toMatchObject({
      code: 0,
      outcome: "refused",
    });
  });

  it("tells how long the service wants to be left alone", async () => {
    const limited = adApi(117, "CallRateExceeded", "x", "", transport.name === "soap" ? 500 : 429)(transport);
    stub.answer({ ...limited, headers: { ...limited.headers, "retry-after": "7" } });
    await expect(update(transport)).rejects.toMatchObject({ code: 117, retryAfterMs: 7_000 });
    stub.answer({ status: 429, headers: { "retry-after": "60" } });
    await expect(update(transport)).rejects.toMatchObject({
      symbol: "HTTP429",
      retryAfterMs: 60_000,
      outcome: "refused",
    });
  });

  it.each([
    [400, "refused"],
    [401, "refused"],
    [403, "refused"],
    [404, "refused"],
    [408, "unknown"],
    [410, "refused"],
    [418, "refused"],
    [502, "unknown"],
    [503, "unknown"],
    [504, "unknown"],
    [201, "unknown"],
  ] as const)("HTTP %i of a gateway leaves a write %s", async (status, outcome) => {
    stub.answer({ status, headers: { "content-type": "text/html" }, body: "<p>gateway" });
    await expect(update(transport)).rejects.toMatchObject({ symbol: `HTTP${status}`, outcome });
  });
});
