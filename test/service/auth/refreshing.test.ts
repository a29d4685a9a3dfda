import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { keepLogin } from "../../../provider/service/auth/keepLogin";
import { type Refreshing, refresh } from "../../../provider/service/auth/refreshing";
import { type Reply, type Stub, startStub } from "../stub";
import {
  clientAt,
  expectNoSecret,
  refusal,
  SENTINELS,
  signInRuntime,
  temporaryFolders,
  tokens,
} from "./signInStub";

const folder = temporaryFolders();
let stub: Stub;
beforeAll(async () => {
  stub = await startStub();
});
afterAll(() => stub.close());

const given = (file: string, more: Parameters<typeof clientAt>[1] = {}): Refreshing => ({
  client: clientAt(stub.url, more),
  origin: { from: "settings", refreshToken: SENTINELS.refreshToken },
  file,
});
const file = () => join(folder(), "c.json");
const sent = (back = 1) => Object.fromEntries(new URLSearchParams(stub.got.at(-back)?.body ?? ""));
/** Answers by turns; the last one stays. */
const answers = (...replies: readonly Reply[]) => {
  let turn = 0;
  stub.answer(() => replies[Math.min(turn++, replies.length - 1)] ?? {});
};

describe("a refresh", () => {
  it("asks Microsoft as Microsoft documents it: a public client sends no secret", async () => {
    stub.answer(tokens());
    await refresh(given(file()), signInRuntime());
    expect(stub.got.at(-1)?.url).toBe("/common/oauth2/v2.0/token");
    expect(sent()).toEqual({
      client_id: "app-1",
      grant_type: "refresh_token",
      refresh_token: SENTINELS.refreshToken,
      scope: "https://ads.microsoft.com/msads.manage offline_access",
    });
  });

  it("of a web app sends the secret, and for the sandbox its scope, in the tenant's directory", async () => {
    stub.answer(tokens({ expires_in: "3599" }));
    const { clientSecret } = SENTINELS;
    const how = given(file(), { clientSecret, environment: "sandbox", tenant: "contoso.com" });
    expect(await refresh(how, signInRuntime())).toEqual({
      accessToken: SENTINELS.accessToken,
      expiresInMs: 3_599_000,
      refreshToken: undefined,
    });
    expect(stub.got.at(-1)?.url).toBe("/contoso.com/oauth2/v2.0/token");
    expect(sent()).toMatchObject({
      client_secret: clientSecret,
      scope: "https://si.ads.microsoft.com/msads.manage offline_access",
    });
  });

  it("of Google sends no scope, and lives without a new refresh token and with an id token", async () => {
    stub.answer(tokens({ id_token: "a.b.c", scope: "openid" }));
    const path = file();
    await refresh(given(path, { identityProvider: "google", clientSecret: "s" }), signInRuntime());
    expect(Object.keys(sent()).sort()).toEqual(["client_id", "client_secret", "grant_type", "refresh_token"]);
    expect(() => readFileSync(path)).toThrow("ENOENT");
  });
});

