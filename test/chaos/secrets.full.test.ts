import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PlannedFault } from "../../provider/emulator";
import { useEmulator } from "../support/e2eEmulator";
import { offlineGoal } from "../support/e2eGoals";
import { libraryOf } from "../support/e2eLibrary";
import { type Relay, startRelay } from "../support/e2eRelay";
import { type Report, Stack, tag } from "../support/e2eStack";
import { FAULTS } from "./faults";

const emulator = useEmulator();
let relay: Relay;
let folder: string;
beforeEach(async () => {
  relay = await startRelay(emulator.now.url);
  folder = mkdtempSync(join(tmpdir(), "msads-secrets-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What each way to sign in sends, and how to tell it when it is seen. */
const SIGN_INS = {
  "access token": {
    config: { "msads:accessToken": "sentinel-access-4f1c9a72" },
    secrets: [/sentinel-access/, /sentinel-developer/],
  },
  "refresh token": {
    config: {
      "msads:refreshToken": "emulator-refresh-token-sentinel-8d2e",
      "msads:clientId": "app",
      "msads:clientSecret": "sentinel-client-secret-77aa",
    },
    secrets: [
      /emulator-refresh-token-sentinel/,
      /sentinel-client-secret/,
      /sentinel-developer/,
      // What the sign-in server gave out for it.
      /emulator-access-token-\d+-\d+/,
    ],
  },
} as const;

const DEVELOPER = "sentinel-developer-b03e5d18";
/** The service itself is sent no other secrets. */
const ECHO = `sentinel-access-4f1c9a72 ${DEVELOPER}`;
const OPERATIONS = [
  "GetUetTagsByIds",
  "AddUetTags",
  "GetConversionGoalsByIds",
  "AddConversionGoals",
] as const;

/** A hostile or careless service that repeats what it was sent. */
const ECHOES: readonly PlannedFault[] = OPERATIONS.flatMap((operation): readonly PlannedFault[] => [
  { operation, kind: "http", status: 502, body: ECHO },
  { operation, kind: "http", status: 400, body: ECHO, contentType: "text/xml" },
  { operation, kind: "http", status: 200, body: ECHO, contentType: "application/json" },
  { operation, kind: "http", status: 200, body: `<a>${ECHO}`, contentType: "text/xml", when: "after" },
  { operation, kind: "http", status: 302, headers: { location: `http://127.0.0.1:1/?t=${DEVELOPER}` } },
  { operation, kind: "fault", code: 106, message: ECHO },
  { operation, kind: "fault", code: 0, message: ECHO, when: "after" },
  { operation, kind: "partial", index: 0, code: 5328, symbol: "InvalidConversionGoalStatus", message: ECHO },
]);

const planned = Object.values(FAULTS).flatMap((make) =>
  OPERATIONS.slice(2).flatMap((operation) => {
    const { at, fault } = make({ operation, after: 0 });
    return at === "service" ? [fault] : [];
  }),
);

test.each(
  (["soap", "rest"] as const).flatMap((transport) =>
    (["access token", "refresh token"] as const).map((signIn) => [transport, signIn] as const),
  ),
)(
  "over %s with a %s: secrets are on the wire and nowhere else, whatever goes wrong",
  async (transport, signIn) => {
    const { config, secrets } = SIGN_INS[signIn];
    emulator.now.settings({ rules: { "auth.token-invalid": false } });
    const audit = join(folder, "audit.log");
    const common = {
      ...config,
      "msads:developerToken": DEVELOPER,
      "msads:endpoint": relay.url,
      "msads:tokenEndpoint": relay.url + new URL(emulator.now.token).pathname,
      "msads:transport": transport,
      "msads:auditLog": audit,
      "msads:maxWait": "61s",
    };
    const keep = { MSADS_CREDENTIALS_FILE: join(folder, "credentials.json") };
    const seen: (Report | Stack["state"])[] = [];
    for (const [index, fault] of [...planned, ...ECHOES].entries()) {
      const stack = new Stack(emulator.now, common, keep, 2_000);
      const name = `Run ${index}`;
      const goals = [offlineGoal(`${name}, listed`)];
      emulator.now.faults(fault);
      seen.push(
        await stack.up({
          site: tag({ name: `${name}, tag` }),
          deal: offlineGoal(`${name}, deal`),
          shelf: libraryOf(goals),
        }),
      );
      emulator.now.clearFaults();
      seen.push(stack.state);
    }
    await relay.close();
    seen.push(await new Stack(emulator.now, common, keep, 2_000).up({ deal: offlineGoal("Nobody answers") }));
    const everything = {
      seen,
      calls: emulator.now.calls(),
      signIns: emulator.now.signIns(),
      audit: readFileSync(audit, "utf8"),
    };
    const text = inspect(everything, {
      depth: Number.POSITIVE_INFINITY,
      showHidden: true,
      maxArrayLength: null,
      maxStringLength: null,
    });
    expect(text).toContain("AddConversionGoals");
    for (const secret of secrets) {
      expect(relay.sent()).toMatch(secret);
      expect(text.match(secret)?.[0], String(secret)).toBeUndefined();
    }
  },
);
