import type { ServerResponse } from "node:http";
import type { Client } from "soap";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { serviceAddress } from "../../provider/service/endpoint";
import { campaignManagement } from "../../provider/service/soap/client";
import { wsdlOf } from "../../provider/service/soap/wsdl";
import { processorTime } from "../support/cpuTime";
import { childNames, find, read, type Seen } from "./reader";
import { account, credentials } from "./samples";
import { answerOf, faultOf, type Stub, startStub } from "./stub";
import { dialectFor, TRAPS } from "./traps";

const SYSTEM = "http://schemas.datacontract.org/2004/07/System";
const UPDATED = answerOf("UpdateConversionGoals", "<PartialErrors/>");

let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterEach(() => stub.answer({ body: UPDATED }));
afterAll(() => stub.close());

type Check = (port: CampaignManagement, more: { readonly clients: readonly Client[] }) => Promise<void>;

const checks: Readonly<Record<string, Check>> = {
  Q1: async (port) => {
    const fields = {
      urlExpression: "/x",
      tagId: "5",
      name: "n",
      conversionWindowInMinutes: 5,
      countType: "All",
    };
    expect(childNames(await sentGoal(port, "Url", fields))).toEqual([
      "ConversionWindowInMinutes",
      "CountType",
      "Id",
      "Name",
      "TagId",
      "UrlExpression",
    ]);
  },
  Q2: async (port) => {
    const fields = { valueOperator: "Equals", value: 1, actionOperator: "Equals", actionExpression: "a" };
    expect(childNames(await sentGoal(port, "Event", fields))).toEqual([
      "Id",
      "ActionExpression",
      "ActionOperator",
      "Value",
      "ValueOperator",
    ]);
  },
  Q3: async (port) => {
    stub.answer({ body: answerOf("GetConversionGoalsByIds", "<ConversionGoals/>") });
    await port.getConversionGoals({ ids: ["1"] });
    const request = find(await lastMessage(), "GetConversionGoalsByIdsRequest");
    expect(childNames(request)).toEqual([
      "ConversionGoalIds",
      "ConversionGoalTypes",
      "ReturnAdditionalFields",
    ]);
  },
  Q4: async (port) => {
    const before = stub.got.length;
    const call = port.updateConversionGoals([{ type: "Url", id: "1", fields: { urlExpresion: "/x" } }]);
    await expect(call).rejects.toMatchObject({ outcome: "unreachable", fieldPath: "urlExpresion" });
    expect(stub.got.length).toBe(before);
  },
  Q5: async (port) => {
    const goal = await sentGoal(port, "Url", {
      name: null,
      urlExpression: "/x",
      revenue: { type: "NoValue", value: null },
    });
    expect(childNames(goal)).toEqual(["Id", "Revenue", "UrlExpression"]);
    expect(childNames(goal && find(goal, "Revenue"))).toEqual(["Type"]);
  },
  Q6: async (port) => {
    const name = `<![CDATA[x]]></Name></ConversionGoal><ConversionGoal xsi:type="tns:UrlGoal"><Id>999</Id><Name><![CDATA[y]]>`;
    const goal = await sentGoal(port, "Url", { name });
    expect(goal?.children.at(-1)).toMatchObject({ name: "Name", text: name });
    expect(childNames(find(await lastMessage(), "ConversionGoals"))).toHaveLength(1);
  },
  Q7: async (port) => {
    const goal = await sentGoal(port, "Event", { value: 1e-7 });
    expect(goal?.children.at(-1)).toMatchObject({ name: "Value", text: "0.0000001" });
  },
  Q8: async (port) => {
    const before = stub.got.length;
    const call = port.updateConversionGoals([{ type: "Url", id: "1", fields: { name: "a\u000bb" } }]);
    await expect(call).rejects.toMatchObject({
      outcome: "unreachable",
      message: expect.stringContaining("U+000B"),
    });
    expect(stub.got.length).toBe(before);
  },
  Q9: async (port) => {
    await sentGoal(port, "Url", { name: "n" });
    const [opening = ""] = /<s:Envelope[^>]*>/.exec(stub.got.at(-1)?.body ?? "") ?? [];
    expect([...opening.matchAll(/xmlns:([a-z]+)/g)].map(([, prefix]) => prefix)).toEqual(["s", "xsi", "tns"]);
  },
  R1: async (port) => {
    stub.answer({ body: added(["11", undefined, "13"], batchError(1)) });
    const { items } = await port.addConversionGoals(Array(3).fill({ type: "Url", fields: { name: "n" } }));
    expect(items.map((item) => (item.ok ? item.value : item.errors[0]?.code))).toEqual(["11", 5317, "13"]);
  },
  R2: async (port) => {
    stub.answer({
      body: goalAnswer(
        "EventGoal",
        "<Id>9007199254740993</Id><Name>n</Name><Value>123456789012345678.5</Value>",
      ),
    });
    const [goal] = await port.getConversionGoals("all");
    expect([goal?.id, goal?.fields.value]).toEqual(["9007199254740993", "123456789012345678.5"]);
  },
  R3: async (port) => {
    stub.answer({ body: goalAnswer("UrlGoal", "<Id>1</Id><Name> two  blanks </Name>") });
    expect((await port.getConversionGoals("all"))[0]?.name).toBe(" two  blanks ");
  },
  R4: async (port) => {
    for (const content of [
      "",
      "<PartialErrors/>",
      '<PartialErrors i:nil="true"/>',
      '<PartialErrors i:nil="false"/>',
    ]) {
      stub.answer({ body: answerOf("UpdateConversionGoals", content) });
      expect((await port.updateConversionGoals([{ type: "Url", id: "1", fields: {} }])).items).toEqual([
        { ok: true },
      ]);
    }
  },
  R5: async (port) => {
    stub.answer({
      body: goalAnswer(
        "UrlGoal",
        `<Id i:nil="false">1</Id><Name xml:lang="en">n</Name><Status i:type="x">Paused</Status>`,
      ),
    });
    expect((await port.getConversionGoals("all"))[0]).toMatchObject({
      id: "1",
      name: "n",
      fields: { status: "Paused" },
    });
  },
  R6: async (port) => {
    const goals = `<ConversionGoal i:type="SmartGoal"><Id>1</Id><Name>s</Name><Sense>1</Sense></ConversionGoal><ConversionGoal i:type="UrlGoal"><Id>2</Id><Name>u</Name></ConversionGoal>`;
    stub.answer({ body: answerOf("GetConversionGoalsByIds", `<ConversionGoals>${goals}</ConversionGoals>`) });
    const smart = { id: "1", name: "s", type: "Unsupported", serviceType: "Smart" };
    expect(await port.getConversionGoals("all")).toMatchObject([smart, { id: "2", type: "Url" }]);
    expect(await port.getConversionGoals({ ids: ["2", "1"] })).toMatchObject([{ id: "2" }, smart]);
  },
  R7: async (port) => {
    stub.answer({ body: goalAnswer("UrlGoal", "<Id>1</Id><Name>n</Name><Status/><UrlExpression/>") });
    expect((await port.getConversionGoals("all"))[0]?.fields).toEqual({
      name: "n",
      status: null,
      urlExpression: "",
    });
  },
  R8: async (port) => {
    const { createClientAsync } = await import("soap");
    await createClientAsync(`<?xml version="1.0"?>${wsdlOf(13)}`, {});
    stub.answer({ body: added([undefined, "13"], batchError(0)) });
    const { items } = await port.addConversionGoals(Array(2).fill({ type: "Url", fields: { name: "n" } }));
    expect(items.map(({ ok }) => ok)).toEqual([false, true]);
  },
  R9: async (port) => {
    expect(wsdlOf(13)).not.toContain("<?xml");
    await sentGoal(port, "Url", { name: "n" });
  },
  R10: async (port) => {
    for (const body of [
      UPDATED.replaceAll("/v13", "/v12"),
      UPDATED.replace("schemas.xmlsoap.org", "elsewhere.example"),
    ]) {
      stub.answer({ body });
      await expect(update(port)).rejects.toMatchObject({ outcome: "unknown", symbol: "MalformedAnswer" });
    }
  },
  R11: async (port) => {
    stub.answer({
      body: answerOf(
        "UpdateConversionGoals",
        "<PartialErrors><BatchError><hasOwnProperty>x</hasOwnProperty><constructor>x</constructor></BatchError></PartialErrors>",
      ),
    });
    await expect(update(port)).rejects.toMatchObject({ outcome: "unknown", name: "MsadsError" });
    stub.answer({ body: answerOf("UpdateConversionGoals", "<constructor>x</constructor>") });
    await expect(update(port)).rejects.toMatchObject({ outcome: "unknown", symbol: "MalformedAnswer" });
  },
  R12: async (port) => {
    stub.answer({ body: added(["11"], "") });
    expect((await port.addConversionGoals([{ type: "Url", fields: { name: "n" } }])).items).toEqual([
      { ok: true, value: "11" },
    ]);
  },
  R13: async (port) => {
    stub.answer({
      body: goalAnswer("UrlGoal", `<Id>1</Id><Name><![CDATA[<?xml version="1.0"?><a>b</a>]]></Name>`),
    });
    expect((await port.getConversionGoals("all"))[0]?.name).toBe('<?xml version="1.0"?><a>b</a>');
  },
  R14: async (port) => {
    stub.answer({ body: goalAnswer("UrlGoal", `<Id>1</Id><Name xml:lang="en">on<!-- and -->e</Name>`) });
    expect((await port.getConversionGoals("all"))[0]?.name).toBe("one");
  },
  E1a: async (port) => {
    const error = (code: number) =>
      `<OperationError><Code>${code}</Code><Details i:nil="true"/><ErrorCode>S${code}</ErrorCode><Message>M${code}.</Message></OperationError>`;
    stub.answer({ status: 500, body: apiFault(error(1030)) });
    await expect(update(port)).rejects.toMatchObject({ code: 1030, symbol: "S1030", outcome: "refused" });
    stub.answer({ status: 500, body: apiFault(error(1029) + error(1030)) });
    await expect(update(port)).rejects.toMatchObject({
      code: 1029,
      message: expect.stringContaining("M1029; M1030"),
    });
  },
  E1b: async (port) => {
    stub.answer({ body: adApiFault(117, "CallRateExceeded") });
    await expect(update(port)).rejects.toHaveProperty("code", 117);
  },
  E2: async (port) => {
    stub.answer({ body: UPDATED.slice(0, -20) });
    await expect(update(port)).rejects.toMatchObject({
      symbol: "MalformedAnswer",
      message: expect.stringContaining("cut short"),
      outcome: "unknown",
    });
  },
  E3a: async (port) => {
    stub.answer({ status: 400, body: UPDATED });
    await expect(update(port)).rejects.toMatchObject({ symbol: "HTTP400", outcome: "refused" });
  },
  E3b: async (port) => {
    stub.answer({ body: "" });
    await expect(update(port)).rejects.toMatchObject({ symbol: "EmptyAnswer", outcome: "unknown" });
  },
  E3c: async (port) => {
    stub.answer({ body: UPDATED.replace(/<s:Body>.*<\/s:Body>/, "<s:Body/>") });
    await expect(update(port)).rejects.toMatchObject({ symbol: "EmptyAnswer", outcome: "unknown" });
  },
  E3d: async (port) => {
    stub.answer({ body: UPDATED, headers: { "content-type": "application/json" } });
    await expect(update(port)).rejects.toMatchObject({ symbol: "NotTheApi" });
  },
  E4: async (port) => {
    stub.answer({ body: faultOf(`${"<a>".repeat(20_000)}${"</a>".repeat(20_000)}`) });
    await expect(update(port)).rejects.toThrow("nested more than 64 deep");
  },
  E5: async (port) => {
    const gone = await startStub();
    await gone.close();
    await expect(update(portWith("E5", gone.url).port)).rejects.toMatchObject({
      symbol: "ECONNREFUSED",
      outcome: "unreachable",
      message: expect.stringContaining(new URL(gone.url).origin),
    });
    stub.answer((_got, response) => void response.socket?.destroy());
    await expect(update(port)).rejects.toMatchObject({ outcome: "unknown" });
  },
  S1: async (port) => {
    stub.answer({ body: `<!DOCTYPE s [<!ENTITY a "b">]>${UPDATED}` });
    await expect(update(port)).rejects.toMatchObject({
      symbol: "MalformedAnswer",
      message: expect.stringContaining("DTD"),
    });
  },
  S2: async (port) => {
    stub.answer({ body: "<".repeat(120_000) });
    const spent = processorTime();
    await expect(update(port)).rejects.toThrow();
    expect(spent()).toBeLessThan(2_000);
  },
  S3: async (port) => {
    stub.answer({ body: UPDATED.replace("<s:Body>", `<s:Body>${" ".repeat(40 * 1024 * 1024)}`) });
    await expect(update(port)).rejects.toMatchObject({ symbol: "AnswerTooLarge", outcome: "unknown" });
  },
  S4: async (port) => {
    const other = await startStub();
    other.answer({ body: UPDATED });
    for (const status of [301, 302, 303, 307, 308]) {
      stub.answer({ status, headers: { location: `${other.url}/elsewhere` } });
      await expect(update(port)).rejects.toMatchObject({ symbol: `HTTP${status}`, outcome: "refused" });
    }
    expect(other.got).toEqual([]);
    await other.close();
  },
  S5: async () => {
    stub.answer((_got, response) => void trickle(response, UPDATED, 1_500));
    const call = update(portWith("S5", stub.url, 300).port);
    await expect(call).rejects.toMatchObject({ symbol: "Timeout", outcome: "unknown" });
  },
  S6: async (port, { clients }) => {
    await update(port);
    const [client] = clients;
    expect(stub.got.at(-1)?.body).toContain("sentinel-access-token");
    expect(client?.lastRequest).toContain("<AuthenticationToken>");
    expect(
      JSON.stringify([client?.lastRequest, client?.lastMessage, client?.getSoapHeaders()]),
    ).not.toContain("sentinel");
  },
};

