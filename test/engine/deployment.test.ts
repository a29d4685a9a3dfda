import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deploymentBytes, parseDeployment, resourceToJson } from "../../provider/engine/deployment";
import { takeLock } from "../../provider/engine/lock";
import { loadDeployment, Store } from "../../provider/engine/store";
import { makeSecret, RESOURCE, SIGNATURE } from "../../provider/engine/values";
import { state } from "./support/states";

const now = (): Date => new Date("2026-01-02T03:04:05Z");
const text = (...resources: ReturnType<typeof state>[]): string =>
  deploymentBytes({ resources, pending: [] }, now(), (one) =>
    Buffer.from(JSON.stringify(resourceToJson(one))),
  ).toString();

describe("the state file", () => {
  it("has the shape of a stack export, and leaves out what is empty", () => {
    const file = JSON.parse(text(state("urn:a", { inputs: { x: 1 }, id: "1" })));
    expect(file).toMatchObject({
      version: 3,
      deployment: { manifest: { version: "v3.0.0", magic: expect.stringMatching(/^[0-9a-f]{64}$/) } },
    });
    expect(file.deployment.resources).toEqual([
      { urn: "urn:a", custom: true, id: "1", type: "pulumi-nodejs:dynamic:Resource", inputs: { x: 1 } },
    ]);
  });

  it("gives back what went in: secrets, references, lists, and flags", () => {
    const parent = state("urn:p", { custom: false });
    const full = state("urn:a", {
      ...{ id: "1", parent: "urn:p", protect: true, retainOnDelete: true, deletedWith: "urn:p" },
      inputs: {
        pw: makeSecret({ a: [1, "two"] }),
        ref: { [SIGNATURE]: RESOURCE, urn: "urn:p", packageVersion: "" },
      },
      outputs: { deep: [{ pw: makeSecret("x") }] },
      dependencies: ["urn:p"],
      propertyDependencies: { ref: ["urn:p"], pw: [] },
      initErrors: ["no"],
      customTimeouts: { create: 300 },
      created: "2026-01-01T00:00:00Z",
    });
    expect(parseDeployment(text(parent, full)).resources).toEqual([parent, full]);
  });

  it.each([
    ["another version", { version: 4 }, /version 4/],
    [
      "encrypted secrets",
      {
        version: 3,
        deployment: {
          resources: [
            {
              urn: "u",
              type: "t",
              inputs: { a: { [SIGNATURE]: "1b47061264138c4ac30d75fd1eb44270", ciphertext: "x" } },
            },
          ],
        },
      },
      /encrypted secret/,
    ],
    [
      "a child before its parent",
      { version: 3, deployment: { resources: [{ urn: "u", type: "t", parent: "p" }] } },
      /before its parent/,
    ],
    [
      "a resource twice",
      {
        version: 3,
        deployment: {
          resources: [
            { urn: "u", type: "t" },
            { urn: "u", type: "t" },
          ],
        },
      },
      /twice/,
    ],
  ])("refuses %s", (_what, json, message) => {
    expect(() => parseDeployment(JSON.stringify(json))).toThrow(message);
  });
});

describe("keeping the file", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "msads-store-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it("writes it readable by its owner only, leaves nothing else behind, and a missing one is an empty stack", async () => {
    const file = join(folder, "state.json");
    expect(loadDeployment(file).resources).toEqual([]);
    await new Store(file, () => ({ resources: [state("urn:a")], pending: [] }), now).save();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(["state.json"]);
    expect(loadDeployment(file).resources).toEqual([state("urn:a")]);
  });

  it("every save that settles is on disk, however many wait", async () => {
    const file = join(folder, "state.json");
    const resources: ReturnType<typeof state>[] = [];
    let writes = 0;
    const snapshot = () => {
      writes++;
      return { resources: [...resources], pending: [] };
    };
    const store = new Store(file, snapshot, now);
    const saves = Array.from({ length: 50 }, async (_, i) => {
      await new Promise((resolve) => setImmediate(resolve));
      resources.push(state(`urn:${i}`));
      await store.save();
      expect(readFileSync(file, "utf8")).toContain(`"urn:${i}"`);
    });
    await Promise.all(saves);
    expect(writes).toBeLessThan(25);
  });

  it("names a file that it cannot use", () => {
    const file = join(folder, "state.json");
    writeFileSync(file, "{");
    expect(() => loadDeployment(file)).toThrow(file);
  });

  it("is locked to one process, and a lock of a dead one is taken over", () => {
    const file = join(folder, "state.json");
    const unlock = takeLock(file);
    expect(() => takeLock(file)).toThrow(`process ${process.pid}`);
    unlock();
    writeFileSync(`${file}.lock`, "999999999");
    takeLock(file)();
    expect(readdirSync(folder)).toEqual([]);
  });
});
