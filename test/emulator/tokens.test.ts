import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessToken, type Emulator, refreshToken, startEmulator } from "../../provider/emulator";

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());

async function ask(
  form: Readonly<Record<string, string>>,
): Promise<readonly [number, Record<string, unknown>]> {
  const reply = await fetch(emulator.token, { method: "POST", body: new URLSearchParams(form) });
  return [reply.status, (await reply.json()) as Record<string, unknown>];
}

describe("the token endpoint", () => {
  it("gives the access token and rotates the refresh token", async () => {
    const base = { client_id: "c", grant_type: "refresh_token" };
    const foreign = { environment: "production", tenant: "common", oauth_scope: "x" };
    const [status, first] = await ask({ ...base, ...foreign, refresh_token: refreshToken });
    expect([status, first.access_token, first.token_type, first.expires_in]).toEqual([
      200,
      accessToken,
      "Bearer",
      3600,
    ]);
    const [, second] = await ask({ ...base, refresh_token: String(first.refresh_token) });
    expect(second.access_token).toBe(accessToken);
    expect(second.refresh_token).not.toBe(first.refresh_token);
  });

  it("takes an authorization code", async () => {
    const [status, body] = await ask({ client_id: "c", grant_type: "authorization_code", code: "any" });
    expect([status, body.access_token]).toEqual([200, accessToken]);
  });

  it.each([
    [{ client_id: "c", grant_type: "refresh_token", refresh_token: "expired" }, "invalid_grant"],
    [{ client_id: "c", grant_type: "refresh_token" }, "invalid_grant"],
    [{ client_id: "c", grant_type: "password" }, "unsupported_grant_type"],
    [{ grant_type: "refresh_token", refresh_token: refreshToken }, "invalid_request"],
  ])("refuses %j with %s", async (form, error) => {
    expect(await ask(form)).toEqual([
      400,
      expect.objectContaining({ error, error_description: expect.any(String) }),
    ]);
  });
});
