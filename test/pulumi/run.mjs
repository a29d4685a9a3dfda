// npm run test:pulumi [-- FILE ...]: whole programs, the demo and the engine's conformance under the Pulumi CLI on the PATH.
// npm run record:engine: writes down anew what that CLI does with the conformance programs. Both want a built package.
import { spawn } from "node:child_process";
import { findPulumi } from "../../dist/fleet/findPulumi.js";

const found = findPulumi(process.env);
if (found.is !== "usable") {
  const why = found.is === "missing" ? "there is no pulumi on the PATH" : found.why;
  console.error(`npm run test:pulumi needs the Pulumi CLI: ${why}`);
  process.exit(1);
}
console.log(`under the Pulumi CLI ${found.version}`);

const [first, ...rest] = process.argv.slice(2);
const records = first === "--record";
const files = records ? ["test/pulumi/conformance.test.ts"] : process.argv.slice(2);
const env = {
  ...process.env,
  MSADS_TEST_RUNNER: "pulumi",
  ...(records && { MSADS_RECORD_ENGINE: "1" }),
};
const child = spawn("npx", ["vitest", "run", ...files, ...(records ? rest : [])], { env, stdio: "inherit" });
child.on("close", (code) => {
  process.exitCode = code ?? 1;
});
