import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../provider/emulator";
import { readCredentials } from "../../provider/service/auth/credentialsFile";
import { temporaryFolders } from "../service/auth/signInStub";
import { runMsads, startMsads } from "./msads";

const folder = temporaryFolders();
let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(() => emulator.close());
beforeEach(() => emulator.reset());

/** A started `msads login`; `line` waits for a line that matches, `ended` for its end. */
function login(args: readonly string[], environment: NodeJS.ProcessEnv) {
  const child = startMsads(
    ["login", "--client-id", "my-app", "--endpoint", emulator.url, ...args],
    environment,
  );
  const text = { stdout: "", stderr: "" };
  const waiting: { readonly words: RegExp; readonly found: (line: string) => void }[] = [];
  for (const name of ["stdout", "stderr"] as const)
    createInterface({ input: child[name] as Readable }).on("line", (line) => {
      text[name] += `${line}\n`;
      for (const { words, found } of waiting) if (words.test(line)) found(line.trim());
    });
  const ended = new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) =>
    child.once("close", (code) => resolve({ code, ...text })),
  );
  const line = (words: RegExp) => new Promise<string>((found) => waiting.push({ words, found }));
  return { line, ended };
}

describe("msads login", () => {
  it("signs in by a browser, keeps the login, and says what a CI needs, never a token", async () => {
    const file = join(folder(), "new", "credentials.json");
    const { line, ended } = login([], {
      MSADS_CREDENTIALS_FILE: file,
      MSADS_CLIENT_SECRET: "sentinel-secret",
    });
    const url = await line(/\/authorize\?/);
    const back = new URL(new URL(url).searchParams.get("redirect_uri") ?? "");
    expect([back.hostname, back.port]).toEqual(["127.0.0.1", expect.stringMatching(/^[0-9]+$/)]);
    // Others that knock: a page that guesses, another path, another method.
    expect((await fetch(`${back.origin}/?code=x&state=guessed`)).status).toBe(400);
    expect((await fetch(`${back.origin}/favicon.ico`)).status).toBe(400);
    const page = await fetch(url);
    expect(await page.text()).toContain("go back to the terminal");
    expect([page.headers.get("cache-control"), page.headers.get("referrer-policy")]).toEqual([
      "no-store",
      "no-referrer",
    ]);
    const { code, stdout, stderr } = await ended;
    expect([code, stderr]).toEqual([0, ""]);
    expect(stdout).toContain(file);
    expect(stdout).toContain("MSADS_CLIENT_ID=my-app");
    expect(stdout).toMatch(/MSADS_REFRESH_TOKEN, which msads login --print-refresh-token prints/);
    expect(stdout).not.toMatch(/sentinel|emulator-refresh-token|emulator-code/);
    expect([...readCredentials(file).logins]).toEqual([
      [
        emulator.token,
        {
          clientId: "my-app",
          clientSecret: "sentinel-secret",
          identityProvider: "microsoft",
          tokenEndpoint: emulator.token,
          refreshToken: expect.stringMatching(/^emulator-refresh-token-/),
          savedAt: expect.stringMatching(/^2/),
        },
      ],
    ]);
    expect(emulator.signIns()).toEqual([
      { grant: "authorization_code", clientId: "my-app", hasClientSecret: true, outcome: "ok" },
    ]);
  });

  it("signs in by a code, and prints the token alone on stdout where that is asked for", async () => {
    const file = join(folder(), "credentials.json");
    const { line, ended } = login(["--device", "--print-refresh-token"], { MSADS_CREDENTIALS_FILE: file });
    const shown = await line(/code: /);
    emulator.answerDevice(shown.replace("code: ", ""), true);
    const { code, stdout, stderr } = await ended;
    const token = readCredentials(file).logins.get(emulator.token)?.refreshToken ?? "";
    expect([code, stdout]).toEqual([0, `${token}\n`]);
    expect(stderr).toContain(`${emulator.url}/common/oauth2/deviceauth`);
    expect(stderr).not.toContain("emulator-refresh-token");
  });

  it("comes back to localhost where the app is registered so, and fails when the user says no", async () => {
    const file = join(folder(), "credentials.json");
    const { line, ended } = login(["--localhost"], { MSADS_CREDENTIALS_FILE: file });
    const url = await line(/\/authorize\?/);
    expect(new URL(new URL(url).searchParams.get("redirect_uri") ?? "").hostname).toBe("localhost");
    const reply = await fetch(`${url}&login_hint=deny`, { redirect: "manual" });
    await fetch((reply.headers.get("location") ?? "").replace("localhost", "127.0.0.1"));
    const { code, stderr } = await ended;
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^msads: Sign-in failed: .*access_denied.*consent/),
    ]);
    expect(() => readFileSync(file)).toThrow("ENOENT");
  });

  it("does not wait for ever", async () => {
    const { line, ended } = login(["--timeout", "0.2"], { MSADS_CREDENTIALS_FILE: join(folder(), "c.json") });
    await line(/\/authorize\?/);
    expect(await ended).toMatchObject({
      code: 1,
      stderr: expect.stringContaining("did not come back within 0.2 s"),
    });
  });

  it.each([
    [[], {}, "which app signs in? Give --client-id or set MSADS_CLIENT_ID"],
    [["--endpoint", "http://login.example"], {}, "use https"],
    [["--tenant", "a/b"], {}, "a tenant is"],
    [["--client-id", "x", "--timeout", "soon"], {}, "--timeout is a number"],
  ])("called as %j it ends with 2", async (args, environment, words) => {
    const file = { MSADS_CREDENTIALS_FILE: join(folder(), "c.json") };
    const { code, stdout, stderr } = await runMsads(["login", ...args], { ...file, ...environment });
    expect([code, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(words);
  });
});
