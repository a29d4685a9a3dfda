import { existsSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Fleet } from "../fleet";
import type { Project } from "../project";
import { contentHash, filesIn } from "./filesIn";
import { type Fingerprint, hashOf } from "./fingerprint";
import { installedFor } from "./installed";
import { outsideInputsOf } from "./outsideInputs";
import { straysOf, strayWords } from "./strays";

const LOCK_FILES = [
  "package-lock.json",
  "npm-shrinkwrap.json",
  "yarn.lock",
  "pnpm-lock.yaml",
  "bun.lock",
  "bun.lockb",
  "uv.lock",
  "poetry.lock",
  "go.sum",
  "packages.lock.json",
];
/** A stack's config is told apart from the program: each stack has its own. */
const STACK_CONFIG = /^Pulumi\.[^/\\]+\.(yaml|yml|json)$/;

/** The pages that `msads report` and `msads fleet report` write where they run. */
const REPORT = /^msads-(fleet-)?report\b.*\.html$/;

/** The shared part of all accounts' fingerprints. */
export type ProgramPrint = Pick<Fingerprint, "program" | "packages" | "variables">;

/** What is known of a program without running it. */
export interface SeenProgram {
  readonly print: ProgramPrint;
  /** Why no check can tell whether a run would change something; undefined: it can. */
  readonly obstacle: string | undefined;
}

export interface ProgramPlace
  extends Pick<Fleet, "program" | "sources" | "record" | "file">,
    Pick<Project, "stackConfigDir" | "main" | "parts"> {
  /** Files that runs write: the audit logs. */
  readonly logs: readonly string[];
}

/**
 * Hashes the program's files, the packages that it has, the fleet file's `sources`, and the environment variables that its code names. Throws an Error
 * that names the files by which the program leaves its folder where the fleet file does not: a change of them would go unseen.
 */
export function seenProgram(place: ProgramPlace, environment: NodeJS.ProcessEnv): SeenProgram {
  const { program, sources, main, parts, file } = place;
  const { linked, packages } = installedFor(program);
  const code = [program, ...sources, ...linked, ...(main === undefined ? [] : [main])];
  const isSkipped = skippedIn(place);
  const files = code.flatMap((root) => filesIn(root, isSkipped));
  const bases = [program, ...(main === undefined ? [] : [main])];
  const strays = files.flatMap((each) => straysOf(each, [...code, ...parts], bases));
  if (strays.length > 0) throw new Error(strayWords(strays, file));
  const all = [...files, ...parts.flatMap((each) => filesIn(each, isSkipped))];
  const { variables, lookUp } = outsideInputsOf([...new Set(files)]);
  return {
    print: {
      program: contentHash(all, (each) => relative(program, each)),
      packages: hashOf([lockHash(program), packages]),
      variables: hashOf(variables.map((name) => [name, environment[name] ?? null])),
    },
    obstacle:
      lookUp === undefined
        ? undefined
        : `the program looks something up in the account (${lookUp}), and only Pulumi can tell what it finds`,
  };
}

function skippedIn({ program, record, file, logs, stackConfigDir }: ProgramPlace): (path: string) => boolean {
  const own = new Set([record, file, ...logs].map((path) => resolve(path)));
  const settings = new Set([program, stackConfigDir].map((path) => resolve(path)));
  return (path) => {
    const [folder, name] = [dirname(path), basename(path)];
    const isLock = folder === resolve(program) && LOCK_FILES.includes(name);
    return own.has(path) || isLock || REPORT.test(name) || (STACK_CONFIG.test(name) && settings.has(folder));
  };
}

/** The lock file beside the program, or above it in a workspace. */
function lockHash(folder: string): string {
  const found = LOCK_FILES.map((name) => join(folder, name)).filter((each) => existsSync(each));
  if (found.length > 0) return contentHash(found);
  const above = dirname(folder);
  return above === folder ? "none" : lockHash(above);
}
