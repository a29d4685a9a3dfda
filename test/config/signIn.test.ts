import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { systemClock } from "../../provider/account/clock";
import { lookupIn, settingsOf } from "../../provider/config/settings";
import { refreshToken } from "../../provider/emulator";
import { connect } from "../../provider/session/connect";
import { useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { batches, expectSettled } from "../support/e2eSettled";
import { type Program, Stack } from "../support/e2eStack";

const emulator = useEmulator();
let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "msads-sign-in-"));
  file = join(folder, "credentials.json");
});
afterEach(() => rmSync(folder, { recursive: true }));

const signedIn = (speed?: number) =>
  new Stack(
    emulator.now,
    { "msads:refreshToken": refreshToken, "msads:clientId": "app" },
    { MSADS_CREDENTIALS_FILE: file },
    speed,
  );
const goals = (count: number): Program =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`g${i}`, offlineGoal(`Goal ${i}`)]));
const refreshes = () => emulator.now.signIns().filter(({ outcome }) => outcome === "ok").length;

describe("a run that signs in by a refresh token", () => {
  test("asks for one access token, for all goals and both accounts, and the next run uses the newest refresh token", async () => {
    emulator.now.settings({ singleUseRefreshTokens: true });
    emulator.now.addCustomers({ id: "111", accounts: [{ id: "223" }] });
    const stack = signedIn();
    const up = await stack.up({ ...goals(20), other: offlineGoal("Other", { accountId: "223" }) });
    expect([up.ok, refreshes()]).toEqual([true, 1]);
    expect((await stack.preview(goals(20))).ok).toBe(true);
    expect(refreshes()).toBe(2);
    expect(emulator.now.signIns().map(({ clientId, scope }) => `${clientId} ${scope}`)).toEqual(
      Array(2).fill("app https://ads.microsoft.com/msads.manage offline_access"),
    );
  });

  test("whose token the service calls expired in the middle of a batch renews it once and loses nothing", async () => {
    emulator.now.faults({ kind: "fault", operation: "AddConversionGoals", code: 109 });
    const stack = signedIn(1);
    const up = await stack.up(goals(30));
    expect([up.said, refreshes()]).toEqual(["", 2]);
    expect(batches(up)[0]).toBe(batches(up)[1]);
    const names = emulator.now.store.goals.map(({ fields }) => fields.Name);
    expect([names.length, new Set(names).size]).toEqual([30, 30]);
    await expectSettled(stack, goals(30));
  });

  test("whose token runs out by the service's clock renews it once for all calls under way", async () => {
    const config: Record<string, string> = {
      "msads:environment": "emulator",
      "msads:endpoint": emulator.now.soap,
      "msads:refreshToken": refreshToken,
    };
    const settings = settingsOf(
      lookupIn((key) => config[key], {}),
      file,
    );
    const world = { environment: {}, clock: systemClock, notify: () => {} };
    const port = connect(settings, world).port({ customerId: "111", accountId: "222" });
    await port.getUetTags("all");
    emulator.now.advance(1.5);
    const add = (name: string) => port.addUetTags([{ fields: { name } }]);
    const [read, ...added] = await Promise.all([port.getConversionGoals("all"), ...["A", "B", "C"].map(add)]);
    expect([read, added.map(({ items }) => items.map(({ ok }) => ok))]).toEqual([
      [],
      [[true], [true], [true]],
    ]);
    expect(emulator.now.store.tags.map(({ fields }) => fields.Name).sort()).toEqual(["A", "B", "C"]);
    expect(emulator.now.calls().filter(({ codes }) => codes.includes(109))).toHaveLength(4);
    expect(refreshes()).toBe(2);
  });

  test("that the sign-in server refuses fails once per resource with what to do, asks twice at most, and writes nothing", async () => {
    const stack = new Stack(
      emulator.now,
      { "msads:refreshToken": "sentinel-token" },
      { MSADS_CREDENTIALS_FILE: file },
      200,
    );
    const up = await stack.up(goals(10));
    expect(up.said).toMatch(/Sign-in failed: AADSTS70000.*msads login/);
    expect(up.said).not.toContain("sentinel");
    expect([up.writes, emulator.now.signIns().length]).toEqual([[], 2]);
  });

  test("keeps nothing of it in state", async () => {
    const stack = signedIn();
    await stack.up(goals(2));
    expect(JSON.stringify([...stack.state])).not.toMatch(/refresh-token|access-token/);
    expect(readFileSync(file, "utf8")).toContain(`${refreshToken}-`);
  });
});

