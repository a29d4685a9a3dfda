import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { Stack } from "../support/e2eStack";
import { type HostileRelay, startHostileRelay } from "./hostileRelay";
import { SERVICE_HOSTILITIES, SIGN_IN_HOSTILITIES } from "./hostilities";

const emulator = useEmulator();
let relay: HostileRelay;
let folder: string;
/** All that was written to the standard streams. */
let printed: string[];
beforeEach(async () => {
  emulator.now.settings({ rules: { "auth.token-invalid": false } });
  relay = await startHostileRelay(emulator.now.url);
  folder = mkdtempSync(join(tmpdir(), "msads-wire-"));
  printed = [];
  for (const stream of [process.stdout, process.stderr])
    vi.spyOn(stream, "write").mockImplementation((text) => {
      printed.push(String(text));
      return true;
    });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await relay.close();
  rmSync(folder, { recursive: true });
});

/** Long, as real ones are, and with characters that are written in another way in XML, JSON and addresses. */
const tail = `+/=~!*'<&>"${"Zx9".repeat(30)}`;
const ACCESS = `sentinel-access-4f1c${tail}`;
const DEVELOPER = `sentinel-developer-b03e${tail}`;
const REFRESH = `emulator-refresh-token-sentinel-8d2e${tail}`;
const CLIENT_SECRET = `sentinel-client-secret-77aa${tail}`;

const common = () => ({
  "msads:developerToken": DEVELOPER,
  "msads:endpoint": relay.url,
  "msads:tokenEndpoint": relay.url + new URL(emulator.now.token).pathname,
  "msads:auditLog": join(folder, "audit.log"),
  "msads:maxWait": "61s",
});
const byRefreshToken = {
  "msads:refreshToken": REFRESH,
  "msads:clientId": "app",
  "msads:clientSecret": CLIENT_SECRET,
};

/** A run over the relay, and what is left of it: what it said and threw, state, the audit log, the emulator's own logs. */
async function run(name: string, config: Readonly<Record<string, string>>) {
  const keep = { MSADS_CREDENTIALS_FILE: join(folder, `${name.replaceAll(/\W/g, "-")}.json`) };
  const stack = new Stack(emulator.now, { ...common(), ...config }, keep, 5_000);
  const up = await stack.up({ deal: offlineGoal(name) });
  return { up, state: stack.state };
}

function remains(runs: readonly unknown[]): string {
  const files = readdirSync(folder).filter((file) => file.endsWith(".log"));
  const all = {
    runs,
    printed,
    logs: files.map((file) => readFileSync(join(folder, file), "utf8")),
    calls: emulator.now.calls(),
    signIns: emulator.now.signIns(),
  };
  const text = inspect(all, {
    depth: Number.POSITIVE_INFINITY,
    showHidden: true,
    maxArrayLength: null,
    maxStringLength: null,
  });
  return text + runs.map((each) => JSON.stringify(each)).join("\n");
}

const secrets = /sentinel-(access|developer|client)|token-sentinel|emulator-access-token-\d/i;

/** Nothing of a secret; what stands around one says where it is. */
function expectNone(text: string): void {
  const at = text.search(secrets);
  expect(at === -1 ? "" : text.slice(Math.max(0, at - 300), at + 60)).toBe("");
}

test.each(
  (["soap", "rest"] as const).flatMap((transport) =>
    (["access token", "refresh token"] as const).map((signIn) => [transport, signIn] as const),
  ),
)("over %s with a %s: a service or gateway that sends requests back", async (transport, signIn) => {
  const config = {
    ...(signIn === "access token" ? { "msads:accessToken": ACCESS } : byRefreshToken),
    "msads:transport": transport,
  };
  const runs: unknown[] = [];
  const paths = {
    GetConversionGoalsByIds: "ConversionGoals/Query",
    AddConversionGoals: "POST .*/ConversionGoals ",
  };
  for (const [operation, path] of Object.entries(paths))
    for (const [what, by] of Object.entries(SERVICE_HOSTILITIES)) {
      relay.be({ to: new RegExp(`${operation}|${path}`), by });
      const before = relay.hits();
      runs.push(await run(`${operation}, ${what}`, config));
      expect(relay.hits(), what).toBeGreaterThan(before);
      relay.be();
    }
  const sent =
    signIn === "access token"
      ? [ACCESS.slice(0, 20)]
      : [encodeURIComponent(REFRESH).slice(0, 30), "emulator-access-token-"];
  for (const secret of [...sent, DEVELOPER.slice(0, 20)]) expect(relay.sent()).toContain(secret);
  expectNone(remains(runs));
});

test("a sign-in server that sends requests back", async () => {
  const runs: unknown[] = [];
  for (const [what, by] of Object.entries(SIGN_IN_HOSTILITIES)) {
    relay.be({ to: /oauth2/, by });
    const ended = await run(what, byRefreshToken);
    expect([what, ended.up.ok]).toEqual([what, false]);
    expect(ended.up.said).toMatch(/Sign-in failed: /);
    runs.push(ended);
  }
  expect(emulator.now.calls()).toEqual([]);
  for (const secret of ["token-sentinel", "sentinel-client-secret"]) expect(relay.sent()).toContain(secret);
  expectNone(remains(runs));
});

test("Node writes no report of a crash, which would hold the environment, unless somebody asks it to", () => {
  const script =
    "require(process.argv[1]); const { reportOnFatalError: a, reportOnUncaughtException: b, reportOnSignal: c } = process.report; console.log(JSON.stringify([a, b, c, process.execArgv]))";
  const told = execFileSync(process.execPath, ["-e", script, join(__dirname, "../../dist/dynamic")], {
    encoding: "utf8",
  });
  expect(JSON.parse(told).slice(0, 3)).toEqual([false, false, false]);
});
