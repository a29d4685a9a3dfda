import { readFileSync } from "node:fs";
import { homedir } from "node:os";
import { join, resolve } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { publint } from "publint";
import { expect, test } from "vitest";
import { packed } from "./packed";

const REPOSITORY = resolve(__dirname, "../..");
/** Unpacked, without examples; bytes. */
const MOST = 2_800_000;
const EXPECTED = [
  /^(package\.json|README\.md|CHANGELOG\.md|LICENSE)$/,
  /^dist\/.+\.(js|d\.ts)$/,
  /^docs\/.+\.(md|svg)$/,
  /^plugin\/(pulumi-resource-msads(\.cmd)?|schema\.json)$/,
  /^examples\/README\.md$/,
  /^examples\/[^/]+\/(\.github\/workflows\/|program\/)?[^/]+\.(ts|mjs|py|json|yaml|yml|csv|md)$/,
  /^examples\/python\/requirements\.txt$/,
];
const { folder, tarball, files } = packed();

test("has the compiled code, the docs and the examples' sources, and nothing else", () => {
  const odd = [...files.keys()].filter((path) => !EXPECTED.some((form) => form.test(path)));
  expect(odd).toEqual([]);
  for (const path of ["dist/index.js", "dist/index.d.ts", "dist/dynamic/index.js", "dist/cli/main.js"])
    expect(files.has(path), path).toBe(true);
  const unwanted = /^dist\/.*\.test\.|node_modules|\.map$|Pulumi\.dev\.yaml$/;
  expect([...files.keys()].filter((path) => unwanted.test(path))).toEqual([]);
});

test("names no folder of the machine that built it", () => {
  const foreign = [REPOSITORY, homedir()].filter((path) => path.length > 1);
  const naming = [...files.keys()].filter((path) => {
    const text = readFileSync(join(folder, path), "utf8");
    return foreign.some((each) => text.includes(`${each}/`)) || text.includes("sourceMappingURL");
  });
  expect(naming).toEqual([]);
});

test("takes no more room than 2.8 MB, without the examples", () => {
  const sizes = [...files].filter(([path]) => !path.startsWith("examples/")).map(([, size]) => size);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  console.log(`unpacked: ${(total / 1e6).toFixed(2)} MB in ${sizes.length} files`);
  expect(total).toBeLessThanOrEqual(MOST);
});

test("the entry points of package.json are there, each with its types; the command runs by itself", () => {
  const { exports, bin } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    exports: Record<string, string | { types: string; default: string }>;
    bin: Record<string, string>;
  };
  const named = Object.values(exports).flatMap((each) =>
    typeof each === "string" ? [each] : [each.types, each.default],
  );
  expect(named.filter((path) => !files.has(path.replace("./", "")))).toEqual([]);
  expect(readFileSync(join(folder, bin.msads ?? ""), "utf8")).toMatch(/^#!\/usr\/bin\/env node\n/);
});

test("the addresses of the repository are set together or not at all", () => {
  const { repository, bugs, homepage } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    repository?: { type: string; url: string };
    bugs?: { url: string };
    homepage?: string;
  };
  const address = /^git\+(https:\/\/.+)\.git$/.exec(repository?.url ?? "")?.[1];
  const wanted =
    repository === undefined
      ? [undefined, undefined, undefined]
      : ["git", `${address}/issues`, `${address}#readme`];
  expect([repository?.type, bugs?.url, homepage]).toEqual(wanted);
});

test("publint has nothing to say", async () => {
  const bytes = new Uint8Array(tarball);
  const { messages } = await publint({ pack: { tarball: bytes.buffer }, strict: true });
  expect(messages).toEqual([]);
});

/** Also as TypeScript resolves for `module: commonjs`, which older templates of Pulumi have: by `typesVersions`. */
test("TypeScript finds the right types of every entry point, however it resolves", async () => {
  const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(tarball)));
  expect(analysis.types).not.toBe(false);
  expect("problems" in analysis ? analysis.problems : "no types").toEqual([]);
});