describe("settings of signing in", () => {
  const settings = (config: Record<string, string>) =>
    settingsOf(
      lookupIn((key) => ({ "msads:developerToken": "d", ...config })[key], {}),
      file,
    );
  const complaint = (config: Record<string, string>) => {
    try {
      settings(config);
      return "";
    } catch (error) {
      return (error as Error).message;
    }
  };
  const login = (more: Record<string, string> = {}) => ({
    clientId: "app",
    identityProvider: "microsoft",
    tokenEndpoint: "https://login.microsoftonline.com/common/oauth2/v2.0/token",
    refreshToken: "r",
    savedAt: "2026-01-01",
    ...more,
  });
  const keep = (logins: Record<string, unknown>) =>
    writeFileSync(file, JSON.stringify({ version: 1, logins }));

  test("a login is used when there is nothing else, each environment its own", () => {
    keep({
      production: login(),
      sandbox: login({ clientId: "sand", clientSecret: "s", identityProvider: "google" }),
    });
    expect(settings({})).toMatchObject({
      identityProvider: "microsoft",
      signIn: {
        by: "refreshToken",
        refreshing: { client: { clientId: "app" }, origin: { from: "login" }, file },
      },
    });
    expect(settings({ "msads:environment": "sandbox" })).toMatchObject({
      identityProvider: "google",
      signIn: { refreshing: { client: { clientId: "sand", clientSecret: "s" } } },
    });
    expect(settings({ "msads:accessToken": "a" }).signIn).toEqual({ by: "accessToken", accessToken: "a" });
    expect(settings({ "msads:refreshToken": "x", "msads:clientId": "y" })).toMatchObject({
      signIn: { refreshing: { origin: { from: "settings", refreshToken: "x" }, client: { clientId: "y" } } },
    });
  });

  test.each([
    [{ "msads:clientId": "other" }, /clientId is set, but `msads login` signed in with the app app/],
    [{ "msads:identityProvider": "google" }, /identityProvider is google, but/],
    [
      { "msads:tokenEndpoint": "https://login.microsoftonline.com/contoso/oauth2/v2.0/token" },
      /tokenEndpoint is set, but/,
    ],
    [{ "msads:environment": "sandbox" }, /accessToken is missing.*`msads login` for sandbox/],
    [{ "msads:tokenEndpoint": "https://x.example/token" }, /`msads login` for https:\/\/x\.example\/token/],
  ])("a login and %j contradict each other", (config, words) => {
    keep({ production: login() });
    expect(complaint(config)).toMatch(words);
  });

  test.each([
    [{ "msads:refreshToken": "s3cret" }, /clientId is missing: .*pulumi config set msads:clientId/],
    [{ "msads:refreshToken": "s3cret", "msads:accessToken": "s3cret" }, /both set: remove one of them/],
    [{ "msads:tokenEndpoint": "http://u:s3cret@x.example/token" }, /tokenEndpoint holds a user name/],
    [{ "msads:tokenEndpoint": "http://x.example/token" }, /tokenEndpoint begins with http/],
    [{}, /accessToken is missing: .*run `msads login`, or give refreshToken .* and clientId/],
  ])("%j is an error that says how to set it, without a secret", (config, words) => {
    expect(complaint(config)).toMatch(words);
    expect(complaint(config)).not.toContain("s3cret");
  });

  test("a damaged credentials file is one more problem in the list, and none where it is not needed", () => {
    writeFileSync(file, "{");
    expect(complaint({ "msads:developerToken": "" })).toMatch(
      /developerToken is missing.*\n.*cannot be read/,
    );
    expect(complaint({ "msads:accessToken": "a" })).toBe("");
  });
});
