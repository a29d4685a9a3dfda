import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createAutoCustomerManagement } from "../../provider/service/autoTransport";
import {
  ACCOUNTS_IN_PAGE,
  type AdvertiserAccount,
  accountsOf,
  type CustomerManagement,
} from "../../provider/service/customerManagement";
import { customerAddress, customerBase, customerRestAddress } from "../../provider/service/endpoint";
import { createRestCustomerManagement } from "../../provider/service/rest/client";
import { createSoapCustomerManagement } from "../../provider/service/soap/client";
import { useEmulator } from "../support/e2eEmulator";
import { type Stub, startStub } from "./stub";

const emulator = useEmulator();
const makers = { soap: createSoapCustomerManagement, rest: createRestCustomerManagement };
type Transport = keyof typeof makers;

function port(transport: Transport, accessToken = "emulator-access-token", endpoint = emulator.now.url) {
  const credentials = async () => ({ accessToken, developerToken: "any" });
  return makers[transport]({ endpoint, credentials, timeoutMs: 240_000 });
}

const HOSTILE = `Ünï "quoted" & <b> 'x' ]]> 😀\nsecond line  `;

describe.each(["soap", "rest"] as const)("Customer Management over %s", (transport) => {
  it("shows every account that the sign-in can reach, whoever owns it, as the service has it", async () => {
    emulator.now.addCustomers(
      { id: "9007199254740993", accounts: [{ id: "9007199254740995", name: HOSTILE, status: "Suspended" }] },
      { id: "333", accounts: [{ id: "401", name: "Acme", status: "Pause" }] },
    );
    expect(await accountsOf(port(transport))).toEqual([
      { id: "222", customerId: "111", name: "Account 222", number: "X0000222", status: "Active" },
      { id: "401", customerId: "333", name: "Acme", number: "X0000401", status: "Pause" },
      {
        id: "9007199254740995",
        customerId: "9007199254740993",
        name: HOSTILE,
        number: "X4740995",
        status: "Suspended",
      },
    ]);
    const calls = emulator.now.calls();
    expect(calls.map((call) => `${call.transport} ${call.operation} ${call.outcome}`)).toEqual([
      `${transport} GetUser ok`,
      `${transport} SearchAccounts ok`,
    ]);
    for (const { customerId, accountId } of calls)
      expect([customerId, accountId]).toEqual([undefined, undefined]);
  });

  it("asks page after page until one is not full", async () => {
    const accounts = Array.from({ length: 2 * ACCOUNTS_IN_PAGE + 499 }, (_, at) => ({
      id: String(1_000 + at),
    }));
    emulator.now.addCustomers({ id: "555", accounts });
    const found = await accountsOf(port(transport));
    expect(new Set(found.map(({ id }) => id)).size).toBe(2 * ACCOUNTS_IN_PAGE + 500);
    expect(emulator.now.calls().map(({ operation }) => operation)).toEqual([
      "GetUser",
      "SearchAccounts",
      "SearchAccounts",
      "SearchAccounts",
    ]);
  });

  it.each([
    ["of an unknown token", "nobody-knows-this-one", 105],
    ["of an expired one", "expired-token", 109],
  ])("says the service's word %s, and never the token", async (_what, token, code) => {
    const failed = await port(transport, token)
      .getUserId()
      .catch((error: unknown) => error);
    expect(failed).toMatchObject({ code, outcome: "refused", trackingId: expect.stringMatching(/^\S{8,}$/) });
    expect(JSON.stringify([failed, String(failed)])).not.toContain(token);
  });

  it("reads the faults of Customer Management, which have no symbol", async () => {
    emulator.now.faults({ kind: "fault", code: 3030, message: "Predicate passed in search is invalid" });
    await expect(port(transport).searchAccounts("1", 0)).rejects.toMatchObject({
      code: 3030,
      outcome: "refused",
      message: expect.stringMatching(
        /^SearchAccounts failed: Predicate passed in search is invalid \(3030, TrackingId \S+\)/,
      ),
    });
  });

  it("finds none for a user that is not the caller", async () => {
    expect(await port(transport).searchAccounts("1", 0)).toEqual([]);
  });
});

