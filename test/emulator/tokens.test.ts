import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { accessToken, refreshToken } from "../../provider/emulator";
import { useEmulator } from "../support/e2eEmulator";
import { callSoap } from "./signInCalls";

const emulator = useEmulator();

type Form = Readonly<Record<string, string>>;

async function post(address: string, form: Form): Promise<readonly [number, Record<string, unknown>]> {
  const reply = await fetch(address, { method: "POST", body: new URLSearchParams(form) });
  return [reply.status, (await reply.json()) as Record<string, unknown>];
}
const ask = (form: Form) => post(emulator.now.token, form);
const beside = (name: string) => emulator.now.token.replace(/token$/, name);
const refresh = { client_id: "c", grant_type: "refresh_token", refresh_token: refreshToken };

describe("the token endpoint", () => {
  it("gives an access token that the service takes, and rotates the refresh token", async () => {
    const foreign = { environment: "production", tenant: "common", oauth_scope: "x" };
    const [status, first] = await ask({ ...refresh, ...foreign });
    expect([status, first.token_type, first.expires_in]).toEqual([200, "Bearer", 3600]);
    const [, second] = await ask({ ...refresh, refresh_token: String(first.refresh_token) });
    expect(second.refresh_token).not.toBe(first.refresh_token);
    expect(second.access_token).not.toBe(first.access_token);
    for (const token of [first.access_token, second.access_token, accessToken])
      expect(await callSoap(emulator.now, String(token))).toBe("ok");
  });

  it("an access token runs out with the emulator's clock", async () => {
    const [, { access_token: token }] = await ask(refresh);
    emulator.now.advance(0.99);
    expect(await callSoap(emulator.now, String(token))).toBe("ok");
    emulator.now.advance(0.02);
    expect(await callSoap(emulator.now, String(token))).toBe("109");
    expect(await callSoap(emulator.now, accessToken)).toBe("ok");
    expect(await callSoap(emulator.now, `${accessToken}-1-x`)).toBe("105");
  });

  it("lives as long as the setting says, and is good once where that is set", async () => {
    emulator.now.settings({ tokenSeconds: 90, singleUseRefreshTokens: true });
    expect((await ask(refresh))[1].expires_in).toBe(90);
    expect((await ask(refresh))[1]).toMatchObject({ error: "invalid_grant" });
  });

  it("takes a code that a client brings along", async () => {
    const [status, body] = await ask({ client_id: "c", grant_type: "authorization_code", code: "any" });
    expect([status, typeof body.access_token]).toEqual([200, "string"]);
  });

  it.each([
    [{ client_id: "c", grant_type: "refresh_token", refresh_token: "expired" }, "invalid_grant"],
    [{ client_id: "c", grant_type: "refresh_token" }, "invalid_grant"],
    [{ client_id: "c", grant_type: "password" }, "unsupported_grant_type"],
    [{ grant_type: "refresh_token", refresh_token: refreshToken }, "invalid_request"],
    [{ client_id: "c", grant_type: "authorization_code" }, "invalid_grant"],
  ])("refuses %j with %s", async (form, error) => {
    expect(await ask(form)).toEqual([
      400,
      expect.objectContaining({ error, error_description: expect.stringMatching(/^AADSTS/) }),
    ]);
  });

  it("logs what was asked, without tokens", async () => {
    await ask({ ...refresh, client_secret: "s3cret", scope: "s" });
    await ask({ ...refresh, refresh_token: "wr0ng" });
    const logged = await (await fetch(`${emulator.now.admin}/sign-ins`)).json();
    const base = { grant: "refresh_token", clientId: "c" };
    expect(logged).toEqual([
      { ...base, scope: "s", hasClientSecret: true, outcome: "ok" },
      { ...base, hasClientSecret: false, outcome: "invalid_grant" },
    ]);
  });
});

