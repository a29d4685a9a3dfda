import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { isNodeFit } from "../provider/nodeVersion";

describe("Node", () => {
  it.each([
    ["20.20.2", false],
    ["22.11.9", false],
    ["22.12.0", true],
    ["24.0.0", true],
  ])("%s is fit: %s", (version, fit) => {
    expect(isNodeFit(version)).toBe(fit);
  });
});

describe("on a Node that is too old", () => {
  it.each(["index.js", "dynamic/index.js"])("%s says which is needed", (file) => {
    const script = `Object.defineProperty(process.versions, "node", { value: "20.20.2" });
require(${JSON.stringify(join(__dirname, "../dist", file))});`;
    const { stderr, status } = spawnSync(process.execPath, ["-e", script], { encoding: "utf8" });
    expect(status).not.toBe(0);
    expect(stderr).toContain("Error: pulumi-msads needs Node 22.12 or later; this is 20.20.2.");
  });
});
