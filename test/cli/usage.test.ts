import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadedBy, packagesOf } from "../package/loaded";
import { MAIN, runMsads } from "./msads";

describe("a wrong call ends with 2 and says what is wrong", () => {
  it.each([
    { args: ["nothing"], says: "unknown command 'nothing'" },
    { args: ["emulator", "--port", "many"], says: "A port is a whole number from 0 to 65535" },
    { args: ["emulator", "--port", "65536"], says: "A port is a whole number from 0 to 65535" },
    { args: ["demo", "--quick"], says: "unknown option '--quick'" },
    { args: ["demo", "more"], says: "too many arguments" },
    { args: ["export", "--status", "Deleted"], says: "Allowed choices are Active, Paused, all" },
    { args: ["status", "--fail-on", "anything"], says: "Allowed choices are inactive, silent" },
    { args: ["status", "--watch", "--every", "1"], says: "at least 10" },
    { args: [], says: "Usage: msads" },
  ])("msads $args", async ({ args, says }) => {
    const { code, stdout, stderr } = await runMsads(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(says);
  });

  it.each([
    ["status", "--json", "--fail-on", "anything"],
    ["fleet", "up", "--concurrency", "0", "--json"],
    ["fleet", "check", "--json", "--unknown"],
    ["history", "--json", "missing.log"],
    ["restore", "--json"],
    ["replay", "--json"],
    ["report", "--json", "--stack", "missing"],
    ["doctor", "--json", "--stack", "missing"],
    ["export", "--json", "--no-stack"],
    ["parity", "--json", "--no-stack"],
  ])("with --json it prints one JSON object as well: msads %s %s %s %s", async (...args) => {
    const { code, stdout, stderr } = await runMsads(args, {}, tmpdir());
    const { ok, error } = JSON.parse(stdout) as { ok: boolean; error: string };
    expect([code, ok]).toEqual([expect.toBeOneOf([1, 2]), false]);
    expect(stderr).toContain(error);
  });

  it("a version that the API never had", async () => {
    const { code, stderr } = await runMsads(["demo"], { MSADS_API_VERSION: "11" });
    expect(code).toBe(2);
    expect(stderr).toBe('msads: MSADS_API_VERSION is "11"; allowed: 13, 12\n');
  });

  it("--version prints the package's", async () => {
    const { version } = JSON.parse(readFileSync(join(__dirname, "../../package.json"), "utf8"));
    for (const flag of ["--version", "-v"])
      expect(await runMsads([flag])).toEqual({ code: 0, stdout: `${version}\n`, stderr: "" });
  });

  it("help is no error, and loads nothing but what it is made with", async () => {
    const { code, stdout } = await runMsads(["--help"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}demo /m);
    expect(stdout).toMatch(/^ {2}emulator /m);
    expect(packagesOf(loadedBy([MAIN, "--help"], __dirname))).toEqual(["commander"]);
  });
});
