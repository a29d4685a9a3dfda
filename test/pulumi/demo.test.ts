import { describe, expect, it } from "vitest";
import { runMsads } from "../cli/msads";

/** Version 12 has no REST. With MSADS_ALL=1 the demo of version 13 runs over both transports. */
const WAYS = [
  { version: "13", transport: "rest" },
  { version: "12", transport: "soap" },
  ...(process.env.MSADS_ALL === "1" ? [{ version: "13", transport: "soap" }] : []),
];

describe("msads demo under the Pulumi CLI", () => {
  it.each(WAYS)(
    "tells its story with version $version over $transport and finds every claim true",
    {
      timeout: 600_000,
    },
    async ({ version, transport }) => {
      const environment = { MSADS_API_VERSION: version, MSADS_TRANSPORT: transport };
      const ended = await runMsads(["demo"], environment);
      expect([ended.code, ended.stderr], ended.stdout).toEqual([0, ""]);
      expect(ended.stdout).toMatch(/^Run with: the Pulumi CLI v3\./m);
      expect(ended.stdout).toContain("All checks passed.");
    },
  );
});
