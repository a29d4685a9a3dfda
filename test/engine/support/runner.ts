import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const ENGINE = join(__dirname, "../../../provider/engine");
const MAIN = `
const engine = require("./engine/index.js");
const options = JSON.parse(process.argv[2]);
const stop = new AbortController();
process.on("SIGINT", () => {
  stop.abort();
  console.log("interrupted");
});
engine.up({ ...options, signal: stop.signal }).then((result) => {
  console.log(JSON.stringify(result));
  process.exitCode = result.exitCode;
});`;

/** Puts the engine, compiled, and a script that runs \`up\` with it into a folder. @returns the script. */
export function compileEngine(folder: string): string {
  mkdirSync(join(folder, "engine"));
  writeFileSync(join(folder, "package.json"), '{"type":"commonjs"}');
  const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 };
  for (const name of readdirSync(ENGINE)) {
    const { outputText } = ts.transpileModule(readFileSync(join(ENGINE, name), "utf8"), { compilerOptions });
    writeFileSync(join(folder, "engine", name.replace(/\.ts$/, ".js")), outputText);
  }
  const script = join(folder, "main.js");
  writeFileSync(script, MAIN);
  return script;
}

/** Runs \`up\` in a process of its own, at the head of its own group as a shell would start it. It says when SIGINT reached it. */
export function startEngine(script: string, options: object): ChildProcess {
  return spawn(process.execPath, [script, JSON.stringify(options)], {
    detached: true,
    stdio: ["ignore", "pipe", "inherit"],
  });
}
