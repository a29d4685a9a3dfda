import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { inspect } from "node:util";
import { expect, test } from "vitest";
import { offlineGoalText } from "../support/e2ePrograms";
import { startRelay } from "../support/e2eRelay";
import { goal, Stack } from "../support/e2eStack";
import { eachWay } from "../support/e2eUse";

const ACCESS = "sentinel-access-4f1c9a72";
const DEVELOPER = "sentinel-developer-b03e5d18";
const SENTINELS = /sentinel-(access|developer)/;

/** All files of a folder, one after the other. */
function everythingIn(folder: string): string {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => join(folder, name));
  return files.flatMap((file) => (statSync(file).isFile() ? [readFileSync(file, "utf8")] : [])).join("\n");
}

eachWay((lab) => {
  test("tokens are on the wire and nowhere else: not in state, output, files or the call log", async () => {
    const relay = await startRelay(lab.emulator.url);
    lab.emulator.settings({ rules: { "auth.token-invalid": false } });
    const audit = "home/audit.log";
    const project = lab.project({
      environment: {
        MSADS_ENDPOINT: relay.url,
        MSADS_ACCESS_TOKEN: ACCESS,
        MSADS_DEVELOPER_TOKEN: DEVELOPER,
        MSADS_AUDIT_LOG: audit,
      },
    });
    const up = await project.program(offlineGoalText("deal", "Deal")).run("up");
    expect(up.ok, up.text).toBe(true);
    lab.emulator.settings({ rules: { "auth.token-invalid": true } });
    const refused = await project.program(offlineGoalText("deal", "Deal 2")).run("up");
    expect(refused.text).toContain("105 InvalidCredentials");
    expect(relay.sent()).toContain(ACCESS);
    expect(relay.sent()).toContain(DEVELOPER);
    const files = everythingIn(project.folder);
    expect(files).toContain('"operation":"AddConversionGoals"');
    const seen = [up.text, refused.text, files, JSON.stringify(lab.emulator.calls())];
    expect(seen.filter((text) => SENTINELS.test(text))).toEqual([]);
    await relay.close();
  });

  test("tokens are in no error, however deep one looks, nor in any notice", async () => {
    const config = {
      "msads:transport": lab.transport,
      "msads:accessToken": ACCESS,
      "msads:developerToken": DEVELOPER,
    };
    const relay = await startRelay(lab.emulator.url);
    const stack = new Stack(
      lab.emulator,
      { ...config, "msads:endpoint": relay.url, "msads:maxWait": "61s" },
      {},
      1_000,
    );
    const program = { deal: goal({ type: "OfflineConversion", name: "Deal", goalCategory: "Purchase" }) };
    const echo = `<html>${ACCESS} ${DEVELOPER}</html>`;
    const reports = [await stack.up(program)];
    lab.emulator.faults({ kind: "http", status: 502, body: echo, times: 50 });
    reports.push(await stack.up(program));
    lab.emulator.clearFaults();
    lab.emulator.faults({ kind: "fault", code: 117, times: 50 });
    reports.push(await stack.up(program));
    const ftp = new Stack(lab.emulator, { ...config, "msads:endpoint": "ftp://127.0.0.1" });
    reports.push(await ftp.up(program));
    expect(reports.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect(relay.sent()).toContain(ACCESS);
    expect(inspect(reports, { depth: 20, showHidden: true })).not.toMatch(SENTINELS);
    await relay.close();
  });
});
