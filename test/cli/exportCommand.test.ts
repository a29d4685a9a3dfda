import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import { useEmulator } from "../support/e2eEmulator";
import { site, urlGoal } from "../support/e2eGoals";
import { Stack } from "../support/e2eStack";
import { msads, useTyped } from "./typed";

const emulator = useEmulator();
const typed = useTyped(() => ({ MSADS_ENVIRONMENT: "emulator", MSADS_ENDPOINT: emulator.now.url }));
let folder: string;

beforeEach(async () => {
  ({ folder } = typed);
  expect((await new Stack(emulator.now).up({ site, order: urlGoal("Order") })).errors).toEqual([]);
});

test("msads export: progress on stderr, the summary alone on stdout; the second time it ends with 1", async () => {
  const out = join(folder, "mine");
  const first = await msads("export", "--out", out, "--json", "--library");
  expect([first.code, first.err]).toEqual([0, expect.stringContaining("1 conversion goal read\n")]);
  expect(JSON.parse(first.out)).toMatchObject({ folder: out, tags: 1, goals: 1, filtered: 0, leftOut: [] });
  expect(readdirSync(out).sort()).toEqual(["Pulumi.yaml", "index.ts", "package.json", "tsconfig.json"]);
  const second = await msads("export", "--out", out);
  expect([second.code, second.out]).toEqual([1, ""]);
  expect(second.err).toContain("--force");
  expect(await msads("export", "--out", out, "--force", "--include", "x", "--include", "or*")).toMatchObject({
    code: 0,
    out: expect.stringContaining("1 UET tag and 1 goal\n"),
  });
});

test("msads export --import-file: the file alone, its summary on stdout; the second time it ends with 1", async () => {
  const file = join(folder, "deep", "account.json");
  const first = await msads("export", "--import-file", file, "--json");
  expect([first.code, first.err]).toEqual([0, expect.stringContaining("1 conversion goal read\n")]);
  expect(JSON.parse(first.out)).toMatchObject({ file, tags: 1, goals: 1, filtered: 0, leftOut: [] });
  expect(readdirSync(join(folder, "deep"))).toEqual(["account.json"]);
  const second = await msads("export", "--import-file", file);
  expect([second.code, second.out]).toEqual([1, ""]);
  expect(second.err).toContain("--force");
  expect(await msads("export", "--import-file", file, "--force")).toMatchObject({
    code: 0,
    out: expect.stringContaining("pulumi import --file"),
  });
});

test("msads status: one object, and 1 where --fail-on fails", async () => {
  const well = await msads("status", "--json", "--fail-on", "inactive");
  expect([well.code, well.err]).toEqual([0, ""]);
  expect(JSON.parse(well.out)).toMatchObject({ ok: true, goals: [{ name: "Order", severity: "silent" }] });
  const bad = await msads("status", "--fail-on", "silent");
  expect([bad.code, bad.err]).toEqual([1, "msads: 1 goal fails --fail-on silent\n"]);
  expect(bad.out).toContain("The UET tag has never sent data.");
});

test("msads report: the page, its data on stdout where asked for; the second time it ends with 1", async () => {
  const out = join(folder, "deep", "report.html");
  const first = await msads("report", "--out", out, "--json");
  expect([first.code, first.err]).toEqual([0, expect.stringContaining("1 conversion goal read\n")]);
  expect(JSON.parse(first.out)).toMatchObject({
    file: out,
    goals: [{ name: "Order" }],
    counts: { silent: 1 },
  });
  expect(readFileSync(out, "utf8")).toMatch(/^<!doctype html>/);
  writeFileSync(out, "mine");
  const before = emulator.now.calls().length;
  const second = await msads("report", "--out", out);
  expect([second.code, second.out]).toEqual([1, ""]);
  expect(second.err).toContain("--force");
  expect([readFileSync(out, "utf8"), emulator.now.calls().length]).toEqual(["mine", before]);
  const third = await msads("report", "--out", out, "--force");
  expect([third.code, third.out]).toEqual([0, `${out}: 1 goal: 1 silent\n`]);
  const missing = await msads("report", "--out", join(folder, "b.html"), "--state", join(folder, "none"));
  expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("--state: ENOENT")]);
  expect(await msads("report", "--force", "--out", out, "--state", out)).toMatchObject({ code: 2 });
});
