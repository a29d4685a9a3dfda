import type * as files from "node:fs";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type * as promises from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { saveSnapshot } from "../provider/emulator/store/file";
import { Store as EmulatorStore } from "../provider/emulator/store/store";
import { Store } from "../provider/engine/store";
import { writeCredentials } from "../provider/service/auth/credentialsFile";
import { withFileLock } from "../provider/service/auth/fileLock";
import { state } from "./engine/support/states";

/** What the system refuses, as Windows does while a virus scanner or a reader holds a file: with what, how often. */
const held = vi.hoisted(() => {
  const refusal = { code: "", times: 0 };
  const refuse = () => {
    if (refusal.times-- > 0)
      throw Object.assign(new Error(`${refusal.code}: operation not permitted`), { code: refusal.code });
  };
  return { refusal, refuse };
});

vi.mock("node:fs", async (original) => {
  const real = await original<typeof files>();
  const renameSync: typeof real.renameSync = (from, to) => {
    held.refuse();
    real.renameSync(from, to);
  };
  const removing: typeof real.rmSync = (path, options) => {
    if (String(path).endsWith(".lock")) held.refuse();
    real.rmSync(path, options);
  };
  return { ...real, renameSync, rmSync: removing };
});
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof promises>();
  const rename: typeof real.rename = async (from, to) => {
    held.refuse();
    await real.rename(from, to);
  };
  return { ...real, rename };
});

let folder = "";
beforeEach(() => {
  held.refusal.times = 0;
  folder = mkdtempSync(join(tmpdir(), "msads-held-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const deployment = () => ({ resources: [state("urn:a")], pending: [] });
const login = {
  clientId: "a",
  identityProvider: "microsoft",
  tokenEndpoint: "https://login.example/token",
  refreshToken: "t",
  savedAt: new Date(0).toISOString(),
} as const;

describe.each([
  [
    "a state file of the engine",
    "urn:a",
    (file: string) => new Store(file, deployment, () => new Date(0)).save(),
  ],
  [
    "the emulator's data file",
    "customers",
    (file: string) => saveSnapshot(file, new EmulatorStore(() => 0).snapshot()),
  ],
  [
    "the credentials file",
    "login.example",
    (file: string) =>
      writeCredentials(file, { logins: new Map([["a", login]]), rotated: new Map() }, new Date()),
  ],
] as const)("%s that somebody else holds", (_what, holds, save) => {
  it.each(["EPERM", "EACCES", "EBUSY"])("is written once it is let go (%s)", async (code) => {
    Object.assign(held.refusal, { code, times: 2 });
    await save(join(folder, "a.json"));
    expect(readFileSync(join(folder, "a.json"), "utf8")).toContain(holds);
    expect(readdirSync(folder)).toEqual(["a.json"]);
  });

  it("and never lets go is an error", async () => {
    Object.assign(held.refusal, { code: "EBUSY", times: 99 });
    await expect((async () => save(join(folder, "a.json")))()).rejects.toThrow("EBUSY");
  });

  it("of a disk that is full is not tried again", async () => {
    Object.assign(held.refusal, { code: "ENOSPC", times: 1 });
    await expect((async () => save(join(folder, "a.json")))()).rejects.toThrow("ENOSPC");
  });
});

it("a lock that somebody else holds when it is given back spoils no work that is done", async () => {
  Object.assign(held.refusal, { code: "EBUSY", times: 99 });
  const time = { now: () => 0, sleep: async () => {} };
  expect(await withFileLock(join(folder, "a.lock"), time, async () => "done")).toBe("done");
});
