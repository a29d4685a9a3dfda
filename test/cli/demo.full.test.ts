import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pathWithoutPulumi } from "../support/e2eRunner";
import { runMsads } from "./msads";

describe("msads demo", () => {
  let temp: string;
  beforeEach(() => {
    temp = mkdtempSync(join(tmpdir(), "msads-demo-test-"));
  });
  afterEach(() => {
    rmSync(temp, { recursive: true });
  });

  // That of version 13 is the README's first command, and `.ci/run` runs it.
  it("tells its story with version 12, finds every claim true and leaves nothing behind", async () => {
    // What a user may have in the environment; it must lead the demo nowhere.
    const own = {
      MSADS_ACCESS_TOKEN: "of-the-user",
      MSADS_ENDPOINT: "https://example.com",
      PULUMI_HOME: "/nowhere",
      http_proxy: "http://127.0.0.1:9",
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
    };
    const PATH = pathWithoutPulumi();
    const ended = await runMsads(["demo"], { ...own, MSADS_API_VERSION: "12", TMPDIR: temp, PATH });
    expect(ended.stderr).toBe("");
    expect(ended.code).toBe(0);
    expect(ended.stdout).toContain("Run with: the small engine of this package");
    expect(ended.stdout).toContain("1/7  First up: 2 tags and 7 goals");
    expect(ended.stdout).toContain("✓ 1 call for 3 goals.");
    expect(ended.stdout).toContain("✓ All 7 goals are active");
    expect(ended.stdout).not.toContain("\u001b");
    expect(ended.stdout.split("\n").filter((line) => line.length > 100)).toEqual([]);
    expect(readdirSync(temp).filter((name) => name.startsWith("msads-demo-"))).toEqual([]);
  });
});
