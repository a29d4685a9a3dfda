import { type Child, startChild } from "./child";
import type { Project } from "./project";
import type { Sdk } from "./sdk";

/** How the SDK says "failed, and I have already told why". */
const FAILED_AND_REPORTED = 32;

export interface ProgramOptions {
  readonly sdk: Sdk;
  readonly project: Project;
  readonly stack: string;
  readonly address: string;
  readonly parallel: number;
  readonly dryRun: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly onLine: (line: string) => void;
}

/** Starts the user's program; it registers its resources at `address`. */
export function startProgram(options: ProgramOptions): Child {
  const { project, address } = options;
  const args = [
    `--monitor=${address}`,
    `--engine=${address}`,
    "--organization=organization",
    `--project=${project.name}`,
    `--root-directory=${project.root}`,
    `--stack=${options.stack}`,
    `--pwd=${project.folder}`,
    `--parallel=${options.parallel}`,
    ...(options.dryRun ? ["--dry-run"] : []),
    project.entry,
  ];
  const env = { ...options.env, ...configEnvironment(options.config, options.secretKeys) };
  if (project.typescript) env.PULUMI_NODEJS_TYPESCRIPT = "true";
  const { runScript: script } = options.sdk;
  return startChild({
    script,
    args,
    nodeArgs: project.nodeArgs,
    cwd: project.folder,
    env,
    onLine: options.onLine,
  });
}

/** Config as the CLI's language host hands it over. */
function configEnvironment(
  config: Readonly<Record<string, string>>,
  secretKeys: readonly string[],
): NodeJS.ProcessEnv {
  const named = Object.entries(config).map(([key, value]) => [key.replace(":", ":config:"), value]);
  return {
    PULUMI_CONFIG: JSON.stringify(Object.fromEntries(named)),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(secretKeys),
  };
}

/** What an exit code means that still has to be said; undefined for success and for what the SDK has told already. */
export function describeExit(code: number | null): string | undefined {
  if (code === 0 || code === FAILED_AND_REPORTED) return undefined;
  return code === null ? "the program was ended by a signal" : `the program ended with exit code ${code}`;
}
