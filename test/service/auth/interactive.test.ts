import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../provider/emulator";
import { startBrowserSignIn } from "../../../provider/service/auth/browserSignIn";
import { startDeviceSignIn, waitForDevice } from "../../../provider/service/auth/deviceSignIn";
import { type Stub, startStub } from "../stub";
import { clientAt, expectNoSecret, refusal, signInRuntime, tokens } from "./signInStub";

const http = { fetch, timeoutMs: 240_000 };
let emulator: Emulator;
let stub: Stub;
beforeAll(async () => {
  [emulator, stub] = await Promise.all([startEmulator(), startStub()]);
});
afterAll(() => Promise.all([emulator.close(), stub.close()]));

describe("signing in by a browser", () => {
  const redirectUri = "http://127.0.0.1:4711";
  const visit = async (url: string) => {
    const reply = await fetch(url, { redirect: "manual" });
    return new URL(reply.headers.get("location") ?? "");
  };

  it("proves itself with PKCE and gets tokens for the code, once", async () => {
    const signIn = await startBrowserSignIn(clientAt(emulator.url), redirectUri, http);
    const back = await visit(signIn.url);
    expect([back.origin, signIn.isMine(back)]).toEqual([redirectUri, true]);
    expect(await signIn.finish(back)).toMatchObject({
      refreshToken: expect.stringMatching(/^emulator-refresh-token-/),
      expiresInMs: 3_600_000,
    });
    await expect(signIn.finish(back)).rejects.toThrow(/AADSTS70008/);
  });

  it("does not take the answer to another sign-in", async () => {
    const [mine, others] = await Promise.all(
      [1, 2].map(() => startBrowserSignIn(clientAt(emulator.url), redirectUri, http)),
    );
    const back = await visit(others?.url ?? "");
    expect(mine?.isMine(back)).toBe(false);
    await expect(mine?.finish(back)).rejects.toThrow("Sign-in failed");
    // Nor a code under its own state that was made for another proof.
    const forged = await visit(mine?.url ?? "");
    forged.searchParams.set("code", back.searchParams.get("code") ?? "");
    await expect(mine?.finish(forged)).rejects.toThrow(/AADSTS501481/);
  });

  it("says what to do when the user says no", async () => {
    const signIn = await startBrowserSignIn(clientAt(emulator.url), redirectUri, http);
    const back = await visit(`${signIn.url}&login_hint=deny`);
    await expect(signIn.finish(back)).rejects.toThrow(/access_denied.*consent/);
  });

  it("asks Google for a refresh token as Google wants it, and with the app's secret", async () => {
    const client = clientAt(stub.url, { identityProvider: "google", clientSecret: "sentinel-secret" });
    const signIn = await startBrowserSignIn(client, redirectUri, http);
    const asked = new URL(signIn.url).searchParams;
    expect([asked.get("access_type"), asked.get("prompt"), asked.get("scope")]).toEqual([
      "offline",
      "consent",
      "openid email profile",
    ]);
    expect(signIn.url).not.toContain("sentinel");
    stub.answer(tokens({ refresh_token: "r", id_token: "not.checked.here" }));
    const back = new URL(redirectUri);
    back.search = `state=${asked.get("state")}&code=c&iss=https://accounts.google.com`;
    expect(await signIn.finish(back)).toMatchObject({ refreshToken: "r" });
    expect(stub.got.at(-1)?.body).toContain("client_secret=sentinel-secret");
  });

  it("keeps code, proof and secret out of errors", async () => {
    const client = clientAt(stub.url, { clientSecret: "sentinel-secret" });
    const signIn = await startBrowserSignIn(client, redirectUri, http);
    stub.answer(({ body }) => refusal("invalid_grant", decodeURIComponent(body)));
    const back = new URL(redirectUri);
    back.search = `state=${new URL(signIn.url).searchParams.get("state")}&code=sentinel-code`;
    const error = await signIn.finish(back).catch((caught: unknown) => caught);
    const verifier = new URLSearchParams(stub.got.at(-1)?.body).get("code_verifier") ?? "";
    expect(verifier.length).toBeGreaterThan(40);
    expect(String(error)).toContain("(secret)");
    expect(String(error)).not.toContain(verifier);
    expectNoSecret(error);
  });
});

describe("signing in by a code on another device", () => {
  it("asks until somebody approves, no more often than the server wants", async () => {
    const signIn = await startDeviceSignIn(clientAt(emulator.url), http);
    expect(signIn.page).toBe(`${emulator.url}/common/oauth2/deviceauth`);
    const world = signInRuntime();
    const sleep = async (ms: number) => {
      if (world.sleeps.length === 2) emulator.answerDevice(signIn.userCode, true);
      await world.sleep(ms);
    };
    expect(await waitForDevice(signIn, { now: world.now, sleep })).toMatchObject({
      refreshToken: expect.stringMatching(/^emulator-refresh-token-/),
    });
    expect(world.sleeps).toEqual([1_000, 1_000, 1_000]);
  });

  it("ends when somebody declines, and when nobody comes", async () => {
    const declined = await startDeviceSignIn(clientAt(emulator.url), http);
    emulator.answerDevice(declined.userCode, false);
    await expect(waitForDevice(declined, signInRuntime())).rejects.toThrow(/declined/);
    const late = await startDeviceSignIn(clientAt(emulator.url), http);
    const world = signInRuntime();
    await expect(waitForDevice({ ...late, intervalMs: 60_000 }, world)).rejects.toThrow(
      /nobody entered the code/,
    );
    expect(world.sleeps).toHaveLength(15);
  });

  it("slows down when told, bears a stumbling server, and waits 5 s where none is named", async () => {
    const google = {
      device_code: "d",
      user_code: "U\u001b[2J",
      verification_url: "https://g.example",
      expires_in: 900,
    };
    stub.answer({ headers: { "content-type": "application/json" }, body: JSON.stringify(google) });
    const signIn = await startDeviceSignIn(clientAt(stub.url, { identityProvider: "google" }), http);
    expect([signIn.page, signIn.userCode]).toEqual(["https://g.example", "U[2J"]);
    const replies = [
      refusal("slow_down", "", 403),
      { status: 502 },
      refusal("authorization_pending"),
      tokens(),
    ];
    stub.answer(() => replies.shift() ?? {});
    const world = signInRuntime();
    await waitForDevice(signIn, world);
    expect(world.sleeps).toEqual([5_000, 10_000, 10_000, 10_000]);
  });
});
