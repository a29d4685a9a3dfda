import { describe, expect, it } from "vitest";
import {
  defaultEndpoint,
  isMicrosofts,
  mayHaveRest,
  restAddress,
  serviceAddress,
} from "../../provider/service/endpoint";
import { createRestCampaignManagement } from "../../provider/service/rest/client";
import { createSoapCampaignManagement } from "../../provider/service/soap/client";
import { account, credentials } from "./samples";

const PATH = "/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc";

describe("the endpoint", () => {
  it("is Microsoft's by default", () => {
    expect(defaultEndpoint("production", 13)).toBe(`https://campaign.api.bingads.microsoft.com${PATH}`);
    expect(defaultEndpoint("sandbox", 12)).toBe(
      `https://campaign.api.sandbox.bingads.microsoft.com${PATH.replace("v13", "v12")}`,
    );
  });

  it.each([
    ["https://x.example", `https://x.example${PATH}`],
    ["https://x.example/", `https://x.example${PATH}`],
    ["https://x.example/base/", `https://x.example/base${PATH}`],
    ["http://localhost:1", `http://localhost:1${PATH}`],
    ["http://127.3.2.1:1", `http://127.3.2.1:1${PATH}`],
    ["http://[::1]:1", `http://[::1]:1${PATH}`],
    [`https://x.example${PATH}`, `https://x.example${PATH}`],
    ["https://x.example/my.svc", "https://x.example/my.svc"],
  ])("%s", (given, expected) => {
    expect(serviceAddress(given, 13)).toBe(expected);
  });

  it.each([
    ["nonsense", "is not a URL"],
    ["http://x.example", "must begin with https://"],
    ["http://127.0.0.1.example", "must begin with https://"],
    ["http://localhost.example", "must begin with https://"],
    ["ftp://127.0.0.1", "must begin with https://"],
    ["https://user:hunter22@x.example", "must not hold a user name"],
    [`https://x.example${PATH.replace("v13", "v12")}`, "is for API version 12, but apiVersion is 13"],
  ])("%s is refused", (endpoint, why) => {
    const create = () => createSoapCampaignManagement({ endpoint, version: 13, account, credentials });
    expect(create).toThrow(why);
    expect(create).not.toThrow("hunter22");
    expect(create).toThrow(expect.objectContaining({ outcome: "unreachable", symbol: "InvalidEndpoint" }));
  });
});

const REST = "/CampaignManagement/v13";

describe("the endpoint of REST", () => {
  it.each([
    ["https://x.example", `https://x.example${REST}`],
    ["https://x.example/base//", `https://x.example/base${REST}`],
    [`https://x.example${REST}/`, `https://x.example${REST}`],
    [`https://x.example/base${PATH}`, `https://x.example/base${REST}`],
    [defaultEndpoint("production", 13), `https://campaign.api.bingads.microsoft.com${REST}`],
    [defaultEndpoint("sandbox", 13), `https://campaign.api.sandbox.bingads.microsoft.com${REST}`],
    ["http://127.0.0.1:1?x=1#y", `http://127.0.0.1:1${REST}`],
  ])("%s", (given, expected) => {
    expect(restAddress(given)).toBe(expected);
    expect(mayHaveRest(given)).toBe(true);
  });

  it.each([
    ["nonsense", "is not a URL"],
    ["http://x.example", "must begin with https://"],
    ["https://user:hunter22@x.example", "must not hold a user name"],
    ["https://x.example/my.svc", "is a SOAP address"],
    [defaultEndpoint("production", 12), "is a SOAP address"],
  ])("%s is refused", (endpoint, why) => {
    const create = () => createRestCampaignManagement({ endpoint, account, credentials });
    expect(create).toThrow(why);
    expect(create).not.toThrow("hunter22");
    expect(create).toThrow(expect.objectContaining({ outcome: "unreachable", symbol: "InvalidEndpoint" }));
  });

  it("is not looked for beside another SOAP address", () => {
    expect(mayHaveRest("https://x.example/my.svc")).toBe(false);
    expect(mayHaveRest(defaultEndpoint("production", 12))).toBe(false);
  });

  it.each([
    [defaultEndpoint("production", 13), true],
    [defaultEndpoint("sandbox", 13), true],
    ["https://microsoft.com.example", false],
    ["https://notmicrosoft.com", false],
    ["http://127.0.0.1:8462", false],
    ["nonsense", false],
  ])("%s is Microsoft's own: %s", (endpoint, own) => {
    expect(isMicrosofts(endpoint)).toBe(own);
  });
});
