import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { goalApi } from "../../provider/account/entityApi";
import { writeSteps } from "../../provider/account/write/write";
import { type Emulator, startEmulator } from "../../provider/emulator/index";
import { createAutoCampaignManagement, type Retirement } from "../../provider/service/autoTransport";
import type { CampaignManagement } from "../../provider/service/campaignManagement";
import { leapingClock } from "../support/e2eClock";
import { startStub } from "./stub";
import { rest, soap } from "./transports";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

const credentials = async () => ({ accessToken: "emulator-access-token", developerToken: "any" });
const goal = (name: string) =>
  ({ type: "OfflineConversion", fields: { name, goalCategory: "Purchase" } }) as const;

/** The port under test, with what it learnt and said. */
function auto(options: { readonly ownHost?: boolean; readonly restBase?: string } = {}) {
  const warnings: string[] = [];
  const retirement: Retirement = { retired: false };
  const another = (): CampaignManagement =>
    createAutoCampaignManagement({
      soap: soap.port(emulator.soap, { credentials }),
      rest: rest.port(options.restBase ?? emulator.rest, { credentials }),
      retirement,
      ownHost: options.ownHost ?? true,
      warn: (message) => warnings.push(message),
    });
  return { port: another(), another, retirement, warnings };
}
const calls = () => emulator.calls().map((call) => `${call.transport} ${call.operation} ${call.outcome}`);
const names = () => emulator.store.goals.map((each) => each.fields.Name);

describe("auto", () => {
  it("speaks SOAP as long as the service does", async () => {
    const { port, warnings } = auto();
    await port.addConversionGoals([goal("a")]);
    await port.getConversionGoals("all");
    expect(calls()).toEqual(["soap AddConversionGoals ok", "soap GetConversionGoalsByIds ok"]);
    expect(warnings).toEqual([]);
  });

  it("goes over to REST in the middle, for good, for every account, with one warning", async () => {
    const { port, another, warnings, retirement } = auto();
    const { items } = await port.addConversionGoals([goal("before")]);
    emulator.settings({ retired: [13] });
    await port.addConversionGoals([goal("after")]);
    expect(names()).toEqual(["before", "after"]);
    expect(warnings).toEqual([
      expect.stringMatching(
        /no longer speaks SOAP here \(303 ApiVersionNoLongerSupported\).*switches automatically to REST/,
      ),
    ]);
    expect(retirement.retired).toBe(true);
    const seen = emulator.calls().length;
    await port.updateConversionGoals([
      {
        type: "OfflineConversion",
        id: items[0]?.ok ? items[0].value : "",
        fields: { status: "Paused" },
      },
    ]);
    await another().getUetTags("all");
    await another().addUetTags([{ fields: { name: "t" } }]);
    expect(calls().slice(seen)).toEqual([
      "rest UpdateConversionGoals ok",
      "rest GetUetTagsByIds ok",
      "rest AddUetTags ok",
    ]);
    expect(warnings).toHaveLength(1);
  });

  it("warns once when calls of all kinds meet the end together", async () => {
    const { port, warnings } = auto();
    emulator.settings({ retired: [13] });
    await Promise.all([
      port.getConversionGoals("all"),
      port.getUetTags("all"),
      port.addConversionGoals([goal("x")]),
    ]);
    expect([names(), warnings.length]).toEqual([["x"], 1]);
  });

  it.each([
    ["303", { kind: "fault", code: 303 }],
    ["3601", { kind: "fault", code: 3601 }],
    ["OperationNotSupported", { kind: "fault", code: 204 }],
    ["HTTP 404", { kind: "http", status: 404 }],
    ["HTTP 410", { kind: "http", status: 410 }],
  ] as const)("takes %s for the end", async (_what, fault) => {
    const { port, retirement } = auto();
    emulator.faults({ ...fault, transport: "soap" });
    const { items } = await port.addConversionGoals([goal("x")]);
    expect([items[0]?.ok, names(), retirement.retired]).toEqual([true, ["x"], true]);
  });

  it.each([
    ["117", { kind: "fault", code: 117 }],
    ["109", { kind: "fault", code: 109 }],
    ["0", { kind: "fault", code: 0 }],
    ["5308", { kind: "fault", code: 5308 }],
    ["HTTP 400", { kind: "http", status: 400 }],
    ["HTTP 403", { kind: "http", status: 403 }],
    ["HTTP 503", { kind: "http", status: 503 }],
    ["a redirect", { kind: "http", status: 301 }],
    ["a web page", { kind: "http", status: 200, body: "<html/>" }],
    ["an empty answer", { kind: "empty200" }],
    ["a broken connection", { kind: "drop", when: "after" }],
  ] as const)("does not take %s for the end", async (_what, fault) => {
    const { port, retirement, warnings } = auto();
    emulator.faults({ ...fault, transport: "soap" });
    await expect(port.addConversionGoals([goal("x")])).rejects.toMatchObject({ name: "MsadsError" });
    expect(emulator.calls().map(({ transport }) => transport)).toEqual(["soap"]);
    expect([retirement.retired, warnings]).toEqual([false, []]);
  });

  it("does not believe a 404 of a host that is not the service's own", async () => {
    const { port, retirement } = auto({ ownHost: false });
    emulator.faults({ kind: "http", status: 404, transport: "soap" });
    await expect(port.getUetTags("all")).rejects.toMatchObject({ symbol: "HTTP404" });
    expect(retirement.retired).toBe(false);
    emulator.faults({ kind: "fault", code: 303, transport: "soap" });
    expect(await port.getUetTags("all")).toEqual([]);
  });

  it.each([
    ["knows no such address either", async () => `${emulator.rest}/nowhere`],
    ["cannot be reached", gone],
  ])("stays with SOAP's word where REST %s", async (_what, restBase) => {
    const { port, retirement, warnings } = auto({ restBase: await restBase() });
    emulator.faults({ kind: "fault", code: 303, transport: "soap" });
    await expect(port.getUetTags("all")).rejects.toMatchObject({ code: 303 });
    expect([retirement.retired, warnings]).toEqual([false, []]);
    expect(await port.getUetTags("all")).toEqual([]);
  });

  it("tells what REST says once it has gone over", async () => {
    const { port, warnings } = auto();
    emulator.settings({ retired: [13] });
    emulator.faults({ kind: "fault", code: 117, transport: "rest" });
    await expect(port.getUetTags("all")).rejects.toMatchObject({ code: 117, outcome: "refused" });
    expect(warnings).toHaveLength(1);
  });
});

