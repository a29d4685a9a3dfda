import { describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { examine } from "../../provider/cli/doctor/examine";
import type { Emulator } from "../../provider/emulator";
import { snapshotsIn } from "../../provider/session/snapshots";
import { statuses, useEmulator } from "../support/e2eEmulator";
import { offlineGoal, site, urlGoal } from "../support/e2eGoals";
import { NO_LOGIN, type Report, Stack } from "../support/e2eStack";

// Microsoft switches SOAP off on 2027-01-31. A host, or an address, that is not there any more cannot say so: the calendar must.

const emulator = useEmulator();
const BEFORE = new Date("2027-01-30T23:59:59.999Z");
const AFTER = new Date("2027-01-31T00:00:00.000Z");
const PRODUCTION = "https://campaign.api.bingads.microsoft.com";
const SANDBOX = "https://campaign.api.sandbox.bingads.microsoft.com";
const GATEWAY = "https://gateway.example";

const ACCOUNT = {
  "msads:customerId": "111",
  "msads:accountId": "222",
  "msads:developerToken": "d",
  "msads:accessToken": "emulator-access-token",
};

/** A network that leads these addresses to the emulator and knows no others. Tokens go nowhere else. */
function networkOf(service: Emulator, ...known: readonly ("soap" | "rest")[]) {
  const asked: string[] = [];
  const send: typeof fetch = async (input, init) => {
    const url = new URL(String(input));
    const transportFor = url.pathname.startsWith("/CampaignManagement/v13") ? "rest" : "soap";
    asked.push(`${transportFor} ${url.host}`);
    if (known.includes(transportFor)) return fetch(new URL(url.pathname, service.url), init);
    const cause = Object.assign(new Error(`getaddrinfo ENOTFOUND ${url.hostname}`), { code: "ENOTFOUND" });
    throw Object.assign(new TypeError("fetch failed"), { cause });
  };
  return { fetch: send, asked, hosts: () => [...new Set(asked)] };
}

const program = { site, url: urlGoal("Order placed"), off: offlineGoal("Deal") };
const warnings = ({ notices }: Report) =>
  notices.filter(({ severity }) => severity === "warning").map(({ message }) => message);

function stackOn(
  date: Date,
  network: ReturnType<typeof networkOf>,
  config: Readonly<Record<string, string>> = {},
) {
  const production = { "msads:environment": "production", "msads:endpoint": "" };
  const outside = { date: () => date, fetch: network.fetch };
  return new Stack(emulator.now, { ...production, ...ACCOUNT, ...config }, {}, 10, outside);
}

describe("where the network knows SOAP no more", () => {
  test.each([
    ["production", PRODUCTION],
    ["sandbox", SANDBOX],
  ])("from the day on, %s is REST from the first call, without a warning", async (environment, host) => {
    const network = networkOf(emulator.now, "rest");
    const stack = stackOn(AFTER, network, { "msads:environment": environment });
    const report = await stack.up(program);
    expect([report.errors, report.failures, warnings(report)]).toEqual([[], [], []]);
    expect(statuses(emulator.now)).toEqual({ "Order placed": "Active", Deal: "Active" });
    expect(network.hosts()).toEqual([`rest ${new URL(host).host}`]);
    const again = await stack.up(program);
    expect([again.ok, again.writes]).toEqual([true, []]);
    expect((await stack.destroy()).errors).toEqual([]);
    expect(new Set(Object.values(statuses(emulator.now)))).toEqual(new Set(["Paused"]));
  });

  test("the moment before, a host that is not there says nothing of SOAP: the run fails, and REST is not asked", async () => {
    const network = networkOf(emulator.now, "rest");
    const report = await stackOn(BEFORE, network).up(program);
    expect(report.ok).toBe(false);
    expect(report.said).toContain("ENOTFOUND");
    expect(network.hosts()).toEqual([`soap ${new URL(PRODUCTION).host}`]);
    expect(emulator.now.store.goals).toEqual([]);
  });

  test("a host of Microsoft's that is named as endpoint is Microsoft's all the same", async () => {
    const network = networkOf(emulator.now, "rest");
    const address = `${PRODUCTION}/Api/Advertiser/CampaignManagement/v13/CampaignManagementService.svc`;
    for (const endpoint of [PRODUCTION, address])
      expect((await stackOn(AFTER, network, { "msads:endpoint": endpoint }).preview(program)).ok).toBe(true);
    expect(network.hosts()).toEqual([`rest ${new URL(PRODUCTION).host}`]);
  });

  test("look-ups and doctor go over REST too", async () => {
    const network = networkOf(emulator.now, "rest");
    const environment = {
      ...NO_LOGIN,
      MSADS_CUSTOMER_ID: "111",
      MSADS_ACCOUNT_ID: "222",
      MSADS_DEVELOPER_TOKEN: "d",
      MSADS_ACCESS_TOKEN: "emulator-access-token",
    };
    const outside = {
      environment,
      clock: systemClock,
      notify: () => {},
      date: () => AFTER,
      fetch: network.fetch,
    };
    expect((await snapshotsIn(outside).goals({})).all).toEqual([]);
    const findings = await examine(outside);
    expect(findings.filter(({ state }) => state !== "ok")).toEqual([]);
    expect(findings[0]?.says).toContain("transport auto (REST, since SOAP has ended)");
    expect(network.hosts()).toEqual([`rest ${new URL(PRODUCTION).host}`]);
  });

  test("transport soap is what it says, and the run tells what to set", async () => {
    const network = networkOf(emulator.now, "rest");
    const report = await stackOn(AFTER, network, { "msads:transport": "soap" }).up(program);
    expect(report.ok).toBe(false);
    expect(warnings(report)).toEqual([expect.stringContaining("pulumi config set msads:transport rest")]);
    expect(network.hosts()).toEqual([`soap ${new URL(PRODUCTION).host}`]);
  });
});

describe("where others speak SOAP on after the day", () => {
  test("an endpoint that is set is believed: no call over REST", async () => {
    const network = networkOf(emulator.now, "soap", "rest");
    const report = await stackOn(AFTER, network, { "msads:endpoint": GATEWAY }).up(program);
    expect([report.errors, report.failures, warnings(report)]).toEqual([[], [], []]);
    expect(network.hosts()).toEqual(["soap gateway.example"]);
  });

  test("an endpoint that is set and not there fails, and REST is not asked", async () => {
    const network = networkOf(emulator.now, "rest");
    const report = await stackOn(AFTER, network, { "msads:endpoint": GATEWAY }).up(program);
    expect(report.said).toContain("ENOTFOUND");
    expect(network.hosts()).toEqual(["soap gateway.example"]);
  });

  test("an endpoint that is set and says that SOAP is retired is left for REST, with one warning", async () => {
    emulator.now.settings({ retired: [13] });
    const network = networkOf(emulator.now, "soap", "rest");
    const report = await stackOn(AFTER, network, { "msads:endpoint": GATEWAY }).up(program);
    expect([report.errors, warnings(report)]).toEqual([
      [],
      [expect.stringContaining("no longer speaks SOAP")],
    ]);
  });

  test("so is the emulator", async () => {
    const network = networkOf(emulator.now, "soap", "rest");
    const config = { "msads:environment": "emulator", "msads:endpoint": emulator.now.url };
    expect((await stackOn(AFTER, network, config).up(program)).ok).toBe(true);
    expect(network.hosts().map((each) => each.split(" ")[0])).toEqual(["soap"]);
  });

  test("version 12 never goes over", async () => {
    const network = networkOf(emulator.now, "soap", "rest");
    const config = { "msads:apiVersion": "12", "msads:endpoint": PRODUCTION };
    const report = await stackOn(AFTER, network, config).up({ site });
    expect([report.errors, network.hosts()]).toEqual([[], [`soap ${new URL(PRODUCTION).host}`]]);
  });
});

test("a process that lives past midnight decides once", async () => {
  let now = BEFORE;
  const network = networkOf(emulator.now, "soap", "rest");
  const outside = { date: () => now, fetch: network.fetch };
  const config = { "msads:environment": "production", "msads:endpoint": "", ...ACCOUNT };
  const sessions = new Stack(emulator.now, config, {}, 10, outside).openSessions(() => {});
  const merged = { "msads:environment": "production", ...ACCOUNT } as Readonly<Record<string, string>>;
  sessions.configure({ get: (key) => merged[key] });
  const session = await sessions.ready();
  await session.account({ customerId: "111", accountId: "222" }).goalSnapshot();
  now = AFTER;
  await session
    .account({ customerId: "111", accountId: "223" })
    .tagSnapshot()
    .catch(() => undefined);
  expect(network.hosts()).toEqual([`soap ${new URL(PRODUCTION).host}`]);
});
