import { execFileSync } from "node:child_process";
import { copyFileSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };

/** Puts the plugin's SDK for Node.js, as `pulumi package add` makes it, into a folder. Its types are compiled elsewhere: here they would only take time. */
export function writeNodeSdk(plugin: string, folder: string, env: NodeJS.ProcessEnv): void {
  const out = mkdtempSync(join(tmpdir(), "msads-sdk-"));
  try {
    const args = ["package", "gen-sdk", plugin, "--language", "nodejs", "--out", out];
    execFileSync("pulumi", args, { env, stdio: "pipe" });
    for (const source of globSync("nodejs/**/*.ts", { cwd: out })) {
      const target = join(folder, relative("nodejs", source).replace(/ts$/, "js"));
      mkdirSync(dirname(target), { recursive: true });
      const { outputText } = transpileModule(readFileSync(join(out, source), "utf8"), { compilerOptions });
      writeFileSync(target, outputText);
    }
    copyFileSync(join(out, "nodejs/package.json"), join(folder, "package.json"));
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
