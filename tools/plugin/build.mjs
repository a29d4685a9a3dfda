/**
 * npm run build:plugin: the plugin in one file, for those who do not install the npm package. build/plugin gets the executable, which runs on Node,
 * and the archive that `pulumi plugin install resource msads <version> --file` takes.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";

const root = resolve(import.meta.dirname, "../..");
const folder = join(root, "build/plugin");
const executable = join(folder, "pulumi-resource-msads");
const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
await build({
  entryPoints: [join(root, "tools/plugin/entry.ts")],
  outfile: executable,
  bundle: true,
  minify: true,
  platform: "node",
  target: "node22",
  banner: { js: "#!/usr/bin/env node" },
  // The npm package's way to Pulumi's SDK, which is not gone here.
  logOverride: { "require-resolve-not-external": "silent" },
  logLevel: "warning",
});
chmodSync(executable, 0o755);
writeFileSync(`${executable}.cmd`, '@node "%~dp0pulumi-resource-msads" %*\r\n');
const archive = `pulumi-resource-msads-v${version}.tar.gz`;
execFileSync("tar", ["-czf", archive, "pulumi-resource-msads", "pulumi-resource-msads.cmd"], { cwd: folder });
for (const file of [executable, join(folder, archive)])
  console.log(`${file}  ${(statSync(file).size / 1e6).toFixed(2)} MB`);
