import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Store } from "../../provider/engine/store";
import { state } from "./support/states";

/** What the system refuses: of each call, with what, how often. */
const refusals = vi.hoisted(() => new Map<"sync" | "rename", { code: string; times: number }>());

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof files>();
  const refuse = (call: "sync" | "rename"): void => {
    const refusal = refusals.get(call);
    if (refusal === undefined || refusal.times-- <= 0) return;
    throw Object.assign(new Error(`${refusal.code}: operation not permitted`), { code: refusal.code });
  };
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    if ((await handle.stat()).isDirectory()) handle.sync = async () => refuse("sync");
    return handle;
  };
  const rename: typeof real.rename = async (from, to) => {
    refuse("rename");
    await real.rename(from, to);
  };
  return { ...real, open, rename };
});

let folder = "";
beforeEach(() => {
  refusals.clear();
  folder = mkdtempSync(join(tmpdir(), "msads-store-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const save = async (): Promise<string> => {
  const file = join(folder, "state.json");
  await new Store(
    file,
    () => ({ resources: [state("urn:a")], pending: [] }),
    () => new Date(0),
  ).save();
  return readFileSync(file, "utf8");
};

it.each(["EPERM", "EISDIR", "EINVAL"])(
  "the state is saved where a folder cannot be synced (%s)",
  async (code) => {
    refusals.set("sync", { code, times: 1 });
    expect(await save()).toContain('"urn:a"');
    expect(readdirSync(folder)).toEqual(["state.json"]);
  },
);

it("a folder that cannot be synced since the disk fails is an error", async () => {
  refusals.set("sync", { code: "EIO", times: 1 });
  await expect(save()).rejects.toThrow("EIO");
});

it.each(["EPERM", "EACCES", "EBUSY"])("a file that somebody else holds is tried again (%s)", async (code) => {
  refusals.set("rename", { code, times: 2 });
  expect(await save()).toContain('"urn:a"');
});

it("a file that somebody else never lets go is an error", async () => {
  refusals.set("rename", { code: "EBUSY", times: 99 });
  await expect(save()).rejects.toThrow("EBUSY");
});
