import { spawn } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { endedIn } from "./pulumiEvents";
import type { Ended, Operation } from "./result";

/** A stack that the Pulumi CLI runs: a home, a backend and a stack file of the test's own. */
export interface PulumiStackOptions {
  /** Of Pulumi.yaml. Nothing is written there. */
  readonly folder: string;
  readonly stack: string;
  /** The test's own folder, where the kit's other files are too. */
  readonly home: string;
}

/** What one run is given. */
export interface PulumiRun {
  /** Over that of the stack's files. */
  readonly config: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, string>>;
  readonly env: NodeJS.ProcessEnv;
  /** Ends the run, as Ctrl-C does. */
  readonly signal: AbortSignal;
}

const PARALLEL = 16;
const MISSING =
  "there is no pulumi on the PATH, and a program with `cli: true` runs on it: install the Pulumi CLI (https://www.pulumi.com/docs/iac/download-install/), or leave `cli` out if the program uses the classes of pulumi-msads";

/** Runs a program with the Pulumi CLI on the PATH, as `pulumi up` does, but with a stack file and a state that are the test's own. */
export class PulumiStack {
  /** With copies of the project's files: what the CLI writes to a stack's file lands here. */
  readonly #copies: string;
  #isMade = false;

  constructor(private readonly options: PulumiStackOptions) {
    this.#copies = mkdtempSync(join(options.home, "cli-"));
  }

  async run(operation: Operation, run: PulumiRun): Promise<Ended> {
    const env = this.#environment(run.env);
    const { stack, folder } = this.options;
    if (!this.#isMade) await this.#make(env, run.signal);
    await this.#configure(run, env);
    const log = join(this.#copies, "events.json");
    writeFileSync(log, "");
    const args = [
      ...[operation, "--stack", stack, "--config-file", this.#stackFile, "--event-log", log],
      ...(operation === "preview" ? [] : ["--yes", "--skip-preview"]),
      ...["--parallel", String(PARALLEL), "--color", "never"],
    ];
    const { code, text } = await pulumi(args, folder, env, run.signal);
    return endedIn(readFileSync(log, "utf8"), code === 0, text);
  }

  get #stackFile(): string {
    return join(this.#copies, `Pulumi.${this.options.stack}.yaml`);
  }

  async #make(env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
    copyFileSync(join(this.options.folder, "Pulumi.yaml"), join(this.#copies, "Pulumi.yaml"));
    mkdirSync(new URL(env.PULUMI_BACKEND_URL ?? ""), { recursive: true });
    this.#takeStackFile();
    await this.#asked(["stack", "init", this.options.stack], env, signal);
    this.#isMade = true;
  }

  /** The stack's own file, but for how its secrets are encrypted: their passphrase or key is not the test's. */
  #takeStackFile(): void {
    const own = join(this.options.folder, `Pulumi.${this.options.stack}.yaml`);
    const text = existsSync(own) ? readFileSync(own, "utf8") : "";
    writeFileSync(this.#stackFile, text.replace(/^(encryptionsalt|encryptedkey|secretsprovider):.*$/gm, ""));
  }

  /** Each run starts from the stack's own file. */
  async #configure({ config, secrets, signal }: PulumiRun, env: NodeJS.ProcessEnv): Promise<void> {
    const salt = /^encryptionsalt:.*$/m.exec(readFileSync(this.#stackFile, "utf8"))?.[0] ?? "";
    this.#takeStackFile();
    writeFileSync(this.#stackFile, `${salt}\n${readFileSync(this.#stackFile, "utf8")}`);
    const set = async (flag: string, values: Readonly<Record<string, string>>) => {
      const pairs = Object.entries(values).flatMap(([key, value]) => [flag, `${key}=${value}`]);
      if (pairs.length === 0) return;
      const file = ["--stack", this.options.stack, "--config-file", this.#stackFile];
      await this.#asked(["config", "set-all", ...file, ...pairs], env, signal);
    };
    await set("--plaintext", {
      ...config,
      ...Object.fromEntries(Object.keys(secrets).map((key) => [key, ""])),
    });
    const [, encrypted] =
      /^ +"?([^\s"]+?)"?:\s*\n\s+secure:/m.exec(readFileSync(this.#stackFile, "utf8")) ?? [];
    if (encrypted !== undefined)
      throw new Error(
        `Pulumi.${this.options.stack}.yaml: ${encrypted} is encrypted, and a test does not decrypt it: give an invented value in \`secrets\``,
      );
    await set("--secret", secrets);
  }

  /** Plugins that the user installed are there. */
  #environment(given: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
    const home = given.PULUMI_HOME ?? join(this.options.home, "pulumi");
    const installed = join(process.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), "plugins");
    mkdirSync(home, { recursive: true });
    if (existsSync(installed) && !existsSync(join(home, "plugins")))
      symlinkSync(installed, join(home, "plugins"), "junction");
    return {
      ...given,
      PULUMI_BACKEND_URL: pathToFileURL(join(this.options.home, "backend")).href,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      // For the event log.
      PULUMI_DEBUG_COMMANDS: "true",
    };
  }

  async #asked(args: readonly string[], env: NodeJS.ProcessEnv, signal: AbortSignal): Promise<void> {
    const { code, text } = await pulumi(args, this.#copies, env, signal);
    if (code !== 0) throw new Error(`pulumi ${args[0]} ${args[1]} failed:\n\n${text}`);
  }
}

function pulumi(args: readonly string[], cwd: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
  return new Promise<{ readonly code: number | null; readonly text: string }>((resolve, reject) => {
    const child = spawn("pulumi", [...args, "--non-interactive"], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    const end = () => void child.kill("SIGINT");
    signal.addEventListener("abort", end, { once: true });
    let text = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (chunk) => (text += String(chunk)));
    child.on("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "ENOENT" ? new Error(MISSING) : error),
    );
    child.on("close", (code) => {
      signal.removeEventListener("abort", end);
      resolve({ code, text });
    });
  });
}
