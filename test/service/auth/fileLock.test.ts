import { existsSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type LockTime, withFileLock } from "../../../provider/service/auth/fileLock";
import { temporaryFolders } from "./signInStub";

const folder = temporaryFolders();

/** Time that passes only while somebody sleeps; `meanwhile` happens in between. */
function quickTime(meanwhile: (now: number) => void = () => {}): LockTime & { readonly slept: () => number } {
  let now = 0;
  return {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      meanwhile(now);
      await new Promise((resolve) => setImmediate(resolve));
    },
    slept: () => now,
  };
}

const holder = (pid: number, host = hostname()) => JSON.stringify({ id: "other", pid, host });
/** Of a process that cannot be: above every system's highest number. */
const NOBODY = 2 ** 31 - 2;

describe("a file lock", () => {
  it("lets one in at a time, and everybody in the end", async () => {
    const path = join(folder(), "lock");
    const time = quickTime();
    let inside = 0;
    let done = 0;
    const work = async () => {
      inside += 1;
      expect(inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      done += 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => withFileLock(path, time, work)));
    expect([done, existsSync(path)]).toEqual([20, false]);
  });

  it("is given back when the work fails", async () => {
    const path = join(folder(), "lock");
    await expect(withFileLock(path, quickTime(), () => Promise.reject(new Error("no")))).rejects.toThrow(
      "no",
    );
    expect(existsSync(path)).toBe(false);
  });

  it("of a process that is gone is taken at once", async () => {
    const path = join(folder(), "lock");
    writeFileSync(path, holder(NOBODY));
    const time = quickTime();
    expect(await withFileLock(path, time, async () => readFileSync(path, "utf8"))).toContain(
      `"pid":${process.pid}`,
    );
    expect([time.slept(), existsSync(path)]).toEqual([0, false]);
  });

  it.each([
    ["of another machine that is silent", holder(NOBODY, "another-machine")],
    ["of a number that another process has now", holder(process.pid)],
    ["that was never written to its end", ""],
  ])("%s is taken after 15 s", async (_what, content) => {
    const path = join(folder(), "lock");
    writeFileSync(path, content);
    const time = quickTime();
    await withFileLock(path, time, async () => expect(time.slept()).toBeGreaterThanOrEqual(15_000));
    expect(time.slept()).toBeLessThan(16_000);
  });

  it("whose holder gives signs of life is waited for, a minute at most, and left alone", async () => {
    const path = join(folder(), "lock");
    writeFileSync(path, holder(process.pid));
    const beating = quickTime((now) => utimesSync(path, now, now));
    expect(await withFileLock(path, beating, async () => "done")).toBe("done");
    expect(beating.slept()).toBeGreaterThanOrEqual(60_000);
    expect(readFileSync(path, "utf8")).toBe(holder(process.pid));
  });

  it("in a folder that is not there stops nobody", async () => {
    const time = quickTime();
    expect(await withFileLock(join(folder(), "no", "lock"), time, async () => "done")).toBe("done");
    expect(time.slept()).toBe(0);
  });
});
