import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { PACKAGE } from "./e2ePackage";
import type { Project } from "./e2eProject";

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

/**
 * Puts the plugin's SDK for Node.js where the project's programs find it, as "pulumi-msads-native": made by the CLI as `pulumi package add`
 * makes it. Its types are compiled elsewhere; here they would only take time.
 */
export function addNodeSdk({ folder, runner }: Project): void {
  const { file, cwd, env } = runner.command("preview");
  const out = join(folder, "sdk");
  const plugin = join(PACKAGE, "plugin/pulumi-resource-msads");
  const args = ["package", "gen-sdk", plugin, "--language", "nodejs", "--out", out];
  execFileSync(file, args, { cwd, env, stdio: "pipe" });
  const own = join(folder, "node_modules/pulumi-msads-native");
  for (const source of globSync("nodejs/**/*.ts", { cwd: out })) {
    const target = join(own, relative("nodejs", source).replace(/ts$/, "js"));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(
      target,
      transpileModule(readFileSync(join(out, source), "utf8"), { compilerOptions }).outputText,
    );
  }
  copyFileSync(join(out, "nodejs/package.json"), join(own, "package.json"));
  rmSync(out, { recursive: true });
}