describe("a write whose outcome nobody knows", () => {
  const add = (name: string) => ({ do: "add", resource: name, name, payload: goal(name) }) as const;
  const run = (port: CampaignManagement) =>
    writeSteps(goalApi(port), [add("one"), add("two")], { clock: leapingClock(50), audit: () => {} });

  it.each(["after", "before"] as const)(
    "(cut %s it was done) is found over REST when SOAP ends at that moment, with no second Add of what is there",
    async (when) => {
      const { port, warnings } = auto();
      emulator.faults(
        { kind: "drop", when, operation: "AddConversionGoals" },
        { kind: "fault", code: 303, transport: "soap", times: 99 },
      );
      const results = await run(port);
      expect(results.map(({ ok }) => ok)).toEqual([true, true]);
      expect(names()).toEqual(["one", "two"]);
      const adds = emulator.calls().filter(({ operation }) => operation === "AddConversionGoals");
      expect(adds.map(({ transport, outcome }) => `${transport} ${outcome}`)).toEqual(
        when === "after" ? ["soap dropped"] : ["soap dropped", "rest ok"],
      );
      expect(warnings).toHaveLength(1);
    },
  );

  it("over REST is found over REST", async () => {
    emulator.faults({ kind: "drop", when: "after", operation: "AddConversionGoals" });
    const results = await run(rest.port(emulator.rest, { credentials }));
    expect([results.map(({ ok }) => ok), names()]).toEqual([
      [true, true],
      ["one", "two"],
    ]);
    expect(emulator.calls().filter(({ operation }) => operation === "AddConversionGoals")).toHaveLength(1);
  });
});

/** An address at which nothing answers any more. */
async function gone(): Promise<string> {
  const stub = await startStub();
  await stub.close();
  return stub.url;
}
