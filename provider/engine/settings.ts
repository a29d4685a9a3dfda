import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { type Project, programFolder, readProject, readStackConfig, withNamespace } from "./project";
import { loadSdk, type Sdk } from "./sdk";
import type { RunOptions } from "./types";

/** One operation's options, with everything that is read from the program's folder. */
export interface Settings {
  readonly sdk: Sdk;
  readonly project: Project;
  readonly stack: string;
  readonly stateFile: string;
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` whose values are secret. */
  readonly secretKeys: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly parallel: number;
  readonly refresh: boolean;
}

/** @throws Error for a folder that is no program, and for secrets that would have to be kept as plain text. */
export function readSettings(options: RunOptions): Settings {
  const root = resolve(options.programDir);
  const sdk = loadSdk(programFolder(root));
  const project = readProject(root, sdk.parseYaml);
  const given = named(options.config ?? {}, project.name);
  const secret = named(options.secretConfig ?? {}, project.name);
  const secretKeys = Object.keys(secret);
  if (secretKeys.length > 0 && !options.plaintextSecrets) {
    throw new Error(
      `config ${secretKeys.join(", ")} is secret, and this engine keeps state unencrypted: give it in the environment instead`,
    );
  }
  return {
    sdk,
    project,
    stack: options.stack,
    stateFile: resolve(options.stateFile),
    config: {
      ...project.config,
      ...readStackConfig(project, options.stack, sdk.parseYaml, Object.keys({ ...given, ...secret })),
      ...given,
      ...secret,
    },
    secretKeys,
    env: options.env ?? process.env,
    parallel: options.parallel ?? 4 * availableParallelism(),
    refresh: options.refresh ?? project.refresh,
  };
}

function named(config: Readonly<Record<string, string>>, project: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [withNamespace(key, project), value]),
  );
}
