import { describe, expect, test } from "vitest";
import { settingsOf } from "../../provider/config/settings";
import { accountsOf } from "../../provider/service/customerManagement";
import { connect } from "../../provider/session/connect";
import type { Notice } from "../../provider/session/notices";
import { useEmulator } from "../support/e2eEmulator";
import { NO_LOGIN } from "../support/e2eStack";
import { VirtualClock } from "../support/virtualClock";

const emulator = useEmulator();
const BEFORE = new Date("2027-01-30T23:59:59.999Z");
const AFTER = new Date("2027-01-31T00:00:00.000Z");

/** What a network leads to: a service, at any address. */
type Service = (pathname: string, init: RequestInit | undefined) => Promise<Response>;

const emulated: Service = (pathname, init) => fetch(new URL(pathname, emulator.now.url), init);

/** A process whose network leads every address to a service. */
function processWith(values: Readonly<Record<string, string>>, date = BEFORE, service = emulated) {
  const all: Readonly<Record<string, string>> = {
    developerToken: "d",
    accessToken: "emulator-access-token",
    ...values,
  };
  const asked: string[] = [];
  const notices: Notice[] = [];
  const clock = new VirtualClock();
  const send: typeof fetch = async (input, init) => {
    const { host, pathname } = new URL(String(input));
    asked.push(`${host} ${pathname.endsWith(".svc") ? "soap" : pathname}`);
    return service(pathname, init);
  };
  const connection = connect(
    settingsOf((name) => all[name], NO_LOGIN.MSADS_CREDENTIALS_FILE),
    { environment: {}, clock, notify: (notice) => void notices.push(notice), fetch: send, date: () => date },
  );
  return { customers: connection.customers(), asked, notices, clock };
}

describe("the accounts of a sign-in", () => {
  const PRODUCTION = "clientcenter.api.bingads.microsoft.com";
  const SANDBOX = "clientcenter.api.sandbox.bingads.microsoft.com";
  const inRest = (host: string) => [
    `${host} /CustomerManagement/v13/User/Query`,
    `${host} /CustomerManagement/v13/Accounts/Search`,
  ];
  test.each([
    ["production", {}, BEFORE, [`${PRODUCTION} soap`, `${PRODUCTION} soap`]],
    ["production once SOAP has ended", {}, AFTER, inRest(PRODUCTION)],
    ["the sandbox", { environment: "sandbox" }, BEFORE, [`${SANDBOX} soap`, `${SANDBOX} soap`]],
    ["the sandbox once SOAP has ended", { environment: "sandbox" }, AFTER, inRest(SANDBOX)],
    ["a transport that is set", { transport: "rest" }, BEFORE, inRest(PRODUCTION)],
    [
      "a gateway, which may speak SOAP longer",
      { endpoint: "https://gateway.example/CampaignManagement/v13" },
      AFTER,
      ["gateway.example soap", "gateway.example soap"],
    ],
    [
      "an old version of Campaign Management, since this service has only one",
      { endpoint: "http://127.0.0.1:1", environment: "emulator", apiVersion: "12" },
      BEFORE,
      ["127.0.0.1:1 soap", "127.0.0.1:1 soap"],
    ],
  ] as const)("are asked where they are: %s", async (_what, values, date, expected) => {
    const { customers, asked, notices } = processWith(values, date);
    expect(await accountsOf(customers)).toMatchObject([{ id: "222", customerId: "111" }]);
    expect(asked).toEqual(expected);
    expect(notices).toEqual([]);
  });

  test("are asked again after a pause that the service wants, and after trouble", async () => {
    const trouble = [429, 503];
    const body = { User: { Id: "1" }, Accounts: [{ Id: "222", ParentCustomerId: "111" }] };
    const { customers, asked, notices, clock } = processWith({ transport: "rest" }, BEFORE, async () => {
      const status = trouble.shift();
      return status === undefined ? Response.json(body) : new Response("", { status });
    });
    await clock.until(accountsOf(customers));
    expect(asked.map((each) => each.split("/").at(-1))).toEqual(["Query", "Query", "Query", "Search"]);
    expect(clock.now()).toBeGreaterThanOrEqual(60_000);
    expect(notices.some(({ message }) => message.includes("limits the rate of calls"))).toBe(true);
  });
});
