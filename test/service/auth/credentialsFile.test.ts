import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type Credentials,
  credentialsPath,
  readCredentials,
  rotationKey,
  writeCredentials,
} from "../../../provider/service/auth/credentialsFile";
import { temporaryFolders } from "./signInStub";

const folder = temporaryFolders();
const now = new Date("2026-06-01T00:00:00Z");
const login = {
  clientId: "app",
  identityProvider: "microsoft",
  tokenEndpoint: "https://login.example/token",
  refreshToken: "r",
  savedAt: now.toISOString(),
} as const;
const stored = (more: Partial<Credentials> = {}): Credentials => ({
  logins: new Map(),
  rotated: new Map(),
  ...more,
});

describe("where the credentials file is", () => {
  it.each([
    ["linux", { MSADS_CREDENTIALS_FILE: "/x/c.json", XDG_CONFIG_HOME: "/c" }, "/x/c.json"],
    ["linux", { XDG_CONFIG_HOME: "/c", HOME: "/h" }, "/c/msads/credentials.json"],
    ["linux", { HOME: "/h" }, "/h/.config/msads/credentials.json"],
    ["darwin", { HOME: "/h", XDG_CONFIG_HOME: "" }, "/h/.config/msads/credentials.json"],
    ["win32", { APPDATA: "/roaming", XDG_CONFIG_HOME: "/c" }, "/roaming/msads/credentials.json"],
    ["win32", { HOME: "/h" }, "/h/AppData/Roaming/msads/credentials.json"],
    ["linux", {}, join(homedir(), ".config/msads/credentials.json")],
  ] as const)("on %s with %j: %s", (platform, environment, path) => {
    expect(credentialsPath(environment, platform)).toBe(path);
  });
});

describe("the credentials file", () => {
  it("gives back whatever was written", () => {
    const path = join(folder(), "c.json");
    const word = fc.string({ minLength: 1, unit: "binary" });
    const logins = fc.dictionary(
      word,
      fc.record({ clientId: word, refreshToken: word, tokenEndpoint: word }),
    );
    fc.assert(
      fc.property(logins, fc.dictionary(word, word), (some, rotations) => {
        const before = stored({
          logins: new Map(Object.entries(some).map(([key, each]) => [key, { ...login, ...each }])),
          rotated: new Map(
            Object.entries(rotations).map(([key, refreshToken]) => [
              key,
              { refreshToken, savedAt: login.savedAt },
            ]),
          ),
        });
        writeCredentials(path, before, now);
        expect(readCredentials(path)).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it("keeps odd names apart from the object's own", () => {
    const path = join(folder(), "c.json");
    writeFileSync(path, `{"version":1,"logins":{"__proto__":${JSON.stringify(login)}}}`);
    const { logins } = readCredentials(path);
    expect([...logins.keys()]).toEqual(["__proto__"]);
    expect(({} as Record<string, unknown>).refreshToken).toBeUndefined();
  });

  it.skipIf(process.platform === "win32")(
    "is its user's alone, its folder too, whatever it was before",
    () => {
      const path = join(folder(), "new", "c.json");
      writeCredentials(path, stored(), now);
      const mode = (of: string) => (statSync(of).mode & 0o777).toString(8);
      expect([mode(path), mode(join(path, ".."))]).toEqual(["600", "700"]);
      chmodSync(path, 0o644);
      writeCredentials(path, stored({ logins: new Map([["production", login]]) }), now);
      expect(mode(path)).toBe("600");
    },
  );

  it.skipIf(process.platform === "win32")("may be a link: what it points to is written", () => {
    const home = folder();
    mkdirSync(join(home, "elsewhere"));
    writeFileSync(join(home, "elsewhere/c.json"), '{"version":1}');
    symlinkSync(join(home, "elsewhere/c.json"), join(home, "c.json"));
    writeCredentials(join(home, "c.json"), stored({ logins: new Map([["production", login]]) }), now);
    expect(readlinkSync(join(home, "c.json"))).toBe(join(home, "elsewhere/c.json"));
    expect(readFileSync(join(home, "elsewhere/c.json"), "utf8")).toContain('"clientId": "app"');
  });

  it("leaves nothing beside it, also when it cannot be written", () => {
    const home = folder();
    mkdirSync(join(home, "c.json"));
    expect(() => writeCredentials(join(home, "c.json"), stored(), now)).toThrow();
    expect(readdirSync(home)).toEqual(["c.json"]);
  });

  it("forgets what came of a token half a year ago", () => {
    const path = join(folder(), "c.json");
    const rotated = new Map([
      ["old", { refreshToken: "a", savedAt: "2025-11-01T00:00:00Z" }],
      ["young", { refreshToken: "b", savedAt: "2026-01-01T00:00:00Z" }],
    ]);
    writeCredentials(path, stored({ rotated }), now);
    expect([...readCredentials(path).rotated.keys()]).toEqual(["young"]);
  });

  it("may be missing", () => {
    expect(readCredentials(join(folder(), "none", "c.json"))).toEqual(stored());
  });

  it.each([
    "",
    "{",
    "[]",
    "null",
    '{"version":2}',
    '{"version":1,"logins":[]}',
    '{"version":1,"logins":{"production":{"refreshToken":"sentinel"}}}',
    '{"version":1,"rotated":{"x":{"refreshToken":7,"savedAt":"sentinel"}}}',
  ])("that is %j is an error that says what to do and shows nothing of it", (content) => {
    const path = join(folder(), "c.json");
    writeFileSync(path, content);
    expect(() => readCredentials(path)).toThrow(
      /credentials\.json|c\.json .*remove it and run `msads login`/,
    );
    expect(() => readCredentials(path)).not.toThrow("sentinel");
  });
});

describe("the name under which successors of a token are kept", () => {
  it("differs by app and token and does not show the token", () => {
    const names = [rotationKey("a", "bc"), rotationKey("ab", "c"), rotationKey("a", "b")];
    expect(new Set(names).size).toBe(3);
    expect(rotationKey("app", "sentinel")).toMatch(/^[0-9a-f]{64}$/);
  });
});
