import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type * as files from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Store } from "../../provider/engine/store";
import { state } from "./support/states";

/** With what the system refuses to sync a folder. */
const refusal = vi.hoisted(() => ({ code: "" }));

vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof files>();
  const open: typeof real.open = async (path, flags, mode) => {
    const handle = await real.open(path, flags, mode);
    if ((await handle.stat()).isDirectory())
      handle.sync = () =>
        Promise.reject(Object.assign(new Error(`${refusal.code}: operation not permitted`), refusal));
    return handle;
  };
  return { ...real, open };
});

let folder = "";
beforeEach(() => {
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
    refusal.code = code;
    expect(await save()).toContain('"urn:a"');
    expect(readdirSync(folder)).toEqual(["state.json"]);
  },
);

it("a folder that cannot be synced since the disk fails is an error", async () => {
  refusal.code = "EIO";
  await expect(save()).rejects.toThrow("EIO");
});