it.each(TRAPS.map(({ id, test }) => [`${id}: ${test}`, id] as const))("%s", async (_title, id) => {
  const { port, clients } = portWith(id, stub.url);
  const check = checks[id];
  if (check === undefined) throw new Error(`no test for trap ${id}`);
  await check(port, { clients });
});

function portWith(id: string, url: string, timeoutMs = 240_000) {
  const clients: Client[] = [];
  const watch = (client: Client) => void clients.push(client);
  const session = {
    url: serviceAddress(url, 13),
    version: 13,
    account,
    credentials,
    fetch,
    timeLimit: () => timeoutMs,
    dialect: dialectFor(id),
    watch,
  } as const;
  return { port: campaignManagement(session), clients };
}

function update(port: CampaignManagement): Promise<unknown> {
  return port.updateConversionGoals([{ type: "Url", id: "1", fields: { name: "n" } }]);
}

/** The goal of an update as the server got it. */
async function sentGoal(
  port: CampaignManagement,
  type: "Url" | "Event",
  fields: Readonly<Record<string, unknown>>,
): Promise<Seen | undefined> {
  stub.answer({ body: UPDATED });
  await port.updateConversionGoals([{ type, id: "1", fields }]);
  return find(await lastMessage(), "ConversionGoal");
}

function lastMessage(): Promise<Seen> {
  return read(stub.got.at(-1)?.body ?? "");
}

