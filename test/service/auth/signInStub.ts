import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, expect } from "vitest";
import type { OAuthClient } from "../../../provider/service/auth/grants";
import type { RefreshRuntime } from "../../../provider/service/auth/refreshing";
import { type SignInChoice, signInService } from "../../../provider/service/auth/signInService";
import type { Reply } from "../stub";

/** Secrets that must be seen on the wire only. */
export const SENTINELS = {
  refreshToken: "sentinel-refresh-token",
  clientSecret: "sentinel-client-secret",
  accessToken: "sentinel-access-token",
};

const json = { "content-type": "application/json; charset=utf-8" };

export function tokens(more: Readonly<Record<string, unknown>> = {}): Reply {
  const body = { token_type: "Bearer", expires_in: 3600, access_token: SENTINELS.accessToken, ...more };
  return { headers: json, body: JSON.stringify(body) };
}

export function refusal(error: string, error_description?: string, status = 400): Reply {
  return { status, headers: json, body: JSON.stringify({ error, error_description }) };
}

export function clientAt(
  url: string,
  more: Partial<SignInChoice> & { clientSecret?: string } = {},
): OAuthClient {
  const { clientSecret, ...choice } = more;
  const service = signInService({ environment: "production", tokenEndpoint: url, ...choice });
  return { clientId: "app-1", clientSecret, service };
}

/** A world whose clock moves only while somebody sleeps. */
export function signInRuntime(
  timeoutMs = 240_000,
): RefreshRuntime & { readonly sleeps: number[]; readonly warned: string[] } {
  let now = 0;
  const sleeps: number[] = [];
  const warned: string[] = [];
  return {
    http: { fetch, timeoutMs },
    now: () => now,
    sleep: async (ms) => {
      sleeps.push(ms);
      now += ms;
    },
    date: () => new Date("2026-01-02T03:04:05Z"),
    warn: (message) => void warned.push(message),
    sleeps,
    warned,
  };
}

/** Nothing of an error, however deep one looks, may be a secret. */
export function expectNoSecret(...things: readonly unknown[]): void {
  for (const thing of things) {
    const all = inspect(thing, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null });
    expect(all + String((thing as Error | undefined)?.stack)).not.toContain("sentinel");
  }
}

/** Folders that go away after each test. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), "msads-auth-"));
    made.push(folder);
    return folder;
  };
}
