import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessToken, type Emulator, startEmulator } from "../../provider/emulator";
import { Driver, said } from "./driver";
import { envelopeOf, pathOf, type SoapCall, soap, tns } from "./soapClient";

let emulator: Emulator;
let driver: Driver;
let call: SoapCall;
beforeAll(async () => {
  emulator = await startEmulator();
  driver = new Driver(emulator);
  call = { base: emulator.soap, operation: "GetUetTagsByIds", body: "" };
  await driver.addTags([{ Name: "site" }]);
});
afterAll(() => emulator.close());

const post = (path: string, init: RequestInit) => fetch(emulator.url + path, { method: "POST", ...init });
const xml = { "content-type": "text/xml; charset=utf-8", soapaction: '"GetUetTagsByIds"' };

describe("the bytes of a request", () => {
  it("may be gzipped", async () => {
    const reply = await soap({
      ...call,
      envelope: gzipSync(envelopeOf(call)),
      http: { "content-encoding": "gzip" },
    });
    expect(said(reply, "Name")).toBe("site");
  });

  it.each([
    ["bad gzip", { "content-encoding": "gzip" }, 400],
    ["an unknown packing", { "content-encoding": "br" }, 415],
    ["another media type", { "content-type": "application/soap+xml" }, 415],
    ["JSON", { "content-type": "application/json" }, 415],
  ])("%s is refused", async (_name, headers, status) => {
    const reply = await post(pathOf(13), { headers: { ...xml, ...headers }, body: "no such bytes" });
    expect(reply.status).toBe(status);
  });

  it("may not unpack to more than the limit", async () => {
    const bomb = gzipSync(Buffer.alloc(33 * 1024 * 1024));
    const reply = await post(pathOf(13), { headers: { ...xml, "content-encoding": "gzip" }, body: bomb });
    expect(reply.status).toBe(413);
  });

  it("may not be longer than the limit", async () => {
    const reply = await post(pathOf(13), { headers: xml, body: new Uint8Array(33 * 1024 * 1024) });
    expect(reply.status).toBe(413);
  });

  it("may be UTF-16, or UTF-8 with a mark", async () => {
    const text = envelopeOf(call).replace('encoding="UTF-8"', 'encoding="UTF-16"');
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    expect((await soap({ ...call, envelope: utf16 })).status).toBe(200);
    expect((await soap({ ...call, envelope: `\ufeff${envelopeOf(call)}` })).status).toBe(200);
    const broken = Buffer.from(envelopeOf(call).replace("any", "\xff"), "latin1");
    expect((await soap({ ...call, envelope: broken })).status).toBe(400);
  });

  it("leave the emulator alive, whatever they are", async () => {
    const socket = connect(Number(new URL(emulator.url).port), "127.0.0.1");
    socket.resume();
    socket.end("POST / nonsense\r\n\r\n\u0000");
    await new Promise((done) => socket.once("close", done));
    expect((await soap(call)).status).toBe(200);
  });
});

describe("an envelope", () => {
  it("is read by namespace: two prefixes for one namespace, as Microsoft's Python client sends them", async () => {
    const envelope =
      `<SOAP-ENV:Envelope xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/" ` +
      `xmlns:ns1="http://schemas.xmlsoap.org/soap/envelope/" xmlns:tns="${tns(13)}" xmlns:ns0="${tns(13)}" ` +
      `xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Header>` +
      `<tns:AuthenticationToken>${accessToken}</tns:AuthenticationToken>` +
      "<tns:CustomerAccountId>222</tns:CustomerAccountId><tns:CustomerId>111</tns:CustomerId>" +
      "<tns:DeveloperToken>x</tns:DeveloperToken></SOAP-ENV:Header><ns1:Body><ns0:AddConversionGoalsRequest>" +
      '<tns:ConversionGoals><ns0:ConversionGoal xsi:type="ns0:OfflineConversionGoal">' +
      "<ns0:GoalCategory>Other</ns0:GoalCategory><ns0:Name>two prefixes</ns0:Name>" +
      "</ns0:ConversionGoal></tns:ConversionGoals></ns0:AddConversionGoalsRequest></ns1:Body></SOAP-ENV:Envelope>";
    const reply = await soap({ ...call, operation: "AddConversionGoals", envelope });
    expect(said(reply, "long")).toMatch(/^\d+$/);
  });

  it("may have an unprefixed xsi:type under a default namespace", async () => {
    const goal =
      `<ConversionGoal xmlns="${tns(13)}" i:type="OfflineConversionGoal">` +
      "<GoalCategory>Other</GoalCategory><Name>unprefixed</Name></ConversionGoal>";
    const reply = await driver.call("AddConversionGoals", `<t:ConversionGoals>${goal}</t:ConversionGoals>`);
    expect(said(reply, "long")).toMatch(/^\d+$/);
  });

  it("may carry header entries that the service does not know", async () => {
    const headers = { Action: "GetUetTagsByIds", IdentityProvider: "Google", ApplicationToken: "" };
    expect((await soap({ ...call, headers, http: { "Api-Revision": "2026-10-12" } })).status).toBe(200);
  });

  it("of another version's namespace fits no operation", async () => {
    const reply = await soap({ ...call, envelope: envelopeOf({ ...call, version: 12 }) });
    expect(reply.text).toContain("a:ActionNotSupported");
  });
});

describe("versions", () => {
  it("11 is retired, others are unknown", async () => {
    const reply = await post(pathOf(11), { headers: xml, body: "" });
    expect([reply.status, await reply.text()]).toEqual([500, expect.stringContaining("<Code>303</Code>")]);
    for (const version of [9, 14, "x"]) {
      expect((await post(pathOf(version), { headers: xml, body: "" })).status).toBe(404);
    }
  });

  it("12 has no element that 13 added, and does not see a goal of a type that 13 added", async () => {
    await driver.add("Url");
    const id = await driver.idOf(driver.add("AppDownload"));
    const asV12 = await driver.get([], "", "", { version: 12 });
    for (const name of ["ExcludeFromBidding", "GoalCategory", "AttributionModelType"]) {
      expect(said(asV12, name)).toBe("absent");
    }
    expect(said(asV12, "Name")).not.toBe("absent");
    expect(asV12.text).not.toContain("AppDownload");
    expect(said(await driver.get([id], "", "Url", { version: 12 }), "ConversionGoal")).toBe("nil");
    expect((await driver.get([], "GoalCategory", "", { version: 12 })).text).toContain(
      "a:DeserializationFailed",
    );
    expect(said(await driver.getTags([], "", { version: 12 }), "CustomerShare")).toBe("absent");
  });

  it("every answer has a new TrackingId", async () => {
    const [one, other] = [await driver.getTags(), await driver.getTags()];
    expect(said(one, "TrackingId")).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(said(one, "TrackingId")).not.toBe(said(other, "TrackingId"));
  });
});