describe("auto", () => {
  it("goes over to REST once the service has retired SOAP", async () => {
    const warnings: string[] = [];
    const auto = createAutoCustomerManagement({
      soap: port("soap"),
      rest: port("rest"),
      retirement: { retired: false },
      ownHost: true,
      warn: (message) => warnings.push(message),
    });
    emulator.now.settings({ retired: [13] });
    expect(await accountsOf(auto)).toHaveLength(1);
    expect(emulator.now.calls().map(({ transport, operation }) => `${transport} ${operation}`)).toEqual([
      // It is told by its namespace's fault, without a look at what was asked.
      expect.stringMatching(/^soap /),
      "rest GetUser",
      "rest SearchAccounts",
    ]);
    expect(warnings).toHaveLength(1);
  });
});

describe("answers that are none", () => {
  let stub: Stub;
  beforeAll(async () => {
    stub = await startStub();
  });
  afterAll(() => stub.close());

  const answer = (body: unknown) =>
    stub.answer({ headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
  const rest = () => port("rest", "sentinel-access-token", stub.url);

  it.each([
    ["no owner", { Accounts: [{ Id: "1", Name: "a" }] }, /the account has no ParentCustomerId/],
    ["no id", { Accounts: [{ Id: null, Name: "a", ParentCustomerId: "1" }] }, /the account has no Id/],
    ["no list", {}, /the answer holds no Accounts/],
  ])("are errors where an account has %s: it must not be lost without a word", async (_what, body, words) => {
    answer(body);
    await expect(rest().searchAccounts("1", 0)).rejects.toThrow(words);
  });

  it("are errors where the user has no id", async () => {
    answer({ User: null });
    await expect(rest().getUserId()).rejects.toThrow(/the user has no Id/);
  });

  it("do not matter where only words are missing or new", async () => {
    answer({
      Accounts: [{ Id: "1", ParentCustomerId: "2", AccountLifeCycleStatus: "Asleep", Later: 5 }, null],
    });
    expect(await rest().searchAccounts("1", 0)).toEqual([
      { id: "1", customerId: "2", name: "", number: "", status: "Asleep" },
    ]);
  });
});

describe("paging", () => {
  const account = (at: number): AdvertiserAccount => ({
    id: String(at),
    customerId: "1",
    name: "",
    number: "",
    status: "Active",
  });
  const full = (from: number) => Array.from({ length: ACCOUNTS_IN_PAGE }, (_, at) => account(from + at));
  const paging = (pageOf: (page: number) => readonly AdvertiserAccount[]): CustomerManagement => ({
    getUserId: async () => "1",
    searchAccounts: async (_user, page) => pageOf(page),
  });

  it("stops at a service that does not look at the page's number", async () => {
    await expect(accountsOf(paging(() => full(0)))).rejects.toThrow(/page 2 repeats/);
  });

  it("stops at a service that never ends", async () => {
    await expect(accountsOf(paging((page) => full(page * ACCOUNTS_IN_PAGE)))).rejects.toThrow(
      /more than 100000 accounts/,
    );
  });

  it("takes an account once that moved to the next page meanwhile", async () => {
    const found = await accountsOf(paging((page) => (page === 0 ? full(0) : [account(999), account(1_000)])));
    expect(found).toHaveLength(1_001);
  });
});

describe("the address of Customer Management", () => {
  it.each([
    ["https://campaign.api.bingads.microsoft.com", "https://clientcenter.api.bingads.microsoft.com"],
    [
      "https://campaign.api.bingads.microsoft.com/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc",
      "https://clientcenter.api.bingads.microsoft.com",
    ],
    [
      "https://campaign.api.sandbox.bingads.microsoft.com/CampaignManagement/v13",
      "https://clientcenter.api.sandbox.bingads.microsoft.com",
    ],
    ["http://127.0.0.1:8462/", "http://127.0.0.1:8462"],
    ["https://gateway.example/ads/CampaignManagement/v13/", "https://gateway.example/ads"],
    [
      "https://gateway.example/ads/Api/Advertiser/CampaignManagement/v12/CampaignManagementService.svc",
      "https://gateway.example/ads",
    ],
    ["https://clientcenter.api.bingads.microsoft.com", "https://clientcenter.api.bingads.microsoft.com"],
  ])("follows from %s", (endpoint, base) => {
    expect(customerBase(endpoint)).toBe(base);
    expect(customerAddress(endpoint)).toBe(
      `${base}/Api/CustomerManagement/v13/CustomerManagementService.svc`,
    );
    expect(customerRestAddress(endpoint)).toBe(`${base}/CustomerManagement/v13`);
  });

  it("cannot be known beside a SOAP address of an unusual path, and is never plain http", () => {
    expect(() => customerBase("https://gateway.example/soap/ads.svc")).toThrow(/give the base URL before it/);
    expect(() => customerBase("http://gateway.example")).toThrow(/https/);
  });
});