describe("the authorise page", () => {
  const verifier = "v".repeat(43);
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const asked = {
    client_id: "c",
    response_type: "code",
    redirect_uri: "http://127.0.0.1:4711/",
    state: "s t&a",
    code_challenge: challenge,
    code_challenge_method: "S256",
  };
  const visit = (form: Form) =>
    fetch(`${beside("authorize")}?${new URLSearchParams(form)}`, { redirect: "manual" });
  const code = async () => {
    const reply = await visit(asked);
    return new URL(reply.headers.get("location") ?? "").searchParams.get("code") ?? "";
  };
  const exchange = {
    client_id: "c",
    grant_type: "authorization_code",
    redirect_uri: asked.redirect_uri,
    code_verifier: verifier,
  };

  it("sends the browser back at once, with a code that is good once", async () => {
    const reply = await visit(asked);
    const back = new URL(reply.headers.get("location") ?? "");
    expect([reply.status, back.origin, back.searchParams.get("state")]).toEqual([
      302,
      "http://127.0.0.1:4711",
      "s t&a",
    ]);
    const form = { ...exchange, code: back.searchParams.get("code") ?? "" };
    expect((await ask(form))[0]).toBe(200);
    expect((await ask(form))[1]).toMatchObject({ error: "invalid_grant" });
  });

  it.each([
    ["another verifier", { code_verifier: "w".repeat(43) }],
    ["no verifier", { code_verifier: "" }],
    ["another app", { client_id: "d" }],
    ["another redirect", { redirect_uri: "http://127.0.0.1:4712/" }],
  ])("refuses the code for %s", async (_what, change) => {
    expect((await ask({ ...exchange, code: await code(), ...change }))[1]).toMatchObject({
      error: "invalid_grant",
    });
  });

  it("refuses it when it is ten minutes old", async () => {
    const form = { ...exchange, code: await code() };
    emulator.now.advance(0.2);
    expect((await ask(form))[1]).toMatchObject({ error: "invalid_grant" });
  });

  it.each(["https://evil.example/", "http://127.0.0.1.evil.example/", "", "javascript:alert(1)"])(
    "never sends a browser to %j",
    async (redirect_uri) => {
      const reply = await visit({ ...asked, redirect_uri });
      expect([reply.status, reply.headers.get("location")]).toEqual([400, null]);
    },
  );

  it("sends refusals back too", async () => {
    const reply = await visit({ ...asked, login_hint: "deny" });
    expect(reply.headers.get("location")).toMatch(/error=access_denied/);
  });
});

describe("the device code", () => {
  const start = async () => {
    const [, body] = await post(beside("devicecode"), { client_id: "c", scope: "x" });
    const form = {
      client_id: "c",
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: String(body.device_code),
    };
    return { userCode: String(body.user_code), page: String(body.verification_uri), form };
  };
  const admin = (userCode: string, approve: boolean) =>
    fetch(`${emulator.now.admin}/devices/${userCode}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ approve }),
    });

  it("waits until admin approves, and is good once", async () => {
    const { userCode, form } = await start();
    expect((await ask(form))[1]).toMatchObject({ error: "authorization_pending" });
    expect((await admin(userCode, true)).status).toBe(200);
    expect((await ask(form))[0]).toBe(200);
    expect((await ask(form))[1]).toMatchObject({ error: "bad_verification_code" });
  });

  it("can be approved on its page", async () => {
    const { userCode, page, form } = await start();
    expect(await (await fetch(page)).text()).toContain("user_code");
    const body = new URLSearchParams({ user_code: userCode.toLowerCase() });
    expect((await fetch(page, { method: "POST", body })).status).toBe(200);
    expect((await ask(form))[0]).toBe(200);
  });

  it("can be declined and runs out", async () => {
    const declined = await start();
    await admin(declined.userCode, false);
    expect((await ask(declined.form))[1]).toMatchObject({ error: "authorization_declined" });
    const late = await start();
    emulator.now.advance(1);
    expect((await ask(late.form))[1]).toMatchObject({ error: "expired_token" });
    expect((await admin("NOBODY", true)).status).toBe(400);
  });
});
