import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { packageSpec } from "../../provider/cli/export/packageSpec";

const home = mkdtempSync(join(tmpdir(), "msads-spec-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
let count = 0;

/** A project that has the package in its node_modules, at `at`, and says so in one of these ways. */
function project(how: { readonly manifest?: object; readonly noted?: string; readonly at?: string }) {
  count += 1;
  const folder = join(home, `project-${count}`);
  const root = join(folder, how.at ?? "node_modules/pulumi-msads");
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, "package.json"), JSON.stringify({ name: "pulumi-msads", version: "0.1.0" }));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "mine", ...how.manifest }));
  if (how.noted !== undefined) {
    const packages = { "node_modules/pulumi-msads": { resolved: how.noted } };
    writeFileSync(join(folder, "node_modules", ".package-lock.json"), JSON.stringify({ packages }));
  }
  return { folder, root };
}

const specOf = ({ folder, root }: { folder: string; root: string }, out = join(folder, "out")) =>
  packageSpec({ root, version: "0.1.0" }, out);
const depends = (spec: string) => ({ manifest: { dependencies: { "pulumi-msads": spec } } });

describe("an exported project gets the package as the installing one did", () => {
  test.each(["^0.1.0", "0.1.0", "latest", "github:acme/pulumi-msads#main", "https://example.com/p.tgz"])(
    "%s stays as it is",
    (spec) => expect(specOf(project(depends(spec)))).toBe(spec),
  );

  test.each([
    ["file:../packed.tgz", "file:../../packed.tgz"],
    ["../packed.tgz", "file:../../packed.tgz"],
    ["./vendor/packed.tgz", "file:../vendor/packed.tgz"],
    ["vendor/packed.tgz", "file:../vendor/packed.tgz"],
  ])("%s is found from the new folder as %s", (spec, wanted) => {
    expect(specOf(project(depends(spec)))).toBe(wanted);
  });

  test("an absolute path is found from the new folder", () => {
    const tarball = join(home, "packed.tgz");
    for (const spec of [`file:${tarball}`, `file://${tarball}`, tarball])
      expect(specOf(project(depends(spec)))).toBe("file:../../packed.tgz");
  });

  test("a dependency for development counts, and pnpm's deeper folder does not hide the project", () => {
    const manifest = { devDependencies: { "pulumi-msads": "file:../packed.tgz" } };
    expect(specOf(project({ manifest }))).toBe("file:../../packed.tgz");
    const at = "node_modules/.pnpm/pulumi-msads@file+..+packed.tgz/node_modules/pulumi-msads";
    expect(specOf(project({ ...depends("file:../packed.tgz"), at }))).toBe("file:../../packed.tgz");
  });

  test("what only npm noted counts where it is a file", () => {
    expect(specOf(project({ noted: "file:../packed.tgz" }))).toBe("file:../../packed.tgz");
    expect(specOf(project({ noted: "https://registry.example/pulumi-msads-0.1.0.tgz" }))).toBe("^0.1.0");
  });

  test.each(["workspace:*", "catalog:", "link:../pulumi-msads"])(
    "%s, which nobody else understands, becomes the version",
    (spec) => expect(specOf(project(depends(spec)))).toBe("^0.1.0"),
  );

  test("a clone is named by its folder, and an install that nothing tells of by the version", () => {
    const { folder } = project({});
    expect(packageSpec({ root: folder, version: "0.1.0" }, join(folder, "out"))).toBe("file:..");
    expect(specOf(project({}))).toBe("^0.1.0");
  });
});
