import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { backendUrl, withoutPassword } from "../../../provider/fleet/record/backendUrl";
import { fileBackend, fileCheckpoints, openCheckpoints } from "../../../provider/fleet/record/checkpoints";

test.each([
  ["file:///srv/state", "/srv/state"],
  ["file://./state", "/srv/program/state"],
  ["file://state?no_tmp_dir=true", "/srv/program/state"],
  ["file://~", homedir()],
  ["file://~/state", join(homedir(), "state")],
  ["s3://bucket", undefined],
  ["https://api.pulumi.com", undefined],
])("%s keeps state in %s", (url, folder) => {
  expect(fileBackend(url, "/srv/program")).toBe(folder);
});

test("on a file backend each state of a stack has a name of its own, and nothing of Pulumi is asked", async () => {
  const folder = mkdtempSync(join(tmpdir(), "msads-backend-"));
  const stacks = join(folder, ".pulumi/stacks/shops");
  mkdirSync(stacks, { recursive: true });
  const about = { url: `file://${folder}`, program: "/", project: "shops" };
  const of = await openCheckpoints(about, () => Promise.reject(new Error("nobody asks")));
  expect(of("acme")).toBeUndefined();
  writeFileSync(join(stacks, "acme.json"), "one");
  const one = of("acme");
  writeFileSync(join(stacks, "acme.json"), "two");
  expect(of("acme")).not.toBe(one);
  expect(of("organization/shops/acme")).toBe(of("acme"));
  writeFileSync(join(stacks, "zipped.json.gz"), "zip");
  expect(fileCheckpoints(folder, "shops")("zipped")).toMatch(/^sha256:/);
});

test("elsewhere it is the time of the last update, from one listing", async () => {
  const of = await openCheckpoints({ url: "s3://b", program: "/", project: "shops" }, async () => [
    { name: "acme", lastUpdate: "2026-11-27T09:00:00.000Z", resourceCount: 3 },
    { name: "org/north" },
  ]);
  expect(of("acme")).toBe("update:2026-11-27T09:00:00.000Z resources:3");
  expect(of("north")).toBe("update:none resources:?");
  expect(of("other")).toBeUndefined();
});

test("the backend is the fleet's, else the environment's, the project's, or the login's", () => {
  const home = mkdtempSync(join(tmpdir(), "msads-home-"));
  const environment = { PULUMI_HOME: home };
  expect(backendUrl({ backend: undefined }, { backend: undefined }, environment)).toBeUndefined();
  writeFileSync(join(home, "credentials.json"), JSON.stringify({ current: "file://~" }));
  expect(backendUrl({ backend: undefined }, { backend: undefined }, environment)).toBe("file://~");
  expect(backendUrl({ backend: undefined }, { backend: "gs://p" }, environment)).toBe("gs://p");
  const set = { ...environment, PULUMI_BACKEND_URL: "s3://e" };
  expect(backendUrl({ backend: undefined }, { backend: "gs://p" }, set)).toBe("s3://e");
  expect(backendUrl({ backend: "azblob://f" }, { backend: "gs://p" }, set)).toBe("azblob://f");
});

test("a backend's password is in nothing that is said of it", () => {
  const backend = "postgres://fleet:s3cret@db.example/state";
  expect(withoutPassword(`cannot dial ${backend}: s3cret was refused`, backend)).toBe(
    "cannot dial postgres://fleet:[secret]@db.example/state: [secret] was refused",
  );
  expect(withoutPassword(`cannot dial ${backend}`, undefined)).not.toContain("s3cret");
  const harmless =
    'unable to open "file:///srv/state": no such file (see https://www.pulumi.com/docs: me@example.com)';
  expect(withoutPassword(harmless, "file:///srv/state")).toBe(harmless);
});
