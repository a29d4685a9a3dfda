import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { useEmulator } from "../../support/e2eEmulator";
import { msads, useTyped } from "../typed";

const emulator = useEmulator();
const typed = useTyped(() => ({ MSADS_ENDPOINT: emulator.now.url }));
let folder: string;
let page: string;

/** A fleet of two accounts, of which the second is not one of the sign-in's. */
beforeEach(() => {
  ({ folder } = typed);
  page = join(folder, "page.html");
  mkdirSync(join(folder, "program"));
  writeFileSync(join(folder, "program", "Pulumi.yaml"), "name: shop\nruntime: nodejs\n");
  const accounts = [
    "- { stack: acme, customerId: 111, accountId: 222 }",
    "- { stack: gone, customerId: 9, accountId: 9 }",
  ];
  writeFileSync(
    join(folder, "fleet.yaml"),
    `program: ./program\nbackend: file://./state\nconfig:\n  msads:environment: emulator\naccounts:\n  ${accounts.join("\n  ")}\n`,
  );
  mkdirSync(join(folder, "state"));
});

const report = (...args: readonly string[]) =>
  msads("fleet", "report", "--file", join(folder, "fleet.yaml"), "--out", page, ...args);

describe("msads fleet report", () => {
  test("writes the page of what a check finds, writes nothing to the accounts, and fails for one that cannot be read", async () => {
    const { code, out } = await report();
    expect(code).toBe(1);
    expect(out).toContain("2 accounts: 1 unreachable, 1 unknown");
    const html = readFileSync(page, "utf8");
    expect(html).toContain("<h1>Accounts of <bdi>shop</bdi></h1>");
    expect([...html.matchAll(/data-kind="(\w+)".*?<bdi>(\w+)<\/bdi>/g)].map(([, ...found]) => found)).toEqual(
      [
        ["unreachable", "gone"],
        ["unknown", "acme"],
      ],
    );
    const calls = emulator.now.calls().map(({ operation }) => operation ?? "");
    expect(calls.length).toBeGreaterThan(0);
    expect(calls.filter((operation) => !operation.startsWith("Get"))).toEqual([]);
  });

  test("ends well where every account could be read; --json is the check's, and names the file", async () => {
    const { code, out } = await report("--only", "acme", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({
      file: page,
      ok: false,
      counts: { unknown: 1 },
      accounts: [{ stack: "acme", customerId: "111", accountId: "222", standing: "unknown" }],
    });
  });

  test("keeps a file that is there, before any call, unless --force gives it up", async () => {
    writeFileSync(page, "mine");
    const { code, err } = await report();
    expect(code).toBe(1);
    expect(err).toContain("is there already: choose another file with --out, or replace it with --force");
    expect(readFileSync(page, "utf8")).toBe("mine");
    expect(emulator.now.calls()).toEqual([]);
    const ofFolder = await report("--out", folder, "--force");
    expect([ofFolder.code, ofFolder.err]).toEqual([
      2,
      expect.stringContaining("is a folder: name a file with --out"),
    ]);
    await report("--force");
    expect(readFileSync(page, "utf8")).toContain("<!doctype html>");
  });

  test("without a fleet file says how to make one, and writes no page", async () => {
    rmSync(join(folder, "fleet.yaml"));
    const { code, err } = await report();
    expect(code).toBe(2);
    expect(err).toContain("msads fleet init");
    expect(existsSync(page)).toBe(false);
  });
});
