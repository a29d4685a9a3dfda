import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Claims, claimsOf } from "../../provider/account/claims";
import { SharedClaims } from "../../provider/session/sharedClaims";

let home = "";
let folder = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "msads-claims-test-"));
  folder = join(home, "claims");
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const ENGINE = "127.0.0.1:4321";
const NOW = Date.now();

/** A process of a run; `living`: the pids of all that live. */
const processOf = (pid: number, { engine = ENGINE, living = [1, 2, 3], startedMs = NOW - 1_000 } = {}) =>
  new SharedClaims({ folder, engine, pid, startedMs, isAlive: (other) => living.includes(other) });

test("of two processes that claim the same, the second sees the first", () => {
  const [one, other] = [processOf(1), processOf(2)];
  expect(one.claim("111 goals id 4711", "order")).toBeUndefined();
  expect(other.claim("111 goals id 4711", "sale")).toBe("order");
  expect(other.holderOf("111 goals id 4711")).toBe("order");
  expect(other.holderOf("111 goals id 4712")).toBeUndefined();
  // What only oneself claims nobody else holds.
  expect(processOf(1).claim("x", "order")).toBeUndefined();
});

test("a claim that is taken back is nobody's, unless another resource has it by now", () => {
  const [one, other] = [processOf(1), processOf(2)];
  one.claim("111 goals id 4711", "order");
  one.release("111 goals id 4711", "order");
  expect(other.holderOf("111 goals id 4711")).toBeUndefined();
  one.claim("111 goals id 4711", "sale");
  one.release("111 goals id 4711", "order");
  expect(other.holderOf("111 goals id 4711")).toBe("sale");
});

test("what is claimed later is seen as well, however much it is", () => {
  const [one, other] = [processOf(1), processOf(2)];
  expect(other.holderOf("id 0")).toBeUndefined();
  for (let id = 0; id < 3_000; id += 1) one.claim(`id ${id}`, `resource ${id}`);
  expect([other.holderOf("id 0"), other.holderOf("id 2999")]).toEqual(["resource 0", "resource 2999"]);
});

test("of a goal that is to be Active and a library that pauses it, in two processes, the later sees the earlier", () => {
  const here = { resource: "single", accountId: "222", isShared: false, isListed: false };
  const seen = (wanter: typeof here, accountId: string, isLibraryFirst: boolean) => {
    rmSync(folder, { recursive: true, force: true });
    const [one, other] = [1, 2].map((pid) => claimsOf("111", processOf(pid)).active);
    if (isLibraryFirst) one?.pauses(accountId, "lib");
    else one?.wants(wanter);
    return isLibraryFirst ? other?.wants(wanter) : other?.pauses(accountId, "lib");
  };
  for (const isLibraryFirst of [true, false]) {
    const sees = isLibraryFirst ? "lib" : "single";
    expect(seen(here, "222", isLibraryFirst)).toBe(sees);
    expect(seen(here, "223", isLibraryFirst)).toBeUndefined();
    expect(seen({ ...here, isShared: true }, "223", isLibraryFirst)).toBe(sees);
    expect(seen({ ...here, isShared: true, isListed: true }, "223", isLibraryFirst)).toBe(sees);
    expect(seen({ ...here, isListed: true }, "222", isLibraryFirst)).toBeUndefined();
  }
});

test("another engine's run on the same machine is not seen", () => {
  processOf(1, { engine: "127.0.0.1:43210" }).claim("id 1", "order");
  expect(processOf(2).claim("id 1", "sale")).toBeUndefined();
});

test("claims of an earlier engine that had the same address do not count; those of a process that died in this run do", () => {
  processOf(1).claim("id 1", "order");
  const [file = ""] = readdirSync(folder);
  const old = new Date(NOW - 60_000);
  utimesSync(join(folder, file), old, old);
  expect(processOf(2, { living: [2] }).holderOf("id 1")).toBeUndefined();
  utimesSync(join(folder, file), new Date(NOW), new Date(NOW));
  expect(processOf(2, { living: [2] }).holderOf("id 1")).toBe("order");
  utimesSync(join(folder, file), old, old);
  expect(processOf(2).holderOf("id 1")).toBe("order");
});

test("nothing can be read from the files but the resources' names; they are cleared, and leftovers go", () => {
  const claims = processOf(1);
  claims.claim("111 goals name very secret name", "order");
  const [file = ""] = readdirSync(folder);
  expect(readFileSync(join(folder, file), "utf8")).not.toContain("secret");
  expect([statSync(folder).mode & 0o777, statSync(join(folder, file)).mode & 0o777]).toEqual([0o700, 0o600]);
  claims.clear();
  expect(readdirSync(folder)).toEqual([]);
  const ancient = join(folder, "127.0.0.1_1-77");
  writeFileSync(ancient, "");
  utimesSync(ancient, new Date(NOW - 48 * 3_600_000), new Date(NOW - 48 * 3_600_000));
  processOf(2).claim("id 1", "order");
  expect(readdirSync(folder)).not.toContain("127.0.0.1_1-77");
});

test.each([
  [
    "that others can use",
    () => {
      mkdirSync(folder);
      chmodSync(folder, 0o777);
    },
  ],
  [
    "that is a link",
    () => {
      mkdirSync(join(home, "elsewhere"), 0o700);
      symlinkSync(join(home, "elsewhere"), folder);
    },
  ],
  ["that is a file", () => writeFileSync(folder, "")],
])(
  "in a folder %s nothing is believed: a claim is made by oneself alone, and who asks for a holder is told",
  (_, make) => {
    make();
    const claims = processOf(1);
    expect(claims.claim("id 1", "order")).toBeUndefined();
    expect(() => claims.holderOf("id 1")).toThrow(
      /cannot be seen whether another provider of this run manages the goal: .*Set TMPDIR/,
    );
  },
);

test("a line that is still on its way is read when it is whole", () => {
  const claims = processOf(2);
  processOf(1).claim("id 1", "order");
  const path = join(folder, readdirSync(folder).find((file) => file.endsWith("-1")) ?? "");
  const line = readFileSync(path, "utf8");
  writeFileSync(path, line.slice(0, 10));
  expect(claims.holderOf("id 1")).toBeUndefined();
  writeFileSync(path, line);
  expect(claims.holderOf("id 1")).toBe("order");
});

test("a claim that could not be written is written as soon as that can be", () => {
  mkdirSync(folder);
  chmodSync(folder, 0o777);
  const one = processOf(1);
  one.claim("id 1", "order");
  chmodSync(folder, 0o700);
  expect(processOf(2).holderOf("id 1")).toBeUndefined();
  one.claim("id 2", "sale");
  expect(processOf(2).holderOf("id 1")).toBe("order");
});

test("what a library of one process is going to pause, a goal of another one knows", () => {
  const [library, goal] = [1, 2].map((pid) => new Claims(processOf(pid), "111 goals"));
  expect(goal?.condemnedBy("4711")).toBeUndefined();
  library?.condemn("4711", "all");
  expect(goal?.condemnedBy("4711")).toBe("all");
  expect(new Claims(processOf(3), "112 goals").condemnedBy("4711")).toBeUndefined();
});

test("a process that has ended and cleared its claims is no trouble to those that read on", () => {
  const [one, other] = [processOf(1), processOf(2)];
  one.claim("id 1", "order");
  expect(other.holderOf("id 1")).toBe("order");
  // As if it went between the look into the folder and the reading.
  symlinkSync(join(home, "gone"), join(folder, "127.0.0.1_4321-3"));
  expect(other.holderOf("id 1")).toBe("order");
  expect(other.holderOf("id 2")).toBeUndefined();
});
