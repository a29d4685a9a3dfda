import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { withPath } from "../../fleet/findPulumi";
import { type Outcome, PARALLEL, type Runner, type RunnerOptions, STACK } from "./runner";

/** A Pulumi CLI, with a home and a backend of its own, never the user's login. Rejects when it cannot make a stack. */
export async function pulumiRunner(options: RunnerOptions, version: string): Promise<Runner> {
  const environment = pulumiEnvironment(options);
  const pulumi = (...args: readonly string[]) => run(options, environment, args);
  const made = await pulumi("stack", "init", STACK, "--non-interactive");
  if (!made.ok) throw new Error(`\`pulumi stack init\` failed: ${reasonIn(made.text)}`);
  const color = options.color ? "always" : "never";
  const common = ["--stack", STACK, "--yes", "--skip-preview", "--non-interactive", "--color", color];
  const parallel = ["--parallel", String(PARALLEL)];
  return {
    title: `the Pulumi CLI ${version}`,
    up: () => pulumi("up", ...common, ...parallel),
    destroy: () => pulumi("destroy", ...common, ...parallel),
  };
}

/** The line that says what is wrong, among warnings and advice. */
function reasonIn(text: string): string {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return lines.find((line) => line.startsWith("error: ")) ?? lines[0] ?? "it said nothing";
}

/** What the CLI needs to leave the user's own Pulumi alone. */
function pulumiEnvironment({ environment, home }: RunnerOptions): NodeJS.ProcessEnv {
  const backend = join(home, "backend");
  mkdirSync(backend, { recursive: true });
  return {
    // The program runs on the Node that runs this.
    ...withPath(environment, dirname(process.execPath)),
    PULUMI_HOME: join(home, "pulumi-home"),
    PULUMI_BACKEND_URL: pathToFileURL(backend).href,
    PULUMI_CONFIG_PASSPHRASE: "demo",
    PULUMI_SKIP_UPDATE_CHECK: "true",
  };
}

function run(options: RunnerOptions, env: NodeJS.ProcessEnv, args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // In a process group of its own: Ctrl-C reaches it once, from here, and not in the middle of a write.
    const child = spawn("pulumi", args, {
      cwd: options.folder,
      env,
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const interrupt = () => void child.kill("SIGINT");
    options.signal.addEventListener("abort", interrupt);
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
      });
    child.once("error", reject);
    child.once("close", (code) => {
      options.signal.removeEventListener("abort", interrupt);
      resolve({ ok: code === 0, text: text.trimEnd() });
    });
  });
}