describe("a refresh token that the server replaces", () => {
  it("is kept, and the next run uses it; the first token is not in the file", async () => {
    const path = file();
    stub.answer(tokens({ refresh_token: "second-token" }));
    await refresh(given(path), signInRuntime());
    await refresh(given(path), signInRuntime());
    expect([sent(2).refresh_token, sent().refresh_token]).toEqual([SENTINELS.refreshToken, "second-token"]);
    expect(readFileSync(path, "utf8")).toContain("second-token");
    expect(readFileSync(path, "utf8")).not.toContain(SENTINELS.refreshToken);
  });

  it("does not outlive its usefulness: the first token is tried when it is refused", async () => {
    const path = file();
    stub.answer(tokens({ refresh_token: "second-token" }));
    await refresh(given(path), signInRuntime());
    answers(refusal("invalid_grant", "AADSTS700082: too old"), tokens({ refresh_token: "third-token" }));
    await refresh(given(path), signInRuntime());
    expect(sent().refresh_token).toBe(SENTINELS.refreshToken);
    await refresh(given(path), signInRuntime());
    expect(sent().refresh_token).toBe("third-token");
  });

  it("of a login takes the login's place", async () => {
    const path = file();
    const login = {
      clientId: "app-1",
      identityProvider: "microsoft",
      tokenEndpoint: stub.url,
      savedAt: "",
    } as const;
    const savedAt = "2026-01-01T00:00:00Z";
    await keepLogin(path, "production", { ...login, refreshToken: "first", savedAt }, signInRuntime());
    const how: Refreshing = {
      client: clientAt(stub.url),
      origin: { from: "login", key: "production" },
      file: path,
    };
    stub.answer(tokens({ refresh_token: "second-token" }));
    await refresh(how, signInRuntime());
    await refresh(how, signInRuntime());
    expect([sent(2).refresh_token, sent().refresh_token]).toEqual(["first", "second-token"]);
    await expect(
      refresh({ ...how, origin: { from: "login", key: "sandbox" } }, signInRuntime()),
    ).rejects.toThrow(/no longer holds a login.*Run `msads login`/);
  });

  it("that another process kept meanwhile is used when ours is refused", async () => {
    const path = file();
    const how: Refreshing = {
      client: clientAt(stub.url),
      origin: { from: "login", key: "production" },
      file: path,
    };
    const login = (refreshToken: string) => ({
      version: 1,
      logins: {
        production: { clientId: "app-1", tokenEndpoint: stub.url, refreshToken, savedAt: "2026-01-01" },
      },
    });
    writeFileSync(path, JSON.stringify(login("first")));
    stub.answer(({ body }) => {
      if (body.includes("=newest")) return tokens();
      writeFileSync(path, JSON.stringify(login("newest")));
      return refusal("invalid_grant", "used before");
    });
    expect((await refresh(how, signInRuntime())).accessToken).toBe(SENTINELS.accessToken);
  });

  it("and cannot be kept is a warning, not the end of the run", async () => {
    const path = file();
    mkdirSync(path);
    stub.answer(tokens({ refresh_token: "second-token" }));
    const world = signInRuntime();
    const unreadable = given(path);
    await expect(refresh(unreadable, world)).rejects.toThrow(/cannot be read .*repair it, or remove it/);
    const nowhere = given(join(path, "..", "c.json.txt", "c.json"));
    writeFileSync(join(path, "..", "c.json.txt"), "a file where a folder should be");
    expect((await refresh(nowhere, world)).accessToken).toBe(SENTINELS.accessToken);
    expect(world.warned).toEqual([expect.stringMatching(/could not be stored in .*MSADS_CREDENTIALS_FILE/)]);
    expectNoSecret(world.warned);
  });
});

describe("a sign-in server that says no", () => {
  it.each([
    ["invalid_grant", "AADSTS700082: The refresh token has expired due to inactivity.", /msads login/],
    [
      "invalid_grant",
      "AADSTS50173: The provided grant has expired; fresh auth token is needed.",
      /msads login/,
    ],
    ["invalid_request", "Public clients can't send a client secret.", /Remove clientSecret/],
    ["invalid_client", "AADSTS7000215: Invalid client secret provided.", /Set clientSecret/],
    ["unauthorized_client", "AADSTS700016: Application was not found in the directory", /Check clientId/],
    ["invalid_grant", "AADSTS65001: The user or administrator has not consented", /consent/],
    [
      "interaction_required",
      "AADSTS50076: you must use multi-factor authentication",
      /requires another verification/,
    ],
    ["weird_error", undefined, /Check tokenEndpoint/],
  ])("%s, %s: at once, with what to do", async (error, description, todo) => {
    stub.answer(refusal(error, description === undefined ? undefined : `${description}\r\nTrace ID: 1-2-3`));
    const world = signInRuntime();
    const failing = refresh(given(file()), world);
    await expect(failing).rejects.toMatchObject({
      name: "MsadsError",
      symbol: error,
      outcome: "unreachable",
    });
    await expect(failing).rejects.toThrow(todo);
    await expect(failing).rejects.not.toThrow("Trace ID");
    expect(world.sleeps).toEqual([]);
  });

  it("AADSTS70000, which comes now and then for good tokens, is asked once more", async () => {
    const flaky = refusal("invalid_grant", "AADSTS70000: Provided grant is invalid or malformed.");
    answers(flaky, tokens());
    const world = signInRuntime();
    await refresh(given(file()), world);
    expect(world.sleeps).toEqual([1_000]);
    answers(flaky);
    await expect(refresh(given(file()), world)).rejects.toThrow(/AADSTS70000.*msads login/);
    expect(world.sleeps).toEqual([1_000, 1_000]);
  });

  it("for a moment only is asked twice more", async () => {
    answers(
      { status: 503, body: "<html>" },
      refusal("temporarily_unavailable", "AADSTS90033", 503),
      tokens(),
    );
    const world = signInRuntime();
    await refresh(given(file()), world);
    expect(world.sleeps).toEqual([1_000, 2_000]);
    answers({ status: 503, body: "<html>" });
    await expect(refresh(given(file()), world)).rejects.toThrow(/HTTP 503.*Try again in a minute/);
  });
});

