import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { clockFinding } from "../../provider/cli/doctor/askForTime";
import { examine } from "../../provider/cli/doctor/examine";
import { type Emulator, refreshToken, startEmulator } from "../../provider/emulator";
import { readCredentials } from "../../provider/service/auth/credentialsFile";
import { temporaryFolders } from "../service/auth/signInStub";
import { startStub } from "../service/stub";
import { runMsads } from "./msads";

const folder = temporaryFolders();
let emulator: Emulator;
let file: string;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => {
  emulator.reset();
  file = join(folder(), "credentials.json");
});

const atEmulator = () => ({
  MSADS_ENVIRONMENT: "emulator",
  MSADS_ENDPOINT: emulator.soap,
  MSADS_CREDENTIALS_FILE: file,
});
const look = (environment: NodeJS.ProcessEnv) =>
  examine({
    environment: { MSADS_CREDENTIALS_FILE: file, ...environment },
    clock: systemClock,
    notify: () => {},
  });
/** "ok config", "failed sign-in", … */
const states = (findings: Awaited<ReturnType<typeof examine>>) =>
  findings.map(({ state, check }) => `${state} ${check}`);
const all = (state: string, ...checks: readonly string[]) => checks.map((check) => `${state} ${check}`);

describe("msads doctor", () => {
  it("finds all well, with two reads and no write", async () => {
    const { code, stdout, stderr } = await runMsads(["doctor"], {
      ...atEmulator(),
      MSADS_REFRESH_TOKEN: refreshToken,
    });
    expect([code, stderr]).toEqual([0, ""]);
    const heads = stdout.split("\n").filter((line) => !line.startsWith(" "));
    expect(heads.map((line) => line.slice(0, 18).trimEnd())).toEqual([
      "ok      config",
      "ok      login file",
      "ok      clock",
      "ok      endpoint",
      "ok      sign-in",
      "ok      account",
      "ok      read",
      "",
    ]);
    expect(stdout).toMatch(/sign-in +a new access token, valid for 60 minutes\n.*customer 111, account 222/);
    expect(emulator.calls().map(({ operation }) => operation)).toEqual([
      "GetConversionGoalsByIds",
      "GetAccountProperties",
    ]);
  });

  describe.each(["soap", "rest"])("over %s", (MSADS_TRANSPORT) => {
    /** What it notes about an account that is well otherwise. */
    const noted = async (environment = {}) => {
      const notes: string[] = [];
      const findings = await examine({
        environment: { ...atEmulator(), MSADS_TRANSPORT, ...environment },
        clock: systemClock,
        notify: ({ message }) => void notes.push(message),
      });
      expect(states(findings).filter((each) => !each.startsWith("ok"))).toEqual([]);
      return notes;
    };

    it("warns that auto-tagging is off, and says what to do", async () => {
      expect(await noted()).toEqual([]);
      emulator.editAccount("222", { MSCLKIDAutoTaggingEnabled: false });
      expect(await noted()).toEqual([
        expect.stringMatching(
          /^auto-tagging is off in account 222: .*find no click\. Turn it on in .*autoTagging: true/,
        ),
      ]);
    });

    it("notes that auto-tagging cannot be read, which is no failure", async () => {
      emulator.faults({ kind: "fault", code: 207, operation: "GetAccountProperties" });
      expect(await noted()).toEqual([
        expect.stringMatching(/^whether auto-tagging is on could not be read: .*207/),
      ]);
    });
  });

  it("does not ask version 12 for auto-tagging, which it does not have", async () => {
    await look({ ...atEmulator(), MSADS_API_VERSION: "12", MSADS_TRANSPORT: "soap" });
    expect(emulator.calls().map(({ operation }) => operation)).toEqual(["GetConversionGoalsByIds"]);
  });

  it("prints that auto-tagging is off as a note, and ends with 0", async () => {
    emulator.editAccount("222", { MSCLKIDAutoTaggingEnabled: false });
    const { code, stdout } = await runMsads(["doctor"], atEmulator());
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^note {4}auto-tagging is off/m)]);
  });

  it("says for machines what failed and what to do, and ends with 1", async () => {
    const { code, stdout } = await runMsads(["doctor", "--json"], {
      ...atEmulator(),
      MSADS_REFRESH_TOKEN: "sentinel-token",
    });
    const { ok, checks } = JSON.parse(stdout) as { ok: boolean; checks: Record<string, string>[] };
    expect([code, ok]).toEqual([1, false]);
    expect(checks.find(({ check }) => check === "sign-in")).toEqual({
      check: "sign-in",
      state: "failed",
      says: "Sign-in failed: AADSTS70000: the refresh token is expired, revoked or wrong (invalid_grant).",
      todo: expect.stringContaining("msads login"),
    });
    expect(stdout).not.toContain("sentinel");
  });

  it("lists all that is missing", async () => {
    const findings = await look({});
    expect(states(findings)).toEqual([
      "failed config",
      ...all("skipped", "login file", "clock", "endpoint", "sign-in", "account", "read"),
    ]);
    expect(findings[0]?.says).toMatch(/developerToken is missing(.|\n)*accessToken is missing/);
  });

  const tokens = { MSADS_ACCESS_TOKEN: "emulator-access-token", MSADS_DEVELOPER_TOKEN: "d" };
  it.each([
    ["an unknown account", { MSADS_ACCOUNT_ID: "999" }, "account", /119/],
    ["another customer", { MSADS_CUSTOMER_ID: "999" }, "account", /106/],
    ["a wrong token", { MSADS_ACCESS_TOKEN: "wrong" }, "sign-in", /105/],
    ["an expired token", { MSADS_ACCESS_TOKEN: "expired-token" }, "sign-in", /109/],
  ])("puts the service's refusal where its cause is: %s", async (_what, environment, check, says) => {
    const findings = await look({ ...atEmulator(), ...environment });
    const bad = findings.filter(({ state }) => state === "failed");
    expect(bad).toMatchObject([
      { check, says: expect.stringMatching(says), todo: expect.stringMatching(/./) },
    ]);
  });

  it("names ids that are not set", async () => {
    const findings = await look({ MSADS_ENDPOINT: emulator.soap, ...tokens });
    expect(findings.find(({ check }) => check === "account")).toMatchObject({
      state: "failed",
      says: "customerId and accountId are not set",
      todo: expect.stringMatching(/MSADS_CUSTOMER_ID.*MSADS_ACCOUNT_ID.*cid= and aid=/),
    });
  });

  it("names an endpoint that does not answer, a throttled one, and one that is something else", async () => {
    const gone = await startStub();
    await gone.close();
    const ids = { MSADS_CUSTOMER_ID: "111", MSADS_ACCOUNT_ID: "222", ...tokens };
    const dead = await look({ ...ids, MSADS_ENDPOINT: gone.url });
    expect(dead.filter(({ state }) => state === "failed")).toHaveLength(1);
    expect(dead.find(({ check }) => check === "endpoint")).toMatchObject({
      state: "failed",
      says: expect.stringContaining("nothing answers"),
      todo: expect.stringContaining("Check endpoint"),
    });
    emulator.faults({ kind: "fault", code: 117 });
    const throttled = await look(atEmulator());
    expect(throttled.at(-1)).toMatchObject({
      check: "read",
      state: "failed",
      says: expect.stringContaining("117"),
    });
    const other = await startStub();
    other.answer({ status: 200, headers: { "content-type": "text/html" }, body: "<html/>" });
    const page = await look({ ...ids, MSADS_ENDPOINT: other.url });
    await other.close();
    expect(page.at(-1)).toMatchObject({
      state: "failed",
      todo: expect.stringContaining("any proxy in between"),
    });
  });

  it.skipIf(process.platform === "win32")("does not like a login that others can read", async () => {
    writeFileSync(file, '{"version":1}');
    chmodSync(file, 0o644);
    const findings = await look(atEmulator());
    expect(states(findings).filter((each) => each.startsWith("failed"))).toEqual(["failed login file"]);
  });

  it("knows a clock that is wrong", () => {
    const there = "Thu, 01 Jan 2026 00:00:00 GMT";
    const here = Date.parse(there);
    expect(clockFinding(there, here + 299_000)).toMatchObject({
      state: "ok",
      says: "299 s ahead of the endpoint",
    });
    expect(clockFinding(there, here - 301_000)).toMatchObject({
      state: "failed",
      says: "301 s behind the endpoint",
    });
    expect(clockFinding(there, here)).toMatchObject({ says: "right" });
    expect(clockFinding(null, here)).toMatchObject({ state: "ok" });
  });
});

describe("processes that refresh at once", () => {
  it("never use a token twice nor lose the newest, even where each is good for one use only", async () => {
    emulator.settings({ singleUseRefreshTokens: true });
    const environment = { ...atEmulator(), MSADS_REFRESH_TOKEN: refreshToken };
    const ended = await Promise.all([1, 2, 3, 4].map(() => runMsads(["doctor"], environment)));
    expect(ended.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    expect(emulator.signIns().map(({ outcome }) => outcome)).toEqual(Array(4).fill("ok"));
    const kept = [...readCredentials(file).rotated.values()].map((each) => each.refreshToken);
    expect(kept).toHaveLength(1);
    expect((await runMsads(["doctor"], environment)).code).toBe(0);
  });
});