function goalAnswer(type: string, content: string): string {
  return answerOf(
    "GetConversionGoalsByIds",
    `<ConversionGoals><ConversionGoal i:type="${type}">${content}</ConversionGoal></ConversionGoals>`,
  );
}

function added(ids: readonly (string | undefined)[], errors: string): string {
  const longs = ids.map((id) => (id === undefined ? '<a:long i:nil="true"/>' : `<a:long>${id}</a:long>`));
  return answerOf(
    "AddConversionGoals",
    `<ConversionGoalIds xmlns:a="${SYSTEM}">${longs.join("")}</ConversionGoalIds><PartialErrors>${errors}</PartialErrors>`,
  );
}

function batchError(index: number): string {
  return `<BatchError><Code>5317</Code><ErrorCode>Taken</ErrorCode><Index>${index}</Index><Message>m</Message></BatchError>`;
}

function apiFault(operationErrors: string): string {
  return faultOf(
    `<ApiFaultDetail xmlns="https://bingads.microsoft.com/CampaignManagement/v13" xmlns:i="http://www.w3.org/2001/XMLSchema-instance"><TrackingId xmlns="https://adapi.microsoft.com">t-1</TrackingId><BatchErrors/><OperationErrors>${operationErrors}</OperationErrors></ApiFaultDetail>`,
  );
}

function adApiFault(code: number, symbol: string): string {
  return faultOf(
    `<AdApiFaultDetail xmlns="https://adapi.microsoft.com"><TrackingId>t-2</TrackingId><Errors><AdApiError><Code>${code}</Code><Detail/><ErrorCode>${symbol}</ErrorCode><Message>slow down</Message></AdApiError></Errors></AdApiFaultDetail>`,
  );
}

/** An answer in small pieces over so many milliseconds. */
async function trickle(response: ServerResponse, body: string, ms: number): Promise<void> {
  response.writeHead(200, { "content-type": "text/xml" });
  const pieces = 30;
  const size = Math.ceil(body.length / pieces);
  for (let piece = 0; piece < pieces && !response.destroyed; piece += 1) {
    response.write(body.slice(piece * size, (piece + 1) * size));
    await new Promise((resolve) => setTimeout(resolve, ms / pieces));
  }
  response.end();
}