describe("a hostile or broken sign-in server", () => {
  const echo = ({ body }: { readonly body: string }) => refusal("invalid_grant", decodeURIComponent(body));
  const json = { "content-type": "application/json" };
  const cases: readonly (readonly [string, Parameters<Stub["answer"]>[0], RegExp])[] = [
    ["a redirect", { status: 307, headers: { location: "http://127.0.0.1:9/x" } }, /redirect \(HTTP 307\)/],
    [
      "a web page",
      { body: "<html/>", headers: { "content-type": "text/html" } },
      /HTTP 200 and not in OAuth's JSON/,
    ],
    ["no token", { headers: json, body: "{}" }, /not valid OAuth/],
    ["a token with a line break", tokens({ access_token: "a\r\nX-Evil: 1" }), /not valid OAuth/],
    ["a token of another kind", tokens({ token_type: "mac" }), /not valid OAuth/],
    ["a list", { headers: json, body: "[]" }, /not in OAuth's JSON/],
    ["a prototype", { headers: json, body: '{"__proto__":{"access_token":"x"}}' }, /not valid OAuth/],
    ["two megabytes", { headers: json, body: " ".repeat(2 * 1024 * 1024) }, /larger than 1 MB/],
    ["a cut connection", (_got, response) => void response.socket?.destroy(), /connection broke/],
    ["no answer", () => undefined, /no complete answer within 0.2 s/],
    ["the request sent back", echo, /\(secret\)/],
    [
      "control characters",
      refusal("invalid_grant", "\u001b[2Jgone\u0007"),
      /^MsadsError: Sign-in failed: \[2Jgone \(invalid_grant\)/,
    ],
  ];
  it.each(cases)("%s: a clear error without secrets, in bounded time", async (_what, reply, words) => {
    stub.answer(reply);
    const error = await refresh(
      given(file(), { clientSecret: SENTINELS.clientSecret }),
      signInRuntime(200),
    ).catch((caught: unknown) => caught);
    expect(stub.got.at(-1)?.body).toContain("sentinel");
    expect(String(error)).toMatch(words);
    expectNoSecret(error, JSON.stringify(error));
    expect(({} as Record<string, unknown>).access_token).toBeUndefined();
  });

  it("nobody there: at once", async () => {
    const how = given(file());
    const gone = await startStub();
    await gone.close();
    const client = clientAt(gone.url);
    const world = signInRuntime();
    await expect(refresh({ ...how, client }, world)).rejects.toThrow(
      `nothing answers at the sign-in server, or at the proxy in front of it: ${new URL(gone.url).origin} (ECONNREFUSED)`,
    );
    expect(world.sleeps).toEqual([]);
  });

  it("an address that would show the token to everyone on the way: nothing is sent", async () => {
    const service = { ...clientAt(stub.url).service, tokenEndpoint: "http://login.example/token" };
    const client = { clientId: "app-1", service };
    await expect(refresh({ ...given(file()), client }, signInRuntime())).rejects.toThrow(
      /begins with http, which would expose the tokens/,
    );
  });
});
