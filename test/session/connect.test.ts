import http from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { runStatus } from "../../provider/cli/status/runStatus";
import { settingsOf } from "../../provider/config/settings";
import { connect } from "../../provider/session/connect";
import type { Notice } from "../../provider/session/notices";
import { openReader } from "../../provider/session/reader";
import { useEmulator } from "../support/e2eEmulator";
import { NO_LOGIN } from "../support/e2eStack";
import { settle, VirtualClock } from "../support/virtualClock";

const VALUES: Readonly<Record<string, string>> = {
  developerToken: "d",
  accessToken: "a",
  transport: "rest",
};
const settings = () => settingsOf((name) => VALUES[name], NO_LOGIN.MSADS_CREDENTIALS_FILE);

type Answer = "throttled" | "hangs" | "unknown host" | "well";

/** A process that speaks to a service which gives these answers, one after the other, and is well then. */
function processWith(...answers: readonly Answer[]) {
  const clock = new VirtualClock();
  const notices: Notice[] = [];
  const asked: string[] = [];
  const left = [...answers];
  const send: typeof fetch = async (_input, init) => {
    const ids = new Headers(init?.headers);
    asked.push(`${ids.get("customerid")}/${ids.get("customeraccountid")}`);
    switch (left.shift()) {
      case "throttled":
        return new Response("", { status: 429 });
      case "hangs":
        return hanging(clock);
      case "unknown host":
        throw new TypeError("fetch failed", { cause: { code: "ENOTFOUND" } });
      default:
        return Response.json({ UetTags: [], PartialErrors: [] });
    }
  };
  const connection = connect(settings(), {
    environment: {},
    clock,
    notify: (notice) => void notices.push(notice),
    fetch: send,
  });
  const read = (customerId: string, accountId: string) =>
    connection.port({ customerId, accountId }).getUetTags("all");
  return { clock, notices, asked, read };
}

/** The client gives up after 20 s; the machine's clock, which times that, is not the test's. */
async function hanging(clock: VirtualClock): Promise<never> {
  await new Promise<void>((resolve) => void clock.after(20_000, resolve));
  throw new DOMException("The operation was aborted due to timeout", "TimeoutError");
}

describe("a pause that the service asks of one account", () => {
  test("holds all accounts of the customer, and is told once", async () => {
    const { clock, notices, asked, read } = processWith("throttled");
    const first = read("111", "222");
    await settle();
    const others = [read("111", "223"), read("111", "224")];
    await clock.advance(59_000);
    expect(asked).toEqual(["111/222"]);
    await clock.until(Promise.all([first, ...others]));
    expect(asked.slice(1).sort()).toEqual(["111/222", "111/223", "111/224"]);
    expect(clock.now()).toBeLessThanOrEqual(65_000);
    const lasting = notices.filter(({ ephemeral }) => ephemeral !== true);
    expect(lasting).toEqual([
      { severity: "info", message: expect.stringContaining("limits the rate of calls"), ephemeral: false },
    ]);
    expect(notices.length).toBeLessThanOrEqual(7);
  });

  test("does not hold another customer's", async () => {
    const { clock, asked, read } = processWith("throttled");
    const first = read("111", "222");
    await settle();
    await clock.until(read("333", "444"), 0);
    expect(asked).toEqual(["111/222", "333/444"]);
    await clock.until(first);
  });
});

describe("a service that is not there", () => {
  test("costs the accounts of a run 20 s together, not each", async () => {
    const { clock, asked, read } = processWith(...Array<Answer>(9).fill("hangs"));
    for (const accountId of ["222", "223", "224", "225", "226"])
      await expect(clock.until(read("111", accountId))).rejects.toMatchObject({ symbol: "Timeout" });
    expect([asked, clock.now()]).toEqual([["111/222"], 20_000]);
  });

  test("fails at once where its name is unknown", async () => {
    const { clock, read } = processWith("unknown host");
    await expect(clock.until(read("111", "222"), 0)).rejects.toMatchObject({ symbol: "ENOTFOUND" });
  });
});

describe("a proxy that this Node cannot use", () => {
  const emulator = useEmulator();
  const original = http.setGlobalProxyFromEnv;
  beforeEach(() => void Object.assign(http, { setGlobalProxyFromEnv: undefined }));
  afterEach(() => void Object.assign(http, { setGlobalProxyFromEnv: original }));

  const world = (warnings: string[]) => ({
    environment: {
      ...NO_LOGIN,
      HTTPS_PROXY: "http://proxy.example:8080",
      MSADS_ENVIRONMENT: "emulator",
      MSADS_ENDPOINT: emulator.now.url,
    },
    clock: systemClock,
    notify: ({ severity, message }: Notice) => void (severity === "warning" && warnings.push(message)),
  });

  test("is told once a process, not for each account", async () => {
    const warnings: string[] = [];
    const reader = openReader(world(warnings));
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    for (const accountId of ["222", "223", "222"])
      await reader.port(reader.ref({ accountId })).getUetTags("all");
    expect(warnings).toEqual([expect.stringContaining("HTTPS_PROXY is set, but this Node cannot use it")]);
  });

  test("nor for each look of msads status", async () => {
    const warnings: string[] = [];
    let looks = 0;
    const pause = async () => {
      looks += 1;
      return looks < 3;
    };
    const screen = { print: () => {}, complain: () => {}, color: false, clear: () => {}, pause };
    await runStatus({ json: true, every: 1 }, { ...world(warnings), ...screen });
    expect([looks, warnings.length]).toEqual([3, 1]);
  });
});
